"""Text -> phonemes, a sentence or two at a time, and which of them are wanted and emphasised."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fic_audio.engines.misaki import keep_words, mark_possessives, reader, to_misaki, vocabulary
from fic_audio.engines.phonemes import (
    find_emphasis,
    in_small_letters,
    replace_marks,
    replace_stutters,
)
from fic_audio.engines.text_pieces import pieces

if TYPE_CHECKING:
    from hibari.g2p import G2P

PIECE = 400
"""Characters that the network sees at once: its time grows with the square of their number."""
SHORT = 24
"""Characters up to which a sentence is said in one breath with the next: alone it sounds clipped,
and is misheard."""
PAD = 0
BLANK = " "
PAUSES = frozenset(' .,;:!?—…"“”()')
VOWELS = frozenset("AIOQWYaeiouæɐɑɒɔəɚɛɜɪʊʌᵊᵻː")
_STRESSES = "ˈˌ"
_STUTTER = "C"
"""Stands for each consonant of a stuttered beginning until the word is known."""
_CONSONANT = re.compile(r"[cpstw]h|[^aeiou]", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

Places = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is spoken in one go."""

    ids: list[int]
    """Phonemes as numbers, with the pads at both ends."""
    letters: str
    """The same phonemes as they are written; a pad is a blank."""
    start: int
    end: int
    """The phonemes that are wanted: `ids[start:end]`."""
    emphasised: Places
    """The phonemes of emphasised words."""

    @property
    def whole(self) -> bool:
        return (self.start, self.end) == (0, len(self.ids))

    def joint(self, at: int) -> tuple[int, int]:
        """Where the pause begins and ends in which the phrase is cut at one of its ends."""
        if at in (0, len(self.ids)):
            return at, at
        first = last = at
        while first > 0 and self.letters[first - 1] in PAUSES:
            first -= 1
        while last < len(self.letters) and self.letters[last] in PAUSES:
            last += 1
        return first, last


def phonemize(text: str, before: str, after: str, *, british: bool) -> list[Phrase]:
    """The phrases of a text; those at its ends are said within the words before and after it, with
    a pause between."""
    read = reader(british=british)
    before = _paused(before)
    if after:
        text = _paused(text)
    sentences = [each for each in _sentences(text) if any(map(str.isalnum, each))]
    found = []
    for nth, sentence in enumerate(sentences):
        lead = _phonemes(read, before)[0] if before and nth == 0 else ""
        rest = _phonemes(read, after)[0] if after and nth == len(sentences) - 1 else ""
        phonemes, places = _phonemes(read, sentence)
        if phonemes:
            found.append(_phrase(lead, phonemes, rest, places))
    return found


def _paused(text: str) -> str:
    """The text with a comma at its end, if no other sign stands there."""
    return f"{text}," if text[-1:].isalnum() or text.endswith(")") else text


def _phrase(lead: str, said: str, rest: str, places: Places) -> Phrase:
    lead = f"{BLANK}{lead}{BLANK}" if lead else BLANK
    rest = f"{BLANK}{rest}{BLANK}" if rest else BLANK
    letters = lead + said + rest
    numbers = vocabulary()
    ids = [PAD, *(numbers[letter] for letter in letters[1:-1]), PAD]
    start = 0 if lead == BLANK else len(lead)
    end = len(letters) if rest == BLANK else len(lead) + len(said)
    return Phrase(ids, letters, start, end, [(len(lead) + a, len(lead) + b) for a, b in places])


def _sentences(text: str) -> Iterator[str]:
    """The text in parts that the network takes: its sentences, short ones with the next."""
    from hibari import Hibari

    for piece in pieces(text, PIECE):
        waiting = ""
        for sentence in Hibari.split_sentences(piece):
            waiting = f"{waiting} {sentence}" if waiting else sentence
            if len(waiting) > SHORT:
                yield waiting
                waiting = ""
        if waiting:
            yield waiting


def _phonemes(read: G2P, text: str) -> tuple[str, Places]:
    """The phonemes that the network knows, and where among them emphasised words stand."""
    from hibari.g2p import normalize

    plain, places = find_emphasis(text)
    wanted = _counted(plain, places)
    marked = replace_marks(
        replace_stutters(in_small_letters(plain), _stutter),
        lambda word, ipa: f"[{word}](/{to_misaki(ipa)}/)",
    )
    owned = mark_possessives(marked, british=read.british)
    seen: Counter[str] = Counter()
    letters = ""
    found: Places = []
    known = vocabulary()
    tokens = read.phonemize_tokens(read.tokenize(normalize(keep_words(owned))))
    spoken = _with_stutters([token.phonemes or "" for token in tokens])
    for token, phonemes in zip(tokens, spoken, strict=True):
        said = "".join(letter for letter in phonemes if letter in known)
        names = [(word, seen[word]) for word in _words(token.text)]
        seen.update(word for word, _ in names)
        if said and any(name in wanted for name in names):
            found.append((len(letters), len(letters) + len(said)))
        letters += said + (BLANK if token.whitespace else "")
    letters = letters.rstrip()
    if plain.endswith(".") and letters and letters[-1] not in PAUSES:
        letters += "."  # hibari holds "Jan." or "wash." for short, and its stop for a part of it
    return letters, found


def _stutter(syllable: str) -> str:
    """Its word with as many signs as it has consonants; one for a vowel."""
    count = len(_CONSONANT.findall(syllable[:-2]))
    return f"[{syllable}](/{_STUTTER * max(count, 1)}/)"


def _with_stutters(words: list[str]) -> list[str]:
    """The phonemes of words and signs; what is stuttered is the beginning of the next word."""
    found: list[str] = []
    follows = ""
    for word in reversed(words):
        if word.startswith(_STUTTER):
            bare = follows.translate(dict.fromkeys(map(ord, _STRESSES)))
            vowel = next((n for n, letter in enumerate(bare) if letter in VOWELS), len(bare))
            word = bare[: min(vowel, word.count(_STUTTER)) or 1]
        elif any(letter in VOWELS for letter in word):
            follows = word
        found.append(word)
    return found[::-1]


def _counted(text: str, places: Places) -> set[tuple[str, int]]:
    """The words at the places, each with how many such words stand before it."""
    if not places:
        return set()
    seen: Counter[str] = Counter()
    found = set()
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        if any(start <= match.start() < end for start, end in places):
            found.add((word, seen[word]))
        seen[word] += 1
    return found


def _words(text: str) -> list[str]:
    return [match[0].casefold() for match in _WORD.finditer(text)]
