"""The commands show what a project shows."""

from __future__ import annotations

import json

from fic_audio.project import Project
from tests.commands import Fic
from tests.project.projects import names, seed, speech


def corrected(fic: Fic) -> Project:
    """A story with corrections of every kind."""
    project = Project.open(seed(fic.folder))
    first, second, third = names(project)[:3]
    project.say([speech(project)[2].id], second)
    project.say([speech(project)[5].id], "Nan Perrow", new=True)
    project.merge(first, third)
    project.set_voice(second, project.people()[1].voice)
    project.say_as(first, "blah")
    return project


def test_the_same_script(fic: Fic) -> None:
    """`script --json` tells the same speakers, candidates and reasons."""
    project = corrected(fic)
    told = map(json.loads, fic("script", project.path.name, "--json").out.splitlines())
    rows = [
        (each["speaker"], each["confidence"], each["candidates"], each["why"])
        for each in told
        if each["chapter"] and each["text"].strip() and each["kind"] not in ("break", "note")
    ]
    lines = project.lines(limit=10_000).lines
    assert rows == [
        (each.speaker, each.confidence, [list(pair) for pair in each.candidates], each.why)
        for each in lines
        if each.kind != "note"
    ]


def test_the_same_voices(fic: Fic) -> None:
    """`produce` speaks with the same voices, and `cast` lists the same people."""
    project = corrected(fic)
    people = [each for each in project.people()[1:] if each.lines]
    told = json.loads(fic("produce", project.path.name, "--dry-run", "--json").out)
    voices = {each["name"]: each["voice"] for each in told["characters"]}
    assert voices == {each.name: each.voice for each in people}
    assert told["narrator"]["voice"] == project.people()[0].voice
    cast = [json.loads(row) for row in fic("cast", project.path.name, "--json").out.splitlines()]
    assert [(each["name"], each["lines"], each["words"]) for each in cast] == [
        (each.name, each.lines, each.words) for each in people
    ]
