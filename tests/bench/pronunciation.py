"""How well `cast` tells the names that espeak-ng says wrong: measured on the ready lexicons.

The lexicons say how each name is said; where espeak-ng says it otherwise, it should be told of.
Run: python -m tests.bench.pronunciation
"""

from __future__ import annotations

from fic_audio.engines.pyttsx3 import Pyttsx3
from fic_audio.model import Chapter, Character, Kind, Line, Span, Voice
from fic_audio.script.first_names import FEMALE_NAMES, MALE_NAMES
from fic_audio.script.pronounce import Lexicon, shared
from fic_audio.script.pronounce.dictionary import agree
from fic_audio.script.pronounce.doubts import MOST, find_doubts
from fic_audio.voices import lexicons

VOICE = Voice("Ada", "pyttsx3", "en-us+f3")


def told(names: list[str]) -> set[str]:
    """The names that are unsure, each in a story of its own words."""
    engine = Pyttsx3()
    found: set[str] = set()
    for first in range(0, len(names), MOST):
        some = names[first : first + MOST]
        text = "Then came " + " and ".join(some) + "."
        lines = [[Line(Span(Kind.NARRATION, 0, len(text), 0), "narrator")]]
        people = [Character(name) for name in some]
        every = find_doubts(
            [Chapter("", text)],
            lines,
            people,
            Lexicon(),
            lambda texts: engine.transcribe(texts, VOICE),
        )
        found |= {each.name for each in every}
    return found


def main() -> None:
    meant = {
        word: said.strip("/")
        for path in lexicons().values()
        for word, said in shared.load(path).words.items()
        if word.isalpha() and word.istitle() and len(word) > 2
    }
    names = sorted(meant)
    said = dict(zip(names, Pyttsx3().transcribe(names, VOICE), strict=True))
    wrong = {name for name in names if not agree(said[name], meant[name])}
    unsure = told(names)
    both = len(wrong & unsure)
    print(f"{len(names)} names of the lexicons, {len(wrong)} said wrong, {len(unsure)} told unsure")
    print(f"of those said wrong, told: {both / len(wrong):.0%}")
    print(f"of those told, said wrong: {both / len(unsure):.0%}")
    plain = sorted(name.title() for name in MALE_NAMES | FEMALE_NAMES)
    print(f"of {len(plain)} first names told: {len(told(plain)) / len(plain):.0%}")


if __name__ == "__main__":
    main()
