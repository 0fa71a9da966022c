"""Finished audio in natural voices, heard back with a real model."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from fic_audio.listening.faults import FaultKind
from fic_audio.listening.model import find_ears
from fic_audio.listening.session import HeardStory, Progress, estimate, listen
from fic_audio.listening.spoken import load_spoken, spoken_file
from fic_audio.shelf import manifest
from fic_audio.sound.cache import Cache
from tests.commands import Fic
from tests.ears import Made


def hear(made: Made, model: Path) -> HeardStory:
    return listen(manifest.load(made.folder), find_ears(model))


def key_of(made: Made, text: str) -> str:
    book = manifest.load(made.folder)
    lines = load_spoken(book, book.episodes[0])
    return next(line.key for line in lines if text in line.text)


def test_what_is_well_sounds_clear_and_is_heard_once(made: Made, model: Path) -> None:
    """A second run listens to nothing, and finds the same."""
    book, ears = manifest.load(made.folder), find_ears(model)
    length, seconds = estimate(book, ears, 1)
    assert 20_000 < length < book.length
    assert seconds > 1
    first = hear(made, model)
    assert first.listened == len(first.lines) > 8
    assert [each.line.written for each in first.unclear] == []
    assert estimate(book, ears, 1) == (0, 0.0)
    again = hear(made, model)
    assert (again.listened, again.known) == (0, len(first.lines))
    assert again.lines == first.lines


def test_goes_on_where_it_was_stopped(made: Made, model: Path) -> None:
    """What was heard before a run ended, however it did, is not heard again."""

    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        listen(manifest.load(made.folder), find_ears(model), progress=stop)
    rest = hear(made, model)
    assert 0 < rest.listened < len(rest.lines)
    assert rest.unclear == ()


def test_faults_are_heard(made: Made, model: Path, fic: Fic) -> None:
    """Another line's clip, one that is cut, and silence: those lines are named, and no others."""
    cache = Cache(made.clips)
    snow, kettle, nobody = (key_of(made, text) for text in ("Snow", "kettle had", "Nobody"))
    whole, other = cache.get(snow), cache.get(nobody)
    assert whole
    assert other
    cache.put(kettle, other)
    cache.put(snow, replace(whole, pcm=whole.pcm[: len(whole.pcm) * 6 // 10 & ~1]))
    cache.put(nobody, replace(other, pcm=bytes(len(other.pcm))))
    assert fic("produce", made.story, "-o", made.folder.parent, "--again", "-q").code == 0
    heard = hear(made, model)
    found = {each.line.key: {fault.kind for fault in each.faults} for each in heard.unclear}
    assert found.keys() == {snow, kettle, nobody}
    assert FaultKind.SILENCE in found[nobody]
    assert FaultKind.CUT in found[snow]
    assert found[kettle] & {FaultKind.GARBLED, FaultKind.MISSING}


def test_a_chapter_of_an_older_version(made: Made, model: Path) -> None:
    """Without a record of what was spoken, it is held against what is written; whatever is an
    Executor listens."""
    book = manifest.load(made.folder)
    spoken_file(made.folder, book.episodes[0].file).unlink()
    heard = listen(book, find_ears(model), executor=ThreadPoolExecutor)
    assert heard.listened == len(heard.lines)
    assert heard.unclear == ()


def test_a_chapter_that_is_not_there(made: Made, model: Path) -> None:
    """Is named, and costs the others nothing."""
    book = manifest.load(made.folder)
    book.path(book.episodes[0]).unlink()
    heard = hear(made, model)
    assert heard.lines == ()
    assert "is not there" in heard.troubles[0]


def test_a_story_in_a_language_that_it_does_not_know(made: Made, model: Path) -> None:
    """Is measured, and not listened to."""
    ears = replace(find_ears(model), multilingual=False)
    book = manifest.load(made.folder)
    german = replace(book, metadata=replace(book.metadata, language="de"))
    heard = listen(german, ears)
    assert heard.listened == 0
    assert "does not know German" in heard.skipped
    assert heard.unclear == ()
