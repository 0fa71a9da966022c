from __future__ import annotations

import pytest

from fic_audio.errors import OutputError
from fic_audio.shelf.audio import embedded_cover
from tests.factories import jpeg


@pytest.mark.parametrize(("kind", "mime"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
def test_a_picture_tells_its_kind_and_size(kind: str, mime: str) -> None:
    data = jpeg(30, kind=kind)
    assert embedded_cover.describe_picture(data) == embedded_cover.Picture(data, mime, 30, 30)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "BMP"])
def test_what_some_players_do_not_show_is_no_cover(kind: str) -> None:
    with pytest.raises(OutputError, match="neither JPEG nor PNG"):
        embedded_cover.describe_picture(jpeg(30, kind=kind))


@pytest.mark.parametrize("data", [b"", b"text", jpeg()[:12]])
def test_what_is_no_picture_is_told(data: bytes) -> None:
    with pytest.raises(OutputError, match="can't be read"):
        embedded_cover.describe_picture(data)
