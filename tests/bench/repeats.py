"""Signs and constructs repeated without end, through every stage, each within a time limit.

    python tests/bench/repeats.py [--characters 60000] [--seconds 5] [--part 0/8] [--only PART]

A pattern with a repeat before something that may be missing takes time that grows as the square of
the text, and nobody sees it in ordinary stories. Here it is found: each fragment is repeated up to
50,000 times, alone, inside a quotation and within a word, and goes through the readers, the
segmenter, the names, the speakers, the text for the ear and its directions. A stage that takes
longer than the limit is stopped there, and where it stood is printed. Exits with 1 if any did.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\r\n\x0b\x0c\x85\xa0\xad"
SIGNS += "\u2028\u2003\u200b\u200d\ufeff\u0301"
SIGNS += "“”„‘’‚‹›«»…—–―•·°′″©®™§¶†‡¿¡×÷½²³⁰¹№€£₤¥☆★♥♡❤♪♫→←✨🙃👩🏽\u20e3\ufe0f1aAxI中あ한א"
FRAGMENTS = (
    *SIGNS, *(f"{sign} " for sign in "\"'.,-–—*_~=#[(“‘!?:;>/&|+@<…1Ia"),
    *(f"a{sign}" for sign in "\"'.,-–—*_~=#[(“‘’!?:;>/&|+@<…^\n"),
    *(f"A{sign}" for sign in ".'’-&/ \n"), *(f"{sign}a " for sign in "\"'*_~[(“‘<«@#&"),
    *(f"a{sign} " for sign in "\"'*_~])”’>»,.;:?!-–—…"),
    *(f"{sign}\n\n" for sign in "\"'.-–—*_~=#[(“‘!?:;>/&|+@<…1Ia"), "999,", "999.", "1.", "1,",
    "1-", "1:", "1/", "10:", "$1", "1%", "1°", "1st ", "12 ", "1k", "1e", "1.2.", "0x", "¼", "10–",
    "1,000 ", "IV ", "I.", "M", "MMXX ", "-1", "+1", "1+", "10\u2076", "x^2", ". . ", "..", "...",
    "... ", ". ", "?!", "!?", "--", "-- ", " - ", " — ", "—a", "a—", "a-a-", "a-A-", "Th-th-",
    "a-", "aaa-", "n-no ", "H-", "s... ", "aA", "Aa", "AB ", "ABc", "aab", "haha", "HAHA ", "xoxo",
    "*a", "**a", "***a", "_a", "__a", "*a*", "**a**", "_a_", "*a* ", "*", "**", "* * ", "~*",
    "~*~", "o0o", "f**k ", "s*", "***", "f*", "@a.", "a@", "a@b.", "a.b", "www.", "http://",
    "https://a ", "http://a/b?", "[a](", "[a]", "[", "](", "![", "![a](b)", "[a](b", "[[", "((",
    "(a", "(a) ", "[1]", "[^1]", "(1)", "*1", "<a", "<a>", "</a>", "<a b", "<p><i>a", "<p>", "<i>",
    "<b><i>", "<!--", "<![CDATA[", "&amp;", "&#", "&", "<div>", "<br>", "<br>\n", "<span style=",
    "<hr/>", "<h2>a", "<td>", "<li>", "<blockquote>", "<sup>1", "<a href=#>1</a>", "<p>a</p>",
    "<ruby>a<rt>b", "{", "{a", "}", "style{", "/*", "<style>", "<script>", '"a', '"a" ', '"a," ',
    '"a"\n\n', '"a\n\n', "'a", "'a' ", "'a\n\n", "“a", "“a” ", "“a\n\n", "“a ‘b ", "‘a", "‘a’ ",
    "«a", "„a", "a’", "a’s ", "’a ", "''a", "``a", "”a", "”", '""', "\"'", "'\"", '" ', '"\'"',
    '—"a', '"a," he said. ', '"a," said Mara, "b." ', '"a" she ', 'he said, "', '"—', '"…', '" "',
    "' '", '"a"b', "Mara ", "Mara, ", "Mara and ", "Mara/", "Mr. ", "Mr ", "Dr. Mara ",
    "said Mara. ", "the man ", "van de ", "said ", "he ", "I ", "I said ", "she said the old ",
    "a the ", "the ", "of the ", "very ", "and ", "my mother ", "Mara: ", "Mara: a\n",
    "Mara: a\n\n", "<Mara> a\n", "[10:15] Mara: a\n", "(10:15) ", "10:15 ", "@mara ", "mara_1: ",
    "Mara (", "MARA. ", "MARA: a\n", "**Mara:** a\n\n", "- a\n", "— a\n\n", "> a\n", "> a\n\n",
    ">", "# a\n\n", "#", "Chapter 1\n\n", "Chapter ", "Part 1\n", "1.\n\n", "I.\n\n", "***\n\n",
    "* * *\n\n", "---\n", "===\n", "a\n---\n", "\n#", "A/N: a\n\n", "A/N", "(A/N: ", "Author: ",
    "Title: a\n", "Note: ", "P.S. ", "P.", "Dear Mara,\n", "From: a\n", "Yours,\nMara\n",
    "--Mara\n", "a,\n", "a\n", "A\n", "a \n", "  a\n", "a.\n", " \n", "\t\n", "\n\n", "\r\n", "\r",
    "a  ", "  ", " \t", "\n ", "\xa0 ", " \u2028", ":-", ":)", ":", ";)", ":D ", "xD ", "<3", "^_",
    "T_T ", "o_", "¯\\_", "👩‍", "👩‍👩‍", "👍🏽", "🇬", "1\u20e3", "❤️", "🏴\U000e0067", "a\u0301", "Z̷",
    "w̷͓", "\u0301\u0302", "\u200b ", "\ud800", "(c)", "Lv. ", "No. ", "vs. ", "e.g. ", "i.e., ",
    "etc. ", "St. ", "St ", "a.m. ", "5 a.m. ", "10 km ", "5'", "5'10\" ", "b/c ", "w/ ", "a/",
    "a/b/", "50/50 ", "a & b ", "AT&", "R&B ", "S.H.", "U.S.A. ", "a.k.a. ", "&c. ", "#1 ", "#a",
    "C# ", "thought ", "*a*, he thought. ", "I thought, ", "a, b, ", "a; ", "a: ", "(\n", ")\n",
    "[Mara", "[a: ", "System: ", "[System] ", "\\", "\\*", "\\\n", '\\"', "```", "```\n", "~~~\n",
    "~~a", "    a\n", "|a|", "| a ", "|-|", "\n|", "+-", "=a=", "/a/ ",
)  # fmt: skip
BEGIN = 'Title: T\nAuthor: A\n\nMara opened the door. "Is anybody in?" she asked.\n\n'
END = '\n\n"Nobody," Tobin said.\n'
FRAMES: tuple[tuple[str, str, str], ...] = (
    ("alone", "", ""),
    ("in a sentence", "Then x", "y went."),
    ("quoted", '"So', 'so," said Mara.'),
    ("opened", "“It’s ", ""),
)
PAGE = "<html><head><title>T</title></head><body><p>Mara said, “Is anybody in?”</p><p>"


Faults = Iterator[tuple[str, float, str]]
"""Stage, seconds, and what is wrong."""
STEP = 4
"""How much shorter the text is that a slow one is compared with."""
LINEAR = 8
"""How much longer it may take for that: twice of what grows as the text, half of its square."""
NOTICED = 0.4
"""Seconds from which on a stage is looked at."""


class TooSlowError(Exception):
    """A stage that took longer than it may."""


def stages(text: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """The names of the stages, and what each does with the text or with what the last one found."""
    from fic_audio.config import Part, Pauses
    from fic_audio.errors import StoryError
    from fic_audio.page.read.markdown import read_markdown
    from fic_audio.page.read.text import read_text
    from fic_audio.page.read.web import read_html
    from fic_audio.page.segment import segment
    from fic_audio.page.segment.footnotes import with_footnotes
    from fic_audio.script.attribution import attribute_speakers
    from fic_audio.script.cast import cast_voices
    from fic_audio.script.characters import find_characters
    from fic_audio.script.normalize import normalize
    from fic_audio.script.prosody.direction import direct_lines
    from fic_audio.voices import load

    made: dict[str, object] = {}

    def kept(name: str, value: object) -> object:
        made[name] = value
        return value

    def refused(run: Callable[[], object]) -> object:
        try:
            return run()
        except StoryError:
            return None

    page = PAGE + text.replace("\n\n", "</p><p>")
    yield "html", lambda: refused(lambda: read_html(page.encode("utf-8", "replace")))
    yield "markdown", lambda: read_markdown(text)
    yield "text", lambda: kept("story", read_text(text))
    story = made.get("story")
    if story is None:
        return
    chapters = [with_footnotes(chapter) for chapter in story.chapters]  # type: ignore[attr-defined]
    yield "segment", lambda: kept("spans", [segment(chapter, "en") for chapter in chapters])
    spans = made.get("spans")
    if spans is None:
        return
    about = story.metadata  # type: ignore[attr-defined]
    yield "names", lambda: kept("people", find_characters(chapters, spans, about))  # type: ignore[arg-type]
    people = made.get("people")
    if people is None:
        return
    yield "attribute", lambda: kept("lines", attribute_speakers(chapters, spans, people))  # type: ignore[arg-type]
    lines = made.get("lines")
    if lines is None:
        return
    yield (
        "cast",
        lambda: kept("cast", cast_voices(chapters, lines, people, load().speaking("en"), Part(""))),
    )  # type: ignore[arg-type]
    parts = made.get("cast")
    if parts is None:
        return
    yield (
        "direct",
        lambda: [
            direct_lines(chapter, each, parts, Pauses(), notes="read", direction="full")  # type: ignore[arg-type]
            for chapter, each in zip(chapters, lines, strict=True)  # type: ignore[call-overload]
        ],
    )
    yield "speakable", lambda: normalize(text)


def timed(run: Callable[[], object], seconds: float) -> tuple[float, str]:
    """Processor seconds that something takes, and where it stood if it took too many."""

    def stop(_number: int, _frame: object) -> None:
        raise TooSlowError

    before = time.process_time()
    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        run()
    except TooSlowError as slow:
        frames = [f for f in traceback.extract_tb(slow.__traceback__) if "bench" not in f.filename]
        ours = [frame for frame in frames if "fic_audio" in frame.filename] or frames
        shown = (f"{Path(frame.filename).name}:{frame.lineno}" for frame in ours[-3:])
        return time.process_time() - before, " > ".join(shown)
    except Exception as fault:
        frames = [f for f in traceback.extract_tb(fault.__traceback__) if "fic_audio" in f.filename]
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        return time.process_time() - before, f"{type(fault).__name__} at {place}: {str(fault)[:80]}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - before, ""


def run(text: str, seconds: float) -> dict[str, tuple[float, str]]:
    """What each stage took, and where it stood if it took too long or failed."""
    return {stage: timed(does, seconds) for stage, does in stages(text)}


def faults(fragment: str, frame: tuple[str, str, str], characters: int, seconds: float) -> Faults:
    """The stages that take too long over a fragment, or longer than the text is longer."""
    _, opens, closes = frame

    def text(length: int) -> str:
        many = fragment * min(50_000, max(1, length // len(fragment)))
        return f"{BEGIN}{opens}{many}{closes}{END}"

    found = run(text(characters), seconds)
    slow = {stage: took for stage, (took, _) in found.items() if took > NOTICED}
    less = run(text(characters // STEP), seconds) if slow else {}
    for stage, took in slow.items():
        if not found[stage][1] and took > LINEAR * max(less[stage][0], NOTICED / STEP):
            yield stage, took, f"grows faster than the text ({less[stage][0]:.2f} s before)"
    for stage, (took, where) in found.items():
        if where:
            yield stage, took, where


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--characters", type=int, default=60_000)
    parser.add_argument("--seconds", type=float, default=5.0, help="of processor time, for a stage")
    parser.add_argument("--only", default="", help="fragments that hold this")
    parser.add_argument("--frame", default="", help="frames whose name holds this")
    parser.add_argument("--part", default="0/1", help="1/4: every fourth fragment, from the second")
    asked = parser.parse_args()
    first, step = map(int, asked.part.split("/"))
    fragments = [each for each in dict.fromkeys(FRAGMENTS) if asked.only in each][first::step]
    count = 0
    for fragment in fragments:
        for frame in FRAMES:
            if asked.frame in frame[0]:
                for stage, took, where in faults(fragment, frame, asked.characters, asked.seconds):
                    count += 1
                    print(f"{stage:10} {took:5.1f} s  {fragment!r} {frame[0]}: {where}", flush=True)
    print(f"{len(fragments)} fragments, {count} faults")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
