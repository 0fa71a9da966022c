"""A finished story is listened to, and what sounds unclear is mended: the way from `produce` and
`check` to the package that listens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from fic_audio import config, engines
from fic_audio.config.read import read
from fic_audio.errors import FicAudioError, OutputError, StoppedError
from fic_audio.events import (
    Listener,
    ListeningStarted,
    MendingStarted,
    StoryListening,
    ignore,
)
from fic_audio.listening.judge import JudgedLine
from fic_audio.listening.model import Ears, find_ears
from fic_audio.listening.pool import Pool
from fic_audio.listening.report import ListeningReport, keep_unclear, report
from fic_audio.listening.session import HeardStory, Progress, estimate, listen
from fic_audio.model import Ms
from fic_audio.production import setup, takes
from fic_audio.production.cues import cast_script
from fic_audio.production.mending import Mended, Mender
from fic_audio.production.plan import Plan
from fic_audio.production.runner import produce_all
from fic_audio.production.sheets import write_sheets
from fic_audio.results import Result
from fic_audio.shelf import manifest
from fic_audio.sound.cache import Cache
from fic_audio.sound.cluster import Cluster
from fic_audio.sound.processes import Processes
from fic_audio.sound.render import Speakers

Hire = Callable[[int], Executor]


def keep_report(heard: HeardStory, mended: Mended | None = None) -> ListeningReport:
    """What is to be said of a story that was listened to; its unclear lines are kept in its
    folder, where it can be written."""
    more = {} if mended is None else {"mended": mended.better, "retried": mended.tried}
    found = report(heard, **more)
    with suppress(OutputError):
        if not heard.skipped:
            keep_unclear(heard.book.folder, found)
    return found


def check_by_ear(
    folder: Path, model: Path | None, jobs: int, tell: Listener = ignore
) -> ListeningReport:
    """Listens to the story in a folder. `model`: that of the configuration or the installed one if
    None; `jobs`: 0 for the number of cores. Raises FicAudioError."""
    configured = config.find(folder)
    ears = find_ears(model or (read(configured).ears if configured else None))
    listening = Listening(folder, ears, jobs or setup.count_cores(), tell, lambda _: False)
    return keep_report(listening.listen(folder))


class Listening:
    """Listens to one story of a job, and mends it."""

    def __init__(
        self,
        story: Path,
        ears: Ears,
        jobs: int,
        tell: Listener,
        is_stopped: Callable[[Path], bool],
        cluster: Cluster | None = None,
    ) -> None:
        self._story, self._ears, self._jobs = story, ears, jobs
        self._tell, self._is_stopped, self._cluster = tell, is_stopped, cluster
        self._hire: Hire = cluster.workers if cluster else Processes

    def run(self, result: Result, plan: Callable[[], Plan]) -> Result:
        """The result, with what was heard. `plan` plans the story once more: that is only done if
        a line of it is to be spoken otherwise. Raises FicAudioError."""
        mended = Mended()
        heard = self.listen(result.folder)
        tried = takes.load(result.folder).tried
        if unclear := [each for each in heard.unclear if each.line.key not in tried]:
            self._tell(MendingStarted(self._story, len(unclear)))
            planned = plan()
            mended = self.mend(planned, unclear)
            if mended.better:
                result = self._produce(planned)
                heard = self.listen(result.folder)
        return replace(result, listened=keep_report(heard, mended).as_listened())

    def listen(self, folder: Path) -> HeardStory:
        """What is heard in the story in a folder, without mending. Raises FicAudioError."""
        book = manifest.load(folder)
        length, seconds = estimate(book, self._ears, self._jobs)
        title = book.metadata.title
        self._tell(ListeningStarted(self._story, title, Ms(length), seconds))

        def show(progress: Progress) -> None:
            if self._is_stopped(self._story):
                raise StoppedError(f"{self._story}: stopped; run the same again to continue")
            self._tell(StoryListening(self._story, progress.done / max(1, progress.total)))

        jobs = self._cluster.cores if self._cluster else self._jobs
        return listen(book, self._ears, jobs=jobs, executor=self._hire, progress=show)

    def mend(self, plan: Plan, unclear: Sequence[JudgedLine]) -> Mended:
        """Speaks lines otherwise, and keeps the better takes: the next run makes their chapters
        anew. Raises FicAudioError."""
        cast = cast_script(plan.script, plan.config, plan.voices)
        sheets = write_sheets(plan, cast)
        wanted = {number: sheets[number] for number in plan.wanted if sheets[number]}
        options = plan.options

        def hire_speakers(cache: Cache | None) -> Speakers:
            how = (engines.load, options.jobs)
            return Speakers(
                *how, executor=self._hire, cache=cache, versions=plan.versions, lenient=True
            )

        with (
            hire_speakers(Cache(options.cache) if options.cache else None) as speakers,
            hire_speakers(None) as fresh,
            closing(Pool(self._hire, options.jobs)) as pool,
        ):
            return Mender(plan, wanted, self._ears, speakers, fresh, pool).mend(unclear)

    def _produce(self, plan: Plan) -> Result:
        made = produce_all([plan], self._tell, self._cluster, self._is_stopped)
        with closing(made):
            (outcome,) = made
        if isinstance(outcome, FicAudioError):
            raise outcome
        return outcome
