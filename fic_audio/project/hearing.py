"""Speaks lines, voices and names of a project as they will sound in the finished files."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import groupby, pairwise
from pathlib import Path

from fic_audio import engines
from fic_audio.closing import Closing
from fic_audio.config import Retake
from fic_audio.errors import UsageError
from fic_audio.model import Clip, Cue, Span, Voice
from fic_audio.production.audition import APART, SAMPLE, join_clips, own_lines
from fic_audio.production.cues import chapter_cues
from fic_audio.project.line_corrections import resolve_name
from fic_audio.project.queries import ProjectQueries
from fic_audio.project.speaking import NewestFirst, Speaks
from fic_audio.script.normalize import normalize
from fic_audio.script.pronounce import respell
from fic_audio.script.pronounce.shared import choose_lexicon
from fic_audio.sound.cache import Cache, key
from fic_audio.sound.pcm import FULL_SCALE, max_sample
from fic_audio.sound.render import Speakers

PROBE = "Yes."
"""Text spoken to start an engine."""
PEAKS = 60
"""Number of values that show the waveform of a clip."""
Factory = Callable[[dict[str, str]], AbstractContextManager[Speaks]]


class Hearing(Closing):
    """Speaks lines on request, the newest request first, with workers that stay running.

    Clips are taken from the cache that `produce` uses, and stored there. `factory` makes the
    speakers from the versions of the engines. Superseded requests fail with DroppedError.
    """

    def __init__(
        self, project: ProjectQueries, cache: Path | None = None, factory: Factory | None = None
    ) -> None:
        self._project = project
        self._cache = Cache(cache) if cache else None
        self._versions: dict[str, str] = {}
        self._sheets: tuple[int, dict[int, tuple[Cue, ...]]] = (-1, {})
        make = factory or self._speakers
        self._queue = NewestFirst(lambda: make(self._versions))

    def close(self) -> None:
        """Ends the workers."""
        self._queue.close()

    def warm(self) -> None:
        """Starts the narrator's engine, so that the first requested line comes at once. Raises
        EngineError."""
        self._ready()
        self._queue.prepare([(Cue(PROBE, self._project.cast().narrator.voice),)])

    def clip(self, name: str, context: int = 0) -> Clip:
        """The sound of the line with this id, with `context` lines before and after it. Raises
        UsageError for a line that is not read aloud, EngineError and DroppedError."""
        return self.ask(self.cues(name, context))()

    def prepare(self, names: Sequence[str]) -> None:
        """Speaks the lines with these ids in advance, when no request is waiting."""
        places = map(self._place, names)
        lines = [_within(span, self._sheet(chapter)) for chapter, span in places]
        self._ready()
        self._queue.prepare([cues for cues in lines if cues and not self._kept(cues)])

    def sample(self, voice: str, *, text: str = "", person: str = "") -> Clip:
        """A sample of a voice of the catalogue, or ENGINE:ID: this text, lines of a person, or the
        usual sample text. Raises ConfigError, SheetError, UsageError and EngineError."""
        return self.ask(self.sample_cues(voice, text=text, person=person))()

    def name(self, word: str, said: str = "", voice: str = "") -> Clip:
        """A word in the narrator's voice, or another: with the pronunciation `said`, or the present
        one. Raises ConfigError, UsageError and EngineError."""
        return self.ask(self.name_cues(word, said, voice))()

    def ask(self, cues: Sequence[Cue]) -> Callable[[], Clip]:
        """Requests cues; the function that is returned waits for their sound. Only the waiting may
        be done while other threads use the project. Raises EngineError; the function raises
        EngineError and DroppedError."""
        self._ready(*(cue.voice.engine for cue in cues))
        if clips := self._kept(cues):
            return lambda: join_clips(cues, clips)
        future = self._queue.ask(cues)
        return lambda: join_clips(cues, future.result())

    def sample_cues(self, voice: str, *, text: str = "", person: str = "") -> tuple[Cue, ...]:
        """The cues of a sample. Raises ConfigError, SheetError and UsageError."""
        chosen = self._project.company().voices[voice]
        if person:
            known = resolve_name(person, self._project.script.characters)
            texts = own_lines(self._project.script, known)
        else:
            texts = (normalize(text) if text else SAMPLE.format(name=chosen.name),)
        return _apart(chosen, texts, f'"{text or person}" has no words to speak')

    def name_cues(self, word: str, said: str = "", voice: str = "") -> tuple[Cue, ...]:
        """The cue of a word. Raises ConfigError and UsageError."""
        project = self._project
        chosen = project.company().voices[voice] if voice else project.cast().narrator.voice
        config = project.config
        lexicon = (
            {word: said} if said else choose_lexicon(config, project.script.story.metadata.fandoms)
        )
        texts = (f"{respell(word, lexicon)}.",) if any(map(str.isalnum, word)) else ()
        return _apart(chosen, texts, f'"{word}" is not a word')

    def cues(self, name: str, context: int = 0, trial: Retake | None = None) -> tuple[Cue, ...]:
        """The cues of a line and of those around it; `trial`: with these settings for the line,
        which are not kept. Raises UsageError."""
        chapter, span = self._place(name)
        if trial is None:
            sheet = self._sheet(chapter)
        else:
            sheet = self._direct(chapter, {span.start: trial})
        own = _within(span, sheet)
        if not own:
            raise UsageError(f'the line "{name}" is not read aloud; choose another line')
        if not context:
            return own
        starts = [line.span.start for line in self._project.script.lines[chapter]]
        groups = [tuple(each) for _, each in groupby(sheet, lambda cue: _line(starts, cue))]
        here = next(n for n, cues in enumerate(groups) if own[0] in cues)
        around = groups[max(here - context, 0) : here + context + 1]
        return tuple(cue for cues in around for cue in cues)

    def _place(self, name: str) -> tuple[int, Span]:
        """The chapter of a line, from 0, and its span."""
        chapter, nth = self._project.index.place[self._project.index.find(name)]
        return chapter, self._project.script.lines[chapter][nth].span

    def _sheet(self, chapter: int) -> tuple[Cue, ...]:
        """What is spoken of a chapter."""
        if self._sheets[0] != self._project.revision:
            self._sheets = self._project.revision, {}
        sheets = self._sheets[1]
        if chapter not in sheets:
            sheets[chapter] = self._direct(chapter, {})
        return sheets[chapter]

    def _direct(self, chapter: int, trials: Mapping[int, Retake]) -> tuple[Cue, ...]:
        project = self._project
        told = (project.script, project.cast(), project.company().config)
        return chapter_cues(*told, chapter, trials)

    def _ready(self, *names: str) -> None:
        """Knows the versions of the engines. Raises EngineError where one is not ready."""
        self._versions.update(self._project.company().versions)
        for name in {*names} - {*self._versions}:
            self._versions[name] = engines.check(name)

    def _kept(self, cues: Sequence[Cue]) -> tuple[Clip, ...]:
        """The clips, if all of them are in the cache."""
        if self._cache is None:
            return ()
        found = []
        for cue in cues:
            engine = cue.voice.engine
            clip = self._cache.get(key(f"{engine} {self._versions.get(engine, '')}", cue))
            if clip is None:
                return ()
            found.append(clip)
        return tuple(found)

    def _speakers(self, versions: dict[str, str]) -> Speakers:
        return Speakers(engines.load, 1, cache=self._cache, versions=versions)


def peaks(clip: Clip, count: int = PEAKS) -> tuple[float, ...]:
    """The peaks of a clip, from 0 to 1, in `count` equal parts."""
    samples = len(clip.pcm) // 2
    edges = [2 * (samples * n // count) for n in range(count + 1)]
    parts = (clip.pcm[a:b] for a, b in pairwise(edges))
    return tuple(min(max_sample(part, 2) / FULL_SCALE, 1.0) if part else 0.0 for part in parts)


def _apart(voice: Voice, texts: Sequence[str], why: str) -> tuple[Cue, ...]:
    """Cues with pauses between them. Raises UsageError if there is nothing to say."""
    cues = tuple(Cue(text, voice, pause=APART) for text in texts if text)
    if not cues:
        raise UsageError(why)
    return cues


def _within(span: Span, sheet: Sequence[Cue]) -> tuple[Cue, ...]:
    """What is spoken of a line."""
    return tuple(cue for cue in sheet if span.start <= cue.start < span.end)


def _line(starts: Sequence[int], cue: Cue) -> int:
    """The number of the line that a cue is of."""
    return bisect_right(starts, cue.start) - 1
