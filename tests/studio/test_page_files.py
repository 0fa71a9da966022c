"""The files of the page: nothing from outside, nothing that could become markup."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from fic_audio.studio.app import TYPES, read_pages
from tests.paths import ROOT

FOLDER = ROOT / "fic_audio" / "data" / "studio"
PAGES = {name: data.decode() for name, data in read_pages().items()}
SCRIPTS = {name: text for name, text in PAGES.items() if name.endswith(".js")}
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment"
    r"|\beval\(|new Function|setTimeout\(\s*[\"'`]|\.cssText|\bsrcdoc\b"
)
MOST = 300


def test_every_file_is_served() -> None:
    assert {path.name for path in FOLDER.iterdir()} == PAGES.keys()
    assert all(f".{name.rpartition('.')[2]}" in TYPES for name in PAGES)


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_parses_markup(name: str) -> None:
    """Words of a story only ever become text."""
    assert MARKUP.findall(SCRIPTS[name]) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_comes_from_outside(name: str) -> None:
    text = PAGES[name].replace("http://www.w3.org/2000/svg", "")
    assert re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", text) == []


def test_the_page_has_no_script_or_style_of_its_own() -> None:
    """The policy would not let it run."""
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", PAGES["index.html"]) == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_is_imported_is_there(name: str) -> None:
    imported = re.findall(r'(?:from |import\(|import )"\./([\w.]+)"', SCRIPTS[name])
    assert [each for each in imported if each not in PAGES] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_file_is_long(name: str) -> None:
    assert len(PAGES[name].splitlines()) <= MOST


def test_words_are_in_one_place() -> None:
    """Elements get their words from words.js."""
    found = []
    for name, text in SCRIPTS.items():
        if name != "words.js":
            found += re.findall(r'el\("\w+", \{[^{}]*\}, "([A-Z][a-z]+ [^"]*)"', text)
    assert found == []


def test_other_commands_start_without_a_server() -> None:
    """Neither the library nor the help loads what only the studio needs."""
    program = (
        "import sys, fic_audio, fic_audio.cli\n"
        "heavy = {'starlette', 'uvicorn', 'segno', 'numpy'} & sys.modules.keys()\n"
        "print(sorted(heavy))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_the_first_page_waits_for_nothing_heavy() -> None:
    """What reads stories is loaded after the page is shown."""
    program = (
        "import sys, fic_audio.studio.app\n"
        "heavy = {'numpy', 'fic_audio.project', 'onnxruntime'} & sys.modules.keys()\n"
        "print(sorted(heavy))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")
