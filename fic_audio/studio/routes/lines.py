"""Lines, questions, corrections and their undoing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from starlette.routing import Route

from fic_audio.errors import UsageError
from fic_audio.project import Changed, LineFilter, Project, Scope
from fic_audio.studio.routes.asking import Answer, Ask, answer
from fic_audio.studio.views import changed_view, line_view, question_view, state_view

AROUND = 3
"""Lines before and after a line that are shown with it."""
PAGE = 200

Change = Callable[[Ask, Project], Changed]


def change(path: str, make: Change) -> Route:
    """A route for a correction, refused if the page has seen another state."""

    def handle(ask: Ask) -> Answer:
        with ask.changing() as project:
            return changed_view(ask.desk, project, make(ask, project))

    return answer("POST", f"/api/stories/{{story:int}}/{path}", handle)


def list_lines(ask: Ask) -> Answer:
    """A page of lines."""
    wanted = LineFilter(
        chapter=ask.asked("chapter"),
        person=ask.query.get("person", ""),
        text=ask.query.get("text", ""),
        doubtful="doubtful" in ask.query,
        corrected="corrected" in ask.query,
    )
    limit = min(max(ask.asked("limit", PAGE), 1), 1000)
    desk = ask.desk
    with desk.project() as project:
        listing = project.lines(wanted, ask.query.get("after", ""), limit)
        return {
            **state_view(desk, project),
            "lines": list(map(line_view, listing.lines)),
            "total": listing.total,
            "more": listing.more,
        }


def show_line(ask: Ask) -> Answer:
    """A line among those around it."""
    desk = ask.desk
    with desk.project() as project:
        line = project.line(ask.path["line"])
        chapter, nth = project.index.place[project.index.find(line.id)]
        ids = project.index.ids[chapter]
        return {
            "revision": desk.revision(project),
            "line": line_view(line),
            "before": _near(project, reversed(ids[:nth]))[::-1],
            "after": _near(project, ids[nth + 1 :]),
        }


def list_questions(ask: Ask) -> Answer:
    """The open questions; those about names only if they are wanted, since they take a moment."""
    desk = ask.desk
    settled = frozenset(ask.studio.records.story(ask.story).settled)
    with desk.project() as project:
        found = map(question_view, project.questions(names="names" in ask.query))
        return {
            **state_view(desk, project),
            "questions": [each for each in found if each["key"] not in settled],
        }


def scope(ask: Ask) -> Answer:
    """The lines that a correction would cover."""
    desk = ask.desk
    with desk.project() as project:
        ids = project.lines_in_scope(ask.texts("ids"), _scope(ask))
        return {"revision": desk.revision(project), "ids": list(ids)}


def _say(ask: Ask, project: Project) -> Changed:
    new = ask.data.get("new") is True
    return project.say(ask.texts("ids"), ask.text("person", 200), _scope(ask), new=new)


def _confirm(ask: Ask, project: Project) -> Changed:
    return project.confirm(ask.texts("ids"))


def _forget(ask: Ask, project: Project) -> Changed:
    return project.forget(ask.texts("ids"))


def _undo(ask: Ask, project: Project) -> Changed:
    return project.undo()


def _redo(ask: Ask, project: Project) -> Changed:
    return project.redo()


def _scope(ask: Ask) -> Scope:
    try:
        return Scope(ask.text("scope") or "line")
    except ValueError as error:
        raise UsageError(f"scope: one of {', '.join(Scope)} is needed here") from error


def _near(project: Project, ids: Iterable[str]) -> list[dict[str, object]]:
    """The first lines with words of these."""
    found: list[dict[str, object]] = []
    for name in ids:
        line = project.line(name)
        if line.text and line.kind not in ("break", "note"):
            found.append(line_view(line))
        if len(found) == AROUND:
            break
    return found


ROUTES = [
    answer("GET", "/api/stories/{story:int}/lines", list_lines),
    answer("GET", "/api/stories/{story:int}/lines/{line:str}", show_line),
    answer("GET", "/api/stories/{story:int}/questions", list_questions),
    answer("POST", "/api/stories/{story:int}/scope", scope),
    change("say", _say),
    change("confirm", _confirm),
    change("forget", _forget),
    change("undo", _undo),
    change("redo", _redo),
]
