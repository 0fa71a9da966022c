"""Lines -> a voice for everybody who speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from fic_audio.config import Part
from fic_audio.model import (
    NARRATOR,
    Being,
    Chapter,
    Character,
    Delivery,
    Gender,
    Line,
    Voice,
)
from fic_audio.script.characters.age_words import age_of
from fic_audio.script.earshot import count_lines, find_meetings
from fic_audio.script.voice_choice import Choice, Pick, suits
from fic_audio.voices import Voices

BEINGS: Mapping[Being, Delivery] = MappingProxyType(
    {
        # Faint and without haste; what is dead is not much moved.
        Being.GHOST: Delivery(0.94, 0.0, range=0.85, effort=-0.4),
        # Nearly on one note, which the sound of a machine makes its own.
        Being.ROBOT: Delivery(0.97, 0.0, range=0.4),
        Being.COMPUTER: Delivery(0.97, 0.0, range=0.65),
        Being.DRAGON: Delivery(0.9, -3.0, range=0.9, effort=0.1),
    }
)
"""How beings speak, in whatever voice; the effect that they are heard through is the sound's."""
MAINS = 8
"""So many, those with the most words, are told from one another even if they never meet."""


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
    voices: Voices = field(default_factory=Voices, compare=False, repr=False)
    """Those that they were cast from, of whom some know other languages."""
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


@dataclass(frozen=True, slots=True)
class UncorrectedScript:
    """Who says what in a story."""

    characters: Sequence[Character]
    lines: Sequence[Sequence[Line]]


def cast_voices(
    chapters: Sequence[Chapter],
    lines: Sequence[Sequence[Line]],
    characters: Sequence[Character],
    voices: Voices,
    narrator: Part,
    parts: Sequence[Part] = (),
    unasked: UncorrectedScript | None = None,
) -> Cast:
    """A voice for the narrator and for everyone who has a line.

    What the listener set down in `narrator` and `parts` stands. The others get, by their number of
    words, a voice of their gender and age that nobody has yet, as unlike the narrator's, those of
    whom they speak with and those of the other main characters as can be had; among such as are far
    enough the name alone decides, so that it mostly sounds the same in every story. When the voices
    run out, those who never meet share one. Whoever tells a first-person story speaks in the
    narrator's voice; where several take turns, each has a voice of his or her own.

    `unasked`: who says what before anything was set down or corrected. The voices are chosen by it,
    so that what the listener changes is heard in nobody else's. Raises ConfigError for a voice that
    is not in `voices`.
    """
    unasked = unasked or UncorrectedScript(characters, lines)
    first = _Casting(chapters, unasked, voices, Part(), {})
    wishes = {part.name: part for part in parts}
    made = _Casting(chapters, UncorrectedScript(characters, lines), voices, narrator, wishes, first)
    ranks = {name: number for number, name in enumerate(wishes) if wishes[name].voice}
    roles = []
    for name in made.order:
        wish, pick = made.wish(name), made.picks[name]
        being = wish.being or made.character(name).being
        delivery = _delivery(wish, pick, being)
        rank = ranks.get(name, len(ranks))
        counts = made.said[name], made.words[name]
        why = pick.why if being is Being.PERSON else f"{being}, {pick.why}"
        roles.append(Role(made.character(name), pick.voice, delivery, *counts, why, rank))
    reader = Role(
        Character(NARRATOR),
        made.own,
        narrator.delivery,
        sum(line.speaker == NARRATOR for chapter in lines for line in chapter),
        made.words[NARRATOR],
        "set down in the config" if narrator.voice else "reads well for long",
    )
    return Cast(reader, tuple(roles), voices)


def _delivery(wish: Part, pick: Pick, being: Being) -> Delivery:
    """The manner of a role, whatever it says."""
    own = BEINGS.get(being, Delivery())
    return replace(
        own,
        rate=own.rate * wish.rate,
        pitch=own.pitch + wish.pitch + pick.shift,
        volume=wish.volume,
        being=being,
    )


class _Casting:
    """A voice for each who speaks: what is wished for, then what they had `before`, then others."""

    def __init__(
        self,
        chapters: Sequence[Chapter],
        found: UncorrectedScript,
        voices: Voices,
        narrator: Part,
        wishes: Mapping[str, Part],
        before: _Casting | None = None,
    ) -> None:
        self.said, self.words = count_lines(chapters, found.lines)
        self.order = sorted(self.said, key=lambda name: (-self.words[name], name))
        self.picks: dict[str, Pick] = {}
        self._holders: dict[tuple[Voice, float], str] = {}
        self._voices = voices
        self._by_name = {character.name: character for character in found.characters}
        # Who is set down and does not speak here takes nobody's voice.
        self._wishes = {name: wish for name, wish in wishes.items() if name in self.said}
        self._meets = find_meetings(found.lines)
        self._teller = _teller(found.characters)
        self.own = _narrator_voice(narrator, self._teller, voices, wishes, self._wishes)
        self._fixed = {wish.voice.casefold() for wish in self._wishes.values() if wish.voice}
        for name in self.order:
            if pick := self._settled(name):
                self._give(name, pick)
        if before:
            for name in self.order:
                if name not in self.picks and (pick := self._kept(name, before)):
                    self._give(name, pick)
        genders = {self._gender(name) for name in self.order if name not in self.picks}
        for place, name in enumerate(self.order):
            if name not in self.picks:
                self._give(name, self._chosen(name, place, Gender.NEUTRAL in genders))

    def _give(self, name: str, pick: Pick) -> None:
        self.picks[name] = pick
        self._holders[pick.sound] = min(name, self._holders.get(pick.sound, name))

    def wish(self, name: str) -> Part:
        return self._wishes.get(name) or Part(name)

    def character(self, name: str) -> Character:
        return self._by_name.get(name) or Character(name)

    def _gender(self, name: str) -> Gender:
        return self.wish(name).gender or self.character(name).gender

    def _age(self, name: str) -> str:
        character = self.character(name)
        return self.wish(name).age or character.age or age_of(character.names())

    def _settled(self, name: str) -> Pick | None:
        """What somebody's voice has to be."""
        if voice := self.wish(name).voice:
            return Pick(self._voices[voice], why="set down in the config")
        if self._teller and name == self._teller.name:
            return Pick(self.own, why="tells the story: the narrator's own voice")
        return None

    def _kept(self, name: str, before: _Casting) -> Pick | None:
        """The voice that somebody had before, if it still fits, and nobody has to be told from it
        who has it now."""
        was = before.known_as(self.character(name))
        pick = before.picks[was] if was else None
        if pick is None or before.character(was).narrates or pick.voice.name == self.own.name:
            return None
        gender, age = self._gender(name), self._age(name)
        same = (gender, age) == (before._gender(was), before._age(was))
        if not same and not (suits(gender, pick.voice) and age in ("", pick.voice.age)):
            return None
        there = {self.picks[other].sound for other in self._meets[name] if other in self.picks}
        if pick.voice.name.casefold() in self._fixed or pick.sound in there:
            return None
        return pick

    def known_as(self, character: Character) -> str:
        """By which name of those who speak here somebody is known."""
        if character.name in self.picks:
            return character.name
        names = {name.casefold() for name in character.names()}
        return next((n for n in self.order if n.casefold() in names), "") or next(
            (
                name
                for name in self.order
                if not names.isdisjoint(each.casefold() for each in self.character(name).names())
            ),
            "",
        )

    def _chosen(self, name: str, place: int, neutral: bool) -> Pick:
        gender = self._gender(name)
        voices = self._voices
        free = [
            voice
            for voice in voices.free()
            if voice.name != self.own.name
            and not voice.effect
            and voice.name.casefold() not in self._fixed
        ] or list(voices.free())
        if neutral and gender is Gender.UNKNOWN:
            # It is wanted by those of whom more is known.
            free = [voice for voice in free if voice.gender is not Gender.NEUTRAL] or free
        meets = self._meets[name]
        around = {self.own, *(self.picks[n].voice for n in meets if n in self.picks)}
        if place < MAINS:
            around |= {self.picks[n].voice for n in self.order[:MAINS] if n in self.picks}
        met = {self.picks[n].sound for n in meets if n in self.picks}
        return Choice(voices, free, self._holders, met, around).make(
            self.character(name), gender, self._age(name)
        )


def _teller(characters: Sequence[Character]) -> Character | None:
    """The one who tells the story, if it is one."""
    tellers = [character for character in characters if character.narrates]
    return tellers[0] if len(tellers) == 1 else None


def _narrator_voice(
    narrator: Part,
    teller: Character | None,
    voices: Voices,
    wishes: Mapping[str, Part],
    speaking: Mapping[str, Part],
) -> Voice:
    """The voice that reads the story; in a first-person one, of its teller's gender."""
    if narrator.voice:
        return voices[narrator.voice]
    if teller and (wish := wishes.get(teller.name)) and wish.voice:
        return voices[wish.voice]
    wanted = {part.voice.casefold() for part in speaking.values() if part.voice}
    free = voices.free()
    reading = [voice for voice in free if voice.narrator and voice.name.casefold() not in wanted]
    reading = reading or list(free)
    wish = wishes.get(teller.name) if teller else None
    gender = (wish and wish.gender) or (teller and teller.gender)
    fitting = [voice for voice in reading if voice.gender is gender]
    return (fitting or reading)[0]
