"""The library, as other programs use it."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import fic_audio
from fic_audio import events
from fic_audio.engines.silence import DELAY
from fic_audio.sound import render

TEA = """Title: {}
Author: Nobody

Chapter 1: Cold

"Is it on?" Mina asked. She looked at the kettle.

"It is not," Tom said.

Chapter 2: Warm

Mina waited. "Is it on now?" Mina asked again, and Tom said that it was.
"""
LONG = '"Is it on?" Mina asked, for the kettle was still as cold as the morning.\n\n' * 300


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def story(title: str, text: str = TEA) -> str:
    path = Path(f"{title}.txt")
    path.write_text(text.format(title), encoding="utf-8")
    return str(path)


def make(stories: list[str], listen: Callable[[Any], None] = events.ignore, **options: Any) -> Any:
    asked = fic_audio.Options(**{"engine": "silence", **options})
    return fic_audio.Job(stories, asked, listen)


def digests(folder: Path) -> dict[str, str]:
    """What each finished file holds."""
    files = (path for path in folder.iterdir() if path.is_file())
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_story_is_made_and_then_is_up_to_date() -> None:
    tea = story("Tea")
    result = fic_audio.produce(tea, engine="silence")
    assert (result.title, result.folder) == ("Tea", Path("audio/Tea"))
    assert [(each.number, each.title) for each in result.files] == [
        (1, "Chapter 1: Cold"),
        (2, "Chapter 2: Warm"),
    ]
    assert all(each.path.is_file() for each in result.files)
    assert [(each.name, each.lines) for each in result.characters] == [("Mina", 2), ("Tom", 1)]
    again = fic_audio.produce(tea, engine="silence")
    assert again.unchanged
    assert again.as_dict() == result.as_dict()


def test_who_says_what() -> None:
    script = fic_audio.read_script(story("Tea"))
    said = [
        (chapter.text[line.span.start : line.span.end].strip(), line.speaker)
        for chapter, lines in zip(script.story.chapters, script.lines, strict=True)
        for line in lines
        if line.span.kind == "dialogue"
    ]
    assert said[:2] == [('"Is it on?"', "Mina"), ('"It is not,"', "Tom")]


def test_events_tell_all_of_it_in_order_from_one_thread() -> None:
    told: list[tuple[str, int]] = []
    make([story("Tea")], lambda event: told.append((type(event).__name__, threading.get_ident())))
    told.clear()
    job = make([story("Tea")], lambda e: told.append((type(e).__name__, threading.get_ident())))
    job.start()
    job.result()
    assert len({thread for _, thread in told}) == 1
    names = [name for name, _ in told]
    order = ("StoryRead", "FindingSpeakers", "SpeakersFound", "StoryStarted", "ChapterStarted")
    assert list(dict.fromkeys(names))[:5] == list(order)
    assert names.count("ChapterFinished") == 2
    assert names[-1] == "StoryFinished"


def test_lines_are_told_with_speaker_and_voice() -> None:
    lines: list[events.LineSpoken] = []

    def listen(event: events.Event) -> None:
        if isinstance(event, events.LineSpoken):
            lines.append(event)

    make([story("Tea")], listen).run()
    assert {"narrator", "Mina", "Tom"} == {line.speaker for line in lines}
    assert sum(line.words for line in lines if line.chapter == 1 and line.speaker == "Mina") == 3


def test_a_job_is_stopped_within_two_seconds_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Though a single line would take longer; what was spoken is not spoken again."""
    monkeypatch.setenv(DELAY, "0.02")
    monkeypatch.setattr(render, "BATCH", 200)
    path = story("Tea", TEA + LONG)
    heard = threading.Event()

    def listen(event: events.Event) -> None:
        if isinstance(event, events.LineSpoken):
            heard.set()

    job = make([path], listen, jobs=2)
    job.start()
    assert heard.wait(60)
    asked = time.monotonic()
    job.cancel()
    (outcome,) = job.result(timeout=60)
    took = time.monotonic() - asked
    assert isinstance(outcome, fic_audio.StoppedError)
    assert took < 2
    assert not list(Path("audio").rglob(".fic-audio-*"))
    monkeypatch.setenv(DELAY, "0")
    (outcome,) = make([path], jobs=2).run()
    assert len(outcome.files) == 2


def test_one_story_of_a_job_is_stopped() -> None:
    """The others are made as if it had never been there."""
    pot, cup = story("Pot"), story("Cup", TEA + LONG)
    job = make([pot, cup])
    job.cancel(cup)
    first, second = job.run()
    assert first.title == "Pot"
    assert isinstance(second, fic_audio.StoppedError)
    assert not Path("audio/Cup").exists()


def test_a_job_stopped_before_it_begins() -> None:
    job = make([story("Tea")])
    job.cancel()
    job.start()
    (outcome,) = job.result()
    assert isinstance(outcome, fic_audio.StoppedError)
    assert not Path("audio").exists()


def test_two_runs_do_not_touch_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """One is stopped, one fails in the middle; the third's files are those of a run alone."""
    monkeypatch.setenv("FIC_AUDIO_CACHE", "clips")
    alone = make([story("Alone")], out="a", reproducible=True).run()[0]
    expected = digests(alone.folder)
    failing = story("Failing", TEA + LONG)

    def fail(event: events.Event) -> None:
        if isinstance(event, events.ChapterFinished):
            raise ZeroDivisionError

    bad = make([failing], fail, no_cache=True)
    stopped = make([story("Stopped", TEA + LONG)], no_cache=True)
    good = make([story("Alone")], out="b", reproducible=True, no_cache=True)
    for job in (bad, stopped, good):
        job.start()
    stopped.cancel()
    with pytest.raises(ZeroDivisionError):
        bad.result()
    assert isinstance(stopped.result()[0], fic_audio.StoppedError)
    assert digests(good.result()[0].folder) == expected


def test_two_jobs_into_one_folder() -> None:
    """The second is refused in a sentence, and the first is not harmed."""
    tea, errors = story("Tea"), []

    def listen(event: events.Event) -> None:
        if isinstance(event, events.ChapterStarted) and not errors:
            errors.append(make([tea], again=True))
            with pytest.raises(fic_audio.OutputError, match="another run is writing here"):
                errors[0].run()

    (outcome,) = make([tea], listen).run()
    assert errors
    assert len(outcome.files) == 2


def test_a_listener_that_raises_ends_the_job() -> None:
    """What was finished by then is kept, and nothing half-made stays."""

    def listen(event: events.Event) -> None:
        if isinstance(event, events.ChapterFinished):
            raise ZeroDivisionError("mine")

    with pytest.raises(ZeroDivisionError, match="mine"):
        make([story("Tea")], listen, jobs=1).run()
    assert list(Path("audio/Tea").glob("*.mp3"))
    assert not list(Path("audio").rglob(".fic-audio-*"))
    assert any(file.kept for file in make([story("Tea")]).run()[0].files)


def test_a_folder_that_is_removed_under_a_job() -> None:
    """One sentence, and the job ends."""
    import shutil

    def listen(event: events.Event) -> None:
        if isinstance(event, events.ChapterStarted):
            shutil.rmtree("audio", ignore_errors=True)

    with pytest.raises(fic_audio.OutputError, match="audio"):
        make([story("Tea", TEA + LONG)], listen).run()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"jobs": -1}, "jobs"),
        ({"jobs": 10_000}, "jobs"),
        ({"formats": ["mp5"]}, "mp5"),
        ({"profile": "loud"}, "loud"),
        ({"layout": "heap"}, "heap"),
        ({"chapters": [0]}, "chapters"),
        ({"cover": "nowhere.png"}, "nowhere.png"),
        ({"sheet": "a.txt", "no_sheet": True}, "sheet"),
    ],
)
def test_options_that_make_no_sense(options: dict[str, Any], said: str) -> None:
    with pytest.raises(fic_audio.UsageError, match=said):
        fic_audio.Options(**options)


def test_a_job_is_used_once() -> None:
    job = make([story("Tea")])
    with pytest.raises(fic_audio.UsageError, match="not been started"):
        job.result()
    job.run()
    with pytest.raises(fic_audio.UsageError, match="started only once"):
        job.start()
    with pytest.raises(fic_audio.UsageError, match="not a story of this job"):
        job.cancel("other.txt")


def test_errors_offer_remedies() -> None:
    """As values: which flag or button that is, the caller knows."""
    Path("audio/Tea").mkdir(parents=True)
    Path("audio/Tea/001 - Chapter 1 - Cold.mp3").write_bytes(b"somebody's own")
    with pytest.raises(fic_audio.OutputError) as raised:
        fic_audio.produce(story("Tea"), engine="silence")
    assert raised.value.remedies == (fic_audio.Remedy.OTHER_FOLDER, fic_audio.Remedy.REPLACE)
    assert "--" not in str(raised.value)


def test_the_import_is_quick() -> None:
    """Nothing heavy is loaded before it is needed."""
    code = "import sys, fic_audio; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in ran.stdout.split()}
    heavy = "numpy pydub typer rich mutagen starlette onnxruntime asyncio".split()
    assert loaded.isdisjoint(heavy)
    assert "fic_audio.api" not in ran.stdout.split()


ROOT = Path(__file__).parents[1]
EXAMPLES = [
    example
    for page in ("README.md", "docs/api.md")
    for example in re.findall(
        r"^```python\n(.*?)^```$", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_run(example: str) -> None:
    """As a program of its own, without a guard around its main part."""
    story("story")
    Path("fic-audio.toml").write_text('engine = "silence"\n', encoding="utf-8")
    Path("example.py").write_text(example, encoding="utf-8")
    ran = subprocess.run([sys.executable, "example.py"], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout


def test_every_event_is_documented() -> None:
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    kinds = [
        name
        for name in events.__all__
        if isinstance(kind := getattr(events, name), type)
        and issubclass(kind, events.Event)
        and kind is not events.Event
    ]
    assert [name for name in kinds if f"| `{name}` |" not in page] == []
