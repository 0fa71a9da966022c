"""Finished chapters: to be heard with their text, and as files to take away."""

from __future__ import annotations

from bisect import bisect_right
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

from starlette.responses import FileResponse, Response

from fic_audio.errors import ConfigError, OutputError, UsageError
from fic_audio.model import Ms
from fic_audio.shelf.files import POST, READ_ALONG, Suffix
from fic_audio.shelf.manifest import CREDITS, ChapterFile, Manifest
from fic_audio.studio.finished import cover_of, find_finished, load_manifest
from fic_audio.studio.routes.asking import Answer, Ask, answer
from fic_audio.studio.views import unclear_view

TYPES = {
    Suffix.MP3: "audio/mpeg",
    Suffix.M4B: "audio/mp4",
    Suffix.OPUS: "audio/ogg",
    Suffix.EPUB: "application/epub+zip",
    ".html": "text/html",
    ".jpg": "image/jpeg",
}
"""Kinds of file that are sent, with media types."""


def show_chapters(ask: Ask) -> Answer:
    """The chapters that can be heard, also while others are still being made."""
    studio = ask.studio
    record = studio.records.story(ask.story)
    folder = find_finished(studio.folder, record)
    book = load_manifest(folder) if folder else Manifest(Path())
    rows = {each.number: _row(book, each) for each in book.episodes}
    making = studio.making.progress(record) or {"chapters": []}
    for each in making["chapters"]:
        if each.get("path") and Path(each["path"]).is_file() and each["number"] not in rows:
            row = {"number": each["number"], "title": each["title"], "length": each["length"]}
            rows[each["number"]] = {**row, "gone": ""}
    return {
        "title": book.metadata.title or record.title,
        "voices": dict(book.voices),
        "chapters": [rows[number] for number in sorted(rows)],
        "folder": str(folder or ""),
        "cover": bool(folder and cover_of(folder)),
        "files": _files(book) if folder else [],
    }


def show_text(ask: Ask) -> Answer:
    """The lines of a finished chapter, with times, and with the ids of the story's lines."""
    path = _chapter(ask)
    try:
        lines = Manifest(path.parent).lines(ChapterFile(0, "", path.name, Ms(0)))
    except OutputError:
        return {"lines": []}
    ids = _ids(ask)
    starts = [start for start, _ in ids]
    rows = []
    for line in lines:
        at = bisect_right(starts, line.place) - 1 if line.place >= 0 else -1
        rows.append(
            {
                "start": line.start,
                "end": line.end,
                "text": line.text,
                "speaker": line.speaker,
                "kind": str(line.kind),
                "paragraph": line.paragraph,
                "credits": line.paragraph == CREDITS,
                "id": ids[at][1] if at >= 0 else "",
            }
        )
    return {"lines": rows}


def list_unclear(ask: Ask) -> Answer:
    """The lines that sounded unclear when the finished story was last listened to, but for those
    that are fine."""
    folder = _finished(ask)
    settled = frozenset(ask.studio.records.story(ask.story).settled)
    with ask.desk.project() as project:
        found = project.unclear(folder) if folder else ()
        rows = [unclear_view(project, each) for each in found]
        revision = ask.desk.revision(project)
    return {"revision": revision, "lines": [row for row in rows if row["key"] not in settled]}


def send_sound(ask: Ask) -> Answer:
    """The sound of a finished chapter."""
    return _send(ask, _chapter(ask))


def send_cover(ask: Ask) -> Answer:
    """The cover."""
    folder = _finished(ask)
    path = cover_of(folder) if folder else None
    if path is None:
        return Response(status_code=404)
    return _send(ask, path)


def send_file(ask: Ask) -> Answer:
    """A file to take away, by its number in the list."""
    folder = _finished(ask)
    files = _paths(load_manifest(folder)) if folder else []
    number = int(ask.path["number"])
    if number >= len(files):
        raise UsageError("this file is not there any more; look at the list again")
    return _send(ask, files[number], "attachment")


def check_files(ask: Ask) -> Answer:
    """Reads the finished files again as a player would; what is wrong with them."""
    from fic_audio.shelf.check import check

    book = load_manifest(_folder(ask))
    report = check(book.folder, book.profile)
    wrong = [f"{file}: {what}, {said}" for file, what, said in report.rows() if said != "ok"]
    return {"ok": report.ok, "checks": len(report.verdicts), "wrong": wrong}


def send_post(ask: Ask) -> Answer:
    """The text for an archive post, with blanks for what only the user knows."""
    from fic_audio.shelf.podcast.post import as_page

    headers = {"Content-Disposition": f'attachment; filename="{POST}"'}
    page = as_page(load_manifest(_folder(ask))).encode(errors="replace")
    return Response(page, media_type="text/html", headers=headers)


def _finished(ask: Ask) -> Path | None:
    """The folder of the finished story, if it is there."""
    return find_finished(ask.studio.folder, ask.studio.records.story(ask.story))


def _folder(ask: Ask) -> Path:
    """The folder of the finished story. Raises UsageError."""
    folder = _finished(ask)
    if folder is None:
        raise UsageError("nothing is finished yet; make the story first")
    return folder


def _row(book: Manifest, episode: ChapterFile) -> dict[str, Any]:
    return {
        "number": episode.number,
        "title": episode.title,
        "length": episode.length,
        "gone": episode.gone,
    }


def _files(book: Manifest) -> list[dict[str, Any]]:
    return [
        {"number": number, "name": path.name, "bytes": path.stat().st_size}
        for number, path in enumerate(_paths(book))
    ]


def _paths(book: Manifest) -> list[Path]:
    """The files to take away: of the whole story, then of the chapters."""
    whole = (book.bound(Suffix.M4B), book.bound(Suffix.EPUB), book.folder / READ_ALONG)
    parts = (
        book.path(each, suffix) for each in book.episodes for suffix in (Suffix.MP3, Suffix.OPUS)
    )
    return [path for path in chain(whole, parts) if path.is_file()]


def _chapter(ask: Ask) -> Path:
    """The file of a finished chapter. Raises UsageError."""
    record = ask.studio.records.story(ask.story)
    number = int(ask.path["chapter"])
    path = ask.studio.making.finished_file(record, number)
    if path and path.is_file():
        return path
    if folder := find_finished(ask.studio.folder, record):
        book = load_manifest(folder)
        for episode in book.episodes:
            path = book.path(episode)
            if episode.number == number and path.is_file():
                return path
    raise UsageError("this chapter is not finished; make it first")


def _ids(ask: Ask) -> list[tuple[int, str]]:
    """Place and id of each line of a chapter, in order; none if the story can't be read now."""
    number = int(ask.path["chapter"]) - 1
    with suppress(UsageError, ConfigError), ask.desk.project() as project:
        if number < len(project.script.lines):
            lines = project.script.lines[number]
            ids = project.index.ids[number]
            return [(line.span.start, name) for line, name in zip(lines, ids, strict=True)]
    return []


def _send(ask: Ask, path: Path, disposition: str = "inline") -> Response:
    headers = {"Cache-Control": "private, no-cache"}
    answer = FileResponse(
        path,
        media_type=TYPES.get(path.suffix, "application/octet-stream"),
        headers=headers,
        stat_result=path.stat(),
        filename=path.name,
        content_disposition_type=disposition,
    )
    if ask.headers.get("if-none-match") == answer.headers["etag"]:
        return Response(status_code=304, headers={**headers, "ETag": answer.headers["etag"]})
    return answer


ROUTES = [
    answer("GET", "/api/stories/{story:int}/listen", show_chapters),
    answer("GET", "/api/stories/{story:int}/listen/{chapter:int}", show_text),
    answer("GET", "/api/stories/{story:int}/listen/{chapter:int}/sound", send_sound),
    answer("POST", "/api/stories/{story:int}/listen/check", check_files),
    answer("GET", "/api/stories/{story:int}/unclear", list_unclear),
    answer("GET", "/api/stories/{story:int}/post", send_post),
    answer("GET", "/api/stories/{story:int}/cover", send_cover),
    answer("GET", "/api/stories/{story:int}/files/{number:int}", send_file),
]
