"""Emoji, faces made of marks, and hearts: named, or silent."""

from __future__ import annotations

import re

from fic_audio.language.writing import runs

_PICTURE = re.compile(
    "[\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf"
    "\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_HEART = re.compile(r"(?<![\w<])<(/?)3+(?![\w.,]?\d)")
_MARKED = re.compile(r"[:;=8>^T_Q¯(╯ʕᕕ（xX-]")
_FACES = {
    "smiling": r"[:=]'?-?[)\]]+|\^[_.\-]?\^|\(\^[_.o\-]?\^\)|\(?◕‿◕\)?|[:=]-?D(?!\w)|c:(?=\s|$)",
    "winking": r";-?[)\]]+|;-?D(?!\w)",
    "frowning": r"[:=]-?\(+|>:\(",
    "crying": r"[:=]'-?\(+|T[_.]T|Q[_.]Q|;[_.];|ಥ[_﹏]ಥ",
    "laughing": r"[xX]D+(?!\w)|>\.<",
    "tongue out": r"[:=;]-?[Pp](?!\w)",
    "cat face": r">?[:=]3c?(?!\w)",
    "surprised": r"[oO0][_.][oO0]|:-?[oO](?!\w)",
    "annoyed": r"-[_.]-'?|>[_.]>|<[_.]<|:-?/(?!/)",
    "shrug": r"¯\\?_?\(ツ\)_?/?¯",
    "table flip": r"\(╯°□°[）)]╯?[︵ ]*┻━+┻",
    "table put back": r"┬─+┬\s?ノ?\(\s?゜?-?゜?ノ?\)",
}
_FACE = re.compile(
    r"(?<![^\s\"“'*(])(?:"
    + "|".join(f"(?P<g{n}>{shape})" for n, shape in enumerate(_FACES.values()))
    + r")(?![^\s.,!?\"”'*)])"
)
_NAMES = tuple(_FACES)
_NO_ARM = r"\s()（）A-Za-z0-9.,!?;:\"“”'’"
_DRAWN = re.compile(
    rf"[^{_NO_ARM}]{{0,3}}[(（][^()（）A-Za-z0-9]{{1,24}}[)）][^{_NO_ARM}]{{0,4}}"
    rf"|(?<![^\s\"“'*(])[^{_NO_ARM}]{{0,3}}"
    r"[ಠಥʘ◕◠⊙☉◉◔⚆•●°｡￣´`˘¬≧≦＾^・눈⇀↼ↀ><TQ][_.‿﹏益ω△▽∀Дд﹃︵‸⌓ᴥヮロ皿◡ᗜε]{1,4}"
    rf"[ಠಥʘ◕◠⊙☉◉◔⚆•●°｡￣´`˘¬≧≦＾^・눈⇀↼ↀ><TQ][^{_NO_ARM}]{{0,4}}(?![^\s.,!?\"”'’*)])"
)
"""What may be a face drawn with signs and letters: between brackets, or two eyes and a mouth."""
_FACE_SIGN = re.compile("[°□◕◠‿ω´`｀▽△∀≧≦╯益ಠಥಸ◡ツヅ・•̀́ᴗ╥﹏￣˘¬■⊙☉◉ʘ_＾^ᴥ͡‸∇◔◇☆✿❀♥]")
_LOOKS = (
    ("table flip", re.compile("┻━+┻")),
    (
        "shrug",
        re.compile(r"[¯乁┐╮ヽ].{0,3}[（(].{0,3}[ツヅ]|[（(]\s?[ツヅ]\s?[)）].{0,3}[¯ㄏ┌╭ノ]"),
    ),
    ("bear", re.compile("[ʕᶘ][^a-z]{0,8}ᴥ")),
    ("sunglasses", re.compile("■")),
    ("crying", re.compile("[ಥ╥]|T[_△﹏]T|；[_д]；|;[_ωд];|Q[_△]Q")),
    ("angry", re.compile("益|皿|ಠ[дДロ]ಠ")),
    ("disapproving look", re.compile("ಠ|눈_눈|ಸ")),
    ("smirking", re.compile("͡°")),
    ("smiling", re.compile("‿|◡|▽|∀|∇|ᗜ|ヮ|ᴗ|[＾^][_ω.]?[＾^]|≧.{0,2}≦")),
)
"""Names of faces by what they are drawn with; any other is silent."""
_MODIFIER = re.compile(r"_(?:light|medium-light|medium|medium-dark|dark)_skin_tone$")
_CHAIN = re.compile("((?:[^\\s\u200d]{1,3}\u200d){12})")
"""Of more pictures than any is joined of: the table of emoji takes the square of its length."""
_OPEN, _CLOSE = "\x02", "\x03"
"""Around a name until its commas are set; taken out of the story before."""
_ALIKE = re.compile(r"(\x02[^\x03]*\x03)(?:\s*\1)+")
_EDGES = (
    (re.compile(r"([\w'’])\s*\x02"), r"\1, "),
    (re.compile(r"\x03\s*(?=[\w\x02])"), ", "),
    (re.compile(r"[\x02\x03]"), ""),
)


def name_emoji(text: str, *, named: bool) -> str:
    """The text with its emoji and faces named, each once in a row, or without them.

    >>> name_emoji("ok 😂😂 <3", named=True)
    'ok, face with tears of joy, heart'
    """
    text = text.replace(_OPEN, " ").replace(_CLOSE, " ")
    if "3" in text and "<" in text:
        text = _HEART.sub(lambda m: _name("broken heart" if m[1] else "heart", named), text)
    if _MARKED.search(text):
        text = _FACE.sub(lambda m: _name(_NAMES[int((m.lastgroup or "g0")[1:])], named), text)
    if not text.isascii() or "(" in text:
        text = _DRAWN.sub(lambda m: _name(_look(m[0]), named) if _is_drawn(m[0]) else m[0], text)
    if not text.isascii() and _PICTURE.search(text):
        text = _emoji(text, named)
    return _set_in_commas(text) if _OPEN in text else text


def blank_emoji(text: str) -> str:
    """The text with spaces in the place of faces, whose letters are no words; places stay."""
    for pattern in (_FACE, _DRAWN):
        text = pattern.sub(
            lambda m: " " * len(m[0]) if m.re is _FACE or _is_drawn(m[0]) else m[0], text
        )
    return text


def _is_drawn(shape: str) -> bool:
    """Whether a shape is a face: signs among which no two letters make the begin of a word."""
    if not _FACE_SIGN.search(shape):
        return False
    letters = [stretch for stretch in runs(shape) if stretch[1] > 1]
    return not letters


def _look(face: str) -> str:
    return next((name for name, shape in _LOOKS if shape.search(face)), "")


def _set_in_commas(text: str) -> str:
    text = _ALIKE.sub(r"\1", text)
    for pattern, instead in _EDGES:
        text = pattern.sub(instead, text)
    return text


def _name(name: str, named: bool) -> str:
    return f"{_OPEN}{name}{_CLOSE}" if named and name else " "


def _emoji(text: str, named: bool) -> str:
    import emoji  # its table takes a tenth of a second

    def said(char: str, data: dict[str, str]) -> str:
        word = _MODIFIER.sub("", str(data.get("en", "")).strip(":"))
        return _name(word.replace("_", " ").replace("’", "'"), named)

    return "".join(str(emoji.replace_emoji(part, said)) for part in _CHAIN.split(text) if part)
