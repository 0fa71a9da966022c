"""Letters dressed for the eye -> plain ones; what has no sound goes."""

from __future__ import annotations

import html
import re
import unicodedata

_PLAIN = re.compile(r"[ -~‘’“”…—–éèêëàâäáãåçíìîïñóòôöõúùûüßæøœÉÈÀÇÑÖÜÅØÆ]*")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d?);")
_DRESSED = re.compile("[\u2102-\u2138\u24b6-\u24e9\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff]")
_SMALL_CAPITALS = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz")
_PARTS = re.compile("[¼½¾⅐-⅞]")
_PILED = re.compile("([\u0300-\u036f\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]){3,}")
_STRUCK = re.compile("[\u0334-\u0338\u0489]")
_GREEK = re.compile(r"(?<![^\W\d_])[Α-ΡΣ-Ωα-ω](?![^\W\d_])")
_DRESSING = re.compile(r"(?<=[A-Za-z])[Ѐ-ӿΑ-Ωα-ω]|[Ѐ-ӿΑ-Ωα-ω](?=[A-Za-z])")
_ALIKE = str.maketrans(
    "АВЕЗКМНОРСТУХЯИЛДФГЖЦШЬЫѦаеорсухкмтвдяилґѕіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧΣΛΔανοτκρΘ",
    "ABE3KMHOPCTYXRNLDFGXUWbbAaeopcyxkmtvdanlgsijABEZHIKMNOPTYXEAAavotkpO",
)
_TAG_MARKS = "\u200b\u2060\ufeff"


_ACUTE = re.compile(r"(?<=\w)´(?=\w)")
"""An accent for want of an apostrophe."""


def replace_styled_letters(text: str) -> str:
    """The text in plain letters: full-width forms, ligatures, mathematical and small capitals
    undone, entities read, piles of accents taken off, controls gone.

    >>> replace_styled_letters("𝓗𝓮𝓵𝓵𝓸 ｗｏｒｌｄ &amp; oﬀ")
    'Hello world & off'
    """
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if _PLAIN.fullmatch(text):
        return text
    if "´" in text:
        text = _ACUTE.sub("’", text)
    text = _PARTS.sub(_vulgar, text)
    text = _DRESSED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = text.translate(_SMALL_CAPITALS)
    text = unicodedata.normalize("NFC", text)
    return _STRUCK.sub("", _PILED.sub("", text))


def drop_silent(text: str) -> str:
    """Characters without a sound become spaces, or nothing where they stand within a word."""
    return text if _PLAIN.fullmatch(text) else "".join(map(_sayable, text))


def replace_letters(text: str) -> str:
    """Signs of Greek by their names, and letters that dress up a word as those they look like.

    >>> " ".join(replace_letters("the α of STALKEЯ").split())
    'the alpha of STALKER'
    """
    if _PLAIN.fullmatch(text):
        return text
    text = _DRESSING.sub(lambda match: match[0].translate(_ALIKE), text)
    return _GREEK.sub(lambda match: f" {_letter(match[0])} ", text)


def _letter(char: str) -> str:
    """ "GREEK SMALL LETTER ALPHA WITH TONOS" is an alpha."""
    return unicodedata.name(char, "").partition("LETTER ")[2].partition(" WITH")[0].lower()


def _vulgar(match: re.Match[str]) -> str:
    fraction = unicodedata.normalize("NFKC", match[0]).replace("\u2044", "/")
    whole = match.start() and match.string[match.start() - 1].isdigit()
    return f" {fraction}" if whole else fraction


def _sayable(char: str) -> str:
    """A character, or a space for what has no sound: pictures, controls, half characters."""
    if char < "\x7f":
        return char if char >= " " else " "
    category = unicodedata.category(char)
    if category in ("Cf", "Mn") and char not in _TAG_MARKS:
        # Accents belong to their letter; joiners and direction marks to nothing.
        return char if category == "Mn" and not "\ufe00" <= char <= "\ufe0f" else ""
    spoken = char in "°"
    return " " if category[0] in "CZ" or (category in ("So", "Sk", "Cs") and not spoken) else char
