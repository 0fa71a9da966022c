"""A finished story -> what is heard in it: chapter by chapter, window by window, in worker
processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import closing
from dataclasses import dataclass

from fic_audio.errors import OutputError
from fic_audio.files import file_state
from fic_audio.language import base, tag_of
from fic_audio.listening.doubts import HeardLine
from fic_audio.listening.judge import JudgedLine, judge
from fic_audio.listening.listener import Window
from fic_audio.listening.measure import MeasuredLine, Sound, decode, measure_line, same
from fic_audio.listening.model import Ears
from fic_audio.listening.pool import Pool
from fic_audio.listening.record import Kept, Record
from fic_audio.listening.sounds import find_names
from fic_audio.listening.spoken import SpokenLine, load_spoken
from fic_audio.listening.windows import cut_window, group_lines
from fic_audio.model import Metadata
from fic_audio.shelf.manifest import ChapterFile, Manifest
from fic_audio.sound.processes import Processes

AHEAD = 2
"""Windows underway for each worker."""
COST = 0.2
"""Seconds of a processor that a second of sound takes, about."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the listening has come."""

    done: int
    """Milliseconds of sound."""
    total: int


@dataclass(frozen=True, slots=True)
class HeardStory:
    """Everything that was heard in a story."""

    book: Manifest
    lines: tuple[JudgedLine, ...]
    listened: int = 0
    """Number of lines that were listened to now."""
    known: int = 0
    """Number of lines that had been listened to before."""
    skipped: str = ""
    """Why nothing was listened to; empty if it was."""
    troubles: tuple[str, ...] = ()
    """What could not be done, in words."""

    @property
    def unclear(self) -> tuple[JudgedLine, ...]:
        """The lines that sound unclear, in order."""
        return tuple(each for each in self.lines if each.is_unclear)


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A chapter that is being listened to."""

    lines: Sequence[SpokenLine]
    sound: Sound
    measured: Sequence[MeasuredLine]
    again: frozenset[int]
    """Places of the lines that are to be listened to."""


def listen(
    book: Manifest,
    ears: Ears,
    *,
    jobs: int = 1,
    executor: Callable[[int], Executor] = Processes,
    progress: Callable[[Progress], None] = lambda _: None,
) -> HeardStory:
    """Listens to all lines of a finished story that it has not listened to before.

    What it hears is kept in the story's folder line by line. Raises OutputError if the story can't
    be read, EngineError if the model can't be used.
    """
    language = language_of(book.metadata)
    record = Record(book.folder, ears.id)
    session = _Session(book, ears, language, record, executor, jobs, progress)
    lines = session.run(listens=ears.knows(language))
    judged = judge(lines)
    troubles = (
        *session.troubles,
        *((f"nothing is kept: {record.trouble}",) * bool(record.trouble)),
    )
    return HeardStory(
        book,
        judged,
        session.listened,
        session.known,
        ears.unknown(language),
        troubles,
    )


def estimate(book: Manifest, ears: Ears, jobs: int) -> tuple[int, float]:
    """How much is to be listened to (milliseconds), and how many seconds that will take, about."""
    language = language_of(book.metadata)
    if not ears.knows(language):
        return 0, 0.0
    record = Record(book.folder, ears.id)
    total = 0
    for episode in book.episodes:
        if not record.is_known(episode.file, file_state(book.path(episode))):
            total += sum(
                line.length for line in _lines(book, episode) if record.get(line.key) is None
            )
    return total, COST * total / 1000 / max(1, jobs)


def names_of(book: Manifest) -> frozenset[str]:
    """The words of a story that are names."""
    return find_names(line.text for episode in book.episodes for line in _lines(book, episode))


def language_of(metadata: Metadata) -> str:
    """The tag of a story's language, without its region."""
    return base(tag_of(metadata.language)) or "en"


def _lines(book: Manifest, episode: ChapterFile) -> tuple[SpokenLine, ...]:
    try:
        return load_spoken(book, episode)
    except OutputError:
        return ()


class _Session:
    def __init__(
        self,
        book: Manifest,
        ears: Ears,
        language: str,
        record: Record,
        executor: Callable[[int], Executor],
        jobs: int,
        progress: Callable[[Progress], None],
    ) -> None:
        self._book, self._ears, self._language, self._record = book, ears, language, record
        self._executor, self._jobs, self._tell = executor, jobs, progress
        self._total = sum(episode.length for episode in book.episodes)
        self._done = 0
        self._names = names_of(book)
        self.listened = self.known = 0
        self.troubles: list[str] = []

    def run(self, *, listens: bool) -> list[JudgedLine]:
        found: list[JudgedLine] = []
        with closing(Pool(self._executor, self._jobs)) as pool:
            for episode in self._book.episodes:
                found += self._chapter(episode, pool, listens=listens)
                self._tell(Progress(self._done, self._total))
        self._record.tidy(each.line.key for each in found)
        return found

    def _chapter(self, episode: ChapterFile, pool: Pool, *, listens: bool) -> list[JudgedLine]:
        path = self._book.path(episode)
        state = file_state(path)
        lines = self._timed(episode)
        kept = [self._record.get(line.key) for line in lines]
        if self._record.is_known(episode.file, state) and all(kept):
            self.known += len(lines)
            self._done += episode.length
            return [
                JudgedLine(line, k.measured, k.heard)
                for line, k in zip(lines, kept, strict=True)
                if k
            ]
        if not state:
            self.troubles.append(f"{episode.file}: is not there; run produce again")
            return []
        before = self._done
        with decode(path) as sound:
            measured = [measure_line(sound, line.start, line.end) for line in lines]
            again = self._find_new(lines, measured) if listens else frozenset()
            heard = dict(self._hear(pool, _Chapter(lines, sound, measured, again)))
        self._done = before + episode.length
        self._keep(lines, measured, heard)
        if lost := len(again) - len(heard):
            self.troubles.append(f"{episode.file}: {lost} lines could not be listened to")
        elif listens:
            self._record.close_file(episode.file, state)
        self.listened += len(heard)
        self.known += len(lines) - len(again) if listens else 0
        found = []
        for n, (line, own) in enumerate(zip(lines, measured, strict=True)):
            old = self._record.get(line.key)
            known = old.heard if old and listens and n not in again else None
            found.append(JudgedLine(line, own, heard.get(n, known)))
        return found

    def _timed(self, episode: ChapterFile) -> tuple[SpokenLine, ...]:
        try:
            return load_spoken(self._book, episode)
        except OutputError as why:
            self.troubles.append(str(why))
            return ()

    def _find_new(
        self, lines: Sequence[SpokenLine], measured: Sequence[MeasuredLine]
    ) -> frozenset[int]:
        """Places of the lines whose sound was not heard yet; of those that sound the same, one."""
        found: dict[tuple[str, int], int] = {}
        for n, (line, own) in enumerate(zip(lines, measured, strict=True)):
            old = self._record.get(line.key)
            if old is None:
                twin = found.get((line.key, 0))
                if twin is None or not same(measured[twin].course, own.course):
                    found[line.key, 0 if twin is None else n] = n
            elif not same(old.measured.course, own.course):
                found[line.key, n] = n
        return frozenset(found.values())

    def _keep(
        self,
        lines: Sequence[SpokenLine],
        measured: Sequence[MeasuredLine],
        heard: dict[int, HeardLine],
    ) -> None:
        """Keeps the measurements of this file with what was heard before."""
        rows = []
        for n, (line, own) in enumerate(zip(lines, measured, strict=True)):
            old = self._record.get(line.key)
            if n not in heard and old and old.measured != own:
                rows.append(Kept(old.heard, own))
        self._record.add(rows)

    def _hear(self, pool: Pool, chapter: _Chapter) -> Iterator[tuple[int, HeardLine]]:
        """What is heard of the lines, kept as it comes; each with its place."""
        waiting: deque[tuple[list[int], Window, Future[list[HeardLine]]]] = deque()
        lines, again = chapter.lines, chapter.again
        for places in group_lines(lines, again):
            window = cut_window(lines, places, again, chapter.sound, self._language, self._names)
            waiting.append((places, window, pool.submit(self._ears.folder, window)))
            if len(waiting) > AHEAD * self._jobs:
                yield from self._take(pool, chapter, *waiting.popleft())
        while waiting:
            yield from self._take(pool, chapter, *waiting.popleft())

    def _take(
        self,
        pool: Pool,
        chapter: _Chapter,
        places: list[int],
        window: Window,
        work: Future[list[HeardLine]],
    ) -> Iterator[tuple[int, HeardLine]]:
        result = pool.result(work, self._ears.folder, window)
        wanted = [place for place in places if place in chapter.again]
        if result is not None:
            pairs = list(zip(wanted, result, strict=True))
            self._record.add(Kept(line, chapter.measured[n]) for n, line in pairs)
            yield from pairs
        self._done += sum(chapter.lines[place].length for place in wanted)
        self._tell(Progress(min(self._done, self._total), self._total))
