"""What an import tells the person who runs it: progress, a summary, and the rejected rows."""

import csv
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from funade.core.listings.columns import escape
from funade.core.listings.rows import Row
from funade.core.listings.tables import Table

ALL_GOOD, SOME_REJECTED, NOTHING_READ = 0, 1, 2
"""Exit codes."""
REASON: Final = "理由"

_PRECISIONS: Final = {
    "exact": "施設の位置",
    "town": "町域",
    "municipality": "市区町村",
    "unknown": "不明",
}
_SHOWN: Final = 8


@dataclass(slots=True)
class Report:
    """The counts of one file. ``trouble`` is what stopped the reading half-way, if anything did."""

    file: str
    label: str
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    located: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)
    trouble: str = ""
    started: float = field(default_factory=time.monotonic)

    @property
    def rejected(self) -> int:
        """Rows that were not taken."""
        return self.reasons.total()

    @property
    def exit_code(self) -> int:
        """0 all rows taken or skipped, 1 some rejected, 2 not a single row taken."""
        if not self.created + self.updated + self.unchanged + self.skipped:
            return NOTHING_READ
        return SOME_REJECTED if self.rejected or self.trouble else ALL_GOOD

    def text(self, rejects: Path) -> str:
        """The summary, in Japanese."""
        counts = (
            ("読んだ行", self.read),
            ("新しく登録", self.created),
            ("更新", self.updated),
            ("変更なし", self.unchanged),
            ("対象外", self.skipped),
            ("取り込めなかった行", self.rejected),
        )
        lines = [f"{self.file}（{self.label}）"]
        lines += [f"  {name}: {count:,}" for name, count in counts if count or name != "対象外"]
        if self.located:
            lines.append(f"  位置: {self._places()}")
        lines += [f"  {line}" for line in self.lines]
        lines += _top("注意", self.notes)
        lines += _top("理由", self.reasons)
        if not self.read or self.exit_code == NOTHING_READ:
            lines.append("  取り込める行がありませんでした")
        if self.rejected:
            lines.append(f"  取り込めなかった行は {rejects} に書きました。直して取り込めます")
        if self.trouble:
            lines.append(f"  途中で止まりました: {self.trouble}")
        lines.append(f"  時間: {time.monotonic() - self.started:.1f}秒")
        return "\n".join(lines)

    def _places(self) -> str:
        total = self.located.total()
        return "、".join(
            f"{name} {self.located[key]:,}（{self.located[key] / total:.1%}）"
            for key, name in _PRECISIONS.items()
            if self.located[key]
        )


def _top(label: str, counts: Counter[str]) -> list[str]:
    """The commonest messages, and how many kinds more there are."""
    lines = [f"  {label}: {text}（{count:,}件）" for text, count in counts.most_common(_SHOWN)]
    return [*lines, f"  {label}: ほか{len(counts) - _SHOWN}種類"] if len(counts) > _SHOWN else lines


class Rejects:
    """The file of rejected rows: as they were, the reason beside each. Made when first needed."""

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        """``header`` is repeated, so that the corrected file can be imported as it is."""
        self._path = path
        self._header = list(header)
        self._file: TextIOWrapper | None = None

    def __enter__(self) -> Self:
        """Nothing is opened yet."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close what was opened."""
        if self._file is not None:
            self._file.close()

    def write(self, row: Row, reason: str) -> None:
        """One row; its cells stay in their columns."""
        if self._file is None:
            self._file = self._path.open("w", encoding="utf-8-sig", newline="")
            csv.writer(self._file).writerow([*self._header, REASON])
        gap = [""] * (len(self._header) - len(row.cells))
        cells = [*row.cells[: len(self._header)], *gap]
        csv.writer(self._file).writerow([*map(escape, cells), f"{row.line}行目: {reason}"])


@contextmanager
def shown_progress(table: Table, label: str) -> Iterator[Progress]:
    """A bar over the bytes of the file; nothing at all where standard error is no terminal."""
    columns = (
        TextColumn(label),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}% {task.fields[rows]:,}行"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not sys.stderr.isatty()) as progress:
        progress.add_task(label, total=table.size, rows=0)
        yield progress


def counted(rows: Iterable[Row], table: Table, progress: Progress, report: Report) -> Iterator[Row]:
    """The rows, while the bar and the count of rows move."""
    for row in rows:
        report.read += 1
        if report.read % 500 == 0:
            position = table.position()
            progress.update(progress.task_ids[0], completed=position, rows=report.read)
        yield row
    progress.update(progress.task_ids[0], completed=table.size, rows=report.read)
