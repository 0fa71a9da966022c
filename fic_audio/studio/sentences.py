"""Messages of the library -> sentences for the pages."""

from __future__ import annotations


def as_sentence(text: str) -> str:
    """A message of the library as a sentence for the page; a name at its beginning stays as it is.

    >>> as_sentence("nobody is called so; look again"), as_sentence("a.txt: is empty")
    ('Nobody is called so; look again.', 'a.txt: is empty.')
    """
    first = text.partition(" ")[0]
    begun = text[:1].upper() + text[1:] if first.isalpha() else text
    return begun if begun.endswith((".", "!", "?")) else f"{begun}."
