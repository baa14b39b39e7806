"""An uploaded picture, redrawn: only the pixels survive, nothing that was hidden around them.

The one door to Pillow. What comes in is somebody's file: its type is told by its content, its size
is looked at before it is unpacked, and every failure is one message (STEALTH S-30).
"""

import io
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps

MAX_BYTES: Final = 8 * 1024 * 1024
MAX_SIDE: Final = 12_000
MAX_PIXELS: Final = 50_000_000
KEPT_SIDE: Final = 2_000
"""Longest side of what is kept; a licence is read well at that size."""
MIN_SIDE: Final = 200
QUALITY: Final = 85
_FORMATS: Final = ("JPEG", "PNG", "WEBP")

UNREADABLE: Final = (
    "画像として読み取れません。JPEG・PNG・WebP の画像を、撮り直すか保存し直して選んでください。"
)
TOO_HEAVY: Final = "画像が大きすぎます。8MBまでの画像を選んでください。"
TOO_LARGE: Final = "画像の縦横が大きすぎます。縮小してから選んでください。"
TOO_SMALL: Final = "画像が小さすぎて読み取れません。もう少し大きく撮ってください。"


class PictureError(ValueError):
    """No picture to keep; the message is Japanese and says what to do."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG without any metadata."""

    content: bytes
    width: int
    height: int


def redraw(raw: bytes) -> Picture:
    """The pixels of an uploaded file as a new JPEG. Raises PictureError."""
    if len(raw) > MAX_BYTES:
        raise PictureError(TOO_HEAVY)
    clean = _pixels(raw)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(out.getvalue(), clean.width, clean.height)


def _pixels(raw: bytes) -> Image.Image:
    """The picture upright, on white, no larger than kept, in an image that knows nothing else."""
    try:
        with Image.open(io.BytesIO(raw), formats=_FORMATS) as opened:
            _check_size(opened.size)
            opened.load()
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except PictureError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureError(TOO_LARGE) from None
    except Exception:  # noqa: BLE001  (Pillow's decoders raise whatever a broken file leads them to)
        raise PictureError(UNREADABLE) from None
    upright.thumbnail((KEPT_SIDE, KEPT_SIDE))
    clean = Image.new("RGB", upright.size, "white")
    clean.paste(upright, mask=upright.getchannel("A"))
    return clean


def _check_size(size: tuple[int, int]) -> None:
    """Before unpacking: a few kilobytes can unfold to gigabytes."""
    if max(size) > MAX_SIDE or size[0] * size[1] > MAX_PIXELS:
        raise PictureError(TOO_LARGE)
    if min(size) < MIN_SIDE:
        raise PictureError(TOO_SMALL)
