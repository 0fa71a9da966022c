"""Quotation marks around what nobody says."""

from __future__ import annotations

import pytest

from tests.page.pages import spoken


@pytest.mark.parametrize(
    "text",
    [
        'She met the so-called "hero" of the day.',
        'There is no, "Let\'s go home, Naruto," and no, "I promise it will be okay," that escapes.',
        "There was no 'sorry' in it.",
        'He staggered into the "Coach and Horses" more dead than alive.',
        'On it the words "EAT ME" were beautifully marked in currants.',
        'They drove down the "Avenue."',
        'The sign above the gate read, "NO MOTHS," in red.',
        'She looked as if to say, "Well, really."',
        'He never said, "I love you."',
        'They said "evening and morning" not "morning and evening".',
        'He called it "the draught" and, that winter, "a chest thing." It was none.',
        'She had "forgiven" Tobin, as she put it, and was kind to him.',
        '"Mad Dog" Moran opened the door.',
    ],
)
def test_nobody_says_it(text: str) -> None:
    """Scare quotes, titles, signs, words as words and denied speech are the narrator's."""
    assert spoken(text) == []


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ('"Poison" he said.', '"Poison"'),
        ('He whispered "Run!" and left.', '"Run!"'),
        ('"Aunt Juley"--she jumped up--', '"Aunt Juley"'),
        ('"We\'ll have plenty without it" was her way of looking at it.',
         '"We\'ll have plenty without it"'),
        ('He said no. "I won\'t."', '"I won\'t."'),
        ('"What"', '"What"'),
        ("She couldn't help saying, \"I told you.\"", '"I told you."'),
        ('She tapped her badge and said, "Pell here."', '"Pell here."'),
        ('When Mara had found the sign she said, "Left."', '"Left."'),
    ],
)  # fmt: skip
def test_somebody_says_it(text: str, speech: str) -> None:
    """A tag, an ending, or standing alone makes quoted words speech."""
    assert spoken(text) == [speech]


@pytest.mark.parametrize("who", ["count", "sergeant", "student", "servant"])
def test_whose_name_ends_like_a_denial_speaks(who: str) -> None:
    assert spoken(f'The {who} said, "Two for the ferry."') == ['"Two for the ferry."']


def test_a_denial_without_its_apostrophe_is_no_speech() -> None:
    assert spoken('Tobin didnt say, "Two for the ferry."') == []


def test_speech_goes_on_behind_a_tag_whatever_stands_behind_the_tag() -> None:
    text = '"Odo," Mara said, thinking of a doubt she had not expressed before, "you can swim?"'
    assert spoken(text) == ['"Odo,"', '"you can swim?"']


def test_speech_without_its_last_stop() -> None:
    """It opens a paragraph, with a new sentence behind it, or ends one behind other speech."""
    assert spoken('"Sure thing" Mara opened the door and held it "Mind the top step"') == [
        '"Sure thing"',
        '"Mind the top step"',
    ]
    assert spoken('"Now then," said Mara, her coat on "let us go"') == [
        '"Now then,"',
        '"let us go"',
    ]


def test_quoted_words_at_the_end_of_a_sentence_stay_the_narrators() -> None:
    """A stop behind the mark ends the narrator's sentence."""
    assert spoken('"Sit," said Mara, whom they called "queen of the hill".') == ['"Sit,"']
