"""The voices that can be cast, by name, engine, language and likeness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from statistics import median

from fic_audio import language
from fic_audio.errors import ConfigError, EngineError, did_you_mean
from fic_audio.model import Gender, Lufs, Voice

DEFAULT_ENGINE = "pyttsx3"
"""The engine whose voices are lent to one that has none of its own, such as silence."""

UNMEASURED = 0.75
"""Assumed likeness of two voices that were not compared."""

USUAL = Lufs(-23.0)
"""Assumed loudness of a voice that was not measured."""

_BRITISH = "British"
AGES = ("child", "young", "adult", "elder")


@dataclass(frozen=True, slots=True)
class Voices:
    """A collection of voices, found by name in upper or lower case.

    >>> Voices((Voice("Ada", "pyttsx3", "en-us"),))["ada"].id
    'en-us'
    """

    all: tuple[Voice, ...] = ()
    languages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Engine -> IETF tag -> the engine's own name of its voice for that language."""
    engines: tuple[str, ...] = ()
    """Engines whose voices are cast, the best first; all if empty. The voices of others are cast
    only if they are named."""
    likeness: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """Likeness of two voices, by their names in either order."""
    spare: str = ""
    """Engine for languages that the voices' own engines don't speak."""
    interpreter: str = DEFAULT_ENGINE
    """Engine that speaks words of other languages for voices that can't; empty for none."""
    lent_to: str = ""
    """Engine that speaks in place of each voice's own."""
    own: tuple[tuple[str, Gender], ...] = ()
    """Ids that this engine has, with their genders; empty if it takes any id."""

    def __iter__(self) -> Iterator[Voice]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, name: str) -> Voice:
        """Raises ConfigError for an unknown name."""
        for voice in self.all:
            if voice.name.casefold() == name.casefold():
                return self._lent(voice)
        engine, colon, id_ = name.partition(":")
        if colon and id_:
            return self._by_id(name, engine, id_)
        raise ConfigError(f'unknown voice "{name}"{did_you_mean(name, self.names())}')

    def names(self) -> tuple[str, ...]:
        return tuple(voice.name for voice in self.all)

    def catalogued(self, *engines: str) -> bool:
        """Whether one of these engines has voices here."""
        return any(voice.engine in engines for voice in self.all)

    def of(self, *engines: str, own: Iterable[tuple[str, Gender]] = ()) -> Voices:
        """The same voices, of which those of these engines are cast, in this order.

        An engine without a catalogue speaks in place of all the others, with its `own` voices if it
        has any: each of ours with one of the same gender, if there is one.
        """
        if self.catalogued(*engines):
            return replace(self, engines=engines)
        lent = replace(self, engines=(DEFAULT_ENGINE,), lent_to=engines[0], own=tuple(own))
        return replace(lent, interpreter="")

    def free(self) -> tuple[Voice, ...]:
        """The voices that are cast unless others are named."""
        order = {engine: number for number, engine in enumerate(self.engines)}
        found = [voice for voice in self.all if not order or voice.engine in order]
        found.sort(key=lambda voice: order.get(voice.engine, 0))
        return tuple(map(self._lent, found))

    def alike(self, one: Voice, other: Voice) -> float:
        """How alike two voices sound: 1 is the same voice, under .8 are two people."""
        if one.name == other.name:
            return 1.0
        return self.likeness.get((one.name, other.name), UNMEASURED)

    def nearest(self, voice: Voice) -> tuple[str, float]:
        """The voice of the same engine that sounds most like this one, and how alike they are;
        ("", 0.0) if that was not measured."""
        own = {each.name for each in self.all if each.engine == voice.engine} - {voice.name}
        found = [
            (like, other)
            for (name, other), like in self.likeness.items()
            if name == voice.name and other in own
        ]
        likeness, nearest = max(found, default=(0.0, ""))
        return nearest, likeness

    def _lent(self, voice: Voice) -> Voice:
        if not self.lent_to or voice.engine == self.lent_to:
            return voice
        lent = replace(voice, engine=self.lent_to)
        if not self.own:
            return lent
        ids = [id_ for id_, gender in self.own if gender in (voice.gender, Gender.UNKNOWN)]
        ids = ids or [id_ for id_, _ in self.own]
        at = self.names().index(voice.name) if voice.name in self.names() else 0
        return replace(lent, id=ids[at % len(ids)], lufs=USUAL)

    def _by_id(self, name: str, engine: str, id_: str) -> Voice:
        """A voice of an engine as the engine itself calls it, in the catalogue or not."""
        own = [voice for voice in self.all if voice.engine == engine]
        for voice in own:
            if voice.id == id_ and (voice.pitch, voice.formant) == (50, 1.0):
                return self._lent(voice)
        # As loud as most of the engine's voices.
        loud = Lufs(median(voice.lufs for voice in own)) if own else USUAL
        return self._lent(Voice(name, engine, id_, lufs=loud))

    def speaking(self, tag: str) -> Voices:
        """The same voices in a story's language, given by its IETF tag; empty for English.

        In another language a voice keeps its name, variant and manner, on top of the voice that the
        engine has for the language. A British story gets British voices first. Raises EngineError
        if an engine has no voice for the language.
        """
        if language.is_english(tag):
            if tag != "en-GB":
                return self
            ranked = sorted(self.all, key=lambda voice: voice.accent != _BRITISH)
            return replace(self, all=tuple(ranked))
        able = [voice for voice in self.all if self._known(voice.engine, tag)]
        spoken = {voice.engine for voice in able}
        engines = tuple(name for name in self.engines if name in spoken)
        if not engines and self.spare in spoken:
            engines = (self.spare,)
        if not able or (self.engines and not engines):
            wanted = self.engines or (DEFAULT_ENGINE,)
            self._in(next(voice for voice in self.all if voice.engine in wanted), tag)
        return replace(self, all=tuple(self._in(voice, tag) for voice in able), engines=engines)

    def abroad(self, voice: Voice, tag: str) -> Voice | None:
        """The voice for words in another language: the same if its engine can speak them, or the
        interpreter's voice most like it. None if there is none."""
        if self.lent_to and not self.interpreter:
            return voice  # silence is the same in all languages
        if self._known(voice.engine, tag):
            return self._in(voice, tag)
        like = self._like(voice) if self._known(self.interpreter, tag) else None
        return like and self._in(like, tag)

    def understudy(self, voice: Voice) -> Voice | None:
        """The voice for a line that a voice's engine can't speak; None if there is no other."""
        if not self.interpreter or voice.engine == self.interpreter:
            return None
        return self._like(voice)

    def _like(self, voice: Voice) -> Voice | None:
        """The interpreter's voice that is most like this one; among equals, the name decides."""
        young = AGES.index(voice.age) if voice.age in AGES else AGES.index("adult")
        able = [each for each in self.all if each.engine == self.interpreter and not each.effect]
        return min(
            able,
            key=lambda each: (
                each.gender is not voice.gender,
                abs(AGES.index(each.age) - young),
                each.accent != voice.accent,
                -(each.mos or 0.0),
                each.name,
            ),
            default=None,
        )

    def _known(self, engine: str, tag: str) -> str | None:
        known = self.languages.get(engine, {})
        return known.get(tag) or known.get(language.base(tag))

    def _in(self, voice: Voice, tag: str) -> Voice:
        spoken = self._known(voice.engine, tag)
        if spoken is None:
            raise EngineError(
                f"{voice.engine} has no voice for {language.english_name(tag)}; choose another "
                'engine, or write language = "en" under [read] to hear it read as English'
            )
        variant = voice.id.partition("+")[1:]
        accent = language.english_name(tag)
        return replace(voice, id="".join((spoken, *variant)), accent=accent)
