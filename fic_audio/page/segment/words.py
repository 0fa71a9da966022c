"""Word lists for telling speech from words in quotation marks that nobody says."""

from __future__ import annotations

import re


def _verbs(bases: str, irregular: str) -> frozenset[str]:
    """Bases with their -s, -ed and -ing forms, and the irregular forms as they stand."""
    forms = set(irregular.split())
    for base in bases.split():
        stem = base[:-1] if base.endswith("e") else base
        if base.endswith("y") and base[-2] not in "aeiou":
            forms |= {base[:-1] + "ied", base[:-1] + "ies"}
        if base[-1] in "bdgmnprt" and base[-2] in "aeiou" and len(base) < 7:
            forms |= {base + base[-1] + "ed", base + base[-1] + "ing"}
        forms |= {base, base + "s", base + "es", stem + "ed", stem + "ing"}
    return frozenset(forms)


SPEECH = _verbs(
    """accuse acknowledge add address admit admonish advise affirm agree announce answer apologise
    apologize argue ask assert assure babble bark bawl beam beg bellow bemoan blurt boast boom
    breathe bristle cackle call caution challenge cheer chide chime chirp choke chorus chuckle claim
    clarify coax command comment complain concede conclude concur confess confide confirm continue
    coo correct cough counter croak croon cry curse declare defend demand deny direct dismiss drawl
    echo ejaculate emphasise emphasize encourage enquire enthuse exclaim exhale explain expostulate
    falter finish frown gasp giggle glare grin gripe groan groan grouse growl grumble grunt guess
    gulp gush hesitate hint hiss hoot howl huff hum implore inform inquire insist instruct
    interject interpose interrupt intone invite jeer jest joke lament laugh lecture lie manage moan
    mock mouth mumble murmur muse mutter nag nod note observe offer opine order persist pipe plead
    point pout pray press proceed proclaim prompt pronounce propose protest pursue purr quaver query
    question quip quote rage rasp reason reassure recite recommend recount reflect rejoin relate
    relent remark remind remonstrate repeat reply report reprimand respond resume retort return
    reveal roar rumble scoff scold scowl scream screech shout shriek shrug shush sigh smile smirk
    snap snarl sneer sniff snort sob splutter sputter squawk squeak squeal stammer start state
    stress struggle stutter suggest supply surmise sympathise sympathize taunt tease thank threaten
    thunder translate trill try tut urge utter venture verify volunteer vow wail warble warn wheeze
    whimper whine whisper whistle whoop wince wonder worry yawn yell yelp""",
    """say says said saying speak speaks spoke speaking spoken tell tells told telling sing sings
    sang singing swear swears swore began begin begins beginning begun broke breaks went go goes
    shot spat spits bit cut cuts quoth wept weeps read reads reading came comes bade
    replying think thinks thought""",
)
"""Verbs that tag a quotation. Wide on purpose: they count only beside one."""

PLAIN_SPEECH = _verbs(
    """add announce answer ask call chant comment cry declare demand exclaim explain gasp growl hiss
    inquire insist interrupt mumble murmur mutter observe plead remark repeat reply respond retort
    roar scream shout sing snap stammer suggest whisper yell""",
    "say says said saying tell tells told spoke began sang",
)
"""Verbs of speech and nothing else."""

THOUGHT = frozenset(
    """assume assumed assumes decide decided decides imagined knew know knows marvel marveled
    marvelled marvels muse mused muses mutter ponder pondered ponders pray prayed prays realise
    realised realises realize realized realizes reason reasoned reasons reflect reflected reflects
    recall recalled recalls remember remembered remembers scold scolded scolds instructed instruct
    chide chided chides wonder wondered wonders think thinking thinks thought groused mentally
    inwardly silently supposed suppose supposes""".split()
)
"""Verbs that tag a thought."""

NAMING = frozenset(
    """called calls call calling
    named names nicknamed dubbed termed titled entitled labelled
    labeled marked headed known word words phrase phrases term terms title name letters
    letter inscription inscribed motto sign reading spelled spelt spelling wrote write writes
    writing
    written scrawled painted printed carved typed
    so-called pronounced means meant meaning mean synonym""".split()
)
"""What stands before a word as a word, a sign or a title."""

FUNCTION = frozenset(
    """a an the this that these those my your his her its our their some any every each such of in
    on at by for from with without as to into about like and or nor but than under over between
    no not never being is was were are be been one""".split()
)
"""What a running sentence has right before words it only mentions."""

SUBJECT = r"""(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Ii]t|(?:[Tt]he|[Hh]is|[Hh]er|[Mm]y|old|young)\s+\w+|
    [A-ZÀ-Þ][\w’'-]+(?:\s+[A-ZÀ-Þ][\w’'-]+){0,2})""".replace("\n    ", "")
"""Who may stand beside a verb of speech or thought in a tag."""

WORD = re.compile(r"[^\W_][\w’'-]*")
