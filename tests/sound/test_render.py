import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from fic_audio import engines
from fic_audio.errors import EngineError, StoppedError
from fic_audio.model import Cue, Delivery, Voice
from fic_audio.sound.render import Speakers
from tests.factories import cues
from tests.fakes import Among, Cut, Faulty, Missing, Mute, slow
from tests.running import lengths


@pytest.fixture(scope="module")
def silent() -> Iterator[Speakers]:
    with Speakers(engines.load, 2) as speakers:
        yield speakers


def test_clips_in_order(silent: Speakers) -> None:
    """Every cue has its clip, in the order of the cues."""
    texts = ["word " * (1 + at * 7 % 30) for at in range(500)]
    assert lengths(silent, *texts) == [100 * len(text.split()) for text in texts]


def test_nothing_to_say(silent: Speakers) -> None:
    """No cues, no clips."""
    assert lengths(silent) == []


def test_several_threads(silent: Speakers) -> None:
    """Chapters in flight share the workers, and each gets its own clips."""
    chapters = [["word " * count] * 200 for count in (3, 5, 8, 13)]
    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(lambda chapter: lengths(silent, *chapter), chapters))
    assert told == [[100 * count] * 200 for count in (3, 5, 8, 13)]


def test_works_ahead_by_a_little(silent: Speakers) -> None:
    """A reader that stops after one clip has had few cues taken."""
    taken = []

    def story() -> Iterator[Cue]:
        for cue in cues(*["word " * 100] * 500):
            taken.append(cue)
            yield cue

    next(silent.speak(story()))
    assert len(taken) < 20


def test_the_first_lines_come_soon() -> None:
    """The first batch is a line or two; later ones grow, as each of them costs a message."""
    sizes = []

    class Counting(ThreadPoolExecutor):
        def submit(self, fn: Any, /, *args: Any, **more: Any) -> Any:
            sizes.append(len(args[1]))
            return super().submit(fn, *args, **more)

    with Speakers(engines.load, 2, executor=Counting) as speakers:
        assert lengths(speakers, *["word " * 20] * 80) == [2000] * 80
    assert sizes[0] <= 2
    assert sizes == sorted(sizes[:-1]) + sizes[-1:]
    assert sizes[-2] == 10


def test_a_crash_is_tried_again(tmp_path: Path) -> None:
    """A line that kills its worker once costs nothing but time, in whichever thread."""
    with (
        Speakers(partial(Faulty, tmp_path), 2) as speakers,
        ThreadPoolExecutor(2) as threads,
    ):
        # Long lines, few to a batch: each that is underway at the crash costs a process of its own.
        other = threads.submit(lengths, speakers, *["word " * 100] * 100)
        assert lengths(speakers, "one", "crash once", "one two") == [100, 200, 200]
        assert other.result() == [10_000] * 100


def test_a_line_that_crashes_twice(tmp_path: Path) -> None:
    """The error names the line and where it begins; the workers go on with others."""
    with Speakers(partial(Faulty, tmp_path), 2) as speakers:
        with pytest.raises(EngineError, match=r'"crash" \(character 100 .*crashed or hung'):
            lengths(speakers, "one", "crash", "two")
        assert lengths(speakers, "one") == [100]


def test_a_line_that_never_ends(tmp_path: Path) -> None:
    """A hang ends like a crash."""
    with (
        Speakers(partial(Faulty, tmp_path), 1, patience=0.5) as speakers,
        pytest.raises(EngineError, match=r'"hang" \(character 0 '),
    ):
        lengths(speakers, "hang")


@pytest.mark.parametrize(("text", "why"), [("refuse", "I won't"), ("break", "ZeroDivisionError")])
def test_a_line_refused(tmp_path: Path, text: str, why: str) -> None:
    """An engine's own error comes back with the line's name, and is not tried again."""
    with (
        Speakers(partial(Faulty, tmp_path), 1) as speakers,
        pytest.raises(EngineError, match=rf'"{text}" \(character 0 .*{why}'),
    ):
        lengths(speakers, text)


def test_silence_is_tried_again(tmp_path: Path) -> None:
    """Silence for words is a fault that may pass; other lines are not touched by it."""
    with Speakers(partial(Mute, tmp_path), 1, executor=ThreadPoolExecutor) as speakers:
        assert all(length > 0 for length in lengths(speakers, "one two", "shy words", "three"))
    assert (tmp_path / "asked").read_text().count("shy words") == 2


def test_a_line_is_said_in_parts(tmp_path: Path) -> None:
    """What an engine can't say as a whole it may say piece by piece, no word lost."""
    text = "one two three hoarse four five, six seven eight nine ten eleven twelve"
    with Speakers(partial(Mute, tmp_path), 1, executor=ThreadPoolExecutor) as speakers:
        (clip,) = speakers.speak(cues(text))
    assert clip.length == pytest.approx(100 * len(text.split()), abs=20)


def test_the_word_that_has_no_sound_is_named(tmp_path: Path) -> None:
    """The error tells the part of the line that could not be said."""
    with (
        Speakers(partial(Mute, tmp_path), 1, executor=ThreadPoolExecutor) as speakers,
        pytest.raises(EngineError, match=r"mute.* \(character 0 .*no sound"),
    ):
        lengths(speakers, "the first half of it is well, and then it goes mute")


def test_far_too_little_sound(tmp_path: Path) -> None:
    """A click for a sentence is no speech."""
    with (
        Speakers(partial(Cut, tmp_path), 1, executor=ThreadPoolExecutor) as speakers,
        pytest.raises(EngineError, match="no sound"),
    ):
        lengths(speakers, "a whole long sentence, of which a click is all that comes")


def test_a_line_is_spoken_among_others(tmp_path: Path) -> None:
    """By an engine that can; the words around it are not in the clip."""
    cue = replace(cues("one two")[0], before="a b c", after="d e f g")
    with Speakers(partial(Among, tmp_path), 1) as speakers:
        assert [clip.length for clip in speakers.speak([cue, *cues("one")])] == [200, 100]
    assert (tmp_path / "asked").read_text() == "a b c|one two|d e f g\n"


def test_the_parts_of_a_line_are_spoken_alone(tmp_path: Path) -> None:
    """What can't be said among other words is tried piece by piece without them."""
    cue = replace(cues("one two, crash once")[0], before="a b c")
    with Speakers(partial(Among, tmp_path), 1) as speakers:
        (clip,) = speakers.speak([cue])
    assert clip.length == pytest.approx(400, abs=20)


def test_others_speak_it_alone(tmp_path: Path) -> None:
    cue = replace(cues("one two")[0], before="a b c")
    with Speakers(partial(Faulty, tmp_path), 1) as speakers:
        assert [clip.length for clip in speakers.speak([cue])] == [200]


def test_an_engine_that_is_missing(tmp_path: Path) -> None:
    """What `check` says reaches the listener."""
    with (
        Speakers(partial(Missing, tmp_path), 1) as speakers,
        pytest.raises(EngineError, match="pip install model"),
    ):
        lengths(speakers, "one")


def test_any_executor_will_do() -> None:
    """Threads, or the workers of a cluster, speak as well as processes."""

    with Speakers(engines.load, 2, executor=ThreadPoolExecutor) as speakers:
        assert lengths(speakers, "one two") == [200]


def test_voices_are_levelled() -> None:
    """Two voices of different loudness come out alike; real speech keeps its words."""
    quiet = Voice("Quiet", "pyttsx3", "en-us+f3", lufs=-20.1)
    with Speakers(engines.load, 1) as speakers:
        clip, louder = speakers.speak(
            [Cue("Good evening.", quiet), Cue("Good evening.", quiet, Delivery(volume=6.0))]
        )
    assert 400 < clip.length < 1500
    ratio = max(memoryview(louder.pcm).cast("h")) / max(memoryview(clip.pcm).cast("h"))
    assert ratio == pytest.approx(2, rel=0.02)


def test_one_reader_stops_and_the_others_read_on(tmp_path: Path) -> None:
    """A chapter that is not wanted any more lets go of its lines in the middle of one."""
    stop = threading.Event()
    with (
        Speakers(partial(slow, 0.05), 2) as speakers,
        ThreadPoolExecutor(1) as threads,
    ):
        assert lengths(speakers, "one") == [100]
        other = threads.submit(lengths, speakers, *["one two"] * 10)
        threading.Timer(0.3, stop.set).start()
        with pytest.raises(StoppedError):
            list(speakers.speak(cues("word " * 60), stop))
        assert other.result() == [200] * 10


def test_all_work_ends_at_once() -> None:
    """Whoever waits for a line that would take minutes is told that it was stopped."""
    with Speakers(partial(slow, 1.0), 2) as speakers:
        threading.Timer(1.0, speakers.kill).start()
        with pytest.raises(StoppedError):
            lengths(speakers, *["word " * 200] * 5)
