from __future__ import annotations

import json
from pathlib import Path

import pytest

from fic_audio.shelf.check import captions, check
from fic_audio.shelf.files import CAPTIONS
from fic_audio.shelf.manifest import Manifest, lines_file
from fic_audio.shelf.text import captions as writer
from tests.shelf.check.making import found


def about(whole: Manifest, suffix: str, text: str) -> str:
    """What is wrong with a file of the first chapter that holds that text."""
    whole.path(whole.episodes[0], suffix).write_bytes(text.encode("utf-8", "surrogateescape"))
    return "".join(found(captions.beside(whole, whole.episodes[0], 8.7)).values())


def test_our_own_captions_are_well(whole: Manifest) -> None:
    for episode in whole.episodes:
        writer.write(whole, episode)
    report = check(whole.folder)
    assert report.ok
    kinds = {verdict.what for verdict in report.verdicts}
    assert kinds >= {"vtt", "srt", "lrc", "scenes", "vtt files", "srt files", "lrc files"}


def test_captions_of_some_chapters_alone_are_found(whole: Manifest) -> None:
    writer.write(whole, whole.episodes[0])
    troubles = found(captions.complete(whole))
    assert troubles["", "vtt files"] == "1 of 3 chapters have them"


@pytest.mark.parametrize("suffix", CAPTIONS)
def test_captions_that_were_cut_are_found(whole: Manifest, suffix: str) -> None:
    writer.write(whole, whole.episodes[0])
    text = whole.path(whole.episodes[0], suffix).read_text("utf-8")
    assert not about(whole, suffix, text)
    assert "are said" in about(whole, suffix, text.replace("It whistles.", ""))


@pytest.mark.parametrize("suffix", CAPTIONS)
def test_a_word_mended_by_hand_is_well(whole: Manifest, suffix: str) -> None:
    writer.write(whole, whole.episodes[0])
    text = whole.path(whole.episodes[0], suffix).read_text("utf-8")
    assert not about(whole, suffix, text.replace("boils", "boiled"))


def test_captions_of_a_damaged_book_are_not_passed(whole: Manifest) -> None:
    writer.write(whole, whole.episodes[0])
    lines_file(whole.folder, whole.episodes[0].file).write_text("[")
    text = whole.path(whole.episodes[0], ".vtt").read_text("utf-8")
    assert "can't be compared" in about(whole, ".vtt", text)


CUE = "00:01.000 --> {}\nIt boils. It whistles.\n\n"

SRT = "1\n00:00:01,000 --> 00:00:02,000\nNarrator: It boils. It whistles.\n"


@pytest.mark.parametrize(
    ("suffix", "text", "said"),
    [
        (".vtt", "WEBVTT\n\n" + CUE.format("00:08.700"), ""),
        (".vtt", "WEBVTT\n\n" + CUE.format("00:09.000"), "goes on to 9.00 s of 8.70"),
        (".vtt", "WEBVTT\n\n" + CUE.format("01:00:02.000"), "goes on to 3602.00"),
        (".vtt", "WEBVTT\n\n" + CUE.format("00:00.500"), "ends before"),
        (".vtt", "WEBVTT\n\n00:03.000 --> 00:04.000\nA\n\n" + CUE.format("00:02.000"), "too late"),
        (".vtt", CUE.format("00:02.000"), "does not begin with WEBVTT"),
        (".vtt", "WEBVTT\n", "shows nothing"),
        (".vtt", "\udcff", "can't be read"),
        (".srt", SRT, ""),
        (".srt", "1\n00:00:01,000 --> 00:00:20,000\nIt boils.\n", "goes on to 20.00"),
        (".lrc", "[ti:Kettle]\n[00:01.50]It boils. It whistles.\n[00:02.00]\n", ""),
        (".lrc", "[00:01.50]It boils.\n[00:19.00]\n", "goes on to 19.00"),
        (".lrc", "[00:03.50]It boils.\n[00:02.00]\n", "ends before"),
        (".lrc", "[length:00:08]\n", "shows nothing"),
    ],
)
def test_captions_are_read_as_players_do(
    whole: Manifest, suffix: str, text: str, said: str
) -> None:
    trouble = about(whole, suffix, text)
    assert said in trouble
    assert bool(said) == bool(trouble)


@pytest.mark.parametrize(
    ("chapters", "said"),
    [
        ([(0, "Gate"), (4.5, "Wall")], ""),
        ([(0, "Gate"), (9.5, "Wall")], "begins a scene at 9.50 s of 8.70"),
        ([(4, "Gate"), (2, "Wall")], "do not follow"),
        ([(-1, "Gate")], "do not follow"),
        ([(0, " ")], "without a title"),
        ([("x", "Gate")], "can't be read"),
        ([], "no chapters"),
    ],
)
def test_scenes_are_read_as_apps_do(
    whole: Manifest, chapters: list[tuple[object, str]], said: str
) -> None:
    scenes = [{"startTime": start, "title": title} for start, title in chapters]
    trouble = about(whole, ".chapters.json", json.dumps({"version": "1.2.0", "chapters": scenes}))
    assert said in trouble
    assert bool(said) == bool(trouble)


@pytest.mark.parametrize("text", ["", "[]", "{}", "\udcff", '{"version": 1, "chapters": [{}]}'])
def test_what_holds_no_scenes_is_told(whole: Manifest, text: str) -> None:
    assert "can't be read" in about(whole, ".chapters.json", text)


def test_a_chapter_without_captions_is_well(whole: Manifest, first: Path) -> None:
    assert list(captions.beside(whole, whole.episodes[0], 8.7)) == []
