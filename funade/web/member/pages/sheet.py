"""The conditions sheet as a task list, and one line of it as a form."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from funade.core.conditions.ask import Point, to_query
from funade.core.conditions.lines import LINES, Ask, Line, offered
from funade.core.conditions.sheet import (
    KILOMETRES,
    ORDINARY,
    WEIGHTS,
    Answer,
    Sheet,
    Stance,
    answer_words,
    stance_words,
)
from funade.core.kernel.yen import MAN
from funade.core.masters.areas import place_name
from funade.core.masters.work import KINDS
from funade.core.search.url import to_params

_WEIGHT_WORDS: Final = {1: "少し", 3: "ふつう", 5: "とても"}


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the summary."""

    line: Line
    said: str
    stance: str


def tasks(sheet: Sheet) -> list[Task]:
    """Every line, answered or not, in order."""
    return [_task(line, sheet.answers.get(line.code)) for line in LINES]


def _task(line: Line, answer: Answer | None) -> Task:
    if answer is None:
        return Task(line, "", "")
    return Task(line, answer_words(line, answer), stance_words(answer))


@dataclass(frozen=True, slots=True)
class SearchLink:
    """The search that a sheet makes for one kind of work."""

    kind: str
    ranked: str
    narrowed: str
    """"" when no line that cannot be given up can be searched for."""


def search_links(sheet: Sheet, middle: Point | None, search: str) -> list[SearchLink]:
    """A search per kind the member works in, or per kind; ``search`` is the page's address."""
    work = sheet.answers.get("work")
    kinds = [kind for kind in KINDS if work is None or kind.code in work.values]
    found = []
    for kind in kinds:
        ranked = to_query(sheet, kind.code)
        narrowed = to_query(sheet, kind.code, strict=True, middle=middle)
        if ranked.wishes or narrowed != ranked:
            urls = [f"{search}?{urlencode(to_params(query))}" for query in (ranked, narrowed)]
            found.append(SearchLink(kind.name, urls[0], urls[1] if narrowed != ranked else ""))
    return found


def unsearchable(sheet: Sheet) -> list[str]:
    """Labels of answered lines that no search can ask for."""
    return [line.label for line, _ in sheet if not line.searched and line.facet != "kind"]


# --- One line -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tick:
    """One box."""

    code: str
    name: str
    checked: bool


@dataclass(frozen=True, slots=True)
class LineForm:
    """One line with what was typed or is stored."""

    line: Line
    stance: str
    weights: tuple[tuple[int, str, bool], ...]
    groups: tuple[tuple[str, tuple[Tick, ...]], ...]
    """Of `Ask.CHOICES`."""
    typed: str
    """Of the others."""
    kilometres: tuple[tuple[int, bool], ...]

    @property
    def kind(self) -> str:
        """Which part of the template."""
        return self.line.ask.value

    @property
    def grouped(self) -> bool:
        """Whether boxes stand under headings."""
        return len(self.groups) > 1


def stored_form(line: Line, answer: Answer | None) -> LineForm:
    """The form as it stands before anything is typed."""
    if answer is None:
        return line_form(line, "", str(ORDINARY), ())
    return line_form(line, answer.stance.value, str(answer.weight), _as_typed(line, answer))


def line_form(line: Line, stance: str, weight: str, values: Sequence[str]) -> LineForm:
    """The form with what a member sent."""
    groups = offered(line) if line.ask is Ask.CHOICES else []
    return LineForm(
        line=line,
        stance=stance if stance in [*Stance, "none"] else "",
        weights=tuple((it, _weight_words(it), str(it) == weight) for it in WEIGHTS),
        groups=tuple(
            (heading, tuple(Tick(it.code, it.name, it.code in values) for it in choices))
            for heading, choices in groups
        ),
        typed=values[0][:200] if values else "",
        kilometres=tuple(
            (km, str(km) == (values[1] if len(values) > 1 else "10")) for km in KILOMETRES
        ),
    )


def _weight_words(weight: int) -> str:
    words = _WEIGHT_WORDS.get(weight)
    return f"{weight}（{words}）" if words else str(weight)


def _as_typed(line: Line, answer: Answer) -> tuple[str, ...]:
    if line.ask is Ask.AROUND:
        return place_name(answer.values[0], full=True), answer.values[1]
    if line.ask is Ask.YEN and line.facet == "pay":
        yen = int(answer.values[0])
        return (str(yen // MAN) if yen % MAN == 0 else f"{yen}円",)
    return answer.values
