from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fic_audio.model import Ms
from fic_audio.shelf.manifest import TimedLine
from fic_audio.shelf.text.caption_lines import (
    WIDEST,
    drop_names,
    split_lines,
    split_text,
    time_phrases,
)
from fic_audio.shelf.text.text_cleaning import clean
from tests.shelf.shelves import HOSTILE

texts = st.text(max_size=400) | st.sampled_from(HOSTILE) | st.text("ab ,.“”—春。", max_size=400)
times = st.integers(0, 5000)
said = st.lists(st.builds(TimedLine, times, times, texts), max_size=8)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Short.", ["Short."]),
        ("She went home. He, who knew it, stayed.", ["She went home.", "He, who knew it, stayed."]),
        (
            "“I would never,” said the old man at sea",
            ["“I would never,”", "said the old man at sea"],
        ),
        ("He had told Mr. Smith of the lighthouse", ["He had told Mr. Smith", "of the lighthouse"]),
        (
            "春が来て、桜の花が咲いた。そして歩いた。",
            ["春が来て、桜の花が咲いた。", "そして歩いた。"],
        ),
        ("x" * 45, ["x" * 20, "x" * 25]),
    ],
)
def test_a_long_sentence_is_cut_where_a_reader_breathes(text: str, parts: list[str]) -> None:
    assert split_text(text, 28) == parts


def test_no_cut_is_within_a_letter() -> None:
    """Accents stay on their letters, families of emoji and flags together."""
    parts = split_text("e\u0301" * 200 + " " + "👩‍👩‍👧‍👦" * 40 + " " + "🇫🇷" * 80)
    assert not any(part.startswith(("\u0301", "\u200d", "👩‍👧‍👦", "👧")) for part in parts[1:])
    assert all(part.count("🇫") == part.count("🇷") for part in parts)


@given(texts.map(clean))
@example("a" + "\u0301" * 300 + "b" * 100)
def test_nothing_is_lost_by_cutting(text: str) -> None:
    assert "".join("".join(split_text(text)).split()) == "".join(text.split())


@given(st.text("ab ,.“”—春。", max_size=400).map(clean))
def test_no_part_is_wider_than_a_screen(text: str) -> None:
    for part in split_text(text):
        assert len(part) + part.count("春") + part.count("。") <= WIDEST


@given(said)
@example([])
@example([TimedLine(Ms(5), Ms(5), "a"), TimedLine(Ms(5), Ms(5), "b"), TimedLine(Ms(0), Ms(9), "c")])
def test_times_ascend_and_nothing_is_over_another(lines: list[TimedLine]) -> None:
    """Whatever the times: each has some length, and begins after the one before."""
    for shown in (time_phrases(lines), split_lines(lines)):
        assert all(line.start < line.end for line in shown)
        assert all(one.end <= two.start for one, two in pairwise(shown))


@given(said)
def test_every_line_that_shows_something_is_there(lines: list[TimedLine]) -> None:
    texts = [clean(line.text) for line in sorted(lines, key=lambda line: line.start)]
    assert [line.text for line in time_phrases(lines)] == [text for text in texts if text]


def test_good_times_stay_as_they_are() -> None:
    lines = (
        TimedLine(Ms(10), Ms(20), "a"),
        TimedLine(Ms(20), Ms(30), "b"),
        TimedLine(Ms(50), Ms(60), "c"),
    )
    assert time_phrases(lines) == lines


def test_time_is_shared_out_by_letters() -> None:
    """A part with twice the letters stands twice as long; the whole takes the sentence's time."""
    line = TimedLine(Ms(1000), Ms(7000), "a" * 60 + ". " + "b" * 30 + ".", "Mo")
    assert [(each.start, each.end) for each in split_lines([line])] == [(1000, 5000), (5000, 7000)]
    assert {each.speaker for each in split_lines([line])} == {"Mo"}


def test_a_line_that_is_over_at_once_is_not_cut() -> None:
    line = TimedLine(Ms(0), Ms(2), "word " * 100)
    assert len(split_lines([line])) == 1


def chat(*said: tuple[str, str], paragraph: int = 1) -> list[TimedLine]:
    """One second each, in one paragraph."""
    return [
        TimedLine(Ms(1000 * n), Ms(1000 * n + 900), text, speaker, paragraph=paragraph)
        for n, (speaker, text) in enumerate(said)
    ]


def test_a_name_before_what_is_said_is_left_to_the_speaker() -> None:
    lines = drop_names(chat(("narrator", "Mina:"), ("Mina", "hey"), ("Tom", "Tom: hi")))
    assert [(line.start, line.speaker, line.text) for line in lines] == [
        (0, "Mina", "hey"),
        (2000, "Tom", "hi"),
    ]


def test_another_name_stays() -> None:
    lines = chat(("narrator", "teapot99"), ("Mina", "hey: you"), ("narrator", "Mina"))
    assert drop_names(lines) == lines


def test_a_name_in_another_paragraph_stays() -> None:
    lines = [*chat(("narrator", "Mina")), *chat(("Mina", "hey"), paragraph=2)]
    assert drop_names(lines) == lines


def test_no_lines_are_none() -> None:
    assert drop_names([]) == []
