"""What the narrator puts into speech, and what stands at a chapter's top."""

from __future__ import annotations

import pytest

from fic_audio.model import Kind
from tests.page.pages import numbers, parts, spoken


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"Well, (smiling,) I hope so."', ['"Well,', 'I hope so."']),
        ('"No!--(in a tone of wonder)--never."', ['"No!', 'never."']),
        ('"And so, friends (loud cheers), we row."', ['"And so, friends', 'we row."']),
        ('"The boat (which leaks) is mine."', ['"The boat (which leaks) is mine."']),
        ('"He is, (considering his age) spry."', ['"He is, (considering his age) spry."']),
    ],
)
def test_stage_directions_are_the_narrators(text: str, said: list[str]) -> None:
    """A direction in brackets is read by the narrator; the speaker's own brackets are spoken."""
    assert spoken(text) == said


def test_the_parts_around_a_direction_are_one_quotation() -> None:
    """They share a number."""
    assert numbers('"Well, (smiling,) I hope so."') == [0, 0]


@pytest.mark.parametrize(
    "text",
    [
        "Her eyes said, \"Run.\" He stayed.",
        'He felt like answering: "Not yet." He kept still.',
        'Brix would have said, "Sink it." But Brix was gone.',
        'It was on the tip of his tongue to say, "Wait for me." He swallowed.',
        "They sang Old Pell's \"Song of the Quay,\" and rowed home.",
        'Pell shrugged. "She would not put herself out for him;" and so he rowed alone.',
        'The sign read:\n\n"NO BOATS."\n\nHe went on.',
    ],
)  # fmt: skip
def test_nobody_says_it(text: str) -> None:
    """Looks, wishes, titles, signs and reported speech are the narrator's."""
    assert spoken(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'He meant it. "Run."',
        'He shrugged. "She would come if you asked her."',
        'She said, "He would not come if they asked him."',
    ],
)
def test_somebody_says_it(text: str) -> None:
    """What is tagged, or speaks to "you", is speech."""
    assert len(spoken(text)) == 1


def test_a_motto() -> None:
    """A quoted verse at the top with its source is nobody's speech."""
    motto = '"The tide goes out,\n   The tide comes in."'
    text = f"{motto}\n\n--Songs of the Quay\n\nIt rained."
    assert spoken(text) == []
    assert parts(text, Kind.NARRATION)[-1] == "It rained."


def test_a_chapter_may_open_with_speech() -> None:
    """The first quotation of a chapter is speech."""
    assert spoken('"Is it late?"\n\n"Very."') == ['"Is it late?"', '"Very."']
    assert spoken('"TOBIN!"\n\nNo answer.') == ['"TOBIN!"']
