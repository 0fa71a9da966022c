"""An old edition is told by its words and its times."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fic_audio.model import Ms
from fic_audio.shelf import manifest
from fic_audio.shelf.check import captions, check, read_along_files, shown_text
from fic_audio.shelf.check.m4b import pauses_trouble
from fic_audio.shelf.check.shown_text import ShownText
from fic_audio.shelf.manifest import Manifest
from fic_audio.shelf.text import read_along
from fic_audio.shelf.text.overlay import write_overlay
from tests.shelf.check.making import found

ROWS = [ShownText(n * 4.0, n * 4.0 + 3, f"Word{n} and some more words of it.") for n in range(30)]


def test_the_same_is_well() -> None:
    assert shown_text.trouble(ROWS, ROWS) == ""


def test_how_it_is_cut_does_not_matter() -> None:
    halves = []
    for start, end, text in ROWS:
        cut, middle = text.index(" more"), (start + end) / 2
        halves += [ShownText(start, middle, text[:cut]), ShownText(middle, end, text[cut:])]
    assert shown_text.trouble(halves, ROWS) == ""


def test_one_other_word_of_the_same_length_is_found() -> None:
    other = [ROWS[0]._replace(text=ROWS[0].text.replace("more", "most")), *ROWS[1:]]
    assert "'most', 'more'" in shown_text.trouble(other, ROWS)
    assert shown_text.trouble(other, ROWS, by_hand=True) == ""


def test_many_other_words_are_no_mending_by_hand() -> None:
    other = [row._replace(text=row.text.replace("more", "most")) for row in ROWS]
    assert "differ" in shown_text.trouble(other, ROWS, by_hand=True)


def test_other_times_are_found() -> None:
    late = [*ROWS[:10], *(row._replace(start=row.start + 9, end=row.end + 9) for row in ROWS[10:])]
    assert "is shown at 49.00 s, and said at 40.00 s" in shown_text.trouble(late, ROWS)


def test_signs_of_scripts_without_spaces_are_words() -> None:
    one, two = ShownText(0, 1, "小さな猫が歩いた。"), ShownText(0, 1, "小さな犬が歩いた。")
    assert shown_text.trouble([one], [two])
    assert (
        shown_text.trouble([ShownText(0, 1, "小さな猫"), ShownText(1, 2, "が歩いた。")], [one])
        == ""
    )


@pytest.fixture
def edited(whole: Manifest) -> Manifest:
    """A story with a page and an EPUB, in which a word was changed for one as long since."""
    write_overlay(whole, whole.bound(".epub"), whole.folder / "cover.jpg")
    read_along.write(whole)
    first = whole.episodes[0]
    lines = [replace(each, text=each.text.replace("boils", "burns")) for each in whole.lines(first)]
    assert lines != list(whole.lines(first))
    manifest.save_lines(whole.folder, first.file, lines)
    return whole


def test_an_old_page_and_an_old_epub_are_found(edited: Manifest) -> None:
    wrong = found(check(edited.folder).verdicts)
    assert {(file, what) for file, what in wrong} == {
        ("read-along.html", "words"),
        ("The Kettle.epub", "words"),
    }


def test_an_epub_with_other_times_is_found(whole: Manifest) -> None:
    write_overlay(whole, whole.bound(".epub"), whole.folder / "cover.jpg")
    mp3s = [whole.path(each) for each in whole.episodes]
    lines = [whole.lines(each) for each in whole.episodes]
    assert found(read_along_files.check_epub(whole.bound(".epub"), mp3s, lines)) == {}
    late = [
        [replace(each, start=Ms(each.start + 9000), end=Ms(each.end + 9000)) for each in chapter]
        for chapter in lines
    ]
    wrong = found(read_along_files.check_epub(whole.bound(".epub"), mp3s, late))
    assert {what for _, what in wrong} == {"words"}


def test_lines_that_were_written_after_the_book_are_found(whole: Manifest) -> None:
    first = replace(whole.episodes[0], lines=whole.digest(whole.episodes[0]))
    assert found(captions.lines(whole, first, 8.7)) == {}
    manifest.save_lines(whole.folder, first.file, whole.lines(first)[:-1])
    assert {what for _, what in found(captions.lines(whole, first, 8.7))} == {"lines"}


def test_lines_that_go_on_after_the_sound_are_found(whole: Manifest) -> None:
    assert found(captions.lines(whole, whole.episodes[0], 0.5))


def test_sound_that_pauses_elsewhere_is_another() -> None:
    pauses = [(n * 5.0, n * 5.0 + 1) for n in range(20)]
    assert pauses_trouble(pauses, pauses) == ""
    assert pauses_trouble([(a - 0.1, b - 0.1) for a, b in pauses], pauses) == ""
    assert "make it again" in pauses_trouble([(a + 2, b + 2) for a, b in pauses], pauses)
    assert "make it again" in pauses_trouble([], pauses)
