"""Words that stand out in the text are marked for whoever says them, and nothing else is."""

from __future__ import annotations

import re

import pytest

from fic_audio.model import Chapter, Mark, MarkKind
from fic_audio.script.normalize import normalize
from fic_audio.script.prosody.emphasis import find_emphasised, mark_emphasised
from tests.script.scripts import lines

_MARKED = re.compile(r"\[([^\[\]]+)\]\(\+\)")


def marked(text: str, *marks: Mark) -> str:
    """The whole text for the ear."""
    words = find_emphasised(Chapter("", text, 0, marks), lines(text))
    return mark_emphasised(text, 0, len(text), normalize(text), words)


def emphasised(text: str, *marks: Mark) -> list[str]:
    """The words that are marked in it."""
    return _MARKED.findall(marked(text, *marks))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"I *never* said so," Mara said.', ["never"]),
        ('"I _never_ said so," Mara said.', ["never"]),
        ('"I **never** said so," Mara said.', ["never"]),
        ('"*I* never said so," Mara said.', ["I"]),
        ('"I do *not ever* go there," Mara said.', ["not", "ever"]),
        ('"I never said *so*," Mara said.', ["so"]),
        ('"That is un*believ*able," Mara said.', ["unbelievable"]),
        ("It was *not* the boat that leaked.", ["not"]),
        ('"I never said never, I *never* did," Mara said.', ["never"]),
    ],
)
def test_words_between_marks_stand_out(text: str, words: list[str]) -> None:
    assert emphasised(text) == words


def test_it_is_the_word_in_its_place() -> None:
    """Not its like elsewhere in the sentence."""
    text = '"I never said never, I *never* did," Mara said.'
    assert marked(text) == "I never said never, I [never](+) did, Mara said."


@pytest.mark.parametrize("kind", [MarkKind.ITALIC, MarkKind.BOLD])
def test_so_do_words_that_the_reader_marks(kind: MarkKind) -> None:
    text = '"I never said so," Mara said.'
    assert emphasised(text, Mark(kind, 3, 8)) == ["never"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"I said NO," Mara said.', ["no"]),
        ('"You took HIM?" Mara said. "And ME?"', ["him"]),
        ('"It is a VERY old boat, Tobin," Mara said.', ["very"]),
        ('"I DON’T know who rows," Mara said.', ["don't"]),
    ],
)
def test_single_words_in_capitals_do(text: str, words: list[str]) -> None:
    """In small letters, so that nobody spells them."""
    assert emphasised(text)[: len(words)] == words


@pytest.mark.parametrize(
    "text",
    [
        '"NASA called about the TV, OK?" Mara said.',
        '"J.K. Pell and Louis XIV are late," Mara said.',
        '"I SAID NO, YOU FOOL!" Mara said.',
        '"NO!" Mara said.',
        "The sign said NO in large letters.",
        '"HYDRA sent us. I know HYDRA, and you know HYDRA," Mara said.',
    ],
)
def test_other_capitals_do_not(text: str) -> None:
    """Acronyms, numerals, a shout, narration; a word that is always written so."""
    assert emphasised(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "*I ought to row home,* Mara thought.",
        '"*I never said so*," Mara said.',
        "She looked up. *Who is there?* Nobody answered her.",
        "They had sold the *Morning Star* last spring.",
        "They had sold the *Kestrel* last spring.",
        "She read *The Daily Gull* by the fire.",
        "**Warning:** it leaks.",
        "It said *we will not be there before noon tomorrow* in pencil.",
        "*I can't do* this, *not again*.",
        "He ate *dango*. She ate *dango* too. Nobody ate *dango* at home.",
        "What the f*ck, sh*t, she said.",
        "2 * 3 * 4 was too much for him.",
    ],
)
def test_other_marks_do_not(text: str) -> None:
    """Thoughts, whole sentences, titles, ships, labels, quoted words, words of another language."""
    assert emphasised(text) == []


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ('"It was *1990* then," she said.', "It was [nineteen](+) [ninety](+) then, she said."),
        ('"He is *sooo* late," she said.', "He is [so](+) late, she said."),
    ],
)
def test_they_are_marked_as_they_are_heard(text: str, heard: str) -> None:
    """Numbers in words, long letters short."""
    assert marked(text) == heard


def test_what_is_marked_otherwise_stays_so() -> None:
    """A mark of another kind has no mark within it."""
    text = '"N-*no*, it leaks," Mara said.'
    words = find_emphasised(Chapter("", text), lines(text))
    assert mark_emphasised(text, 0, 8, "[Nuh](~), no", words) == "[Nuh](~), [no](+)"


def test_a_name_keeps_its_phonemes() -> None:
    text = '"I asked *Ino* and not you," Mara said.'
    words = find_emphasised(Chapter("", text), lines(text))
    said = normalize(text, {"Ino": "/iːno/"})
    found = mark_emphasised(text, 0, len(text), said, words)
    assert found == "I asked [[Ino](/iːno/)](+) and not you, Mara said."


def test_a_scream_of_a_page_is_not_marked() -> None:
    """An engine would cut it, and its marks, in two."""
    scream = "bzg" * 40
    assert emphasised(f'"I said *{scream}* to her," Mara said.') == []
