"""Making: what will happen, start, stop, and the stream of events."""

from __future__ import annotations

from typing import Any

from fic_audio.errors import UsageError
from fic_audio.studio.finished import find_finished
from fic_audio.studio.records import Record
from fic_audio.studio.routes.asking import Answer, Ask, answer
from fic_audio.studio.state import Studio

BYTES_A_SECOND = {"audiobook": 12_000, "acx": 24_000, "podcast": 12_000, "small": 6_000}


def plan(ask: Ask) -> Answer:
    """What would be made: chapters, length, work, size, unsure lines."""
    from fic_audio.production.cues import chapter_cues
    from fic_audio.production.estimate import estimate_length, estimate_work
    from fic_audio.production.setup import count_cores
    from fic_audio.production.statistics import count_unsure

    record = ask.studio.records.story(ask.story)
    desk = ask.desk
    with desk.project() as project:
        project.refresh()
        script, config, cast = project.script, project.company().config, project.cast()
        count = len(script.story.chapters)
        wanted = [n for n in range(count) if not record.chapters or n + 1 in record.chapters]
        sheets = {n: chapter_cues(script, cast, config, n) for n in wanted}
        lengths = {
            n: (sum(estimate_length(cue) + cue.pause for cue in cues) + config.pauses.end) / 1000
            for n, cues in sheets.items()
            if cues
        }
        work = estimate_work((cue for cues in sheets.values() for cue in cues), count_cores())
        rate = config.bitrate * 125 if config.bitrate else BYTES_A_SECOND[config.profile]
        length = sum(lengths.values())
        return {
            "revision": desk.revision(project),
            "chapters": [
                {"number": n + 1, "title": script.story.chapters[n].title, "length": round(each)}
                for n, each in lengths.items()
            ],
            "of": count,
            "length": round(length),
            "work": None if work is None else round(work),
            "bytes": round(length * rate),
            "unsure": count_unsure(script, wanted),
            "formats": list(map(str, config.formats)),
            "engine": cast.narrator.voice.engine,
            "without": list(project.company().without),
            "folder": str(ask.studio.folder),
        }


def start(ask: Ask) -> Answer:
    """Starts to make a story."""
    studio = ask.studio
    record = studio.records.story(ask.story)
    if not record.path.exists():
        raise UsageError(f"{record.path}: the story's file is gone; drop it again")
    return studio.making.start(record.id, _options(studio, record, ask))


def stop(ask: Ask) -> Answer:
    """Stops the making of a story; all finished work is kept."""
    ask.studio.making.stop(ask.story)
    return {}


def _options(studio: Studio, record: Record, ask: Ask) -> dict[str, Any]:
    """The fields of `Options` for a story."""
    options: dict[str, Any] = {"out": studio.folder, "chapters": record.chapters}
    if record.serial and (folder := find_finished(studio.folder, record)):
        options["serial"] = folder
    for name in ("force", "remove", "again"):
        if ask.data.get(name) is True:
            options[name] = True
    return options


ROUTES = [
    answer("GET", "/api/stories/{story:int}/plan", plan),
    answer("POST", "/api/stories/{story:int}/make", start),
    answer("POST", "/api/stories/{story:int}/make/stop", stop),
]
