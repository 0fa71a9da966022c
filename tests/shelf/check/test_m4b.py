from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from mutagen.mp4 import MP4, MP4Cover

from fic_audio.ffmpeg import ffmpeg
from fic_audio.shelf import manifest
from fic_audio.shelf.check import check
from fic_audio.shelf.check.listen import MeasuredSound
from fic_audio.shelf.check.m4b import check_m4b, read_chapters
from fic_audio.shelf.check.opened import open_mp4
from fic_audio.shelf.manifest import Manifest
from tests.factories import jpeg
from tests.shelf.check.making import SECONDS, STORY, TITLES, found, wrong

STARTS = tuple(accumulate((seconds + 3.7 for seconds in SECONDS), initial=0.0))


def _escaped(title: str) -> str:
    return re.sub(r"([=;#\\])", r"\\\1", title)


def bind(
    whole: Manifest, titles: Sequence[str] = TITLES, starts: Sequence[float] = STARTS, *more: str
) -> Path:
    """An M4B of the whole book; of chapters as given."""
    parts = [
        f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={a * 1000:.0f}\nEND={b * 1000:.0f}\n"
        f"title={_escaped(title)}\n"
        for title, (a, b) in zip(titles, pairwise(starts), strict=True)
    ]
    told = whole.folder.parent / "told.txt"
    told.write_text(";FFMETADATA1\n" + "".join(parts), encoding="utf-8")
    inputs: list[str | Path] = []
    for episode in whole.episodes:
        inputs += ("-i", whole.path(episode))
    names = "".join(f"[{number}:a]" for number in range(len(whole.episodes)))
    count = len(whole.episodes)
    graph = ("-filter_complex", f"{names}concat=n={count}:v=0:a=1[a]", "-map", "[a]")
    form = ("-c:a", "aac", "-b:a", "64k", "-movflags", "+faststart", "-f", "mp4", *more)
    path = whole.folder / "The Kettle.m4b"
    chapters = ("-map_metadata", str(count), "-map_chapters", str(count))
    ffmpeg((*inputs, "-i", told, *graph, *chapters, *form, path))
    file = MP4(path)
    file["©nam"] = file["©alb"] = STORY.title
    file["©ART"] = file["aART"] = "Aki"
    file["stik"] = [2]
    file["covr"] = [MP4Cover(jpeg(), MP4Cover.FORMAT_JPEG)]
    file.save()
    return path


@pytest.fixture
def m4b(whole: Manifest) -> Path:
    return bind(whole)


def about(whole: Manifest) -> dict[str, str]:
    return {what: said for (file, what), said in wrong(whole.folder).items() if "m4b" in file}


def test_an_m4b_as_it_should_be_is_well(whole: Manifest, m4b: Path) -> None:
    report = check(whole.folder)
    assert report.ok, wrong(whole.folder)
    assert {each.what for each in report.verdicts if each.file == m4b.name} >= {
        "chapters",
        "Nero's list",
    }


def test_titles_come_back_as_they_were_escaped(m4b: Path) -> None:
    assert [title for _, title in read_chapters(m4b)] == list(TITLES)


def test_a_missing_chapter_is_found(whole: Manifest) -> None:
    bind(whole, TITLES[:2], (*STARTS[:2], STARTS[3]))
    said = "there are 2, and 3 MP3s"
    assert about(whole) == {"chapters": said, "Nero's list": said}


def test_a_chapter_that_begins_elsewhere_is_found(whole: Manifest) -> None:
    bind(whole, TITLES, (STARTS[0], STARTS[1] + 0.5, *STARTS[2:]))
    assert set(about(whole)) == {"chapters", "Nero's list"}


def test_a_chapter_of_another_title_is_found(whole: Manifest) -> None:
    bind(whole, ("Water", "Ice", TITLES[2]))
    assert "'Ice' instead of" in about(whole)["chapters"]


def test_a_missing_list_is_found(whole: Manifest) -> None:
    bind(whole, TITLES, STARTS, "-movflags", "+disable_chpl")
    assert set(about(whole)) == {"Nero's list"}


def test_a_list_that_apple_does_not_read_is_found(whole: Manifest, m4b: Path) -> None:
    """Without a track that holds them, the chapters are in the list by Nero alone."""
    raw = m4b.read_bytes()
    assert raw.count(b"chap\0\0\0") == 1
    m4b.write_bytes(raw.replace(b"chap\0\0\0", b"cdsc\0\0\0"))
    assert about(whole) == {"Apple's list": "no track of it holds chapters"}


def test_a_table_of_contents_at_the_end_is_found(whole: Manifest) -> None:
    bind(whole, TITLES, STARTS, "-movflags", "-faststart")
    assert "at the end" in about(whole)["Apple's list"]


def test_more_chapters_than_nero_has_are_in_the_other_list(whole: Manifest) -> None:
    titles = [f"Chapter {number}" for number in range(1, 261)]
    each = STARTS[-1] / 260
    starts = [number * each for number in range(261)]
    path = bind(whole, titles, starts, "-movflags", "+disable_chpl")

    def about(*titles: str) -> set[str]:
        heard = MeasuredSound(STARTS[-1], lufs=-19.0)
        verdicts = check_m4b(STORY, open_mp4(path), heard, titles, [each] * 260, -19.0)
        return {what for _, what in found(verdicts)}

    assert about(*titles) == set()
    assert about(*titles[1:], "Chapter 261") == {"chapters"}


def test_sound_that_ends_early_is_found(whole: Manifest) -> None:
    bind(whole, TITLES, STARTS, "-t", "20")
    assert "length" in about(whole)


def test_sound_that_is_too_soft_is_found(whole: Manifest, m4b: Path) -> None:
    soft = m4b.with_suffix(".soft.m4b")
    codec = ("-af", "volume=-4dB", "-c:a", "aac", "-c:v", "copy", "-f", "mp4")
    ffmpeg(("-i", m4b, "-map", "0:a", *codec, soft))
    tags = MP4(m4b).tags
    soft.replace(m4b)
    file = MP4(m4b)
    file.update(tags)
    file.save()
    assert "loudness" in about(whole)


@pytest.mark.parametrize(
    ("key", "value", "what"),
    [
        ("stik", None, "kind"),
        ("stik", [1], "kind"),
        ("covr", None, "cover"),
        ("covr", [MP4Cover(jpeg(500, 500), MP4Cover.FORMAT_JPEG)], "cover"),
        ("©nam", None, "tags"),
        ("aART", None, "tags"),
        ("©alb", "The Pot", "album"),
        ("rtng", [1], "explicit"),
    ],
)
def test_a_wrong_tag_is_found(
    whole: Manifest, m4b: Path, key: str, value: object, what: str
) -> None:
    file = MP4(m4b)
    file.pop(key, None)
    if value:
        file[key] = value
    file.save()
    assert set(about(whole)) == {what}


def test_an_explicit_story_is_marked(whole: Manifest, m4b: Path) -> None:
    manifest.save(replace(whole, metadata=replace(STORY, rating="M")))
    assert set(about(whole)) == {"explicit"}


def test_what_is_no_m4b_is_found(whole: Manifest) -> None:
    (whole.folder / "x.m4b").write_bytes(b"no sound")
    assert set(about(whole)) == {"opens", "decodes"}
