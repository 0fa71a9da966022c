"""IPA, on its way into an engine and out of it as sound."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from fic_audio.config.ipa import CONSONANTS, VOWELS, ipa
from fic_audio.engines import Transcriber
from fic_audio.engines.espeak_phonemes import to_espeak
from fic_audio.engines.phonemes import (
    find_emphasis,
    in_small_letters,
    mark_emphasis,
    mark_phonemes,
    plain,
    replace_marks,
    strip_marks,
)
from fic_audio.engines.pyttsx3 import Pyttsx3
from fic_audio.engines.silence import Silence
from fic_audio.model import Delivery, Voice
from fic_audio.script.pronounce import shared
from fic_audio.voices import lexicons

ADA = Voice("Ada", "pyttsx3", "en-us+f3")
PLAIN = Delivery()
ENGINE = Pyttsx3()


def heard(text: str, voice: Voice = ADA) -> str:
    (told,) = ENGINE.transcribe([text], voice)
    return told


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("ˈsɑːkʊɾɑ", "sˈɑːkʊɾɑː"),
        ("ʃɪˈvɔːn", "ʃɪvˈɔːn"),
        ("ˈkiːvə", "kˈiːvə"),
        ("t͡ʃɛnˈdʒuː", "tʃɛndʒˈuː"),
        ("ˈvoʊldəmɔːr", "vˈoʊldəmɔːɹ"),
        ("ˈkɛərən", "kˈɛɹən"),
        ("ˈsɪriəs", "sˈɪɹiəs"),
        ("ˈθeɪoʊdɛn", "θˈeɪoʊdɛn"),
        ("ŋɡaɪ ˈjaʊ ʒɔɪ", "ŋɡaɪ jˈaʊ ʒɔɪ"),
        ("ɲaˈʎo", "ɲɑːʎˈo"),
        ("ˈlʌvn̩", "lˈʌvn̩"),
    ],
)
def test_the_library_says_what_was_asked(asked: str, told: str) -> None:
    """espeak-ng's own transcription of its phoneme input is the IPA that went in."""
    assert heard(mark_phonemes("x", asked)) == told


@pytest.mark.parametrize("accent", ["en-us", "en", "en-gb-x-rp", "en-gb-scotland", "en-029"])
def test_every_sound_is_said_in_every_accent(accent: str) -> None:
    """No letter of the IPA is silent between two others."""
    voice = replace(ADA, id=accent)
    silent = []
    for letter in VOWELS + CONSONANTS:
        frame = f"s{letter}p" if letter in VOWELS else f"ɑ{letter}ɪ"
        with_it, without = (
            heard(mark_phonemes("x", frame), voice),
            heard(mark_phonemes("x", frame[::2]), voice),
        )
        if len(with_it) <= len(without):
            silent.append(letter)
    assert silent == []


@pytest.mark.parametrize(
    ("asked", "told"),
    [("ɡaɪ", "ɡˈaɪ"), ("sɑkuːɾɑ", "sˈɑːkuːɾɑː"), ("ino", "ˈino"), ("ruki taɪ", "ɹˈuki tˈaɪ")],
)
def test_a_word_without_a_stress_gets_one(asked: str, told: str) -> None:
    """On the first long vowel, or else the first; what hangs on another word gets none."""
    assert heard(mark_phonemes("x", asked)) == told
    assert "ˈ" not in heard(mark_phonemes("-kun", asked))


def test_accents_keep_their_ways() -> None:
    """The r of "car" is heard in America and not in England; both say it before a vowel."""
    england = replace(ADA, id="en-gb-x-rp")
    assert heard(mark_phonemes("x", "kɑːrt")) != heard(mark_phonemes("x", "kɑːt"))
    assert heard(mark_phonemes("x", "kɑːrt"), england) == heard(mark_phonemes("x", "kɑːt"), england)
    assert "ɹ" in heard(mark_phonemes("x", "kɑːrə"), england)


def consonants(ipa: str) -> str:
    """Its consonants, those that Americans flap, or hear in a vowel, taken for one."""
    ipa = ipa.replace("ɚ", "r").replace("ɜː", "r").replace("ŋ", "n")
    return re.sub("[ɹɾrt]+", "r", "".join(char for char in ipa if char in CONSONANTS))


def test_every_ready_name_is_said() -> None:
    """Each name of the lexicons comes out with every consonant of its IPA, in order."""
    for path in lexicons().values():
        asked = [said.strip("/") for said in shared.load(path).words.values()]
        told = ENGINE.transcribe([mark_phonemes("x", each) for each in asked], ADA)
        wrong = [
            (one, other)
            for one, other in zip(asked, told, strict=True)
            if consonants(one) != consonants(other)
        ]
        assert wrong == []


def test_phonemes_change_the_sound() -> None:
    """A word with IPA sounds otherwise than without; another spelling of it makes no difference."""
    without = ENGINE.say("Sakura ran.", ADA, PLAIN).pcm
    with_ipa = ENGINE.say("[Sakura](/ˈsɑːkʊɾɑ/) ran.", ADA, PLAIN).pcm
    assert with_ipa != without
    assert with_ipa == ENGINE.say("[Hinata](/ˈsɑːkʊɾɑ/) ran.", ADA, PLAIN).pcm


def test_phonemes_are_forgotten_with_their_line() -> None:
    """The next line is said as if there had been none."""
    before = ENGINE.say("[[ran]] Sakura", ADA, PLAIN).pcm
    ENGINE.say("[Sakura](/ˈsɑːkʊɾɑ/) ran.", ADA, PLAIN)
    assert ENGINE.say("[[ran]] Sakura", ADA, PLAIN).pcm == before


@pytest.mark.parametrize("text", ["[[s'A:]] ran", "[[[s'A:]] ran", "[ [s'A:]] ran", "]][[s'A:"])
@pytest.mark.parametrize("more", ["", " [Ino](/iːnoʊ/)"])
def test_the_storys_brackets_are_no_phonemes(text: str, more: str) -> None:
    """The letters in a story's brackets are read as letters, beside phonemes or not."""
    letters = re.sub(r"[\[\]]", " ", text)
    squeezed = [re.sub(r"\s", "", heard(each + more)) for each in (text, letters)]
    assert squeezed[0] == squeezed[1]


def test_private_characters_stand_for_nothing() -> None:
    """A story that holds the characters used within gets no phonemes for them."""
    text = "\ue000 ran, [Ino](/iːnoʊ/) ran."
    assert heard(text) == heard("ran, [Ino](/iːnoʊ/) ran.")


def test_a_long_text_is_cut_beside_phonemes() -> None:
    """Wherever the pieces of a long text end, every word of it keeps its phonemes."""
    text = "[Ino Yamanaka](/ˈiːnoʊ jɑmɑˈnɑːkɑ/) rowed, " * 300
    assert heard(text).count("iːnoʊ jɑːmɑːnˈɑːkɑː") == 300
    once = ENGINE.say(text[: len(text) // 300 * 10], ADA, PLAIN).length
    assert ENGINE.say(text, ADA, PLAIN).length == pytest.approx(30 * once, rel=0.1)


def test_other_languages_say_the_word() -> None:
    """A German voice, whose sounds have other names, reads what is written."""
    german = replace(ADA, id="de")
    with_ipa = ENGINE.say("[Sakura](/ˈsɑːkʊɾɑ/) lief.", german, PLAIN)
    assert with_ipa == ENGINE.say("Sakura lief.", german, PLAIN)


def test_an_engine_without_phonemes_says_the_word() -> None:
    """Phonemes are no words to the silence engine, and it tells nothing of how it speaks."""
    marked_up = Silence().say("[Ino Yamanaka](/ˈiːnoʊ jɑmɑˈnɑːkɑ/) ran.", ADA, PLAIN)
    assert marked_up == Silence().say("Ino Yamanaka ran.", ADA, PLAIN)
    assert isinstance(ENGINE, Transcriber)
    assert not isinstance(Silence(), Transcriber)


def test_a_respelling_is_not_spelt_out() -> None:
    """Capital syllables mean stress, not letters; the initials of an agency are left alone."""
    assert in_small_letters("SAH-koo-rah, FBI-CIA and X-ray") == "sah-koo-rah, FBI-CIA and X-ray"
    assert heard("SAH-koo-rah") == heard("sah-koo-rah")
    assert ENGINE.say("SAH-koo-rah", ADA, PLAIN) == ENGINE.say("sah-koo-rah", ADA, PLAIN)


def test_what_is_marked_is_taken_off_again() -> None:
    """Words go through unchanged, and what looks like marks does not stay so."""
    assert plain(mark_phonemes("Ino's", "iːnoz") + " cat") == "Ino's cat"
    assert plain(strip_marks("[Ino](/iː/)")) == "[Ino] (/iː/)"


def test_ipa_is_known_in_its_spellings() -> None:
    """Colons, composed accents and spaces come to one form."""
    assert ipa("/ i:no  ɑ̃ /") == "iːno ɑ̃"
    assert ipa("/ç/") == ipa("/c\u0327/") == "ç"
    assert ipa("EE-no") is None


def test_mnemonics_are_kept_apart() -> None:
    """A t and an s of two syllables do not become one sound."""
    assert to_espeak("ˈnɛt.sɛt") == "n|'E|t|s|E|t"
    assert heard(mark_phonemes("x", "ˈnɛt.sɛt")) == "nˈɛtsɛt"


def test_a_word_may_be_emphasised_and_have_phonemes() -> None:
    """Whoever takes either, both or none of them gets it whole."""
    text = f"I asked {mark_emphasis(mark_phonemes('Ino', 'iːno'))} not {mark_emphasis('you')}."
    assert plain(text) == "I asked Ino not you."
    assert replace_marks(text, lambda word, ipa: f"<{ipa}>") == "I asked <iːno> not you."
    said, places = find_emphasis(text)
    assert said == "I asked [Ino](/iːno/) not you."
    assert [said[start:end] for start, end in places] == ["[Ino](/iːno/)", "you"]


@pytest.mark.parametrize("text", ["[never](+)", "[[Ino](/iːno/)](+)", "[a [never](+)](+)"])
def test_a_story_has_no_such_mark(text: str) -> None:
    """What looks like one is text."""
    assert plain(strip_marks(text)) == strip_marks(text)
    assert find_emphasis(strip_marks(text))[1] == []
