"""Lines -> a voice for everybody who speaks."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from fic_audio.config import Part
from fic_audio.model import (
    NARRATOR,
    SPOKEN_BY_CHARACTERS,
    Chapter,
    Character,
    Delivery,
    Gender,
    Line,
    Voice,
)
from fic_audio.voices import DEFAULT_ENGINE, Voices

SHIFTS = (0.0, 2.0, -2.0, 3.5, -3.5)
"""Semitones by which a shared voice is shifted, so that two who talk together never sound alike."""
EARSHOT = 20
"""Paragraphs within which two who speak are held to be in one conversation."""

MAINS = 8
"""So many, those with the most words, are told from one another even if they never meet."""
FAR = 0.65
"""Voices no more alike than that are far enough apart, and the name alone decides among them."""
APART = 0.8
"""Voices less alike than that are two people."""
STEP = 0.05
"""A difference in likeness by which one voice is preferred to another."""
WEAK = 3.8
"""Neural voices that a listener is predicted to like less than this come last."""

AGES = {
    "child": re.compile(r"\b(?:child|kid|toddler|baby|little (?:boy|girl)|moppet)\b", re.I),
    "elder": re.compile(
        r"\b(?:old|older|elder|elderly|grand(?:ma|pa|mother|father)|granny|baachan|jiji)\b", re.I
    ),
    "young": re.compile(r"\b(?:boy|girl|teen(?:ager)?|youth|young|lad|lass|schoolboy)\b", re.I),
}
"""Words in a character's names that tell an age."""


@dataclass(frozen=True, slots=True)
class Role:
    """A character with a voice."""

    character: Character
    voice: Voice
    delivery: Delivery = field(default_factory=Delivery)
    lines: int = 0
    words: int = 0
    why: str = ""
    """Why this voice."""
    rank: int = 0
    """Its place among those whose voice the listener set down; as for all others, behind them."""


@dataclass(frozen=True, slots=True)
class Cast:
    narrator: Role
    roles: tuple[Role, ...]
    """Everybody who speaks, those with the most words first."""
    _by_name: Mapping[str, Role] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Asked for line after line: a story with as many people as lines would take their square.
        object.__setattr__(self, "_by_name", {role.character.name: role for role in self.roles})

    def role(self, speaker: str | None) -> Role:
        """The role that speaks for a line's speaker; the narrator's for everyone not cast."""
        return self._by_name.get(speaker or NARRATOR, self.narrator)

    def heard(self) -> tuple[Voice, ...]:
        """The voices in the order of the credits: the narrator's, those that the listener set down
        in their order, and the others by what they have to say. So credits stay as they are when
        a serial grows."""
        roles = sorted((role for role in self.roles if role.lines), key=lambda role: role.rank)
        return tuple(dict.fromkeys((self.narrator.voice, *(role.voice for role in roles))))


def cast(
    chapters: Sequence[Chapter],
    lines: Sequence[Sequence[Line]],
    characters: Sequence[Character],
    voices: Voices,
    narrator: Part,
    parts: Sequence[Part] = (),
) -> Cast:
    """A voice for the narrator and for everyone who has a line.

    What the listener set down in `narrator` and `parts` stands. The others get, by their number of
    words, a voice of their gender that nobody has yet, as unlike the narrator's, those of whom they
    speak with and those of the other main characters as can be had; among such as are far enough
    the name alone decides, so that it mostly sounds the same in every story. When the voices run
    out, those who never meet share one. Whoever tells a first-person story speaks in the narrator's
    voice. Raises ConfigError for a voice that is not in `voices`.
    """
    said, words = _counts(chapters, lines)
    by_name = {character.name: character for character in characters}
    wishes = {part.name: part for part in parts}
    ranks = {name: number for number, name in enumerate(wishes) if wishes[name].voice}
    teller = next((c for c in characters if c.narrates), None)
    own = _narrator_voice(narrator, teller, voices, wishes)
    fixed = {part.voice.casefold() for part in parts if part.voice}
    free = [
        voice
        for voice in voices.free()
        if voice.name != own.name and not voice.effect and voice.name.casefold() not in fixed
    ]
    meets = _meetings(lines)
    taken: dict[str, tuple[Voice, float]] = {}
    holders: dict[tuple[str, float], str] = {}
    roles: list[Role] = []
    for name in sorted(said, key=lambda n: (-words[n], n)):
        character = by_name.get(name, Character(name))
        wish = wishes.get(name, Part(name))
        if wish.voice:
            voice, shift, why = voices[wish.voice], 0.0, "set down in the config"
        elif character.narrates:
            voice, shift, why = own, 0.0, "tells the story: the narrator's own voice"
        else:
            around = {own, *(taken[other][0] for other in meets[name] if other in taken)}
            if len(roles) < MAINS:
                around |= {role.voice for role in roles}
            choices = free or list(voices.free())
            choice = _Choice(voices, choices, taken, holders, meets[name], around)
            voice, shift, why = choice.make(character, wish.gender or character.gender)
        taken[name] = (voice, shift)
        holders[voice.name, shift] = min(name, holders.get((voice.name, shift), name))
        delivery = Delivery(wish.rate, wish.pitch + shift, wish.volume)
        rank = ranks.get(name, len(ranks))
        roles.append(Role(character, voice, delivery, said[name], words[name], why, rank))
    reader = Role(
        Character(NARRATOR),
        own,
        narrator.delivery,
        sum(line.speaker == NARRATOR for chapter in lines for line in chapter),
        words[NARRATOR],
        "set down in the config" if narrator.voice else "reads well for long",
    )
    return Cast(reader, tuple(roles))


def _counts(
    chapters: Sequence[Chapter], lines: Sequence[Sequence[Line]]
) -> tuple[Counter[str], Counter[str]]:
    """Lines and words of everyone who speaks. The parts of a split quotation are one line."""
    said: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for chapter, parts in zip(chapters, lines, strict=True):
        quotes = set()
        for line in parts:
            if line.speaker is None:
                continue
            words[line.speaker] += len(chapter.text[line.span.start : line.span.end].split())
            key = (line.speaker, line.span.quote)
            if line.speaker != NARRATOR and (line.span.quote is None or key not in quotes):
                said[line.speaker] += 1
                quotes.add(key)
    return said, words


def _narrator_voice(
    narrator: Part, teller: Character | None, voices: Voices, wishes: Mapping[str, Part]
) -> Voice:
    """The voice that reads the story; in a first-person one, of its teller's gender."""
    if narrator.voice:
        return voices[narrator.voice]
    if teller and (wish := wishes.get(teller.name)) and wish.voice:
        return voices[wish.voice]
    wanted = {part.voice.casefold() for part in wishes.values() if part.voice}
    free = voices.free()
    reading = [voice for voice in free if voice.narrator and voice.name.casefold() not in wanted]
    reading = reading or list(free)
    fitting = [voice for voice in reading if teller and voice.gender is teller.gender]
    return (fitting or reading)[0]


@dataclass(frozen=True, slots=True)
class _Choice:
    """What there is to choose from for a character nobody cast by hand."""

    voices: Voices
    free: Sequence[Voice]
    taken: Mapping[str, tuple[Voice, float]]
    holders: Mapping[tuple[str, float], str]
    """The first by name of those who have a voice, with its shift."""
    meets: frozenset[str]
    around: Collection[Voice]
    """The voices it has to be told from: the narrator's, those of whom the character speaks with,
    and for somebody with much to say those of all the others who have."""

    def make(self, character: Character, gender: Gender) -> tuple[Voice, float, str]:
        """Voice, shift in semitones and reason."""
        liking = {voice.name: _liking(character, gender, voice) for voice in self.free}
        ranked = sorted(self.free, key=lambda voice: liking[voice.name], reverse=True)
        fitting = [voice for voice in ranked if _suits(gender, voice)] or ranked
        used = {name for name, _ in self.holders}
        kind = "" if gender is Gender.UNKNOWN else f"{gender}, "
        if fresh := [voice for voice in fitting if voice.name not in used]:
            best = max(fresh, key=lambda voice: self._worth(voice, liking[voice.name]))
            _, likeness, other = self._likeness(best)
            return best, 0.0, f"{kind}nobody else has it; most like {other} here ({likeness:.2f})"
        around = {self.taken[name] for name in self.meets if name in self.taken}
        for shift in SHIFTS:
            for voice in fitting:
                if (voice, shift) not in around:
                    return voice, shift, f"{kind}{self._shared(voice, shift)}"
        return fitting[0], SHIFTS[-1], f"{kind}all voices are in use in this scene"

    def _worth(self, voice: Voice, liking: tuple[bool, bool, bool, int]) -> tuple[object, ...]:
        """What is compared of two voices. One that can be told from the others had better be
        natural than farther away from them."""
        fits_age, good, natural, _ = liking
        steps, likeness, _ = self._likeness(voice)
        apart = likeness < APART
        return fits_age, good, apart, apart and natural, -steps, liking

    def _likeness(self, voice: Voice) -> tuple[int, float, str]:
        """How near the nearest voice is: in steps, of which the lowest is far enough; as a figure;
        and whose that is."""
        nearest = max((self.voices.alike(voice, other), other.name) for other in self.around)
        return max(0, ceil((nearest[0] - FAR) / STEP)), *nearest

    def _shared(self, voice: Voice, shift: float) -> str:
        if other := self.holders.get((voice.name, shift)):
            return f"shared with {other}, whom they never meet"
        return f"shifted by {shift:+g} semitones"


def _suits(gender: Gender, voice: Voice) -> bool:
    if gender in (Gender.MALE, Gender.FEMALE):
        return voice.gender is gender
    return True


def _liking(character: Character, gender: Gender, voice: Voice) -> tuple[bool, bool, bool, int]:
    """How well a voice fits: by age, gender and quality, then by a number that the name alone
    decides (rendezvous hashing: Thaler & Ravishankar 1998, doi 10.1109/90.663936)."""
    names = " ".join(character.names())
    age = next((age for age, words in AGES.items() if words.search(names)), None)
    fits_age = voice.age == age if age else voice.age in ("adult", "young")
    good = gender in (Gender.MALE, Gender.FEMALE) or voice.gender is Gender.NEUTRAL
    if voice.engine != DEFAULT_ENGINE and voice.mos is not None:
        good = good and voice.mos >= WEAK
    natural = voice.engine != DEFAULT_ENGINE
    key = f"{_call_name(character)}\0{voice.name}".encode()
    return fits_age, good, natural, int.from_bytes(hashlib.sha256(key).digest()[:6], "big")


def _call_name(character: Character) -> str:
    """What a character is called for short: "Harry" is "Harry Potter" in every story."""
    return character.name.split()[0].casefold() if character.name else ""


def _meetings(lines: Sequence[Sequence[Line]]) -> dict[str, frozenset[str]]:
    """Who speaks within earshot of whom."""
    found: dict[str, set[str]] = defaultdict(set)
    for chapter in lines:
        near: list[tuple[int, str]] = []
        for paragraph, name in _spoken(chapter):
            near = [(p, n) for p, n in near if paragraph - p <= EARSHOT and n != name]
            for _, other in near:
                found[name].add(other)
                found[other].add(name)
            near.append((paragraph, name))
    return defaultdict(frozenset, {name: frozenset(others) for name, others in found.items()})


def _spoken(chapter: Sequence[Line]) -> Iterator[tuple[int, str]]:
    for line in chapter:
        if line.speaker not in (None, NARRATOR) and line.span.kind in SPOKEN_BY_CHARACTERS:
            yield line.span.paragraph, str(line.speaker)
