"""The profile's task list and its question pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from funade.core.kernel.finding import Finding
from funade.core.kernel.text import fold_compact
from funade.core.masters.choice import Choice
from funade.core.masters.skills import SKILL_LEVELS
from funade.core.privacy.personal import REGISTER
from funade.core.profile.phone import is_ip_phone
from funade.core.profile.profile import Profile
from funade.core.profile.reading import Raw
from funade.core.profile.sections import SECTION, SECTIONS, SKILL_FIELD
from funade.core.profile.words import say_section
from funade.web.member.pages.questions import QUESTIONS, Field, Kind

_REGISTERED = {field.name.rpartition(":")[2]: field for field in REGISTER if ":" in field.name}
_OPEN_GROUPS = 1
"""How many groups of a long list stand open before anything is searched for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the task list."""

    code: str
    title: str
    said: str
    done: bool


@dataclass(frozen=True, slots=True)
class Option:
    """One choice on a form."""

    code: str
    name: str
    note: str
    words: str
    """What the search box compares with, folded."""
    chosen: str
    """The chosen level, "on" for a ticked box, "" for neither."""
    matches: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Choices under one heading."""

    title: str
    options: tuple[Option, ...]
    open: bool

    @property
    def chosen(self) -> int:
        """How many are chosen, for the closed heading."""
        return sum(bool(option.chosen) for option in self.options)


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as the template draws it."""

    field: Field
    value: str
    error: str
    groups: tuple[Group, ...]

    @property
    def described_by(self) -> str:
        """Ids of the error and the hint, error first."""
        parts = (("error", self.error), ("hint", self.field.hint))
        return " ".join(f"{self.field.name}-{kind}" for kind, text in parts if text)


@dataclass(frozen=True, slots=True)
class Use:
    """Why one thing is asked, word by word from the register."""

    label: str
    purpose: str
    stage: str
    retention: str


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question with what was typed and what is wrong with it."""

    code: str
    number: int
    heading: str
    lead: str
    search: str
    sought: str
    fields: tuple[Shown, ...]
    problems: tuple[Finding, ...]
    uses: tuple[Use, ...]
    answered: bool


def rows(profile: Profile) -> list[Row]:
    """The sections with what has been answered."""
    return [
        Row(section.code, section.title, said, section.code in profile.answered)
        for section in SECTIONS
        for said in (say_section(profile, section.code),)
    ]


def advice(profile: Profile) -> str:
    """A word of care about what has been saved; "" mostly."""
    if profile.phone and is_ip_phone(profile.phone):
        return "050の番号は職場でも使われます。ご自身だけが出る番号かどうか、確かめてください。"
    return ""


def question_page(
    code: str,
    typed: Raw,
    *,
    problems: Sequence[Finding] = (),
    sought: str = "",
    answered: bool = False,
) -> QuestionPage:
    """The page of one section, filled with ``typed``, narrowed to what matches ``sought``."""
    question = QUESTIONS[code]
    errors: dict[str, str] = {}
    for problem in problems:
        errors.setdefault(problem.field, problem.message)
    return QuestionPage(
        code=code,
        number=1 + [section.code for section in SECTIONS].index(code),
        heading=question.heading,
        lead=question.lead,
        search=question.search,
        sought=sought,
        fields=tuple(_shown(field, typed, errors, sought) for field in question.fields),
        problems=tuple(problems),
        uses=tuple(uses(SECTION[code].keys)),
        answered=answered,
    )


def uses(keys: Iterable[str]) -> list[Use]:
    """What the register says about some sealed fields."""
    found = [_REGISTERED[key] for key in keys]
    return [Use(one.label, one.purpose, one.stage, one.retention) for one in found]


def _shown(field: Field, typed: Raw, errors: Mapping[str, str], sought: str) -> Shown:
    given = typed.get(field.name, ())
    return Shown(
        field=field,
        value=next(iter(given), ""),
        error=errors.get(field.name, ""),
        groups=_groups(field, typed, fold_compact(sought)) if field.choices else (),
    )


def _groups(field: Field, typed: Raw, sought: str) -> tuple[Group, ...]:
    options = [(choice.group, _option(field, choice, typed, sought)) for choice in field.choices]
    groups = []
    for at, (title, members) in enumerate(groupby(options, lambda pair: pair[0])):
        shown = tuple(option for _, option in members if option.matches or option.chosen)
        opened = bool(sought) or at < _OPEN_GROUPS or any(option.chosen for option in shown)
        if shown:
            groups.append(Group(title, shown, opened))
    return tuple(groups)


def _option(field: Field, choice: Choice, typed: Raw, sought: str) -> Option:
    words = " ".join(fold_compact(word) for word in (choice.name, *choice.aliases, choice.group))
    if field.kind == Kind.LEVELS:
        level = next(iter(typed.get(SKILL_FIELD + choice.code, ())), "")
        chosen = level if SKILL_LEVELS.get(level) else ""
    else:
        chosen = "on" if choice.code in typed.get(field.name, ()) else ""
    return Option(choice.code, choice.name, choice.note, words, chosen, sought in words)
