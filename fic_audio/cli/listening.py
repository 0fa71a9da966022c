"""What is printed of listening: its cost before, what sounds unclear after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fic_audio.cli import format
from fic_audio.durations import clock, in_minutes, roughly
from fic_audio.events import ListeningStarted, MendingStarted
from fic_audio.results import Listened, UnclearLine

if TYPE_CHECKING:
    from fic_audio.listening.report import ListeningReport

MOST = 20
"""Unclear lines that a summary names."""
MOST_NAMES = 12


def describe_start(event: ListeningStarted | MendingStarted) -> Iterator[str]:
    """What is about to be done, and how long it will take."""
    match event:
        case ListeningStarted() if event.length:
            title, cost = format.plain(event.title), roughly(event.seconds)
            yield f"{title}: listening to {in_minutes(event.length)} of speech, about {cost}"
        case MendingStarted():
            lines = format.count(event.lines, "line sounds unclear", "lines sound unclear")
            yield f"  {lines}; spoken again"
        case _:
            pass


def summary(listened: Listened | None, most: int = MOST) -> Iterator[str]:
    """What came of listening, with at most so many unclear lines; nothing if it was not asked
    for."""
    if listened is None:
        return
    if listened.skipped:
        yield f"  not listened to: {listened.skipped}"
        return
    # After mending, all but the mended lines are known from a moment ago.
    before = 0 if listened.retried else listened.lines - listened.now
    known = f" ({before:,} of them before)" if before else ""
    unclear = len(listened.unclear)
    found = "all sound clear" if not unclear else f"{unclear} of them sound unclear"
    if unclear == 1:
        found = "one of them sounds unclear"
    yield f"  listened to {format.count(listened.lines, 'line')}{known}; {found}"
    if listened.retried:
        yield f"  spoken again: {listened.retried}, of which {listened.mended} sound better now"
    yield from (f"  {row}" for row in unclear_rows(listened.unclear[:most]))
    if most and unclear > most:
        yield f"  and {unclear - most} more: fic-audio check DIR --listen shows all"
    if listened.names:
        names = ", ".join(
            f"{format.plain(name)} (heard as {format.plain(heard)})"
            for name, heard in listened.names[:MOST_NAMES]
        )
        yield f"  names heard otherwise; [pronounce] in fic-audio.toml corrects them: {names}"
    for trouble in listened.troubles:
        yield f"  {trouble}"


def report_rows(found: ListeningReport) -> Iterator[str]:
    """All that was heard of a story: every unclear line, then voices and chapters as tables."""
    yield ""
    yield from (row.strip() for row in summary(found.as_listened(), most=0))
    header = ("chapter", "time", "speaker", "line", "why")
    rows = (
        (
            str(each.chapter),
            clock(each.start),
            format.plain(each.speaker),
            format.cut_text(format.plain(each.text), 50),
            format.plain("; ".join(each.reasons)),
        )
        for each in found.unclear
    )
    yield from format.table(rows, header) if found.unclear else ()
    yield ""
    yield from format.table(
        (
            (
                format.plain(each.speaker),
                format.plain(each.voice),
                f"{each.lines:,}",
                "" if each.level is None else f"{each.level:+.1f} dB",
                "" if each.drift is None else f"{each.drift:.1f} dB",
                str(each.words_a_minute),
                f"{each.errors:.1%}",
            )
            for each in found.flow.voices
        ),
        ("speaker", "voice", "lines", "level", "drift", "words/min", "misheard"),
    )
    yield ""
    yield from format.table(
        (
            (
                str(each.number),
                clock(each.length),
                str(each.words_a_minute),
                f"{each.pause / 1000:.1f} s at {clock(each.pause_at)}",
                str(each.unclear),
            )
            for each in found.flow.chapters
        ),
        ("chapter", "length", "words/min", "longest pause", "unclear"),
    )
    joints = found.flow.joints
    if joints.count:
        yield (
            f"at {joints.count:,} changes of speaker the level jumps by {joints.middle:.1f} dB "
            f"(median), nine of ten times by less than {joints.nine_of_ten:.1f}, at most by "
            f"{joints.most:.1f}"
        )


def unclear_rows(lines: Sequence[UnclearLine]) -> Iterator[str]:
    """The unclear lines: chapter and time, who speaks, why."""
    for each in lines:
        place = f"{each.chapter}, {clock(each.start)}"
        text = format.cut_text(format.plain(each.text), 60)
        reasons = format.plain("; ".join(each.reasons))
        yield f"sounds unclear: {place}, {format.plain(each.speaker)}: {text}: {reasons}"
