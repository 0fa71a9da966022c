from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from fic_audio.errors import OutputError
from fic_audio.shelf.artwork.cover_image import open_picture, square_picture


def data(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A file that says it is so large, and holds next to nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    rows = zlib.compress(b"\0" * 100)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def test_transparent_pictures_stand_before_white() -> None:
    """What shines through is white, not black."""
    for kind in ("PNG", "WEBP"):
        clear = Image.new("RGBA", (99, 99), (0, 0, 0, 0))
        assert open_picture(data(clear, kind)).getpixel((50, 50)) == (255, 255, 255)
    palette = Image.new("P", (99, 99), 0)
    palette.putpalette([0, 0, 0, 9, 9, 9])
    assert open_picture(data(palette, "GIF", transparency=0)).getpixel((50, 50)) == (255, 255, 255)


def test_pictures_are_turned_upright() -> None:
    """A camera's note on how it was held is followed."""
    wide = Image.new("RGB", (200, 100), "red")
    notes = Image.Exif()
    notes[0x0112] = 6
    assert open_picture(data(wide, "JPEG", exif=notes)).size == (100, 200)


def test_broken_camera_notes_do_no_harm() -> None:
    """The picture is taken as it is."""
    wide = Image.new("RGB", (200, 100), "red")
    assert open_picture(data(wide, "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")).size == (
        200,
        100,
    )


def test_a_moving_picture_shows_its_beginning() -> None:
    """The first frame of an animated GIF is the cover."""
    frames = [Image.new("RGB", (99, 99), colour) for colour in ("red", "blue")]
    moving = data(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert open_picture(moving).getpixel((5, 5)) == (255, 0, 0)


def test_pictures_for_print_are_shown_in_rgb() -> None:
    """CMYK comes out in its colours."""
    print_red = Image.new("CMYK", (99, 99), (0, 255, 255, 0))
    red, green, blue = open_picture(data(print_red, "JPEG")).getpixel((5, 5))
    assert red > 200 > 60 > max(green, blue)


@pytest.mark.parametrize(("mode", "kind"), [("I;16", "PNG"), ("I;16", "TIFF"), ("F", "TIFF")])
def test_finer_greys_keep_their_lightness(mode: str, kind: str) -> None:
    """A ramp from black to white in 16 bits or more is one in eight: not all white."""
    ramp = Image.new(mode, (256, 64))
    for x in range(256):
        for y in range(64):
            ramp.putpixel((x, y), x * 257)
    shown = open_picture(data(ramp, kind)).convert("L")
    assert [shown.getpixel((x, 9)) for x in (0, 64, 128, 255)] == pytest.approx(
        [0, 64, 128, 255], abs=2
    )


@pytest.mark.parametrize("size", [(7001, 7500), (60_000, 60_000)])
def test_a_decompression_bomb_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    """A small file that claims enormous pixels."""
    with pytest.raises(OutputError, match=r"cover picture has .*pixels; give a"):
        open_picture(png_header(*size))


def test_a_tiny_picture_is_refused() -> None:
    """A pixel of an advertisement is no cover."""
    with pytest.raises(OutputError, match="has 1 x 1 pixels"):
        open_picture(data(Image.new("RGB", (1, 1))))


@pytest.mark.parametrize("broken", [b"", b"GIF89a", b"\xff\xd8\xff", b"%!PS-Adobe", b"<svg/>"])
def test_what_is_no_picture_is_refused(broken: bytes) -> None:
    """The message says what to give instead."""
    with pytest.raises(OutputError, match=r"is broken or of a kind .*; give a JPEG"):
        open_picture(broken)


def test_half_a_picture_is_refused() -> None:
    """A download that broke off is not shown half grey."""
    whole = data(Image.effect_noise((300, 300), 60), "JPEG")
    with pytest.raises(OutputError, match="is broken"):
        open_picture(whole[: len(whole) // 2])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_pictures_are_pictures_or_errors(draws: st.DataObject) -> None:
    """Whatever bytes are changed, nothing else is raised."""
    kind = draws.draw(st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF"]))
    damaged = bytearray(data(Image.radial_gradient("L").convert("RGB"), kind))
    for _ in range(draws.draw(st.integers(1, 6))):
        damaged[draws.draw(st.integers(0, len(damaged) - 1))] = draws.draw(st.integers(0, 255))
    try:
        assert open_picture(bytes(damaged)).mode == "RGB"
    except OutputError:
        return


@pytest.mark.parametrize("size", [(300, 600), (600, 300)])
def test_a_picture_that_is_not_square_stays_whole(size: tuple[int, int]) -> None:
    """A disc in its middle is as wide as it is high, and no part of its edge is lost."""
    picture = Image.new("RGB", size, "white")
    picture.paste(
        "red", (size[0] // 2 - 50, size[1] // 2 - 50, size[0] // 2 + 50, size[1] // 2 + 50)
    )
    square = square_picture(picture, 1200)
    reds = square.getchannel("G").point(lambda value: 255 * (value < 60)).getbbox()
    assert square.size == (1200, 1200)
    assert reds is not None
    assert (reds[2] - reds[0], reds[3] - reds[1]) == pytest.approx((200, 200), abs=4)


def test_what_a_tall_picture_does_not_fill_has_its_colours() -> None:
    """Beside it stands its own blue, a little darker, and no black or white bars."""
    square = square_picture(Image.new("RGB", (300, 600), (40, 80, 200)), 800)
    assert square.getpixel((400, 5)) == (40, 80, 200)
    assert square.getpixel((20, 400)) == pytest.approx((28, 56, 140), abs=2)


def test_a_picture_that_is_nearly_square_fills_the_square() -> None:
    """No thin bars."""
    square = square_picture(Image.new("RGB", (1000, 1020), (9, 9, 9)), 800)
    assert square.getpixel((1, 400)) == (9, 9, 9)
