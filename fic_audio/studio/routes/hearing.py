"""Lines, voices and names to be heard, as they will sound."""

from __future__ import annotations

import io
import wave
from collections.abc import Callable
from hashlib import blake2b

from starlette.responses import Response

from fic_audio.errors import UsageError
from fic_audio.model import Clip, Cue
from fic_audio.project import Hearing
from fic_audio.studio.routes.asking import Answer, Ask, answer

MOST_CONTEXT = 3
AHEAD = 6
"""Most lines that are spoken in advance."""


def hear_line(ask: Ask) -> Answer:
    """The sound of a line, with `context` lines before and after it."""
    context = min(ask.asked("context"), MOST_CONTEXT)
    return hear(ask, lambda hearing: hearing.cues(ask.path["line"], context))


def hear_voice(ask: Ask) -> Answer:
    """A voice, with lines of a person or its usual sample."""
    voice, person = _given(ask, "voice"), ask.query.get("person", "")
    return hear(ask, lambda hearing: hearing.sample_cues(voice, person=person))


def hear_word(ask: Ask) -> Answer:
    """A word as the narrator says it, with a pronunciation or as it is now."""
    word, said = _given(ask, "word"), ask.query.get("said", "")[:200]
    return hear(ask, lambda hearing: hearing.name_cues(word, said))


def prepare(ask: Ask) -> Answer:
    """Speaks the lines that are likely to be heard next; without lines, starts the voices."""
    desk = ask.desk
    ids = ask.texts("ids")[:AHEAD]
    if not ids:
        desk.warm()
        return {}
    hearing = desk.hearing()
    with desk.project() as project:
        hearing.prepare([each for each in ids if each in project.index.at])
    return {}


def hear(ask: Ask, find: Callable[[Hearing], tuple[Cue, ...]]) -> Response:
    """The sound of cues as a WAV file; it is spoken while others use the story."""
    desk = ask.desk
    hearing = desk.hearing()
    with desk.project() as project:
        project.refresh()
        cues = find(hearing)
        etag = f'"{blake2b(repr(cues).encode(errors="replace"), digest_size=12).hexdigest()}"'
        headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
        if ask.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        wait = hearing.ask(cues)
    return Response(write_wav(wait()), media_type="audio/wav", headers=headers)


def write_wav(clip: Clip) -> bytes:
    """A clip as the bytes of a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(clip.rate)
        out.writeframes(clip.pcm)
    return file.getvalue()


def _given(ask: Ask, name: str) -> str:
    if not (value := ask.query.get(name, "")[:200]):
        raise UsageError(f"{name}: a text is needed here")
    return value


ROUTES = [
    answer("GET", "/api/stories/{story:int}/clips/{line:str}", hear_line),
    answer("GET", "/api/stories/{story:int}/sample", hear_voice),
    answer("GET", "/api/stories/{story:int}/word", hear_word),
    answer("POST", "/api/stories/{story:int}/prepare", prepare),
]
