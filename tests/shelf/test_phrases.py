from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fic_audio.model import Ms
from fic_audio.shelf.book import Said
from fic_audio.shelf.phrases import WIDEST, phrases, split, timed, unnamed
from fic_audio.shelf.plain import clean
from tests.shelf.shelves import HOSTILE

texts = st.text(max_size=400) | st.sampled_from(HOSTILE) | st.text("ab ,.“”—春。", max_size=400)
times = st.integers(0, 5000)
said = st.lists(st.builds(Said, times, times, texts), max_size=8)


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
    assert split(text, 28) == parts


def test_no_cut_is_within_a_letter() -> None:
    """Accents stay on their letters, families of emoji and flags together."""
    parts = split("e\u0301" * 200 + " " + "👩‍👩‍👧‍👦" * 40 + " " + "🇫🇷" * 80)
    assert not any(part.startswith(("\u0301", "\u200d", "👩‍👧‍👦", "👧")) for part in parts[1:])
    assert all(part.count("🇫") == part.count("🇷") for part in parts)


@given(texts.map(clean))
@example("a" + "\u0301" * 300 + "b" * 100)
def test_nothing_is_lost_by_cutting(text: str) -> None:
    assert "".join("".join(split(text)).split()) == "".join(text.split())


@given(st.text("ab ,.“”—春。", max_size=400).map(clean))
def test_no_part_is_wider_than_a_screen(text: str) -> None:
    for part in split(text):
        assert len(part) + part.count("春") + part.count("。") <= WIDEST


@given(said)
@example([])
@example([Said(Ms(5), Ms(5), "a"), Said(Ms(5), Ms(5), "b"), Said(Ms(0), Ms(9), "c")])
def test_times_ascend_and_nothing_is_over_another(lines: list[Said]) -> None:
    """Whatever the times: each has some length, and begins after the one before."""
    for shown in (timed(lines), phrases(lines)):
        assert all(line.start < line.end for line in shown)
        assert all(one.end <= two.start for one, two in pairwise(shown))


@given(said)
def test_every_line_that_shows_something_is_there(lines: list[Said]) -> None:
    texts = [clean(line.text) for line in sorted(lines, key=lambda line: line.start)]
    assert [line.text for line in timed(lines)] == [text for text in texts if text]


def test_good_times_stay_as_they_are() -> None:
    lines = (Said(Ms(10), Ms(20), "a"), Said(Ms(20), Ms(30), "b"), Said(Ms(50), Ms(60), "c"))
    assert timed(lines) == lines


def test_time_is_shared_out_by_letters() -> None:
    """A part with twice the letters stands twice as long; the whole takes the sentence's time."""
    line = Said(Ms(1000), Ms(7000), "a" * 60 + ". " + "b" * 30 + ".", "Mo")
    assert [(each.start, each.end) for each in phrases([line])] == [(1000, 5000), (5000, 7000)]
    assert {each.speaker for each in phrases([line])} == {"Mo"}


def test_a_line_that_is_over_at_once_is_not_cut() -> None:
    line = Said(Ms(0), Ms(2), "word " * 100)
    assert len(phrases([line])) == 1


def chat(*said: tuple[str, str], paragraph: int = 1) -> list[Said]:
    """One second each, in one paragraph."""
    return [
        Said(Ms(1000 * n), Ms(1000 * n + 900), text, speaker, paragraph=paragraph)
        for n, (speaker, text) in enumerate(said)
    ]


def test_a_name_before_what_is_said_is_left_to_the_speaker() -> None:
    lines = unnamed(chat(("narrator", "Mina:"), ("Mina", "hey"), ("Tom", "Tom: hi")))
    assert [(line.start, line.speaker, line.text) for line in lines] == [
        (0, "Mina", "hey"),
        (2000, "Tom", "hi"),
    ]


def test_another_name_stays() -> None:
    lines = chat(("narrator", "teapot99"), ("Mina", "hey: you"), ("narrator", "Mina"))
    assert unnamed(lines) == lines


def test_a_name_in_another_paragraph_stays() -> None:
    lines = [*chat(("narrator", "Mina")), *chat(("Mina", "hey"), paragraph=2)]
    assert unnamed(lines) == lines


def test_no_lines_are_none() -> None:
    assert unnamed([]) == []
