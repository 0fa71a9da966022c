"""docs/studio-api.json describes the program's answers: each route, and what it gives."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.routing import Route

from fic_audio.studio.app import load_stories
from fic_audio.studio.routes import home, phone, upload
from tests.paths import ROOT
from tests.studio.studios import KETTLE, SILENT, Studio, launch, memory, picture

DOCUMENT: Any = json.loads((ROOT / "docs" / "studio-api.json").read_text("utf-8"))
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
    "null": (type(None),),
}


def routes() -> Iterator[tuple[str, str]]:
    """Method and path of every route."""
    for route in [*home.ROUTES, *upload.ROUTES, *phone.ROUTES, *load_stories().routes]:
        assert isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}:
            yield method, re.sub(r":\w+\}", "}", route.path)


def operations() -> Iterator[tuple[str, str]]:
    for path, methods in DOCUMENT["paths"].items():
        yield from ((method.upper(), path) for method in methods)


def faults(value: Any, schema: Any, place: str = "") -> Iterator[str]:
    """In what a value is not as a schema says; objects have no other fields."""
    if "$ref" in schema:
        schema = DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        if all(list(faults(value, each)) for each in schema["anyOf"]):
            yield f"{place}: {value!r} is none of what it may be"
        return
    if "type" not in schema:
        return
    kinds = TYPES[schema["type"]]
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        yield f"{place}: {value!r} is not {schema['type']}"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{place}: {value!r} is none of {schema['enum']}"
    elif isinstance(value, list):
        for each in value:
            yield from faults(each, schema.get("items", {}), f"{place}[]")
    elif isinstance(value, dict) and "properties" in schema:
        known = schema["properties"]
        yield from (f"{place}: no {name}" for name in schema["required"] if name not in value)
        yield from (f"{place}: {name} is unknown" for name in value if name not in known)
        for name in value.keys() & known.keys():
            yield from faults(value[name], known[name], f"{place}.{name}")


def test_every_route_is_described() -> None:
    assert sorted(operations()) == sorted(routes())


def test_a_wrong_answer_would_be_found() -> None:
    line = {"id": "x", "chapter": "1", "kind": "song", "speaker": None, "more": 1}
    told = "\n".join(faults(line, {"$ref": "#/components/schemas/Line"}))
    assert "more is unknown" in told
    assert "no text" in told
    assert "'1' is not integer" in told
    assert "'song' is none of" in told


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[str, str], Any]]:
    """What was answered to a use of each route: method and path -> status, kind and data."""
    folder = tmp_path_factory.mktemp("shelf")
    studio = launch(folder, env=memory(folder))
    yield use(studio)
    studio.process.kill()
    studio.process.wait(30)


def use(studio: Studio) -> dict[tuple[str, str], Any]:
    story = studio.drop("kettle.txt", KETTLE.encode(), SILENT)
    studio.open(story)
    found: dict[tuple[str, str], Any] = {}
    top = "/api/stories/{story}"

    def ask(method: str, path: str, query: str = "", **data: Any) -> Any:
        sent = path.format(story=story, line=line, chapter=1, number=0) + query
        if data.get("revision"):
            data["revision"] = studio.revision
        if data.get("bytes"):
            kind = studio.headers("application/octet-stream")
            answer = studio.raw(method, sent, data["bytes"], kind)
        elif method == "GET":
            answer = studio.get(sent)
        else:
            answer = studio.send(method, sent, **data)
        kind_ = answer.headers.get("content-type", "").partition(";")[0]
        is_json = kind_ == "application/json"
        found[method, path] = (answer.status, kind_, answer.data if is_json else None)
        if is_json and isinstance(answer.data, dict) and "revision" in answer.data:
            studio.revision = answer.data["revision"]
        return answer.data if is_json else None

    line = ""
    lines = ask("GET", f"{top}/lines", "?chapter=1")["lines"]
    line = next(each["id"] for each in lines if each["kind"] == "dialogue")
    for path in ("", "/lines/{line}", "/questions", "/people", "/voices", "/names", "/plan"):
        ask("GET", top + path)
    for path in ("/clips/{line}", "/choices"):
        ask("GET", top + path)
    ask("GET", f"{top}/sample", "?voice=Ada")
    ask("GET", f"{top}/word", "?word=Mina")
    ask("GET", "/api/studio")
    ask("PUT", "/api/preferences", hear=True)
    ask("PUT", f"{top}/chapters", chapters=[1, 2, 3])
    ask("POST", f"{top}/prepare", ids=[line])
    ask("POST", f"{top}/scope", ids=[line], scope="exchange")
    ask("POST", f"{top}/settled", key="WhoIs x")
    change = {"revision": True}
    ask("POST", f"{top}/say", ids=[line], person="Tom", scope="line", **change)
    ask("POST", f"{top}/confirm", ids=[line], **change)
    ask("POST", f"{top}/forget", ids=[line], **change)
    ask("GET", f"{top}/trials/{{line}}", "?manner=softly&take=2")
    ask("POST", f"{top}/retake", line=line, manner="softly", take=2, **change)
    ask("POST", f"{top}/undo", **change)
    ask("POST", f"{top}/redo", **change)
    ask("POST", f"{top}/people/alias", person="Tom", name="Tommy", **change)
    ask("POST", f"{top}/people/split", person="Tom", alias="Tommy", **change)
    ask("POST", f"{top}/people/merge", person="Tom", other="Tommy", **change)
    ask("POST", f"{top}/people/rename", person="Tom", name="Thomas", **change)
    ask("POST", f"{top}/people/gender", person="Thomas", gender="male", **change)
    ask("POST", f"{top}/people/voice", person="Thomas", voice="Bram", **change)
    ask("POST", f"{top}/people/delivery", person="Thomas", rate=1.1, **change)
    ask("POST", f"{top}/people/nobody", person="Mina", **change)
    ask("POST", f"{top}/pronounce", word="Mina", said="MEE-nah", **change)
    ask("POST", f"{top}/choices", name="formats", value=["m4b"], **change)
    query = f"?what=cover&name=a.png&revision={studio.revision}"
    ask("POST", f"{top}/attachments", query, bytes=picture())
    ask("POST", f"{top}/attachments/remove", what="cover", **change)
    ask("POST", f"{top}/metadata", name="title", value="The Kettle, again", **change)
    ask("POST", f"{top}/make")
    ask("POST", f"{top}/make/stop")
    studio.make(story)
    for path in ("/listen", "/listen/{chapter}", "/listen/{chapter}/sound", "/unclear"):
        ask("GET", top + path)
    ask("POST", f"{top}/listen/check")
    for path in ("/cover", "/post", "/files/{number}"):
        ask("GET", top + path)
    ask("GET", "/api/models")
    ask("POST", "/api/models/stop")
    ask("PUT", "/api/phone", on=True)
    ask("GET", "/api/phone")
    ask("GET", "/api/phone/code.svg")
    newer = KETTLE.replace("They drank", "Slowly they drank") + '\n\nChapter 4: Done\n\n"Tea?"\n'
    ask("POST", f"{top}/newer", "?name=kettle.txt", bytes=newer.encode())
    ask("GET", f"{top}/newer")
    ask("POST", f"{top}/newer/take")
    ask("DELETE", f"{top}/newer")
    ask("POST", "/api/fetch", address="http://test1.com?sid=5")
    ask("GET", "/api/studio")
    ask("POST", "/api/fetch/stop")
    ask("POST", f"{top}/open")
    ask("POST", "/api/stories", "?name=other.txt", bytes=KETTLE.encode())
    ask("DELETE", top)
    return found


ELSEWHERE = {("GET", "/api/events"), ("POST", "/api/models/install")}
"""One has no end, the other asks strangers; tests/studio/test_hub.py and test_installing.py have
them."""


@pytest.mark.parametrize("operation", sorted({*operations()} - ELSEWHERE))
def test_the_answer_is_as_described(
    answers: dict[tuple[str, str], Any], operation: tuple[str, str]
) -> None:
    method, path = operation
    status, kind, data = answers[operation]
    described = DOCUMENT["paths"][path][method.lower()]["responses"]
    assert str(status) in described, data
    (expected,) = described[str(status)].get("content", {kind: {}}).items()
    if path.endswith("/files/{number}"):
        assert kind.startswith(("audio/", "application/"))
    else:
        assert kind == expected[0]
    if data is not None:
        assert list(faults(data, expected[1].get("schema", {}))) == []
