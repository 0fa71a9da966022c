from __future__ import annotations

import pytest

from fic_audio.shelf.text.overlay import style
from tests.shelf.colours import contrast


@pytest.mark.parametrize("colour", style.COLOURS)
def test_a_colour_shows_in_every_theme(colour: str) -> None:
    """As a line on white, sepia, dark grey and black 3:1; behind the white of a name 4.5:1."""
    assert all(contrast(colour, page) >= 3 for page in ("#ffffff", "#f4ecd8", "#1e1e1e", "#000000"))
    assert contrast(colour, "#ffffff") >= 4.5


def test_what_is_heard_is_marked_with_colours_of_its_own() -> None:
    """Dark on light, whatever the theme, and every speaker's line still shows on it."""
    assert "background-color: #ffe08a; color: #111111" in style.BASE
    assert contrast("#ffe08a", "#111111") >= 7
    assert min(contrast(colour, "#ffe08a") for colour in style.COLOURS) >= 3


def test_speakers_differ_by_the_kind_of_line_when_the_colours_are_taken() -> None:
    count = len(style.COLOURS) * len(style.LINES)
    rules = style.colours({str(n): f"v{n}" for n in range(count)}).splitlines()[::2]
    assert len({rule.partition("{")[2] for rule in rules}) == count


def test_a_name_is_no_part_of_a_style_sheet() -> None:
    """What a speaker is called is said by the page alone."""
    assert "evil" not in "".join(style.sheets({"} evil {": "v1"}).values())


def test_each_linked_sheet_is_there() -> None:
    assert {href for _, href, _ in style.LINKS} == set(style.sheets({}))
