from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from fic_audio.errors import OutputError
from fic_audio.model import Kind, Metadata, Ms
from fic_audio.shelf.manifest import TimedLine, save_lines
from fic_audio.shelf.text import captions
from fic_audio.shelf.text.caption_lines import split_lines
from fic_audio.shelf.text.text_cleaning import clean, name_speaker
from tests.shelf.shelves import HOSTILE, LINES, STORY, episode, filled

WORD_JOINER = "\u2060"
LONG = replace(
    LINES[6], text="It rained all night on the old town, and then it rained some more, " * 5
)
HOSTILES = tuple(
    TimedLine(Ms(500 * n), Ms(500 * n + 400), text, HOSTILE[-n], Kind.DIALOGUE, n // 2, n // 4)
    for n, text in enumerate(HOSTILE)
)
# Past an hour and past a hundred minutes: where clocks turn over.
LATE = (
    TimedLine(Ms(3_599_990), Ms(3_600_010), "One"),
    TimedLine(Ms(6_000_000), Ms(6_000_999), "Two"),
)
ALL = {"plain": LINES, "long": (LONG,), "hostile": HOSTILES, "late": LATE, "none": ()}


@pytest.fixture(params=ALL)
def lines(request: pytest.FixtureRequest) -> tuple[TimedLine, ...]:
    return ALL[request.param]


@pytest.fixture(scope="session")
def webvtt() -> str:
    """The program that reads WebVTT as its standard says; skips where it is missing."""
    script = str(Path(__file__).with_name("webvtt.cjs"))
    if shutil.which("node") is None or subprocess.run(["node", script], check=False).returncode:
        pytest.skip("node can't find webvtt-parser: npm install it, and set NODE_PATH")
    return script


def read(webvtt: str, path: Path, text: str) -> Any:
    path.write_text(text, encoding="utf-8")
    told = subprocess.run(["node", webvtt, path], check=True, stdout=subprocess.PIPE)
    return json.loads(told.stdout)[0]


def words(tree: list[Any]) -> str:
    return "".join(node.get("value", "") if node["type"] == "text" else "" for node in tree)


def test_webvtt_is_read_as_it_was_meant(
    webvtt: str, tmp_path: Path, lines: tuple[TimedLine, ...]
) -> None:
    """A parser of the standard finds no error, every cue, its times, its speaker and its words."""
    found = read(webvtt, tmp_path / "a.vtt", captions.vtt(lines, "en"))
    assert found["errors"] == []
    cues = [(cue["start"], cue["end"], words(cue["tree"][0]["children"])) for cue in found["cues"]]
    assert cues == [(each.start / 1000, each.end / 1000, each.text) for each in split_lines(lines)]
    assert {cue["tree"][0]["name"] for cue in found["cues"]} <= {"v"}


def test_the_parser_of_webvtt_knows_what_is_wrong(webvtt: str, tmp_path: Path) -> None:
    """Markup in the text would be noticed, so the test above can fail."""
    bad = captions.vtt(LINES).replace("said.", "<said> & 1 --> 2")
    assert read(webvtt, tmp_path / "a.vtt", bad)["errors"]


def test_a_cue_names_its_speaker_and_keeps_markup_as_text() -> None:
    line = TimedLine(Ms(700), Ms(1500), "<3 --> & you", "Mo > <Jo> &\nCo")
    assert captions.vtt([line], "en-GB") == (
        "WEBVTT\n\nNOTE Language: en-GB\n\n00:00:00.700 --> 00:00:01.500\n"
        "<v Mo &gt; &lt;Jo&gt; &amp; Co>&lt;3 --&gt; &amp; you\n"
    )


@pytest.mark.parametrize("make", [captions.vtt, captions.srt])
def test_an_arrow_stands_only_between_times(make: Any, lines: tuple[TimedLine, ...]) -> None:
    times = r"\d\d:\d\d:\d\d[.,]\d{3}"
    rows = [row for row in make(lines).splitlines() if "-->" in row]
    assert len(rows) == len(split_lines(lines))
    assert all(re.fullmatch(f"{times} --> {times}", row) for row in rows)


def test_subrip_is_read_as_it_was_meant(lines: tuple[TimedLine, ...]) -> None:
    """The numbers count up, the times are exact, the words are those of the story."""
    srt = pytest.importorskip("srt")
    found = list(srt.parse(captions.srt(lines)))
    shown = split_lines(lines)
    assert [cue.index for cue in found] == [*range(1, len(shown) + 1)]
    for cue, line in zip(found, shown, strict=True):
        assert round(cue.start.total_seconds() * 1000) == line.start
        assert round(cue.end.total_seconds() * 1000) == line.end
        text = cue.content.replace(WORD_JOINER, "")
        assert text in (clean(line.text), f"{name_speaker(line.speaker)}: {line.text}")


def test_subrip_names_the_speaker_where_it_changes() -> None:
    rows = captions.srt(LINES).split("\n")[2::4]
    assert rows[:3] == ["Narrator: Kettle & Co, by Aki.", "The Kettle", "Petra: “It boils,”"]


def test_no_player_takes_words_for_markup_of_subrip() -> None:
    text = captions.srt([TimedLine(Ms(0), Ms(9), "<font size=99>{\\an8}<3</b>")])
    assert not re.search(r"</?[a-zA-Z]|\{\\", text)
    assert "<3" in text


def test_lyrics_have_their_header_and_times() -> None:
    """Minutes go on past 99; brackets can't end a header."""
    story = Metadata("Kettle [Co]\n", ("Aki", "", "Ino"))
    text = captions.lrc(LATE, story, replace(episode(1, "The [k]ettle"), length=Ms(6_002_500)))
    assert text.splitlines() == [
        "[ti:The (k)ettle]",
        "[ar:Aki; Ino]",
        "[al:Kettle (Co)]",
        "[length:100:02]",
        "[by:fic-audio]",
        "[59:59.99]One",
        "[100:00.00]Two",
        "[100:00.99]",
    ]


def test_lyrics_hold_no_time_or_header_but_ours(lines: tuple[TimedLine, ...]) -> None:
    """A player that looks for brackets at the head of a row finds one time, in ascending order."""
    rows = captions.lrc(lines, STORY, episode(1, "x")).splitlines()[5:]
    assert len(rows) == (len(split_lines(lines)) + 1 if lines else 0)
    matches = [re.fullmatch(r"\[(\d+):(\d\d\.\d\d)\](?!\[[\da-z])(.*)", row) for row in rows]
    times = [int(match[1]) * 60 + float(match[2]) for match in matches if match]
    assert len(times) == len(rows)
    assert all(one <= two for one, two in pairwise(times))


def test_scenes_are_chapters_named_for_how_they_begin() -> None:
    """The first begins with the file; credits and headings are no scene and no name."""
    credit = TimedLine(Ms(9000), Ms(9500), "The end.", paragraph=-1, scene=7)
    stars = TimedLine(Ms(7000), Ms(7500), "* * *", paragraph=9, scene=2)
    assert captions.chapters([*LINES, stars, credit]) == {
        "version": "1.2.0",
        "chapters": [
            {"startTime": 0, "title": "“It boils,” she said. “Tea?” “Tea.”"},
            {"startTime": 4.9, "title": "Later, it rained. I want cake, he thought."},
            {"startTime": 7.0, "title": "Scene 3"},
        ],
    }


def test_a_long_name_of_a_scene_is_cut_at_a_clause() -> None:
    found = captions.chapters([LINES[2], replace(LONG, scene=1)])
    assert found["chapters"][1]["title"] == "It rained all night on the old town…"


def test_a_chapter_of_one_scene_has_no_chapters() -> None:
    assert captions.chapters(LINES[:6]) == {}
    assert captions.chapters(()) == {}


class Page(HTMLParser):
    """The tags of a page, and its text by tag."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.texts.setdefault(tag, []).append("")

    def handle_data(self, data: str) -> None:
        if self.tags:
            self.texts[self.tags[-1]][-1] += data


def test_a_transcript_says_who_speaks_when() -> None:
    page = Page(captions.transcript_html(LINES, "The Kettle", "en"))
    assert page.texts["cite"][2].strip() == "Petra:"
    assert page.texts["time"][2].strip() == "00:00:02"
    assert page.texts["p"][2].strip() == "“It boils,”"
    assert len(page.texts["p"]) == len(page.texts["cite"]) == len(page.texts["time"])


def test_no_word_becomes_markup_in_a_transcript() -> None:
    page = Page(captions.transcript_html(HOSTILES, HOSTILE[2], "ar"))
    tags = ["html", "head", "meta", "title", "body", "h1"]
    assert page.tags[:6] == tags
    assert set(page.tags[6:]) == {"cite", "time", "p"}
    assert [text.strip() for text in page.texts["title"]] == [HOSTILE[2]]
    assert any(HOSTILE[4] in text for text in page.texts["p"])


def test_a_transcript_runs_in_the_direction_of_its_language() -> None:
    assert '<html lang="ar" dir="rtl">' in captions.transcript_html(LINES, "x", "ar")
    assert "dir=" not in captions.transcript_html(LINES, "x", "en")


def test_all_captions_stand_beside_the_chapter(tmp_path: Path) -> None:
    """With the stem of its MP3, as players look for them, and nothing else is left behind."""
    sound = tmp_path / "sound.mp3"
    sound.write_bytes(b"sound")
    book = filled(tmp_path / "book", sound, STORY, {"The Kettle": LINES})
    written = captions.write(book, book.episodes[0])
    suffixes = [".vtt", ".srt", ".lrc", ".chapters.json", ".transcript.html"]
    assert [path.name for path in written] == [f"001 - x{suffix}" for suffix in suffixes]
    found = {path.name for path in book.folder.iterdir()}
    assert found == {".fic-audio", "001 - x.mp3", *(path.name for path in written)}
    assert written[0].read_text("utf-8") == captions.vtt(LINES, "en-GB")
    assert json.loads(written[3].read_bytes()) == captions.chapters(LINES, "en-GB")


def test_scenes_that_are_no_more_leave_no_file(tmp_path: Path) -> None:
    sound = tmp_path / "sound.mp3"
    sound.write_bytes(b"sound")
    book = filled(tmp_path / "book", sound, STORY, {"The Kettle": LINES})
    captions.write(book, book.episodes[0])
    save_lines(book.folder, book.episodes[0].file, LINES[:5])
    assert len(captions.write(book, book.episodes[0])) == 4
    assert not book.path(book.episodes[0], ".chapters.json").exists()


def test_a_folder_that_takes_no_file_is_told(tmp_path: Path) -> None:
    sound = tmp_path / "sound.mp3"
    sound.write_bytes(b"sound")
    book = filled(tmp_path / "book", sound, STORY, {"The Kettle": LINES})
    book.path(book.episodes[0], ".vtt").mkdir()
    with pytest.raises(OutputError, match=r"x\.vtt: can't be written"):
        captions.write(book, book.episodes[0])
