"""Any file a clerk has, as rows of text: CSV, TSV, XLSX, JSON, plain or in ZIP or GZIP.

What a file is, is told by its content, not by its name. Text is UTF-8 (with or without BOM),
UTF-16 with BOM, or CP932, which Excel in Japan writes; unlike Shift_JIS it has 髙 and ①. Files of
any size are read in constant memory (JSON excepted, see `sheets.MAX_JSON`).
"""

import codecs
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from zipfile import BadZipFile, ZipFile

from funade.core.listings.delimited import read_delimited
from funade.core.listings.rows import REPLACEMENT, Row, TableError
from funade.core.listings.sheets import MAX_JSON, read_json, read_xlsx

_CHUNK: Final = 1 << 16
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = b"PK\x03\x04"
_XLSX_PART: Final = "xl/workbook.xml"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_DAMAGED: Final = (BadZipFile, EOFError, OSError, zlib.error, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, to be read once; the first may be a header.

    ``position`` tells how many of the ``size`` bytes of the file have been read so far.
    """

    rows: Iterator[Row]
    size: int
    position: Callable[[], int]


@contextmanager
def open_table(path: Path) -> Iterator[Table]:
    """Open a file for reading its rows. Raises TableError for what is no table at all.

    A damaged archive may raise only while its rows are read: what came before is good.
    """
    source = _Source(path)
    try:
        size = path.stat().st_size
        if not size:
            raise TableError("ファイルが空です")
        with ExitStack() as open_files:
            yield Table(_guarded(_rows(source, open_files)), size, source.position)
    except OSError as error:
        raise TableError(f"ファイルを開けません: {path}（{error.strerror}）") from None


class _Source:
    """A file that is opened several times (kind, encoding, rows) and knows how far it is read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._newest: IO[bytes] | None = None

    def open(self) -> IO[bytes]:
        """The bytes from the start."""
        self._newest = self._path.open("rb")
        return self._newest

    def head(self) -> bytes:
        """The first bytes, which tell what the file is."""
        with self.open() as stream:
            return stream.read(len(_ZIP))

    def position(self) -> int:
        """Bytes read by the newest reader; 0 before it starts and after it ends."""
        return 0 if self._newest is None or self._newest.closed else self._newest.tell()


def _guarded(rows: Iterator[Row]) -> Iterator[Row]:
    """Damage found on the way, as our own error."""
    try:
        yield from rows
    except _DAMAGED as error:
        raise TableError(
            "ファイルを最後まで読めません（壊れているか、パスワードが付いています）"
        ) from error


def _rows(source: _Source, open_files: ExitStack) -> Iterator[Row]:
    """The rows behind whatever the bytes are wrapped in."""
    head = source.head()
    if head.startswith(_OLD_EXCEL):
        raise TableError("古い形式のExcelファイル（.xls）です。「.xlsx」形式で保存し直してください")
    if head.startswith(_GZIP):
        yield from _text_rows(lambda: _gunzip(open_files.enter_context(source.open())))
    elif head.startswith(_ZIP):
        yield from _zip_rows(open_files.enter_context(source.open()))
    else:
        yield from _text_rows(source.open)


def _gunzip(stream: IO[bytes]) -> IO[bytes]:
    return io.BufferedReader(gzip.GzipFile(fileobj=stream), _CHUNK)


def _zip_rows(raw: IO[bytes]) -> Iterator[Row]:
    with ZipFile(raw) as archive:
        names = [info.filename for info in archive.infolist() if not info.is_dir()]
        if _XLSX_PART in names:
            yield from read_xlsx(raw)
            return
        if len(names) != 1:
            raise TableError(
                f"ZIPの中のファイルが{len(names)}個あります。取り込むファイルを1個だけにしてください"
            )
        yield from _text_rows(lambda: archive.open(names[0]))


def _text_rows(opened: Callable[[], IO[bytes]]) -> Iterator[Row]:
    """CSV, TSV or JSON; ``opened`` gives the bytes from the start each time it is called."""
    with opened() as stream:
        start = stream.read(_CHUNK)
        if start.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in {b"[", b"{"}:
            rest = stream.read(MAX_JSON)
            if len(rest) == MAX_JSON:
                raise TableError("JSONファイルが大きすぎます。CSVにするか、分けてください")
            yield from read_json(start + rest)
            return
    encoding = detect_encoding(opened)
    with opened() as stream, io.TextIOWrapper(stream, encoding, errors="replace") as text:
        yield from read_delimited(text)


def detect_encoding(opened: Callable[[], IO[bytes]]) -> str:
    """By BOM; else UTF-8, unless most of what is not ASCII cannot be read as such: then CP932.

    Counting keeps a UTF-8 file with a few damaged bytes what it is: only those rows are lost.
    """
    with opened() as stream:
        start = stream.read(4)
    for bom, encoding in _BOMS:
        if start.startswith(bom):
            return encoding
    with opened() as stream:
        good, faults = _utf8_counts(stream)
    return "utf-8" if faults <= good else "cp932"


def _utf8_counts(stream: IO[bytes]) -> tuple[int, int]:
    """How many characters beyond ASCII read well as UTF-8, and how many do not."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    good = faults = 0
    more = True
    while more:
        chunk = stream.read(_CHUNK)
        more = bool(chunk)
        text = decoder.decode(chunk, final=not more)
        if not text.isascii():
            wrong = text.count(REPLACEMENT)
            faults += wrong
            good += len(text) - len(text.encode("ascii", "ignore")) - wrong
    return good, faults
