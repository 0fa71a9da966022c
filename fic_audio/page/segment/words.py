"""Word lists for telling speech from words in quotation marks that nobody says."""

from __future__ import annotations

import re

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

WORD = re.compile(r"[^\W_][\w’'-]*")
