"""Voices: those that can be cast, found by name, by engine, by language and by likeness."""

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
"""How alike two voices are taken to be of which nobody knows."""

USUAL = Lufs(-23.0)
"""How loud a voice is taken to be of which nobody knows."""

_BRITISH = "British"
AGES = ("child", "young", "adult", "elder")


@dataclass(frozen=True, slots=True)
class Voices:
    """A collection of voices, found by name in whatever case.

    >>> Voices((Voice("Ada", "pyttsx3", "en-us"),))["ada"].id
    'en-us'
    """

    all: tuple[Voice, ...] = ()
    languages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Engine -> IETF tag -> what the engine calls its voice for that language."""
    engines: tuple[str, ...] = ()
    """Those whose voices are cast unasked, the best first; all of them if empty. The others are
    there for whoever names them."""
    likeness: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """How alike two voices sound, by their names either way round."""
    spare: str = ""
    """The engine that speaks the languages which those do not."""
    interpreter: str = DEFAULT_ENGINE
    """The engine that says words of other languages for voices that can't; none if empty."""
    lent_to: str = ""
    """An engine that speaks in the place of each voice's own."""
    own: tuple[tuple[str, Gender], ...] = ()
    """The ids that this engine speaks with, and their genders; none if it takes any id."""

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
        """The same voices, of which those of these engines are cast unasked, the first's first.

        An engine without a catalogue speaks in the place of all the others, with its `own` voices
        if it has some: each of ours with one of its gender, if there is one.
        """
        if self.catalogued(*engines):
            return replace(self, engines=engines)
        lent = replace(self, engines=(DEFAULT_ENGINE,), lent_to=engines[0], own=tuple(own))
        return replace(lent, interpreter="")

    def free(self) -> tuple[Voice, ...]:
        """Those that are cast unasked."""
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
        nothing where that was not measured."""
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
        # As loud as the engine's voices mostly are.
        loud = Lufs(median(voice.lufs for voice in own)) if own else USUAL
        return self._lent(Voice(name, engine, id_, lufs=loud))

    def speaking(self, tag: str) -> Voices:
        """The same voices in a story's language, given by its IETF tag; empty: English.

        In another language a voice keeps its name, and its variant and manner over the voice that
        the engine has for the language; a British story is read by the British first. Raises
        EngineError where an engine has no voice for the language.
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
        """Who says words of another language for a voice: itself where its engine can, else the one
        of the interpreter's most like it. None if nobody can say them."""
        if self.lent_to and not self.interpreter:
            return voice  # silence is the same in all languages
        if self._known(voice.engine, tag):
            return self._in(voice, tag)
        like = self._like(voice) if self._known(self.interpreter, tag) else None
        return like and self._in(like, tag)

    def understudy(self, voice: Voice) -> Voice | None:
        """Who says a line that a voice's engine can't; None if there is nobody else."""
        if not self.interpreter or voice.engine == self.interpreter:
            return None
        return self._like(voice)

    def _like(self, voice: Voice) -> Voice | None:
        """The interpreter's voice that is most like this one; of equals, its name decides."""
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
