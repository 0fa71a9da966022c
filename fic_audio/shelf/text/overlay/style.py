"""How the pages of a read-along look: who speaks shows, in light and in dark, or not at all.

The text keeps the reader's own colour, which every theme shows well. A speaker's colour underlines
it and fills the label before it; the name stands in the label, so that nothing hangs on colour.
"""

from __future__ import annotations

from collections.abc import Mapping

ACTIVE = "-epub-media-overlay-active"
PLAYING = "-epub-media-overlay-playing"

COLOURS = (
    "#df2020",
    "#1270db",
    "#0f8422",
    "#ab3fcf",
    "#aa5f09",
    "#077e89",
    "#d2258a",
    "#877000",
    "#6060e8",
    "#3c810a",
    "#8261bb",
    "#a0624d",
)
"""All of one luminance: at least 3:1 as a line on white, sepia and black, 4.5:1 behind white."""
LINES = ("solid", "dotted", "dashed", "double", "wavy")
"""Once all colours are taken, the next kind of line begins with the first again."""

BASE = f"""\
body {{ line-height: 1.5; overflow-wrap: anywhere; }}
h1, h2 {{ line-height: 1.2; text-align: center; }}
p {{ margin: 0 0 0.7em; }}
hr {{ border: 0; border-top: 1px solid; margin: 2em auto; opacity: 0.6; width: 30%; }}
img.cover {{ display: block; margin: 0 auto; max-height: 60vh; max-width: 100%; }}
.credits, .creators {{ font-style: italic; text-align: center; }}
.thought {{ font-style: italic; }}
.letter, .message {{ font-family: monospace; }}
.note {{ font-size: 0.9em; }}
dt {{ font-weight: bold; }}
.{ACTIVE} {{ background-color: #ffe08a; color: #111111; }}
"""

NAMES = """\
.turn::before {
  border: 1px solid;
  border-radius: 0.4em;
  content: attr(data-speaker);
  display: inline-block;
  font: 600 0.65em/1.4 sans-serif;
  margin-inline-end: 0.4em;
  padding: 0 0.4em;
  vertical-align: 0.15em;
}
"""

TEXT_ONLY = ".turn::before { content: none; }\n"


def colours(classes: Mapping[str, str]) -> str:
    """The rules that show each class of a speaker in a colour of its own."""
    rules = []
    for number, name in enumerate(classes.values()):
        colour = COLOURS[number % len(COLOURS)]
        line = LINES[number // len(COLOURS) % len(LINES)]
        rules.append(
            f".{name} {{ text-decoration: underline {line} {colour}; "
            "text-decoration-thickness: 0.12em; text-underline-offset: 0.2em; }\n"
            f".{name}.turn::before {{ background-color: {colour}; border-color: {colour}; "
            "color: #ffffff; }\n"
        )
    return "".join(rules)


def sheets(classes: Mapping[str, str]) -> dict[str, str]:
    """File -> style sheet."""
    return {
        "style.css": BASE,
        "speakers.css": NAMES + colours(classes),
        "names.css": NAMES,
        "plain.css": TEXT_ONLY,
    }


LINKS = (
    ("stylesheet", "style.css", ""),
    ("stylesheet", "speakers.css", "Colours and names"),
    ("alternate stylesheet", "names.css", "Names"),
    ("alternate stylesheet", "plain.css", "Text only"),
)
"""Relation, file and title of each: the reader may choose among those with a title."""
