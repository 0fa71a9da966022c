"""What the README and the pages of `docs/` say, held against the program."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import tomllib
from collections.abc import Collection, Iterator
from itertools import chain, takewhile
from pathlib import Path
from typing import Any

import pytest
import typer.main

from fic_audio import config, engines, errors, model
from fic_audio.cli import app
from fic_audio.engines import Engine
from tests.commands import SILENT, Fic
from tests.pages import (
    DOCS,
    PAGES,
    ROOT,
    anchors,
    blocks,
    by_page,
    links,
    prose,
    rows,
    section,
    spans,
    text_of,
)

ROOT_COMMAND: Any = typer.main.get_command(app)
OWN = ("beeps",)
"""Engines that the pages show how to make."""
ORDINARY = frozenset(("--help",))
"""Options of every command."""
SHELL = frozenset(("<", ">", "|"))


# Commands


def commands(group: Any = ROOT_COMMAND, name: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command that does something: "voices list" and what it is."""
    for own, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*name, own))
        else:
            yield " ".join((*name, own)), command


COMMANDS = dict(commands())
by_command = pytest.mark.parametrize("name", COMMANDS)


def options(command: Any) -> set[str]:
    return {name for each in command.params for name in each.opts if name.startswith("-")}


def invocations(line: str) -> Iterator[list[str]]:
    """The arguments of each `fic-audio` in a line of shell."""
    for part in line.split("&&"):
        words = shlex.split(part, comments=True)
        if words and Path(words[0]).name == "fic-audio":
            yield list(takewhile(lambda word: word not in SHELL, words[1:]))


def command_of(words: list[str]) -> tuple[str, list[str]]:
    """A command line's command, and the rest of its words."""
    for size in (2, 1):
        if (name := " ".join(words[:size])) in COMMANDS:
            return name, words[size:]
    raise AssertionError(f"no such command: fic-audio {shlex.join(words)}")


def shell(page: Path) -> list[list[str]]:
    """Every `fic-audio` in the shell blocks of a page."""
    lines = chain.from_iterable(text.splitlines() for text in blocks(page, "sh"))
    return [words for line in lines for words in invocations(line)]


@by_page
def test_commands_are_the_programs(page: Path) -> None:
    """Each command line in a block is one that the program takes, to its last value."""
    for words in shell(page):
        name, rest = command_of(words)
        context = COMMANDS[name].make_context(name, rest)
        if engine := context.params.get("engine"):
            assert engine in ("auto", *OWN, *engines.names())
        if name == "voices install" and context.params["name"]:
            assert context.params["name"] in _installable()


def _installable() -> Collection[str]:
    return [each["name"] for each in tomllib.loads(text_of(ROOT / "voices/models.toml"))["model"]]


def test_there_are_commands_to_try() -> None:
    """The blocks are found: half of the commands are shown in one."""
    shown = {command_of(words)[0] for page in PAGES for words in shell(page)}
    assert len(shown) > len(COMMANDS) / 2


@by_page
def test_commands_in_sentences_exist(page: Path) -> None:
    """So is one that stands in a sentence, which may leave out what it is given."""
    for text in spans(page):
        if not text.startswith("fic-audio ") or text == "fic-audio --version":
            continue
        name, rest = command_of(text.split()[1:])
        known = options(COMMANDS[name]) | ORDINARY
        assert {word for word in rest if word.startswith("-") and word != "-"} <= known, text


@by_page
def test_options_in_sentences_exist(page: Path) -> None:
    """An option in code font is one of some command."""
    known = set().union(*map(options, COMMANDS.values()), ORDINARY, {"--version"})
    for text in spans(page):
        if text.startswith("-") and not text.startswith("-----"):
            assert text.split()[0] in known | {"-"}, text


@by_command
def test_every_command_has_its_table(name: str) -> None:
    """The page of the command line has every option of a command, and no other."""
    text = section(DOCS / "command-line.md", name)
    assert f"`fic-audio {name}" in text
    written = [re.findall(r"`(-[\w-]+)", option) for option, _ in rows(text, "Option")]
    assert set(chain(*written)) == options(COMMANDS[name])


def choices(name: str) -> Iterator[tuple[str, list[str]]]:
    """The options of a command that take one of several words, with those words: the program names
    them where it is given another."""
    command = COMMANDS[name]
    given = ["x"] * sum(not each.opts[0].startswith("-") for each in command.params)
    for option in sorted(options(command)):
        try:
            command.make_context(name, [*given, option, "no-such-word"])
        except Exception as why:  # of typer's own click, or of another
            if words := re.search(r"is not one of (.+)", str(why)):
                yield option, re.findall(r"'([^']+)'", words[1])


CHOICES = [(name, option, words) for name in COMMANDS for option, words in choices(name)]


@pytest.mark.parametrize(("name", "option", "words"), CHOICES)
def test_every_choice_is_named(name: str, option: str, words: list[str]) -> None:
    """Where an option takes one of several words, its row names all of them."""
    table = rows(section(DOCS / "command-line.md", name), "Option")
    (told,) = (meaning for options, meaning in table if f"`{option} " in options)
    assert all(f"`{word}`" in told for word in words)


def test_there_are_choices() -> None:
    assert {option for _, option, _ in CHOICES} >= {"--format", "--profile", "--layout"}


def test_commands_are_counted() -> None:
    """The page says how many commands there are."""
    numbers = "zero one two three four five six seven eight nine ten eleven twelve".split()
    text = text_of(DOCS / "command-line.md")
    assert f"`fic-audio` has {numbers[len(ROOT_COMMAND.commands)]} commands" in text


def test_exit_codes() -> None:
    """Every exit code of an error is in the table, with 0 and that of Ctrl-C."""
    kinds = [each for each in vars(errors).values() if isinstance(each, type)]
    codes = {each.exit_code for each in kinds if issubclass(each, errors.FicAudioError)}
    table = rows(section(DOCS / "command-line.md", "Exit codes"), "Code")
    assert {int(code) for code, _ in table} == {0, 130, *codes}


@pytest.mark.parametrize("name", ["script", "cast"])
def test_json_fields(fic: Fic, name: str) -> None:
    """The fields of the JSON are those of the page, in its order."""
    lines = fic(name, "kettle.txt", "--json").out.splitlines()
    table = rows(section(DOCS / "command-line.md", name), "Field")
    for line in lines:
        assert [f"`{field}`" for field in json.loads(line)] == [field for field, _ in table]
    assert lines


def test_the_quickstart_runs(fic: Fic) -> None:
    """Every command of the quickstart, in its order; silence speaks, so that it is quick."""
    shutil.copytree(ROOT / "seeds", fic.folder / "seeds")
    (fic.folder / config.NAME).write_text('engine = "silence"\n')
    for words in shell(DOCS / "quickstart.md"):
        if words[0] != "serve":
            ran = fic(*words)
            assert ran.code == 0, f"{shlex.join(words)}: {ran.err}"
    assert (fic.folder / "seeds" / "the_last_tram.script.txt").is_file()


# What they show


SHEETS = [(page, text) for page in PAGES for text in blocks(page, "text") if "\n| " in text]


@pytest.mark.parametrize(("page", "text"), SHEETS, ids=lambda each: getattr(each, "stem", ""))
def test_sheets_are_as_shown(fic: Fic, page: Path, text: str) -> None:
    """The rows of a sheet in a page are rows of that story's sheet."""
    assert fic("script", ROOT / "seeds" / "the_last_tram.txt", "-o", "sheet.txt").code == 0
    assert text in text_of(fic.folder / "sheet.txt")


def test_the_folder_is_as_shown(fic: Fic) -> None:
    """The README shows the files of a run that asks for nothing more."""
    ran = fic("produce", ROOT / "seeds" / "the_last_tram.txt", *SILENT, "-q")
    assert ran.code == 0
    (shown,) = (text for text in blocks(ROOT / "README.md", "text") if ".mp3" in text)
    folder, *names = shown.splitlines()
    made = [path.name for path in (fic.folder / folder).iterdir() if path.name[0] != "."]
    assert sorted(map(str.strip, names)) == sorted(made)


# Names


@by_page
def test_extras_exist(page: Path) -> None:
    """What is installed in brackets is an extra of the package."""
    extras = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]["optional-dependencies"]
    text = "\n".join([prose(page), *blocks(page, "sh")])
    assert set(re.findall(r"(?:fic-audio|'\.)\[([\w-]+)\]", text)) <= set(extras)


def test_members_of_an_engine() -> None:
    """The page of plug-ins has every member of an engine."""
    members = {name for name in (*Engine.__annotations__, *vars(Engine)) if name[0] != "_"}
    table = rows(section(DOCS / "plugins.md", "A speech engine"), "Member")
    assert {name.strip("`").partition("(")[0] for name, _ in table} == members


def test_nouns_of_the_glossary() -> None:
    """A class that the glossary names is one of the model, and has the field that it names."""
    names = [
        text for text in spans(DOCS / "glossary.md") if re.fullmatch(r"[A-Z][a-z]+(\.\w+)?", text)
    ]
    assert names
    for name in names:
        kind, _, field = name.partition(".")
        assert hasattr(model, kind), name
        assert not field or field in getattr(model, kind).__dataclass_fields__, name


def test_the_glossary_is_sorted() -> None:
    words = [word for word, _ in rows(text_of(DOCS / "glossary.md"), "Word")]
    assert words == sorted(words)
    assert len(words) > 30


@by_page
def test_files_in_sentences_exist(page: Path) -> None:
    """A path in code font is one of this repository's."""
    tops = ("fic_audio/", "tests/", "voices/", "seeds/", "docs/")
    for text in spans(page):
        if text.startswith(tops):
            assert any(ROOT.glob(text)), text


def test_the_map_of_the_code() -> None:
    """Every path of "Where things are" is there."""
    (listed,) = blocks(DOCS / "how-it-works.md", "text")
    paths = [line.split()[0] for line in listed.splitlines()]
    assert [path for path in paths if not (ROOT / path).exists()] == []


# Links


@by_page
def test_links_lead_somewhere(page: Path) -> None:
    """To a file that is there, and a heading that it has."""
    for link in links(page):
        name, _, anchor = link.partition("#")
        path = (page.parent / name).resolve() if name else page
        assert path.exists(), link
        assert path.is_relative_to(ROOT), link
        assert not anchor or anchor in anchors(path), link


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.stem)
def test_every_page_is_in_the_index(page: Path) -> None:
    index = DOCS / "README.md"
    assert page == index or page.name in links(index)
