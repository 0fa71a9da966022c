from __future__ import annotations

import pytest
from PIL import Image

from fic_audio.shelf.check.cover import trouble
from tests.factories import jpeg


def test_a_cover_as_it_should_be_is_well() -> None:
    assert trouble(jpeg()) == ""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (jpeg(1400, 1399), "not square"),
        (jpeg(1399, 1399), "1399 pixels"),
        (jpeg(kind="PNG"), "PNG"),
        (jpeg()[:-2000], "can't be read"),
        (b"", "can't be read"),
    ],
    ids=["oblong", "small", "png", "cut", "empty"],
)
def test_what_is_no_cover_is_told(data: bytes, said: str) -> None:
    assert said in trouble(data)


def test_colours_for_print_are_told() -> None:
    from io import BytesIO

    data = BytesIO()
    Image.new("CMYK", (1400, 1400)).save(data, "JPEG")
    assert "CMYK" in trouble(data.getvalue())
