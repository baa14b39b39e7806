"""An upload leaves as pixels alone, or not at all (STEALTH S-30)."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from funade.core.profile import picture as pictures
from funade.core.profile.picture import PictureError, redraw
from tests.factories.profiles import picture

SECRETS = (b"CANARY-AUTHOR", b"CANARY-COMMENT", b"CANARY-ICC", b"CANARY-TAIL", b"CANARY-XMP")


def planted() -> bytes:
    """A JPEG with everything hidden in it that one can hide."""
    exif = Image.Exif()
    exif[0x013B] = "CANARY-AUTHOR"
    exif[0x0112] = 6  # turned by a quarter
    exif.get_ifd(0x8825)[2] = (35.0, 41.0, 22.4)  # GPS latitude
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + b"CANARY-ICC"
    thumbnail = picture((160, 120))
    content = picture(
        exif=exif.tobytes(), icc_profile=profile, comment=b"CANARY-COMMENT", xmp=b"CANARY-XMP"
    )
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("a.txt", "CANARY-TAIL")
    return content + thumbnail + b"CANARY-TAIL" + archive.getvalue()


def test_s30_nothing_but_pixels_survives() -> None:
    before = planted()
    assert all(secret in before for secret in SECRETS), "the test must plant what it looks for"
    after = redraw(before)
    assert not [secret for secret in SECRETS if secret in after.content]
    assert b"Exif" not in after.content
    assert after.content.count(b"\xff\xd8\xff") == 1, "no thumbnail inside"
    assert after.content.endswith(b"\xff\xd9"), "nothing behind the image"
    with Image.open(io.BytesIO(after.content)) as opened:
        assert opened.format == "JPEG"
        assert dict(opened.getexif()) == {}
        assert not {"exif", "icc_profile", "comment", "xmp"} & opened.info.keys()
    assert (after.width, after.height) == (600, 900), "turned upright before the mark is dropped"


def test_s30_texts_inside_a_png_are_dropped_and_clear_parts_are_white() -> None:
    texts = PngInfo()
    texts.add_text("Author", "CANARY-AUTHOR")
    out = io.BytesIO()
    Image.new("RGBA", (300, 300), (200, 0, 0, 0)).save(out, "PNG", pnginfo=texts)
    assert b"CANARY-AUTHOR" in out.getvalue()
    after = redraw(out.getvalue())
    assert b"CANARY" not in after.content
    with Image.open(io.BytesIO(after.content)) as opened:
        assert opened.getpixel((150, 150)) == (255, 255, 255)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_accepted_formats(form: str) -> None:
    assert redraw(picture(form=form)).width == 900


def test_large_pictures_are_scaled_to_what_is_kept() -> None:
    after = redraw(picture((6000, 3000)))
    assert (after.width, after.height) == (2000, 1000)


def chunk(kind: bytes, data: bytes) -> bytes:
    checked = kind + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))


def bomb(width: int, height: int) -> bytes:
    """A tiny PNG that claims to be huge."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 9999)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


@pytest.mark.parametrize("size", [(12_001, 300), (9_000, 9_000), (60_000, 60_000)])
def test_bombs_are_refused_before_they_unfold(size: tuple[int, int]) -> None:
    with pytest.raises(PictureError) as refused:
        redraw(bomb(*size))
    assert str(refused.value) == pictures.TOO_LARGE


def test_too_heavy_and_too_small() -> None:
    with pytest.raises(PictureError, match="8MB"):
        redraw(b"\0" * (pictures.MAX_BYTES + 1))
    with pytest.raises(PictureError, match="小さすぎ"):
        redraw(picture((100, 100)))


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        SVG,
        b"%PDF-1.7 not a picture",
        b"GIF89a/*" + b"\0" * 100 + b"*/=1;alert(1)",
        b"\xff\xd8\xff\xe0 no jpeg",
        b"\x89PNG\r\n\x1a\n",
        picture(form="GIF"),
        picture(form="TIFF"),
        picture()[:3000],
        picture(form="PNG")[:-30][:400],
        bomb(400, 400),
        picture()[:2] + SVG + picture()[2:],
    ],
    ids=lambda content: repr(content[:12]),
)
def test_what_is_no_picture_gets_one_message(content: bytes) -> None:
    with pytest.raises(PictureError) as refused:
        redraw(content)
    assert str(refused.value) == pictures.UNREADABLE


@given(st.binary(max_size=300), st.integers(0, 2000))
def test_a_damaged_file_is_a_picture_or_a_message(noise: bytes, at: int) -> None:
    good = picture((220, 220))
    content = good[:at] + noise + good[at + len(noise) :]
    try:
        assert redraw(content).content.startswith(b"\xff\xd8\xff")
    except PictureError as error:
        assert str(error)  # noqa: PT017  (either outcome is fine, but nothing else)
