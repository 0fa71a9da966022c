from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from mutagen import id3
from mutagen.id3 import ID3

from fic_audio.model import Metadata, Ms
from fic_audio.shelf import manifest
from fic_audio.shelf.audio.mp3 import Place
from fic_audio.shelf.check import check
from fic_audio.shelf.manifest import Manifest, TimedLine
from tests.factories import jpeg
from tests.shelf.check.making import (
    STORY,
    TITLES,
    change,
    dress,
    lines,
    save,
    sound,
    wrong,
)


def again(path: Path, seconds: float = 5, gain: float = 3.5, *more: str, chain: str = "") -> None:
    """The first chapter with another sound."""
    sound(path, seconds, gain, *more, chain=chain)
    dress(path, Place(TITLES[0], 1, len(TITLES)))


def about(whole: Manifest) -> set[str]:
    """What is wrong with the first chapter."""
    return {what for file, what in wrong(whole.folder) if file == whole.episodes[0].file}


def retag(path: Path, change: Callable[[ID3], object]) -> None:
    tags = ID3(path, translate=False)
    change(tags)
    save(tags, path)


def test_a_truncated_file_is_found(whole: Manifest, first: Path) -> None:
    first.write_bytes(first.read_bytes()[:-30_000])
    assert about(whole) >= {"length", "header"}


def test_a_file_that_lost_its_last_bytes_is_found(whole: Manifest, first: Path) -> None:
    first.write_bytes(first.read_bytes()[:-100])
    assert about(whole) == {"header"}


def test_junk_in_the_middle_is_found(whole: Manifest, first: Path) -> None:
    raw = first.read_bytes()
    first.write_bytes(raw[:-50_000] + bytes(range(256)) * 20 + raw[-50_000:])
    assert about(whole) >= {"decodes", "header"}


def test_what_is_no_mp3_is_found(whole: Manifest, first: Path) -> None:
    first.write_bytes(b"GIF89a" * 1000)
    assert about(whole) == {"opens", "decodes"}


def test_stereo_is_found(whole: Manifest, first: Path) -> None:
    again(first, 5, 0.5, "-ac", "2", "-b:a", "128k", chain="pan=stereo|c0=c0|c1=c0")
    assert "stream" in about(whole)


def test_another_rate_is_found(whole: Manifest, first: Path) -> None:
    again(first, 5, 3.5, "-ac", "1", "-ar", "22050", "-b:a", "64k")
    assert "stream" in about(whole)


def test_a_variable_bit_rate_is_found(whole: Manifest, first: Path) -> None:
    again(first, 5, 3.5, "-ac", "1", "-q:a", "5")
    assert about(whole) == {"bit rate"}


def test_a_missing_info_header_is_found(whole: Manifest, first: Path) -> None:
    again(first, 5, 3.5, "-ac", "1", "-b:a", "96k", "-write_xing", "0")
    assert "header" in about(whole)


def test_a_length_other_than_the_books_is_found(whole: Manifest) -> None:
    change(whole, 1, length=Ms(9000))
    assert about(whole) == {"length"}


@pytest.mark.parametrize("gain", [2.0, 5.0])
def test_what_is_too_soft_or_too_loud_is_found(whole: Manifest, first: Path, gain: float) -> None:
    again(first, gain=gain)
    assert about(whole) == {"loudness"}
    assert ("", "levels") in wrong(whole.folder)


def test_a_peak_is_found(whole: Manifest, first: Path) -> None:
    click = "volume=eval=frame:volume='if(between(t,2,2.03),5,1)'"
    again(first, gain=3.0, chain=click)
    assert "peak" in about(whole)


def test_a_podcast_may_peak_higher(whole: Manifest, first: Path) -> None:
    again(first, gain=3.0, chain="volume=eval=frame:volume='if(between(t,2,2.03),4.4,1)'")
    assert about(whole) == {"peak"}
    assert check(whole.folder, "podcast").ok


def test_a_silent_chapter_is_found(whole: Manifest, first: Path) -> None:
    again(first, gain=-90)
    assert about(whole) == {"sound"}


@pytest.mark.parametrize(
    ("chain", "length", "what"),
    [
        ("atrim=start=0.4", 8300, "head"),
        ("adelay=800", 9500, "head"),
        ("atrim=end=6.4", 6400, "tail"),
        ("apad=pad_dur=3", 11_700, "tail"),
    ],
)
def test_silence_that_is_too_short_or_long_is_found(
    whole: Manifest, first: Path, chain: str, length: int, what: str
) -> None:
    again(first, chain=chain)
    change(whole, 1, length=Ms(length))
    assert about(whole) == {what}


def test_music_before_the_first_words_is_no_missing_silence(whole: Manifest) -> None:
    for number, episode in enumerate(whole.episodes, 1):
        again(path := whole.path(episode), 5, chain="atrim=start=0.65")
        dress(path, Place(episode.title, number, len(TITLES)))
        change(manifest.load(whole.folder), number, length=Ms(8050))
        late = [replace(each, start=Ms(3000), end=Ms(4000)) for each in lines(5)]
        manifest.save_lines(whole.folder, episode.file, late)
    assert check(whole.folder).ok
    manifest.save_lines(
        whole.folder, whole.episodes[0].file, [TimedLine(Ms(50), Ms(4000), "At once.")]
    )
    assert {what for _, what in wrong(whole.folder)} == {"head"}


def test_a_long_silence_inside_is_found(whole: Manifest, first: Path) -> None:
    again(first, 9, chain="volume=eval=frame:volume='if(between(t,3,7.5),0,1)'")
    change(whole, 1, length=Ms(12_700))
    assert about(whole) == {"gaps"}


@pytest.mark.parametrize("words", [400, 0])
def test_more_words_than_anybody_reads_are_found(whole: Manifest, words: int) -> None:
    change(whole, 1, words=words)
    assert about(whole) == ({"words"} if words else set())


def test_words_without_spaces_are_not_counted(whole: Manifest) -> None:
    manifest.save(replace(whole, metadata=replace(STORY, language="ja")))
    change(manifest.load(whole.folder), 1, words=400)
    assert "words" not in about(whole)


@pytest.mark.parametrize(
    ("frame", "text", "what"),
    [
        ("TIT2", "", "title"),
        ("TIT2", "The Kettle", "title"),
        ("TIT2", "Fire", "title"),
        ("TALB", "", "album"),
        ("TPE1", "", "author"),
        ("TPE2", "", "author"),
        ("TRCK", "2/3", "track"),
        ("TRCK", "1", "track"),
        ("TRCK", "4/3", "track"),
        ("TCON", "M/M", "genre"),
        ("TCON", "", "genre"),
        ("TYER", "2008-10-31", "year"),
        ("TLAN", "deu", "language"),
        ("TLAN", "", "language"),
    ],
)
def test_a_wrong_tag_is_found(
    whole: Manifest, first: Path, frame: str, text: str, what: str
) -> None:
    def set_text(tags: ID3) -> None:
        tags.delall(frame)
        if text:
            tags.add(getattr(id3, frame)(encoding=1, text=[text]))

    retag(first, set_text)
    assert about(whole) == {what}


def test_two_chapters_of_one_title_are_found(whole: Manifest) -> None:
    change(whole, 1, title=TITLES[1])
    dress(whole.path(whole.episodes[0]), Place(TITLES[1], 1, 3))
    assert set(wrong(whole.folder)) == {("", "titles")}


def test_chapters_of_two_albums_are_found(whole: Manifest, first: Path) -> None:
    dress(first, Place(TITLES[0], 1, 3), replace(STORY, title="The Pot", authors=("Ino",)))
    assert {what for _, what in wrong(whole.folder)} == {"album", "artist", "album artist"}


def test_an_order_by_name_that_is_not_that_of_tracks_is_found(whole: Manifest, first: Path) -> None:
    first.rename(first.with_name("004 - Water.mp3"))
    change(whole, 1, file="004 - Water.mp3")
    assert set(wrong(whole.folder)) == {("", "order")}


def test_a_chapter_that_was_never_made_is_missed(whole: Manifest) -> None:
    manifest.save(replace(whole, episodes=(whole.episodes[0], whole.episodes[2])))
    whole.path(whole.episodes[1]).unlink()
    assert wrong(whole.folder) == {("", "tracks"): "missing: 2; run produce again"}


@pytest.mark.parametrize(
    ("pictures", "said"),
    [
        ([], "none"),
        ([jpeg(), jpeg()], "2"),
        ([jpeg(1000, 1000)], "1000"),
        ([jpeg(kind="PNG")], "PNG"),
    ],
    ids=["none", "two", "small", "png"],
)
def test_a_wrong_cover_is_found(
    whole: Manifest, first: Path, pictures: list[bytes], said: str
) -> None:
    def set_cover(tags: ID3) -> None:
        tags.delall("APIC")
        for number, data in enumerate(pictures):
            tags.add(id3.APIC(mime="image/jpeg", type=3 + number, desc=f"{number}", data=data))

    retag(first, set_cover)
    wrongs = wrong(whole.folder)
    assert set(wrongs) == {(first.name, "cover")}
    assert said in wrongs[first.name, "cover"]


def test_chapter_frames_are_found(whole: Manifest, first: Path) -> None:
    retag(first, lambda tags: tags.add(id3.CHAP(element_id="a", start_time=0, end_time=9)))
    assert about(whole) == {"no parts"}


def test_a_mark_that_does_not_fit_the_rating_is_found(whole: Manifest) -> None:
    manifest.save(replace(whole, metadata=replace(STORY, rating="Explicit")))
    assert {what for _, what in wrong(whole.folder)} == {"explicit"}


@pytest.mark.parametrize(("gain", "well"), [("+1.00 dB", True), ("-6.00 dB", False), ("1", False)])
def test_a_gain_that_is_not_the_files_is_found(
    whole: Manifest, first: Path, gain: str, well: bool
) -> None:
    frame = id3.TXXX(encoding=1, desc="REPLAYGAIN_TRACK_GAIN", text=[gain])
    retag(first, lambda tags: tags.add(frame))
    assert about(whole) == (set() if well else {"ReplayGain"})


def test_what_a_story_does_not_say_is_not_missed(whole: Manifest) -> None:
    """No author, no language, no rating: no tags of them, and nothing wrong."""
    story = Metadata("The Kettle")
    manifest.save(replace(whole, metadata=story))
    for episode in whole.episodes:
        dress(whole.path(episode), Place(episode.title, episode.number, 3), story)
    assert check(whole.folder).ok


def test_titles_that_tags_can_not_hold_as_they_are_pass(whole: Manifest, first: Path) -> None:
    title = "A\x00\ud83d <b>&amp;</b> [error] \u202e" + "long " * 80
    dress(first, Place(title, 1, 3))
    change(whole, 1, title=title)
    assert check(whole.folder).ok
