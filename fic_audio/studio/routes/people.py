"""The people of a story and their voices."""

from __future__ import annotations

from typing import Any

from fic_audio.errors import UsageError
from fic_audio.model import NARRATOR, Gender, Voice
from fic_audio.project import Changed, Project
from fic_audio.studio.routes.asking import Answer, Ask, answer
from fic_audio.studio.routes.lines import change
from fic_audio.studio.views import person_view, state_view

ALIKE = 0.8
"""Likeness of two voices from which they may be taken for one person."""


def list_people(ask: Ask) -> Answer:
    """Everybody in the story, with voices."""
    desk = ask.desk
    with desk.project() as project:
        people = [person_view(each) for each in project.people()]
        roles = {role.character.name: role for role in project.cast().roles}
        narrator = project.cast().narrator
        roles[NARRATOR] = narrator
        voices = project.company().voices
        spoken = {each["name"]: roles[each["name"]].voice for each in people if each["voice"]}
        shared = _from_series(project)
        for each in people:
            role = roles.get(each["name"])
            each["series"] = shared.get(each["name"], "")
            each["delivery"] = _delivery(project, each["name"])
            each["engine"] = role.voice.engine if role else ""
            each["close"] = _closest(each["name"], spoken, voices.alike) if each["voice"] else None
        return {**state_view(desk, project), "people": people}


def list_voices(ask: Ask) -> Answer:
    """The voices that can be chosen, the likeliest for this person first."""
    person = ask.query.get("person", "")
    desk = ask.desk
    with desk.project() as project:
        company = project.company()
        cast = project.cast()
        used: dict[str, list[str]] = {}
        for role in (cast.narrator, *cast.roles):
            used.setdefault(role.voice.name, []).append(role.character.name)
        others = [
            role.voice for role in (cast.narrator, *cast.roles[:8]) if role.character.name != person
        ]
        who = next((each for each in project.script.characters if each.name == person), None)
        gender = who.gender if who else Gender.UNKNOWN
        rows = []
        for voice in company.voices.speaking(project.script.story.metadata.language).free():
            like = max((company.voices.alike(voice, each) for each in others), default=0.0)
            rows.append(
                {**_voice(voice), "used": used.get(voice.name, []), "alike": round(like, 2)}
            )
        suits = gender in (Gender.UNKNOWN, Gender.NEUTRAL)
        rows.sort(
            key=lambda row: (
                row["effect"],
                person == NARRATOR and not row["narrator"],
                not suits and row["gender"] not in (str(gender), "neutral"),
                bool(set(row["used"]) - {person}),
                round(row["alike"], 1),
                -(row["mos"] or 0),
            )
        )
        return {"revision": desk.revision(project), "voices": rows}


def _merge(ask: Ask, project: Project) -> Changed:
    return project.merge(ask.text("person"), ask.text("other"))


def _rename(ask: Ask, project: Project) -> Changed:
    name = ask.text("name", 200).strip()
    if not name:
        raise UsageError("a name is needed here")
    return project.rename(ask.text("person"), name)


def _gender(ask: Ask, project: Project) -> Changed:
    try:
        gender = Gender(ask.text("gender")) if ask.text("gender") else None
    except ValueError as error:
        raise UsageError(f"gender: one of {', '.join(Gender)} is needed here") from error
    return project.set_gender(ask.text("person"), gender)


def _set_voice(ask: Ask, project: Project) -> Changed:
    return project.set_voice(ask.text("person"), ask.text("voice", 200) or None)


def _set_delivery(ask: Ask, project: Project) -> Changed:
    values = ask.number("rate", 1.0), ask.number("pitch", 0.0), ask.number("volume", 0.0)
    return project.set_delivery(ask.text("person"), *values)


def _nobody(ask: Ask, project: Project) -> Changed:
    return project.is_nobody(ask.text("person"))


def _split(ask: Ask, project: Project) -> Changed:
    return project.split(ask.text("person"), ask.text("alias"))


def _alias(ask: Ask, project: Project) -> Changed:
    return project.add_alias(ask.text("person"), ask.text("name", 200))


def _voice(voice: Voice) -> dict[str, Any]:
    return {
        "name": voice.name,
        "engine": voice.engine,
        "gender": str(voice.gender),
        "age": voice.age,
        "accent": voice.accent,
        "about": voice.about,
        "mos": voice.mos,
        "wer": voice.wer,
        "licence": voice.licence,
        "effect": voice.effect,
        "narrator": voice.narrator,
    }


def _closest(name: str, spoken: dict[str, Voice], alike: Any) -> dict[str, Any] | None:
    """Whose voice sounds most like that of this person."""
    mine = spoken[name]
    found = [(alike(mine, voice), who) for who, voice in spoken.items() if who != name]
    likeness, who = max(found, default=(0.0, ""))
    return {"name": who, "alike": round(likeness, 2)} if likeness >= ALIKE else None


def _from_series(project: Project) -> dict[str, str]:
    """Whose voice is that of the other stories of the series -> the name of the series."""
    config = project.config
    if config.series is None:
        return {}
    own = project.own_settings()
    title = project.script.story.metadata.series or config.series.stem
    set_here = {name for name, table in own.get("characters", {}).items() if "voice" in table}
    found = [part.name for part in config.characters if part.voice and part.name not in set_here]
    if config.narrator.voice and "voice" not in own.get("narrator", {}):
        found.append(NARRATOR)
    main = {name.casefold(): who.name for who in project.script.characters for name in who.names()}
    return {main.get(name.casefold(), name): title for name in found}


def _delivery(project: Project, name: str) -> dict[str, float]:
    """How fast, high and loud somebody speaks, as it was set."""
    parts = {part.name: part for part in project.config.characters}
    part = project.config.narrator if name == NARRATOR else parts.get(name)
    if part is None:
        return {"rate": 1.0, "pitch": 0.0, "volume": 0.0}
    return {"rate": part.rate, "pitch": part.pitch, "volume": part.volume}


ROUTES = [
    answer("GET", "/api/stories/{story:int}/people", list_people),
    answer("GET", "/api/stories/{story:int}/voices", list_voices),
    change("people/merge", _merge),
    change("people/split", _split),
    change("people/alias", _alias),
    change("people/rename", _rename),
    change("people/gender", _gender),
    change("people/voice", _set_voice),
    change("people/delivery", _set_delivery),
    change("people/nobody", _nobody),
]
