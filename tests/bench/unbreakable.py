"""Reads everything there is, also in shapes that nobody wrote: nothing may break or lose a word.

    python tests/bench/unbreakable.py [--only PART] [--part 0/1] [--joined]

Each work of the development data is read, and its script written as `script --json` does it: as it
is, with the cast that its annotation names, in other quotation marks, with its paragraphs shuffled
and cut at any place; `--joined` adds books of half a million words made of several. A fault is an
exception that has no exit code of its own, a text that the spans do not tile, a speaker outside the
cast, or more processor time than any work may take. Words a second are printed for each, and what
falls under a fifth of the median is marked. Exits with 1 where there is a fault.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from corpora import Work, data_dir

from fic_audio import voices
from fic_audio.cli import format
from fic_audio.config import Config, Part
from fic_audio.errors import FicAudioError
from fic_audio.model import NARRATOR, Story
from fic_audio.page.read import read
from fic_audio.production import cast_script, find_available, normalize_lines, write_script
from fic_audio.production.export import script_objects
from fic_audio.production.script import Script

BOOK = 500_000
"""Words of a joined book."""
FEW = 1000
"""Words under which a work's speed says nothing."""
SLOW = 5
"""How much slower than the median a work is marked."""
LEAST = 300
"""Words a second that no work may fall under: an hour's reading in half a minute..."""
START = 10
"""...and seconds for the smallest."""
MARKED = {"“": '"', "”": '"', "‘": "'", "’": "'"}


@dataclass(frozen=True, slots=True)
class Trial:
    """A work in one shape."""

    name: str
    text: str = ""
    path: Path | None = None
    """A file that is read as it lies there, in place of a text."""
    cast: tuple[Part, ...] = ()


class TooSlowError(Exception):
    """A work that takes longer than any may."""


def straight(text: str) -> str:
    return text.translate(str.maketrans(MARKED))


def curly(text: str) -> str:
    """Straight marks as a word processor turns them, by what stands before."""
    made = []
    before = " "
    for char in straight(text):
        opens = before.isspace() or before in "([—–-\"'“‘"
        made.append({'"': "“" if opens else "”", "'": "‘" if opens else "’"}.get(char, char))
        before = char
    return "".join(made)


def single(text: str) -> str:
    """Double marks as single ones, as British printers set them."""
    return straight(text).replace('"', "'")


def shuffled(text: str, chance: random.Random) -> str:
    paragraphs = text.split("\n\n")
    chance.shuffle(paragraphs)
    return "\n\n".join(paragraphs)


def cut(text: str, chance: random.Random) -> str:
    """What stands between any two places, in a word or in a tag."""
    low, high = sorted(chance.sample(range(len(text) + 1), 2))
    return text[low:high]


def texts(joined: bool) -> Iterator[Trial]:
    """Every trial. The same ones each time: what is drawn is drawn by the work's name."""
    corpora = data_dir() / "corpora"
    whole: list[tuple[str, str]] = []
    for corpus in ("pdnc", "fanfiction", "fanfiction-chapters", "litbank"):
        for folder in sorted((corpora / corpus).iterdir()):
            if not (folder / "text.txt").is_file():
                continue
            name = f"{corpus}/{folder.name}"
            text = (folder / "text.txt").read_text("utf-8")
            whole.append((name, text))
            yield Trial(name, text)
            with suppress(OSError, KeyError):
                yield Trial(f"{name} cast", text, cast=tuple(Work(folder).parts()))
    for path in sorted((corpora / "litbank-coref").glob("*.txt")):
        whole.append((f"coref/{path.stem}", path.read_text("utf-8")))
        yield Trial(f"coref/{path.stem}", path=path)
    for folder in ("field", "seed", "newcomer", "hostile", "fixtures"):
        for path in sorted((data_dir() / folder).rglob("*")):
            known = path.is_file() and path.name not in ("INDEX.tsv", "README.md", "expect.md")
            if known:
                yield Trial(str(path.relative_to(data_dir())), path=path)
    for name, text in whole:
        chance = random.Random(name)
        for shape, made in (("straight", straight), ("curly", curly), ("single", single)):
            yield Trial(f"{name} {shape}", made(text))
        yield Trial(f"{name} shuffled", shuffled(text, chance))
        for nth in range(3):
            yield Trial(f"{name} cut {nth}", cut(text, chance))
    if joined:
        yield from books(whole)


def books(whole: list[tuple[str, str]]) -> Iterator[Trial]:
    """The works drawn together into long books, each a chapter of them."""
    chance = random.Random(0)
    order = list(whole)
    chance.shuffle(order)
    parts: list[str] = []
    words = number = 0
    for _, text in order:
        parts.append(f"Chapter {len(parts) + 1}\n\n{text}")
        words += len(text.split())
        if words >= BOOK:
            number += 1
            yield Trial(f"book {number}", "\n\n".join(parts))
            parts, words = [], 0


def script(trial: Trial) -> tuple[Story, Script, int]:
    """What `script --json` makes of it, and how many words it has."""
    config = Config(characters=trial.cast, only=bool(trial.cast))
    if trial.path is not None:
        story = read(trial.path)
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "story.txt")
            path.write_text(trial.text, encoding="utf-8", newline="")
            story = read(path)
    words = sum(len(chapter.text.split()) for chapter in story.chapters)
    written = write_script(story, config)
    ready = find_available("auto", config, voices.load())
    parts = cast_script(written, ready.config, ready.voices)
    for each in script_objects(written, normalize_lines(written, parts, ready.config)):
        json.loads(format.as_json(each))
    return story, written, words


def faults(story: Story, written: Script) -> Iterator[str]:
    """What is lost, and who speaks that is nobody."""
    cast = {NARRATOR, *(person.name for person in written.characters)}
    for number, (chapter, lines) in enumerate(
        zip(written.story.chapters, written.lines, strict=True), 1
    ):
        at = 0
        for line in lines:
            if line.span.start != at or line.span.end < at:
                yield f"chapter {number}: a gap at {at}"
            at = line.span.end
            if line.speaker is not None and line.speaker not in cast:
                yield f"chapter {number}: {line.speaker!r} is not in the cast"
        if at != len(chapter.text):
            yield f"chapter {number}: ends at {at} of {len(chapter.text)}"
        if chapter.text != story.chapters[number - 1].text:
            yield f"chapter {number}: another text than was read"


def tried(trial: Trial) -> tuple[int, float, list[str]]:
    """Words, processor seconds and faults of a trial."""

    def stop(_number: int, _frame: object) -> None:
        raise TooSlowError

    size = trial.path.stat().st_size if trial.path else len(trial.text)
    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, START + size / 5 / LEAST)
    before = time.process_time()
    words, found = 0, []
    try:
        story, written, words = script(trial)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        found = list(faults(story, written))
    except FicAudioError as error:
        if error.exit_code == FicAudioError.exit_code or not str(error).strip():
            found = [f"no sentence: {error!r}"]
    except TooSlowError as slow:
        frames = traceback.extract_tb(slow.__traceback__)
        ours = [frame for frame in frames if "fic_audio" in frame.filename]
        found = [f"too slow, at {Path(ours[-1].filename).name}:{ours[-1].lineno}"]
    except Exception:
        found = [traceback.format_exc(limit=-3)]
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return words, time.process_time() - before, found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", help="trials whose name holds this")
    parser.add_argument("--part", default="0/1", help="1/4: every fourth trial, from the second")
    parser.add_argument("--joined", action="store_true", help="books of half a million words, too")
    asked = parser.parse_args()
    first, step = map(int, asked.part.split("/"))
    chosen = [trial for trial in texts(asked.joined) if asked.only in trial.name][first::step]
    speeds: list[tuple[float, str]] = []
    broken = total = 0
    for trial in chosen:
        words, seconds, found = tried(trial)
        total += words
        if words >= FEW:
            speeds.append((words / seconds, trial.name))
        print(f"{words:9,} words {words / max(seconds, 1e-9):9,.0f} a second  {trial.name}")
        for fault in found:
            broken += 1
            print(f"FAULT {trial.name}: {fault}")
        sys.stdout.flush()
    if speeds:
        middle = median(speed for speed, _ in speeds)
        slow = [(speed, name) for speed, name in sorted(speeds) if speed < middle / SLOW]
        for speed, name in slow:
            print(f"SLOW {name}: {speed:,.0f} words a second")
        print(
            f"median {middle:,.0f} words a second, slowest {min(speeds)[0]:,.0f} ({min(speeds)[1]})"
        )
    print(f"{len(chosen)} trials, {total:,} words, {broken} faults")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
