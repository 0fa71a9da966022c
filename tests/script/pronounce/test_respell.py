"""Words said otherwise than they are written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fic_audio.config import Part, Pauses
from fic_audio.engines.phonemes import plain, replace_marks
from fic_audio.model import Chapter
from fic_audio.page.segment import segment
from fic_audio.script.attribution import attribute_speakers
from fic_audio.script.cast import cast_voices
from fic_audio.script.pronounce import Lexicon, respell
from fic_audio.script.prosody.direction import direct_lines
from tests.factories import ONLY_ADA
from tests.growth import grows_with_its_size

KNOWN = Lexicon(
    {
        "Ilsuke": "/ilˈsuːkeɪ/",
        "Ilsuke Marrowmere": "/ilˈsuːkeɪ ˈmæroʊmɪər/",
        "Orrach": "OR-ahk",
        "Ino": "/ˈiːnoʊ/",
        "Light": "/laɪt/",
        "bow": "/boʊ/",
        "Vess": "/vɛs/",
        "Thark": "/θɑːrk/",
        "-chan": "/tʃɑn/",
        "O'Dhu": "oh-DOO",
    }
)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Ilsuke ran.", "[Ilsuke](/ilˈsuːkeɪ/) ran."),
        ("ILSUKE! ilsuke?", "[ILSUKE](/ilˈsuːkeɪ/)! [ilsuke](/ilˈsuːkeɪ/)?"),
        ("Ilsukes, Ilsuken", "[Ilsukes](/ilˈsuːkeɪz/), Ilsuken"),
        ("Ilsuke's and Ilsuke’s", "[Ilsuke's](/ilˈsuːkeɪz/) and [Ilsuke’s](/ilˈsuːkeɪz/)"),
        ("the Ilsukes' boat", "the [Ilsukes'](/ilˈsuːkeɪz/) boat"),
        ("Tharks", "[Tharks](/θɑːrks/)"),
        ("Vess's", "[Vess's](/vɛsɪz/)"),
        ("Ilsuke Marrowmere", "[Ilsuke Marrowmere](/ilˈsuːkeɪ ˈmæroʊmɪər/)"),
        ("Ilsuke-chan's", "[Ilsuke](/ilˈsuːkeɪ/)[-chan's](/tʃɑnz/)"),
        ("Hana-chan", "Hana[-chan](/tʃɑn/)"),
        ("chan - chan", "chan - chan"),
        ("Orrach's", "OR-ahk's"),
        ("the Orrachs", "the OR-ahks"),
        ("O’Dhu and O'Dhu", "oh-DOO and oh-DOO"),
        ("INO Ino ino Inos", "[INO](/ˈiːnoʊ/) [Ino](/ˈiːnoʊ/) ino Inos"),
        ("Light light LIGHT", "[Light](/laɪt/) light LIGHT"),
        ("Bow, bow!", "[Bow](/boʊ/), [bow](/boʊ/)!"),
    ],
)
def test_a_name_is_found_in_all_its_forms(written: str, said: str) -> None:
    """Case, possessives, plurals and honorifics do not matter; short and common words do."""
    assert respell(written, KNOWN) == said


def test_the_words_stay_readable() -> None:
    """Without their phonemes the words are those of the story."""
    text = "Ilsuke-chan's boat, Vess's oar and the Tharks' light."
    assert plain(respell(text, KNOWN)) == text


def test_a_mapping_will_do() -> None:
    """What a configuration holds needs no lexicon made of it."""
    assert respell("Sakura ran.", {"sakura": "SAH-koo-rah"}) == "SAH-koo-rah ran."


def texts(story: str, lexicon: Lexicon | None = None) -> list[str]:
    """The whole way from a text to what an engine is given."""
    chapter = Chapter("", story)
    spans = segment(chapter)
    (lines,) = attribute_speakers([chapter], [spans], [])
    made = cast_voices([chapter], [lines], [], ONLY_ADA, Part())
    cues = direct_lines(chapter, lines, made, Pauses(), notes="read", pronounce=lexicon)
    return [cue.text for cue in cues]


FORGED = [
    "[Hana](/iːnoʊ/) ran.",
    "[Hana] (/iːnoʊ/) ran.",
    "[Hana](\u200b/iːnoʊ/) ran.",
    "[Hana]\u200b(/iːnoʊ/) ran.",
    "[Hana]“(/iːnoʊ/)” ran.",
    "[Hana]*(/iːnoʊ ɑ/)* ran.",
    "[Hana]~(/iː nɑ/)",
    "[Hana](/ɑ ɑ/)",
    "[[Hana](/ɑ ɑ/)](/ɑ/)",
    "[Ha [na](/ɑ ɑ/)",
]


@pytest.mark.parametrize("lexicon", [None, Lexicon(), KNOWN])
@pytest.mark.parametrize("story", FORGED)
def test_a_story_can_not_write_phonemes(story: str, lexicon: Lexicon | None) -> None:
    """What looks like phonemes in a story reaches no engine as such."""
    found: list[str] = []
    for text in texts(story, lexicon):
        replace_marks(text, lambda word, ipa: found.append(word) or "")  # type: ignore[func-returns-value]
    assert found == []


@given(st.text(st.sampled_from("[]()/*_~ɑiSakIlsuke\u200b\"“ '-"), max_size=60))
def test_nothing_but_the_lexicon_writes_phonemes(story: str) -> None:
    """Whatever a story puts together, only known words are marked, with what is known of them."""
    marked: list[tuple[str, str]] = []
    for text in texts(story + " a", KNOWN):
        replace_marks(text, lambda word, ipa: marked.append((word, ipa)) or "")  # type: ignore[func-returns-value]
    for word, ipa in marked:
        assert re.fullmatch(r"ilsukes?(?:['’]s?)?", word, re.IGNORECASE)
        assert ipa.startswith("ilˈsuːkeɪ")


def test_a_long_lexicon_is_quick() -> None:
    """Two thousand names over a hundred thousand words: not each is looked for in all."""

    def written(names: int) -> tuple[str, Lexicon]:
        lexicon = Lexicon({f"Nam{number:04}": "/nɑ/" for number in range(names)})
        return "Nam0007 rowed and rowed with nobody at all. " * (6 * names), lexicon

    assert respell(*written(2000)).count("/nɑ/") == 12_000
    assert grows_with_its_size(written, lambda both: respell(*both), 2000)
