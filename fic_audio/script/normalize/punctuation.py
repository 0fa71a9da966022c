"""Marks for the eye: markup, addresses, censored words, dashes, runs of stops."""

from __future__ import annotations

import re

URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
LINK = re.compile(r"!?\[([^\[\]\n]*+)\]\([^)\s]{0,2000}+\)")
"""Markdown's [text](address); an address without end would be looked for from each bracket."""
_MAIL = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63}){1,5})(?!\w)")
_AT_NAME = re.compile(r"(?<![\w@])@(\w{1,64})")
_TAG = re.compile(r"(?<![\w#&])#(?=[^\W\d]\w)(\w+)")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|_")
_STRUCK = re.compile(r"~~(?=\S)([^~\n]{1,500})(?<=\S)~~")
_ORNAMENT = re.compile(
    r"(?<!\w)(?:o0o|0o0|oOo|xXx|XxX|o0O0o|oOoOo|-x-|\+x\+)(?:[-~ ]*(?:o0o|oOo|xXx))*(?!\w)"
)
_SLIPPED = re.compile(r"(?<=[!?]!)1+(?!\w)")
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|\*+")
_NOTE_MARK = re.compile(r"\[(?:\d{1,3}|[*†])\]|[†‡]")
_SYMBOLS = re.compile(r"[~^#|<>{}\\`=+]+")
_DASHES = re.compile(r"(?:(?<!\s)\s++)?(?:--++|[—―])\s*+|(?<!\s)\s++[-–]\s++")
_QUOTES = str.maketrans("", "", '"“”„‟«»‹›')
_CURLY = str.maketrans({"’": "'", "‘": "'", "‛": "'", "\u00a0": " "})
_LONG_STOP = re.compile(r"\.{4,}|(?:…\s?){2,}|…\.+")
_ASKED = re.compile(r"[!?‼⁇⁈⁉‽¡¿]{2,}|[‼⁇⁈⁉‽]")
_COMMAS = re.compile(r"(?:(?<!\s)\s++)?,(?:\s*+,)+")
_LOOSE = re.compile(r"(?<!\s)\s++([,.;:!?…])")
_STOPPED = re.compile(r",\s*([.;:!?…])|([.;:!?…])\s*,")
_SLASH = re.compile(r"(?<=[^\W\d])\s?/\s?(?=[^\W\d])")
_WORDS = {
    "&": " and ", "§": " section ", "№": " number ", "×": " times ", "÷": " divided by ",
    "±": " plus or minus ", "≈": " about ", "≠": " is not ", "→": ", ", "•": ", ", "™": "", "®": "",
    "©": "", "°": " degrees ",
}  # fmt: skip
_SIGN = re.compile("[" + "".join(map(re.escape, _WORDS)) + "]")
_PLUS = re.compile(r"(?<=[\w'])\s*\+\s*(?=\w)")
_EQUALS = re.compile(r"(?<=[\w'])\s*=\s*(?=\w)")
_TRAILING_PLUS = re.compile(r"(?<=\w)\+(?!\w)")

_BLOTTED = re.compile(
    r"(?<![\w*@#$!%])(?=[@$]?[A-Za-z])[A-Za-z@$][A-Za-z]*[*@#$!%][A-Za-z*@#$!%-]*(?<![!@#%])(?!\w)"
)
_GRAWLIX = re.compile(r"(?<!\w)[@#$%&*!?^]{3,}+")
_CURSED = re.compile(r"[@#$%&][!?]*+[@#$%&*^]")
_WORD_BEHIND = re.compile(r"\w{1,40}+")
_WORD_BEFORE = re.compile(r"\w++\Z")
_SWEAR = (
    "fuck shit bitch ass damn hell cunt dick cock bastard whore slut piss crap pussy prick".split()
)
_ENDINGS = (
    "",
    "s",
    "es",
    "ed",
    "er",
    "ers",
    "ing",
    "in",
    "y",
    "ty",
    "hole",
    "holes",
    "head",
    "ting",
)
_CURSES = {
    lead + word + end
    for word in _SWEAR
    for end in _ENDINGS
    for lead in ("", "mother", "bull", "god", "dumb", "jack")
} | {"goddamned", "damned", "bitching"}
_BY_LENGTH: dict[int, list[str]] = {}
for _curse in sorted(_CURSES):
    _BY_LENGTH.setdefault(len(_curse), []).append(_curse)


def read_addresses(text: str) -> str:
    """Links by their words or as "link", e-mail addresses and names as one says them."""
    if "](" in text:
        text = LINK.sub(r"\1", text)
    if "://" in text or "www." in text.lower():
        text = URL.sub(_url, text)
    if "@" in text:
        text = _MAIL.sub(_mail, text)
        text = _AT_NAME.sub(lambda match: "at " + match[1].replace("_", " ").strip(), text)
    if "#" in text:
        text = _TAG.sub(lambda match: "hashtag " + _HUMP.sub(" ", match[1]), text)
    return text


def _url(match: re.Match[str]) -> str:
    return "link" + match[0][len(match[0].rstrip(".,!?;:)]”’'…")) :]


def _mail(match: re.Match[str]) -> str:
    name, host = (part.replace(".", " dot ").replace("_", " ") for part in match.groups())
    return f"{name} at {host}"


def restore_curses(text: str) -> str:
    """Censored words as the reader completes them; a row of signs is a bleep.

    >>> restore_curses("What the f**k, that @#$%& sh*t")
    'What the fuck, that bleep shit'
    """
    if not re.search(r"[*@#$%]", text):
        return text
    text = _BLOTTED.sub(_complete, text)
    return _GRAWLIX.sub(_bleep, text)


def _bleep(match: re.Match[str]) -> str:
    signs = match[0]
    return "bleep" + signs[len(signs.rstrip("!?")) :] if _CURSED.search(signs) else signs


def _complete(match: re.Match[str]) -> str:
    word = match[0]
    stop = ""
    if word.endswith("*") and not re.match(r"[A-Za-z]{1,2}\*{2,}$", word):
        stop = "*"
        word = word[:-1]
    low = word.lower().replace("$", "s" if word.endswith("$$") else "$").replace("@ss", "ass")
    if not re.search(r"[*@#$!%-]", low):
        return (low if low in _CURSES else word) + stop
    likely = _BY_LENGTH.get(len(low), ())
    shape = re.compile(re.sub(r"[^a-z]", ".", low) if likely else "")
    known = sorted((curse for curse in likely if shape.fullmatch(curse)), key=_commonest)
    if not known:
        return match[0]
    return (known[0].capitalize() if word[0].isupper() else known[0]) + stop


def _commonest(curse: str) -> tuple[int, str]:
    return next((n for n, word in enumerate(_SWEAR) if curse == word), 99), curse


def strip_markup(text: str) -> str:
    """Without emphasis, strike-through, ornaments and note marks; the words in them stay."""
    if "~" in text:
        text = _STRUCK.sub(r"\1,", text)
    if "!1" in text:
        text = _SLIPPED.sub("", text)
    text = _ORNAMENT.sub(" ", text)
    if "[" in text or "†" in text or "‡" in text:
        text = _NOTE_MARK.sub("", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub("", text)
    return text


def read_signs(text: str) -> str:
    """Signs that stand for a word, and slashes."""
    text = _SIGN.sub(lambda match: _WORDS[match[0]], text)
    if "+" in text:
        text = _TRAILING_PLUS.sub(" plus", _PLUS.sub(" plus ", text))
    if "=" in text:
        text = _EQUALS.sub(" equals ", text)
    return _SLASH.sub(_slash, text) if "/" in text else text


def _slash(match: re.Match[str]) -> str:
    text, at = match.string, match.start()
    left = _WORD_BEFORE.search(text[max(0, at - 40) : at])
    right = _WORD_BEHIND.match(text, match.end())
    if not left or not right:
        return " "
    pair = left[0].lower(), right[0].lower()
    if pair[0] == "and" or (pair[1] == "or" and pair[0] != "either"):
        return " "
    if len(pair[0]) == len(pair[1]) == 1:
        return " "
    return " or " if left[0].islower() and right[0].islower() else " "


def straighten_quotes(text: str) -> str:
    """Without quotation marks, apostrophes as in type."""
    return text.translate(_QUOTES).translate(_CURLY)


def normalize_stops(text: str) -> str:
    """Dashes as pauses, runs of stops as one."""
    text = _DASHES.sub(", ", text)
    text = _SYMBOLS.sub(" ", text)
    text = _ASKED.sub(lambda m: "?" if set(m[0]) & set("?⁇⁈⁉‽") else "!", text)
    text = _LONG_STOP.sub(lambda m: "..." if m[0][0] == "." else "…", text)
    if "," in text:
        text = _COMMAS.sub(",", text)
        text = _STOPPED.sub(r"\1\2", text)
    return _LOOSE.sub(r"\1", text)
