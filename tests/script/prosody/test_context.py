"""The words among which a cue is spoken that is less than a sentence."""

from __future__ import annotations

import pytest

from fic_audio.script.prosody.context import FEW, REACH
from tests.script.prosody.cues import HEADING, LONG, cues

Around = tuple[str, str, str]


def around(text: str) -> list[Around]:
    return [(cue.before, cue.text, cue.after) for cue in cues(text)]


def test_parts_of_a_speech_are_said_in_one_breath() -> None:
    """What its tag splits, and the tag in it."""
    assert around('"Give me your warm hand," Mara said, "and do not let go."') == [
        ("", "Give me your warm hand", "and do not let go."),
        ("Give me your warm hand", "Mara said", "and do not let go."),
        ("Give me your warm hand", "and do not let go.", ""),
    ]


def test_whole_sentences_are_said_alone() -> None:
    text = f'"{LONG}" Mara said that to the river. "{LONG}" Nobody had asked her.\n\n{LONG}'
    assert all((before, after) == ("", "") for before, _, after in around(text))


@pytest.mark.parametrize("few", [1, FEW])
def test_a_few_words_are_said_among_the_same_persons_sentences(few: int) -> None:
    """Rather than among the words of the tag."""
    short = " ".join(["Row"] * few) + "."
    text = (
        f'"{short}" Mara took her hat from the bench. "We leave for the harbour before it rains."'
    )
    first, *_ = around(text)
    assert first == ("", short, "We leave for the harbour before it rains.")


def test_more_words_are_enough() -> None:
    text = '"Row row row row." Mara took her hat from the bench. "We leave for the harbour now."'
    assert around(text)[0] == ("", "Row row row row.", "")


def test_else_the_nearest_words_are_said_along() -> None:
    """Whoever says them, in this paragraph or in another."""
    text = 'Mara took her hat.\n\n"No."\n\n"Yes," said Tobin, who had not.'
    assert around(text)[1:3] == [
        ("Mara took her hat.", "No.", "Yes"),
        ("No.", "Yes", "said Tobin, who had not."),
    ]


@pytest.mark.parametrize(
    "text",
    ["It leaks.\n\n* * *\n\nIt floats.", f"{HEADING}\n\nIt floats."],
)
def test_nothing_of_another_scene_is_said_along(text: str) -> None:
    """Nor a heading, which is said alone itself."""
    assert all((before, after) == ("", "") for before, _, after in around(text))


def test_much_is_cut_behind_a_clause() -> None:
    text = (
        '"The rain, the wind, and the long road home through the dark wet woods of the north." '
        '"Fine," Mara said. '
        '"Then we go by boat, all of us, and nobody sleeps before the lights of the town."'
    )
    before, said, after = next(each for each in around(text) if each[1] == "Fine")
    assert said == "Fine"
    assert max(len(before), len(after)) <= REACH
    assert after == "Then we go by boat, all of us,"


def test_words_without_a_comma_are_cut_between_them() -> None:
    """And one that is too long is not said along at all."""
    long = " ".join(["rowing"] * 30)
    before, _, after = around(f"{long}.\n\nNo.\n\n{'o' * 100}.")[1]
    assert before == " ".join(["rowing"] * 8) + "."
    assert after == ""


def test_marks_are_no_words() -> None:
    """The words around are plain: only the cue itself has names to be said in one way."""
    found = cues('"No."\n\n"Tobin rows."', pronounce={"Tobin": "/toʊbɪn/"})
    assert found[0].after == "Tobin rows."
    assert found[1].text == "[Tobin](/toʊbɪn/) rows."
