"""What every table reader yields, and the limits that keep memory constant."""

from dataclasses import dataclass
from typing import Final

MAX_RECORD: Final = 100_000
"""Characters of one record (one row with all its cells). Longer ones are rejected unread."""
MAX_SHOWN: Final = 200
"""Characters of an unreadable record that are kept for the file of rejected rows."""

TOO_LONG: Final = (
    f'1行が{MAX_RECORD:,}文字を超えています。改行や引用符（"）の抜けを確認してください'
)
NOT_TEXT: Final = (
    "文字として読めない部分があります。UTF-8またはShift_JIS（CP932）で保存し直してください"
)
HAS_NUL: Final = "NUL文字（0x00）が含まれています。元のソフトから書き出し直してください"
BAD_QUOTES: Final = '引用符（"）の閉じ忘れか位置の誤りがあります。この行を直してください'

REPLACEMENT: Final = "\ufffd"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: cells as text, stripped. ``problem`` says in Japanese why it could not be read.

    ``line`` is the first physical line (CSV), the row (XLSX) or the position (JSON), from 1.
    """

    line: int
    cells: tuple[str, ...]
    problem: str = ""


class TableError(ValueError):
    """The file as a whole cannot be read; the message is Japanese and says what to do."""


def read_row(line: int, cells: list[str]) -> Row:
    """A row of stripped cells, marked when it holds what no text may hold."""
    text = tuple(cell.strip() for cell in cells)
    joined = "".join(text)
    if "\0" in joined:
        return Row(line, tuple(cell.replace("\0", "") for cell in text), HAS_NUL)
    if REPLACEMENT in joined:
        return Row(line, text, NOT_TEXT)
    return Row(line, text)


def broken_row(line: int, text: str, problem: str) -> Row:
    """A row that could not be taken apart: the start of it in one cell."""
    return Row(line, (text[:MAX_SHOWN].replace("\0", "").strip(),), problem)
