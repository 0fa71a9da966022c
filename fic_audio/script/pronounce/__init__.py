"""How words are said that an engine would get wrong."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from unicodedata import normalize

from fic_audio.engines.phonemes import mark_phonemes, strip_marks
from fic_audio.script.pronounce.common import COMMON

SHORT = 4
"""Letters from which on a name is known in small letters and in the plural: "dan", "sais" and
"lies" are more often something else."""

_WORD = re.compile(r"\w+")
_ENDING = r"(?P<ending>['’]s|(?:e?s)(?:['’](?!\w))?)?(?!\w)"
_OWNED = r"(?P<ending>['’]s)?(?!\w)"
_HISSED = re.compile(r"(?:[szʃʒɕʑʂʐ])$")
_BREATHED = re.compile(r"[ptkfθcqx]$")


@dataclass(frozen=True, slots=True)
class _Entry:
    word: str
    said: str
    pattern: re.Pattern[str]
    any_case: bool
    offset: int
    """How many characters stand before its first letter: one in "-chan"."""

    def at(self, text: str, letter: int) -> re.Match[str] | None:
        """The place, if the word stands there with its first letter at `letter`."""
        start = letter - self.offset
        match = self.pattern.match(text, start) if start >= 0 else None
        if match is None or self.any_case:
            return match
        bare = match[0].removesuffix(match["ending"] or "")
        return match if self._same_case(bare) else None

    def _same_case(self, bare: str) -> bool:
        shouted = bare.isupper() and len(bare) > 1 and self.word.casefold() not in COMMON
        return shouted or bare == self.word


class Lexicon:
    """Words and how they are said, ready to be found in text. Make it once for a story.

    A value is a respelling ("SAH-koo-rah") or IPA between strokes ("/sɑːkʊɾɑ/"). Of two words the
    longer is found; "'s", the plural and honorifics may follow. Case does not matter, but for a
    capitalised word that is short or a common word in small letters.
    """

    def __init__(self, words: Mapping[str, str] | None = None) -> None:
        self.words = {normalize("NFC", word): said for word, said in (words or {}).items()}
        found: dict[str, list[_Entry]] = defaultdict(list)
        for word, said in self.words.items():
            first = _WORD.search(word)
            if first:
                found[first[0].casefold()].append(_entry(word, said, first.start()))
        for entries in found.values():
            entries.sort(key=lambda entry: -len(entry.word))
        self._by_first = dict(found)

    def apply(self, text: str) -> str:
        """The text with every word that is known here as it is said."""
        return "".join(self._parts(text))

    def knows(self, word: str) -> bool:
        """Whether the whole word is said from here.

        >>> Lexicon({"Sakura": "SAH-koo-rah"}).knows("Sakura's")
        True
        """
        first = _WORD.search(word)
        if first is None:
            return False
        hits = (entry.at(word, first.start()) for entry in self._near(first[0]))
        return any(hit.end() == len(word) for hit in hits if hit)

    def _parts(self, text: str) -> Iterator[str]:
        done = 0
        for word in _WORD.finditer(text):
            for entry in self._near(word[0]):
                match = entry.at(text, word.start()) if word.start() >= done else None
                if match and match.start() >= done:
                    yield text[done : match.start()]
                    yield _said(entry, match)
                    done = match.end()
                    break
        yield text[done:]

    def _near(self, word: str) -> Iterator[_Entry]:
        """The entries that may begin with a word of the text, which may be a plural."""
        key = word.casefold()
        for stem in (key, key.removesuffix("s"), key.removesuffix("es")):
            if stem is key or stem != key:
                yield from self._by_first.get(stem, ())


def respell(text: str, pronounce: Lexicon | Mapping[str, str] | None = None) -> str:
    """The text with whole words replaced by how they are said; the last step to text for the ear.

    A respelling stands in place of its word; IPA stands behind it, in the form of
    `engines.phonemes`, which no text of a story can take here.

    >>> respell("Sakura ran.", {"sakura": "SAH-koo-rah"})
    'SAH-koo-rah ran.'
    >>> respell("Ino's [cat](/x/)", {"Ino": "/iːno/"})
    "[Ino's](/iːnoz/) [cat] (/x/)"
    """
    lexicon = pronounce if isinstance(pronounce, Lexicon) else Lexicon(pronounce)
    return lexicon.apply(strip_marks(text))


def _entry(word: str, said: str, offset: int) -> _Entry:
    letters = sum(map(str.isalnum, word))
    common = word.casefold() in COMMON
    any_case = word.islower() or (letters >= SHORT and not common)
    escaped = r"\s+".join(map(re.escape, word.split()))
    escaped = re.sub("['’]", "['’]", escaped).replace("\\-", "[-‐‑]")
    ending = _ENDING if letters >= SHORT and not common else _OWNED
    before = r"(?<!\w)" if offset == 0 else r"(?<=\w)" if word.startswith("-") else ""
    pattern = re.compile(
        before + escaped + (ending if word[-1:].isalnum() else "()"), re.IGNORECASE
    )
    return _Entry(word, said, pattern, any_case, offset)


def _said(entry: _Entry, match: re.Match[str]) -> str:
    ending = match["ending"] or ""
    if not entry.said.startswith("/"):
        return entry.said + ending
    ipa = entry.said.strip("/")
    if ending:
        ipa += "ɪz" if _HISSED.search(ipa) else "s" if _BREATHED.search(ipa) else "z"
    return mark_phonemes(match[0], ipa)
