"""The commands for finished stories: `update`, `check`, `feed` and `serve`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fic_audio import atomic
from fic_audio.cli import show
from fic_audio.cli.options import ConfigFile, Json, NoScript, ScriptFile, Story
from fic_audio.cli.say import note, say, tell
from fic_audio.config import Format
from fic_audio.errors import OutputError, UsageError
from fic_audio.shelf.files import CAPTIONS, POST, READ_ALONG, Suffix

if TYPE_CHECKING:
    from fic_audio.shelf.check import Report

"""Of captions."""

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The story's folder, with its MP3s.")]


def update(
    folder: Folder,
    story: Story,
    config_file: ConfigFile = None,
    script_file: ScriptFile = None,
    no_script: NoScript = False,
    jobs: Annotated[int | None, typer.Option(min=1, max=256, help="Processes at work.")] = None,
    force: Annotated[
        bool, typer.Option("--force", help="The story has another title or author now.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    remove: Annotated[
        bool, typer.Option("--remove", help="Remove chapters that the author has taken down.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Bring a serial's folder up to date: new and edited chapters alone are voiced.

    \b
      fic-audio update "audio/The Long Road" "The Long Road.epub"

    Everybody keeps the voice they have there. A chapter that STORY no longer holds is kept and
    marked as taken down; a file with the new chapter alone adds it. Captions, M4B, read-along and
    feed follow, if they are there; old episodes stay who they are.
    """
    from fic_audio import produce as way
    from fic_audio import voices as catalogue
    from fic_audio.cli import asked, sheets
    from fic_audio.cli.produce import make
    from fic_audio.produce import updating
    from fic_audio.shelf import book

    folder = updating.folder_of(folder)
    before = book.load(folder)
    known = catalogue.load()
    config = updating.as_before(asked.config_of(story, config_file, known), before, known)
    order = way.Order(
        asked.engine(config.engine),
        folder.parent,
        jobs or asked.cores(),
        force=force,
        cache=asked.clips(),
        remove=remove,
        folder=folder,
    )
    sheets.apart([story])
    taken = sheets.of(story, script_file, none=no_script)
    if not quiet:
        tell(sheets.told(taken))
    plan = way.plan(story, config, order, known, taken)
    make([plan], "", as_json=as_json, quiet=quiet)
    if not quiet:
        tell(updating.told(updating.changes(before, book.load(folder))))


def check(
    folder: Folder,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Every single finding.")] = False,
    as_json: Json = False,
) -> None:
    """Re-read finished files as players do: are they whole, in order, tagged, and as loud as told?

    \b
      fic-audio check "audio/The Last Tram"

    Ends with exit code 6 where something is wrong.
    """
    from fic_audio.shelf import book
    from fic_audio.shelf.check import check as looked_at

    report = looked_at(folder, book.load(folder).profile)
    if as_json:
        say(show.as_json(report.as_object()))
    else:
        for row in show.table(report.rows(every=verbose), ("file", "verdict", "what was found")):
            say(row)
    if not report.ok:
        faults = sum(not verdict.ok for verdict in report.verdicts)
        raise OutputError(f"{folder}: {show.count(faults, 'fault')}; {_remedy(report)}")


def _remedy(report: Report) -> str:
    """What to do about the faults of a report: what is missing is made, and the rest made again."""
    wrong = [verdict for verdict in report.verdicts if not verdict.ok]
    if all(each.what == "file" and "is not there" not in each.said for each in wrong):
        return "the table says what to do"  # files that are too many, or have another name
    # What is missing is missed in more ways than one.
    missed = ("file", "tracks", *(f"{suffix[1:]} files" for suffix in CAPTIONS))
    again = " --again" if any(each.what not in missed for each in wrong) else ""
    chosen = "".join(f" --format {form}" for form in _formats(report))
    return f"mend with fic-audio produce STORY{again}{chosen} and the options used before"


def _formats(report: Report) -> Iterator[str]:
    """Those that have files in the folder, or should have."""
    from fic_audio.shelf.book import APART

    folder = report.folder.resolve()
    apart = folder / APART
    paths = [*folder.iterdir(), *(apart.iterdir() if apart.is_dir() else ())]
    names = {path.name for path in paths}
    names |= {Path(verdict.file).name for verdict in report.verdicts}
    suffixes = {Path(name).suffix for name in names}
    for form, suffix in ((Format.M4B, Suffix.M4B), (Format.EPUB, Suffix.EPUB)):
        if f"{folder.name}{suffix}" in names:
            yield form
    if READ_ALONG in names:
        yield Format.HTML
    if not suffixes.isdisjoint(CAPTIONS):
        yield Format.CAPTIONS
    if Suffix.OPUS in suffixes:
        yield Format.OPUS


def feed(
    folder: Folder,
    url: Annotated[
        str, typer.Option("--url", metavar="BASE", help="Where the folder's files are to be had.")
    ],
    private: Annotated[
        bool, typer.Option("--private", help="Keep it out of public directories.")
    ] = False,
    email: Annotated[str, typer.Option(metavar="ADDRESS", help="Whom a directory may ask.")] = "",
    post: Annotated[
        bool, typer.Option("--post", help="Write what an archive post of the podfic needs, too.")
    ] = False,
) -> None:
    """Make a podcast of a finished story: feed.xml beside its files, to be put on a server.

    \b
      fic-audio feed "audio/The Last Tram" --url https://example.org/tram/

    `update` keeps it up to date from then on.
    """
    from fic_audio.shelf import book, captions
    from fic_audio.shelf import feed as feeds

    made = book.load(folder)
    for episode in made.episodes:
        if not made.path(episode, Suffix.VTT).is_file():
            captions.write(made, episode)
    path = feeds.write(made, url, private=private, email=email)
    book.save(replace(made, podcast=book.Podcast(url, private, email)))
    say(show.plain(str(path)))
    if post:
        say(show.plain(str(write_post(folder, url))))


def write_post(folder: Path, url: str = "") -> Path:
    """Writes post.html beside the files."""
    from fic_audio.shelf import book
    from fic_audio.shelf.post import as_page

    path = folder / POST
    atomic.write_text(path, as_page(book.load(folder), url=url), errors="replace")
    return path


def serve(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A story's folder, or one of several.")
    ],
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Of this computer; 0.0.0.0 for all of them.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 8080,
    token: Annotated[
        str, typer.Option(metavar="TOKEN", help="What the address holds; one is made if needed.")
    ] = "",
) -> None:
    """Serve finished stories to players at home, with a page, a QR code for the phone and a feed.

    \b
      fic-audio serve audio                        for this computer alone
      fic-audio serve audio --host 192.168.1.20    for the phone, with a secret
    """
    from fic_audio.shelf.serve import serve as serving

    if not folder.is_dir():
        raise UsageError(f"{folder}: is no folder")
    serving(folder, host, port, token or None, lambda url: note(f"{url}  (Ctrl+C ends it)"))
