"""How it is said, written into the word: stutters, stretched words, capitals, cut-off words."""

from __future__ import annotations

import re
from itertools import chain, islice, product

from fic_audio.engines.phonemes import mark_stutter
from fic_audio.script.pronounce.common import COMMON

_JOINT = r"(?:-|–|—|…|\.{2,3})\s?"
_STUTTER = re.compile(
    rf"(?<![\w-])(?P<parts>(?:[A-Za-z]{{1,3}}{_JOINT}){{1,8}})(?P<word>[A-Za-z]+(?:['’][a-z]+)?)"
)
_STUTTERS = re.compile(r"(?<![A-Za-z])([A-Za-z]{1,3})(?:-|–|—|…|\.\.)\s?\1", re.IGNORECASE)
_SPLIT = re.compile(_JOINT)
_SOUND = "\ue000"
"""Stands behind such a sound. No story has it here any more: see `drop_silent`."""
_SOUNDED = re.compile(rf"([A-Za-z]+){_SOUND}")
_PREFIXES = frozenset("re co no de in un pre pro non ha he so bye".split())
_WHOLE = frozenset(("d-day",))
_VOWELS = {"a": "ah", "e": "eh", "i": "ih", "o": "oh", "u": "uh"}
_ONSETS = {"kn": "n", "wh": "w", "wr": "r", "ph": "f", "gn": "n", "q": "kw", "qu": "kw", "x": "z"}

_LETTERS = re.compile(r"(?<!\w)[A-Za-z]+(?:['’][A-Za-z]+)?(?!\w)")
_TRIPLE = re.compile(r"([A-Za-z])\1\1", re.IGNORECASE)
_RUN = re.compile(r"([A-Za-z])\1{2,}", re.IGNORECASE)
_ROMAN = re.compile(r"[IVXLCDMxX]+")
_MAX_RUNS = 5
_SOUNDS = frozenset(
    "ah oh uh eh hmm mmm shh grr brr zzz ugh argh aww eww ooh aah whoa yay nah hah heh huh pfft so "
    "yes no hey boo psst tsk wow ow yeah nope yup hi bye hello please help stop "
    "cool good food mood room soon moon look took book need feel sleep keep see three free sweet "
    "deep all call fall tell well hell kill still full pull miss kiss boss too really finally bad "
    "hers ours yours theirs dude wait why fuck shit damn right fine alright okay sorry "
    "stupid".split()
)
_SHORT = frozenset(
    """me him them mine run ran hate dead die died dies home gone hurt live liar lose lost made gave
    saw seen eat ate sit sat stay felt talk hear find own real true shut mad sad sick cold hot fun
    easy hard late left won win drop move quit done kiss hit cut""".split()
)
"""Words that are as short as acronyms are."""

_CAPITALS = re.compile(r"[A-Z]{2}")
_SHOUTED = re.compile(r"(?<![\w.])[A-Z](?:[A-Z]+|['’][A-Z]+)(?:['’][A-Z]+)*(?:['’]?s)?(?![\w])")
_LOWER = re.compile(r"[a-z]")
_ACRONYMS = frozenset(
    """FBI CIA NASA NSA TV OK USA UK EU UN DVD CD PC AU OC NPC ANBU POV HQ ID IQ AI DJ DIY VIP CEO
    ICU IV DNA RNA GPS ATM BBC CNN NBC ABC NYPD LAPD SWAT CSI NCIS MIT UCLA PHD MD JFK LA NYC DC
    PTSD ADHD OCD AKA ASAP FYI BTW LOL OMG WTF OMFG BRB IDK TBH IMO IKR LMAO ROFL SOS PS PM BC CE
    BCE TA PE GPA UFO RPG MMO VR AR HR PR MI MP KGB RAF SUV BBQ BFF BDSM LCD USB CPR EMT BP IM DM
    PA AC TBC TBD RSVP KO MVP NFL NBA""".split()
)
_EVEN_IN_SHOUTS = _ACRONYMS - {"LA", "PA", "MI", "ID", "AR"}

_CUT = re.compile(r"(?<=[A-Za-z])(?:--+|[—―–]|-)(?=\s*(?:[\"”’']|$|[.!?]))")
_LETTER = re.compile(r"(?<![\w'’.])([b-hj-zB-HJ-NP-Z])(?=\s*(?:--+|[—―–-])\s*(?:[\"”’'.!?]|$))")


_DROPPED = re.compile(r"([\"“‘'*_(]{0,3})([A-Z])\s([a-z]{1,8})(?![\w'’-])")
_OPENS = frozenset(
    """The There They Then This That These Those Their When With What While Where Why Who She He Her
    His It Its In If At After Once Our Most No Not Now Nobody Nothing Never From Some Sometimes
    Someone Something So Two Three You Your We Was Were But By Before Had Have How Every Everyone
    Everything Even Long Last Late Morning Night Dear My On One Under Until Rain Snow First Five
    Four Seven Six Ten Years Dawn Darkness Another All Although Always Just Like Only Outside Inside
    Perhaps People Through Today Tonight Maybe Many Let Little""".split()
) - {"Was", "His"}
"""Words that open a story. "W as in water" and "H is for hawk" are letters."""


def restore_dropped_letters(text: str) -> str:
    """A first letter that stood large and apart, with the rest of its word.

    >>> restore_dropped_letters("T he road was long."), restore_dropped_letters("Q is here.")
    ('The road was long.', 'Q is here.')
    """
    match = _DROPPED.match(text.lstrip())
    if not match or match[2] + match[3] not in _OPENS:
        return text
    return match[1] + match[2] + match[3] + text.lstrip()[match.end() :]


def smooth_stutters(text: str) -> str:
    """A stuttered word: the sound of its beginning, a little pause, the word. `mark_stutters` tells
    such sounds from words.

    >>> from fic_audio.engines.phonemes import plain
    >>> plain(mark_stutters(smooth_stutters("W-what? N-Na…Naruto! I-I-I don't. Th-that")))
    "Wuh, what? Nuh, Na, Naruto! I, I, I don't. Thuh, that"
    """
    return _STUTTER.sub(_stutter, text) if _STUTTERS.search(text) else text


def _stutter(match: re.Match[str]) -> str:
    parts = [part for part in _SPLIT.split(match["parts"]) if part]
    word = match["word"]
    bare = word.lower()
    if not all(bare.startswith(part.lower()) for part in parts):
        return match[0]
    short = all(len(part) == 1 for part in parts)
    lower = [part.lower() for part in parts]
    if match[0].lower() in _WHOLE or (not short and set(lower) == {bare}):
        return match[0]
    if len(parts) == 1 and not short and lower[0] in _PREFIXES and "-" in match["parts"]:
        return match[0]
    sounds = (_syllable(part, bare) for part in parts)
    marked = (said if said.lower() in (bare, *lower) else said + _SOUND for said in sounds)
    return ", ".join([*marked, word])


def mark_stutters(text: str) -> str:
    """The sounds of `smooth_stutters` marked for engines. For text that nothing is done to any
    more."""
    return _SOUNDED.sub(lambda match: mark_stutter(match[1]), text) if _SOUND in text else text


def _syllable(part: str, word: str) -> str:
    """What is heard of a beginning; a lone consonant gets the vowel that it needs to be said."""
    low = part.lower()
    if low == "i" and word.replace("’", "'").split("'")[0] == "i":
        return "I"
    if low in _VOWELS:
        said = _VOWELS[low]
    elif re.search("[aeiou]", low) or (low.endswith("y") and len(low) > 1):
        return part
    else:
        blend = next((b for b in _ONSETS if word.startswith(b) and b.startswith(low)), "")
        soft = low == "c" and word[1:2] in ("e", "i", "y")
        hard = low == "c" and word[1:2] != "h"
        onset = _ONSETS.get(blend, "s" if soft else "k" if hard else low)
        onset = word[:2] if low in "sct" and word[1:2] == "h" else onset
        said = onset + "uh"
    return said.capitalize() if part[0].isupper() else said


def shorten_stretched(text: str) -> str:
    """A word whose letters are drawn out, as its dictionary has it.

    >>> shorten_stretched("Nooooo, that is sooo cooool. Hmmmm. Pleeease! Yesss")
    'No, that is so cool. Hmm. Please! Yes'
    """
    if not _TRIPLE.search(text):
        return text
    return _LETTERS.sub(_unstretched, text)


def _unstretched(match: re.Match[str]) -> str:
    word = match[0]
    if not _RUN.search(word) or (word.isupper() and _ROMAN.fullmatch(word)):
        return word
    runs = list(_RUN.finditer(word))[:_MAX_RUNS]
    ways = islice(product((1, 2), repeat=len(runs)), 2**_MAX_RUNS)
    tried = [_with_runs(word, runs, counts) for counts in ways]
    known = [[each for each in tried if each.lower() in words] for words in (_SOUNDS, COMMON)]
    counts = tuple(1 if run[1].lower() in "aeiouy" else 2 for run in runs)
    return next(chain.from_iterable(known), _with_runs(word, runs, counts))


def _with_runs(word: str, runs: list[re.Match[str]], counts: tuple[int, ...]) -> str:
    made, at = [], 0
    for run, count in zip(runs, counts, strict=True):
        made += [word[at : run.start()], run[0][:count]]
        at = run.end()
    return "".join(made) + _RUN.sub(r"\1", word[at:])


def lower_shouting(text: str) -> str:
    """Capitals that shout in small letters, names with a capital; acronyms as they are.

    >>> lower_shouting("I SAID NO, NARUTO! The FBI? He is SO late.")
    'I said no, Naruto! The FBI? He is so late.'
    """
    if not _CAPITALS.search(text):
        return text
    shouting = not _LOWER.search(text) and len(_SHOUTED.findall(text)) > 1
    return _SHOUTED.sub(lambda match: _quiet(match[0], shouting), text)


def _quiet(word: str, shouting: bool) -> str:
    bare = re.sub(r"['’]?s$", "", word)
    base = re.split(r"['’]", bare)[0]
    low = bare.lower().replace("’", "'")
    if low.startswith("i'"):
        return "I" + word[1:].lower()
    if base in (_EVEN_IN_SHOUTS if shouting else _ACRONYMS):
        return word
    if _ROMAN.fullmatch(base) and base.isupper() and low not in COMMON:
        return word
    if low in COMMON or base.lower() in COMMON or low in _SOUNDS or low in _SHORT:
        return word.lower()
    if not re.search("[AEIOUY]", base):
        return word.lower() if re.search(r"(.)\1", base) else word
    if shouting or len(base) > 4 or "'" in low:
        return word.capitalize()
    return word


def complete_cut_words(text: str) -> str:
    """A word or a sentence that breaks off ends in a pause; a lone first letter becomes a sound.

    >>> complete_cut_words("I didn't mean—")
    "I didn't mean…"
    >>> complete_cut_words("Wha-")
    'Wha…'
    """
    if "-" not in text and "—" not in text and "–" not in text and "―" not in text:
        return text
    text = _LETTER.sub(lambda match: _syllable(match[1], match[1].lower()), text)
    return _CUT.sub("…", text)
