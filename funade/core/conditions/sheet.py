"""The filled sheet: one answer per line, 譲れない or 譲れる with a weight."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final, Self

from funade.core.conditions.lines import BY_CODE, LINES, Ask, Line, can_choose, name_of
from funade.core.kernel.text import to_digits
from funade.core.kernel.yen import MAN, format_man
from funade.core.listings.values import BadValueError, read_yen
from funade.core.masters.areas import find_place, place, place_name

WEIGHTS: Final = (1, 2, 3, 4, 5)
ORDINARY: Final = 3
KILOMETRES: Final = (3, 5, 10, 20, 30, 50)
MOST_HOURS: Final = 168
MOST_WORDS: Final = 100
MOST_YEN: Final = 1_000_000_000


class Stance(StrEnum):
    """Whether a line can be given up."""

    MUST = "must"
    NICE = "nice"

    @property
    def label(self) -> str:
        """The word on screen."""
        return "譲れない" if self is Stance.MUST else "譲れる"


class BadAnswerError(ValueError):
    """An answer that cannot be used; the text says what to do, in Japanese."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one line says. ``values`` are codes, one number, (place, kilometres) or one text."""

    stance: Stance
    values: tuple[str, ...]
    weight: int = ORDINARY
    """1 to 5; counts only where the line can be given up."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All answered lines in the order of `LINES`; what is absent does not matter to the member."""

    answers: Mapping[str, Answer] = field(default_factory=dict)

    def __iter__(self) -> Iterator[tuple[Line, Answer]]:
        """The answered lines with their answers."""
        return ((line, self.answers[line.code]) for line in LINES if line.code in self.answers)

    def __bool__(self) -> bool:
        """Whether any line is answered."""
        return bool(self.answers)

    def for_kind(self, kind: str) -> list[tuple[Line, Answer]]:
        """The answered lines that mean something for a kind of work."""
        return [(line, answer) for line, answer in self if kind in line.kinds]

    def having(self, code: str, answer: Answer | None) -> Self:
        """The same sheet with one line answered, or with its answer taken back."""
        rest = {name: kept for name, kept in self.answers.items() if name != code}
        return replace(self, answers=rest if answer is None else {**rest, code: answer})

    def to_json(self) -> dict[str, Any]:
        """The sheet as it is stored and exported."""
        return {
            line.code: {
                "stance": answer.stance.value,
                "values": list(answer.values),
                "weight": answer.weight,
            }
            for line, answer in self
        }


def from_json(stored: object) -> Sheet:
    """A stored sheet. Lines and codes that no longer exist are left out; nothing raises."""
    if not isinstance(stored, Mapping):
        return Sheet()
    found = {
        code: answer
        for code, kept in stored.items()
        if code in BY_CODE and (answer := _stored_answer(BY_CODE[code], kept))
    }
    return Sheet(found)


def _stored_answer(line: Line, kept: object) -> Answer | None:
    if not isinstance(kept, Mapping):
        return None
    values, weight = kept.get("values"), kept.get("weight")
    try:
        stance = Stance(str(kept.get("stance")))
        checked = _CHECKS[line.ask](line, [str(it) for it in values or ()])
    except (BadAnswerError, ValueError, TypeError):
        return None
    return Answer(stance, checked, weight if weight in WEIGHTS else ORDINARY)


def read_answer(line: Line, stance: str, weight: str, written: Sequence[str]) -> Answer:
    """An answer as a form sends it. Raises BadAnswerError."""
    if stance not in list(Stance):
        raise BadAnswerError("「譲れない」「譲れる」「こだわらない」から選んでください")
    read = _READERS.get(line.ask, lambda _, values: values)
    values = _CHECKS[line.ask](line, read(line, [it.strip() for it in written if it.strip()]))
    heavy = int(weight) if weight in map(str, WEIGHTS) else ORDINARY
    return Answer(Stance(stance), values, heavy)


# --- From what is typed to values ---------------------------------------------------------------


def _typed_yen(line: Line, written: Sequence[str]) -> list[str]:
    try:
        yen = read_yen(written[0]) if written else 0
    except BadValueError:
        raise BadAnswerError(f"金額を数字で入力してください。{line.help}") from None
    # Nobody means a salary of 1,500 yen a year.
    return [str(yen * MAN if line.facet == "pay" and yen < MAN else yen)]


def _typed_hours(_line: Line, written: Sequence[str]) -> list[str]:
    return [re.sub(r"時間$", "", to_digits(it)).strip() for it in written[:1]]


def _typed_around(_line: Line, written: Sequence[str]) -> list[str]:
    code = find_place(written[0]) if len(written) == 2 else None
    if code is None:
        raise BadAnswerError(
            "市区町村の名前（例：世田谷区、東京都府中市）か、郵便番号7桁を入力してください"
        )
    return [code, written[1]]


_READERS: Final = {Ask.YEN: _typed_yen, Ask.HOURS: _typed_hours, Ask.AROUND: _typed_around}


# --- What values a line can hold ----------------------------------------------------------------


def _codes(line: Line, values: Sequence[str]) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(it for it in values if can_choose(line, it)))
    if not chosen:
        raise BadAnswerError("1つ以上選んでください")
    return chosen


def _number(values: Sequence[str], most: int, message: str) -> tuple[str, ...]:
    plain = values[0] if values else ""
    if not re.fullmatch(r"[0-9]{1,10}", plain) or not 0 < int(plain) <= most:
        raise BadAnswerError(message)
    return (str(int(plain)),)


def _yen(line: Line, values: Sequence[str]) -> tuple[str, ...]:
    return _number(values, MOST_YEN, f"金額を入力してください。{line.help}")


def _hours(_line: Line, values: Sequence[str]) -> tuple[str, ...]:
    return _number(values, MOST_HOURS, f"1〜{MOST_HOURS}の数字を入力してください")


def _around(_line: Line, values: Sequence[str]) -> tuple[str, ...]:
    if len(values) != 2 or place(values[0]) is None:
        raise BadAnswerError("中心にする市区町村を入力してください")
    if values[1] not in map(str, KILOMETRES):
        raise BadAnswerError("距離を選んでください")
    return tuple(values)


def _words(_line: Line, values: Sequence[str]) -> tuple[str, ...]:
    text = " ".join(values[0].replace("\0", " ").split()) if values else ""
    if not 0 < len(text) <= MOST_WORDS:
        raise BadAnswerError(f"{MOST_WORDS}文字以内で入力してください")
    return (text,)


_CHECKS: Final = {
    Ask.CHOICES: _codes,
    Ask.YEN: _yen,
    Ask.HOURS: _hours,
    Ask.AROUND: _around,
    Ask.WORDS: _words,
}


# --- An answer in words -------------------------------------------------------------------------


def answer_words(line: Line, answer: Answer) -> str:
    """``"当直なし、寝当直"``, ``"1,500万円以上"``, ``"世田谷区から10km以内"``."""
    return _SAY[line.ask](line, answer.values)


def stance_words(answer: Answer) -> str:
    """``"譲れない"``, ``"譲れる（重み3）"``."""
    if answer.stance is Stance.MUST:
        return answer.stance.label
    return f"{answer.stance.label}（重み{answer.weight}）"


def _list(line: Line, values: Iterable[str]) -> str:
    return "、".join(name_of(line, code) for code in values)


_SAY: Final[Mapping[Ask, Callable[[Line, Sequence[str]], str]]] = {
    Ask.CHOICES: _list,
    Ask.YEN: lambda line, values: f"{format_man(int(values[0]))}以上",
    Ask.HOURS: lambda line, values: f"{values[0]}時間まで",
    Ask.AROUND: lambda line, values: f"{place_name(values[0])}から{values[1]}km以内",
    Ask.WORDS: lambda line, values: values[0],
}
