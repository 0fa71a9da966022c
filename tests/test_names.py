"""Public functions have the names of the trade: verbs with their object, or nouns."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import fic_audio

PACKAGE = Path(fic_audio.__file__).parent
ALLOWED = frozenset(("feed", "speed"))
"""Words that only look like one."""
IRREGULAR = frozenset(
    """bent born bought bound brought built caught chosen done drawn driven fallen felt found given
    gone ground grown held heard hidden kept known laid led left lost made meant met paid said seen
    sent shot shown sold sought spent spoken stood struck stuck sung taken taught thought thrown
    told torn understood undone unsaid unspoken unwritten woken won worn written""".split()
)
"""Participles without those that are verbs as well, such as "read" and "split"."""


def public_functions() -> Iterator[tuple[str, str]]:
    """The module and the name of every function that others may call."""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield module, node.name


def is_participle(name: str) -> bool:
    """Whether a name is one word that says what was done to something, and not to what.

    >>> is_participle("joined"), is_participle("left"), is_participle("join_clips")
    (True, True, False)
    """
    one_word = "_" not in name and name not in ALLOWED
    return one_word and (name.endswith("ed") or name in IRREGULAR)


def test_no_public_function_is_called_by_a_bare_participle() -> None:
    found = [f"{module}.{name}" for module, name in public_functions() if is_participle(name)]
    assert not found


def test_every_module_is_looked_at() -> None:
    """The check does not pass for want of functions."""
    names = dict(public_functions())
    assert {"fic_audio.api", "fic_audio.production.audition"} <= names.keys()
