"""Milliseconds as people and players read them."""

from __future__ import annotations


def parts(ms: int) -> tuple[int, int, int, int]:
    """Hours, minutes, seconds and milliseconds.

    >>> parts(3_723_040)
    (1, 2, 3, 40)
    """
    seconds, rest = divmod(ms, 1000)
    return seconds // 3600, seconds // 60 % 60, seconds % 60, rest


def clock(ms: int, *, hours: bool = False) -> str:
    """Whole seconds as a clock shows them; `hours`: also where there are none.

    >>> clock(3_723_040), clock(7_999), clock(7_999, hours=True)
    ('1:02:03', '0:07', '0:00:07')
    """
    h, m, s, _ = parts(ms)
    return f"{h}:{m:02d}:{s:02d}" if h or hours else f"{m}:{s:02d}"


def timecode(ms: int, point: str = ".") -> str:
    """The exact time, with hours as short as they are.

    >>> timecode(3_723_040), timecode(40, ",")
    ('1:02:03.040', '0:00:00,040')
    """
    h, m, s, rest = parts(ms)
    return f"{h}:{m:02d}:{s:02d}{point}{rest:03d}"


def in_words(ms: int) -> str:
    """A length, to the second or, from an hour on, to the minute.

    >>> in_words(3_725_000), in_words(65_400)
    ('1 h 02 min', '1 min 05 s')
    """
    h, m, s, _ = parts(1000 * round(ms / 1000))
    return _minutes(h, m) if h else f"{m} min {s:02d} s"


def in_minutes(ms: int) -> str:
    """A length to the minute; what rounds to none, to the second.

    >>> in_minutes(3_725_000), in_minutes(95_000), in_minutes(12_300)
    ('1 h 02 min', '2 min', '12 s')
    """
    h, m = divmod(round(ms / 60_000), 60)
    return _minutes(h, m) if h or m else f"{max(1, round(ms / 1000))} s"


def roughly(seconds: float) -> str:
    """A time that is estimated.

    >>> roughly(12), roughly(200), roughly(7_300)
    ('10 s', '3 min', '2 h 02 min')
    """
    if seconds < 55:
        return f"{max(5, 5 * round(seconds / 5))} s"
    return _minutes(*divmod(max(1, round(seconds / 60)), 60))


def _minutes(hours: int, minutes: int) -> str:
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min"
