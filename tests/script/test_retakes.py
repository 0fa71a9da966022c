"""The settings for single lines find their lines."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from fic_audio.config import Retake
from fic_audio.model import Chapter, Line
from fic_audio.page.segment import segment
from fic_audio.script.retakes import find_retakes, find_unused, name_line
from tests.page.pages import prose

LOUD, SOFT = Retake(manner="shout"), Retake(manner="softly")
TEXT = '"No," Mara said.\n\nThe lamps went out.\n\n"No."\n\nIt rained.\n\n"Is it far? / Or near?"'


def read(text: str) -> tuple[Chapter, tuple[Line, ...]]:
    chapter = Chapter("", text)
    return chapter, tuple(Line(span, None) for span in segment(chapter))


def texts(text: str, found: dict[int, Retake]) -> dict[str, Retake]:
    """Settings by the first twelve characters of their lines."""
    return {text[start : start + 12]: each for start, each in found.items()}


def test_case_and_punctuation_do_not_matter() -> None:
    found = find_retakes(*read(TEXT), {"it RAINED": LOUD})
    assert texts(TEXT, found) == {"It rained.\n\n": LOUD}


def test_every_line_with_these_words_is_meant() -> None:
    assert len(find_retakes(*read(TEXT), {"No": LOUD})) == 2


def test_the_words_before_it_tell_one_from_the_others() -> None:
    """And where two names fit, the longer one counts."""
    names = {"lamps went out / No": SOFT, "No": LOUD}
    found = find_retakes(*read(TEXT), names)
    assert [each.manner for _, each in sorted(found.items())] == ["shout", "softly"]


def test_the_beginning_of_a_line_is_enough() -> None:
    for name in ("The lamps…", "The lamps..."):
        assert texts(TEXT, find_retakes(*read(TEXT), {name: LOUD})) == {"The lamps we": LOUD}
    assert find_retakes(*read(TEXT), {"The lam…": LOUD}) == {}


def test_a_name_that_fits_nothing_is_told() -> None:
    chapter, lines = read(TEXT)
    assert find_unused([chapter], [lines], {"No": LOUD, "Yes": SOFT}) == ("Yes",)


def test_a_line_gets_a_name_of_its_own() -> None:
    """As short as it can be."""
    chapter, lines = read(TEXT)
    names = [name_line([chapter], [lines], 0, nth) for nth in range(len(lines))]
    assert names == [
        "No,",
        "Mara said.",
        "The lamps went out.",
        "The lamps went out. / No.",
        "It rained.",
        "Is it far? Or near?",
    ]


def test_a_long_line_is_named_by_its_beginning() -> None:
    chapter, lines = read(f"It rained {'and rained ' * 30}.")
    name = name_line([chapter], [lines], 0, 0)
    assert len(name) <= 81
    assert name.endswith("and…")
    assert find_retakes(chapter, lines, {name: LOUD}) == {0: LOUD}


@settings(max_examples=60)
@example(["she thought", '_"[I am.] "she thought'])
@given(st.lists(prose, min_size=1, max_size=2))
def test_a_name_always_finds_its_line(pages: list[str]) -> None:
    chapters = [read(page) for page in pages]
    told = [chapter for chapter, _ in chapters], [lines for _, lines in chapters]
    for number, (chapter, lines) in enumerate(chapters):
        for nth, line in enumerate(lines):
            if name := name_line(*told, number, nth):
                assert line.span.start in find_retakes(chapter, lines, {name: LOUD})
