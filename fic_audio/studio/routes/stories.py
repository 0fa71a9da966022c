"""The list of stories, and what was read of one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fic_audio.errors import UsageError
from fic_audio.project import CHOICES, Project
from fic_audio.project.attachments import FILES
from fic_audio.studio.routes.asking import Answer, Ask, answer
from fic_audio.studio.routes.home import describe
from fic_audio.studio.sentences import as_sentence
from fic_audio.studio.views import changed_view, question_view, story_view

_LISTS = ("authors", "fandoms", "relationships", "warnings")
_TEXTS = ("title", "rating", "summary", "series", "part")


def show_story(ask: Ask) -> Answer:
    """A story: `opening` until it is read."""
    studio = ask.studio
    desk = ask.desk
    record = studio.records.story(ask.story)
    about: dict[str, Any] = {**describe(studio, record), "status": desk.status}
    if desk.status == "failed":
        # Where we keep it is of no help.
        why = str(desk.error).replace(str(record.path), record.path.name)
        return {**about, "error": as_sentence(why)}
    if desk.status == "opening":
        return about
    with desk.project() as project:
        project.refresh()
        _remember(ask, project)
        open_ = [question_view(each) for each in project.questions(names=False)]
        count = sum(each["key"] not in record.settled for each in open_)
        studio.records.update(record.id, questions=count)
        return {**about, **story_view(desk, project), "questions": count}


def open_again(ask: Ask) -> Answer:
    """Reads a story again that could not be read."""
    ask.studio.desks.close(ask.story)
    return show_story(ask)


def forget(ask: Ask) -> Answer:
    """Takes a story off the list; all files stay."""
    ask.studio.making.stop(ask.story)
    ask.studio.desks.close(ask.story)
    ask.studio.records.forget(ask.story)
    return {}


def set_metadata(ask: Ask) -> Answer:
    """Changes a field of the header: a text, or a list of texts."""
    name = ask.text("name")
    with ask.changing() as project:
        if name in _LISTS:
            changed = project.set_metadata(name, ask.texts("value"))
        elif name in _TEXTS:
            changed = project.set_metadata(name, ask.text("value").strip())
        else:
            raise UsageError(f"{name}: this can't be changed")
        _remember(ask, project)
        return {**story_view(ask.desk, project), **changed_view(ask.desk, project, changed)}


def _remember(ask: Ask, project: Project) -> None:
    """Notes the present title, after which the folder of the audio is called."""
    metadata = project.script.story.metadata
    author = ", ".join(metadata.authors)
    ask.studio.records.update(ask.story, title=metadata.title, author=author)


def choose_chapters(ask: Ask) -> Answer:
    """Chooses the chapters to make; none: all."""
    given = ask.data.get("chapters")
    if not isinstance(given, list) or not all(isinstance(each, int) for each in given):
        raise UsageError("chapters: a list of numbers is needed here")
    with ask.desk.project() as project:
        known = range(1, len(project.script.story.chapters) + 1)
    chosen = tuple(sorted({number for number in given if number in known}))
    ask.studio.records.update(ask.story, chapters=() if len(chosen) == len(known) else chosen)
    return {"chapters": list(chosen)}


def show_choices(ask: Ask) -> Answer:
    """How a story is to sound and what is made of it."""
    from fic_audio import engines

    with ask.desk.project() as project:
        project.refresh()
        config = project.config
        found = {name: getattr(config, name) for name in CHOICES}
        return {
            "revision": ask.desk.revision(project),
            "choices": {**found, "formats": list(map(str, config.formats))},
            "files": {what: _name(getattr(config, what)) for what in FILES},
            "engines": ["auto", *engines.names()],
        }


def _name(path: Path | None) -> str:
    return path.name if path else ""


def set_choice(ask: Ask) -> Answer:
    """Changes one choice."""
    name = ask.text("name")
    with ask.changing() as project:
        value = ask.texts("value") if name == "formats" else ask.text("value")
        changed = project.set_choice(name, value)
        return changed_view(ask.desk, project, changed)


def settle_question(ask: Ask) -> Answer:
    """Puts a question aside."""
    settled = ask.studio.records.story(ask.story).settled
    keys = tuple(dict.fromkeys((*settled, ask.text("key"))))[-2000:]
    ask.studio.records.update(ask.story, settled=keys)
    return {}


ROUTES = [
    answer("GET", "/api/stories/{story:int}", show_story),
    answer("DELETE", "/api/stories/{story:int}", forget),
    answer("POST", "/api/stories/{story:int}/open", open_again),
    answer("POST", "/api/stories/{story:int}/metadata", set_metadata),
    answer("PUT", "/api/stories/{story:int}/chapters", choose_chapters),
    answer("GET", "/api/stories/{story:int}/choices", show_choices),
    answer("POST", "/api/stories/{story:int}/choices", set_choice),
    answer("POST", "/api/stories/{story:int}/settled", settle_question),
]
