"""Tables, packages of Anki and logs with one thing in excess, for bounds.py."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

TABLES_OF = Path(__file__).resolve().parent.parent.parent / "src/exchange/anki/writing/schema11.sql"
NAMED = "front\tback\n"
TABLES: dict[str, Callable[[int], str]] = {
    "rows": lambda size: repeated(size, lambda n: f"What is the answer of row {n}?\tthe answer {n}\n"),
    "short rows": lambda size: repeated(size, lambda n: f"q{n}\ta{n % 97}\n"),
    "equal rows": lambda size: repeated(size, lambda _: "What is it?\tthat\n"),
    "rows of one question": lambda size: repeated(size, lambda n: f"What is it?\tthat {n}\n"),
    "rows without answers": lambda size: repeated(size, lambda n: f"{n}\t\n"),
    "blank rows": lambda size: NAMED + "\n" * size,
    "tabs": lambda size: "\t" * size,
    "commas": lambda size: "," * size,
    "columns": lambda size: "\t".join(f"c{n}" for n in range(size // 6)) + "\n",
    "wide rows": lambda size: repeated(size, lambda n: "\t".join(f"{n}.{column}" for column in range(250)) + "\n"),
    "an open quote": lambda size: 'a,b\n"c,' + "d," * (size // 2),
    "quotes": lambda size: 'a,"' + '""' * (size // 2) + '"\n',
    "quotes without commas": lambda size: '"' * size + "\tb\n",
    "cells of quotes": lambda size: repeated(size, lambda n: f'"a ""{n}""","b, c"\n'),
    "one long cell": lambda size: "q\t" + "x" * size + "\n",
    "long cells": lambda size: repeated(size, lambda n: f"q{n}\t" + "x" * 9_000 + "\n"),
    "html": lambda size: "#html:true\n" + repeated(size, lambda n: f"<b>q{n}</b> &lt;\t<div>a<br>{n}</div>\n"),
    "deep html": lambda size: "#html:true\nq\t" + "<div>" * (size // 5) + "\n",
    "open html": lambda size: "#html:true\nq\t" + "<a b='" * (size // 6) + "\n",
    "characters of html": lambda size: "#html:true\n" + repeated(size, lambda n: f"q{n}\t{'&amp;' * 50}\n"),
    "heads": lambda size: "#separator:tab\n" * (size // 15) + "a\tb\n",
    "columns in a head": lambda size: "#columns:" + "a\t" * (size // 2) + "\n",
    "tags": lambda size: "question,answer,tags\n" + repeated(size, lambda n: f"q{n},a,{'t ' * 100}\n"),
    "one cell of tags": lambda size: "question,answer,tags\nq,a," + repeated(size, lambda n: f"t{n} ") + "\n",
    "choices": lambda size: "question,answer,wrong\n" + repeated(size, lambda n: f"q{n},a,b|c|d\n"),
    "one cell of choices": lambda size: "question,answer,wrong\nq,a," + repeated(size, lambda n: f"b{n}|") + "\n",
    "one cell of steps": lambda size: "question,steps\nq," + repeated(size, lambda n: f"s{n}|") + "\n",
    "decks": lambda size: "#deck column:3\n" + repeated(size, lambda n: f"q\ta\td{n}\n"),
    "decks of one name": lambda size: "#deck column:3\n" + repeated(size, lambda n: f"q{n}\ta\td{'!' * (n % 60 + 1)}{n}\n"),
    "deep decks": lambda size: "#deck column:3\n" + repeated(size, lambda n: f"q{n}\ta\t{'d::' * 100}\n"),
    "gaps": lambda size: repeated(size, lambda n: f"The {{{{c1::one}}}} of {n}\tx\n"),
    "gaps in one row": lambda size: repeated(size, lambda n: f"{{{{c{n + 1}::x}}}} ") + "\tx\n",
    "open gaps": lambda size: "#html:true\n#notetype:Cloze\n" + "{{c1::" * (size // 6) + "\tx\n",
    "ids": lambda size: "id,question,answer\n" + repeated(size, lambda n: f"i{n},q{n},a\n"),
    "numbered": lambda size: "id,question,answer\n" + repeated(size, lambda n: f"i,q{n},a\n"),
    "letters of a wrong encoding": lambda size: "q\t" + "é" * (size // 2) + "\n",
    "dashes": lambda size: repeated(size, lambda n: f"q{n} - a\n"),
    "semicolons": lambda size: repeated(size, lambda n: f"q{n}\ta;"),
    "carriage returns": lambda size: repeated(size, lambda n: f"q{n}\ta\r"),
    "our column `more`": lambda size: "id,kind,question,answer,more\n" + repeated(size, lambda n: f'i{n},flip,q,a,"{{""hint"": [""x""]}}"\n'),
    "one cell of `more`": lambda size: "id,kind,question,answer,more\ni,flip,q,a," + "[" * size + "\n",
}


def repeated(size: int, one: Callable[[int], str]) -> str:
    texts, length, number = [], 0, 0
    while length < size:
        texts.append(one(number))
        length += len(texts[-1])
        number += 1
    return "".join(texts)


class Excess:
    """A collection of which about a megabyte is one thing."""

    def __init__(self, *, templates: list[tuple[str, str]] | None = None, fields: list[str] | None = None, is_cloze: bool = False) -> None:
        self.notes: list[tuple[str, str, str]] = []
        self.cards: list[tuple[int, int, int]] = []
        self.reviews: list[tuple[int, int]] = []
        self.decks = {1: "Default"}
        self.fields = fields or ["Front", "Back"]
        self.templates = templates or [("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}")]
        self.is_cloze = is_cloze

    def note(self, *fields: str, guid: str | None = None, tags: str = "", ords: int = 1, deck: int = 1) -> None:
        self.notes.append((guid or f"g{len(self.notes)}", tags, "\x1f".join(fields)))
        self.cards.extend((len(self.notes), deck, ord) for ord in range(ords))

    def package(self, *, squeezed: bool = True) -> bytes:
        store = sqlite3.connect(":memory:")
        store.executescript(TABLES_OF.read_text(encoding="utf-8"))
        model = {
            "id": 5, "name": "Basic", "type": int(self.is_cloze), "sortf": 0, "did": 1, "mod": 0, "usn": 0, "css": "",
            "flds": [{"name": name, "ord": ord} for ord, name in enumerate(self.fields)],
            "tmpls": [{"name": f"C{ord}", "ord": ord, "qfmt": front, "afmt": back} for ord, (front, back) in enumerate(self.templates)],
        }
        decks = {str(id): {"id": id, "name": name, "conf": 1, "dyn": 0} for id, name in self.decks.items()}
        texts = [json.dumps(value) for value in ({}, {"5": model}, decks, {"1": {"id": 1, "name": "Default"}}, {})]
        store.execute("insert into col values (1, 1577880000, 0, 0, 11, 0, 0, 0, ?, ?, ?, ?, ?)", texts)
        store.executemany("insert into notes values (?, ?, 5, 0, 0, ?, ?, '', 0, 0, '')", [(id, *note) for id, note in enumerate(self.notes, 1)])
        cards = [(id, *card) for id, card in enumerate(self.cards, 1)]
        store.executemany("insert into cards values (?, ?, ?, ?, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '')", cards)
        store.executemany("insert into revlog values (?, ?, 0, 3, 1, 0, 2500, 5000, 1)", self.reviews)
        store.commit()
        database = store.serialize()
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED if squeezed else zipfile.ZIP_STORED) as archive:
            archive.writestr("collection.anki2", database)
            archive.writestr("media", "{}")
        return file.getvalue()


def of_notes(size: int, one: Callable[[int], tuple[str, str]], **kind: object) -> bytes:
    excess = Excess(**kind)  # type: ignore[arg-type]
    length = 0
    while length < size:
        fields = one(len(excess.notes))
        excess.note(*fields)
        # What SQLite needs for a note and its card and their indexes.
        length += sum(map(len, fields)) + 130
    return excess.package(squeezed=False)


def of_one(field: str, **kind: object) -> bytes:
    excess = Excess(**kind)  # type: ignore[arg-type]
    excess.note("q", field)
    return excess.package(squeezed=False)


def of_decks(size: int, name: Callable[[int], str]) -> bytes:
    excess = Excess()
    for number in range(size // 250):
        excess.decks[number + 2] = name(number)
        excess.note(f"q{number}", "a", deck=number + 2)
    return excess.package(squeezed=False)


def of_reviews(size: int, cards: int) -> bytes:
    excess = Excess()
    for number in range(cards):
        excess.note(f"q{number}", "a")
    excess.reviews = [(1_600_000_000_000 + n * 60_000, n % cards + 1) for n in range(size // 60)]
    return excess.package(squeezed=False)


def of_cards(size: int) -> bytes:
    count = min(size // 300, 3_000)
    excess = Excess(templates=[(f"{{{{Front}}}} {n}", "{{Back}}") for n in range(count)])
    excess.note("q", "a", ords=count)
    return excess.package(squeezed=False)


def of_one_guid(size: int) -> bytes:
    excess = Excess()
    for number in range(size // 140):
        excess.note(f"q{number}", "a", guid="g")
    return excess.package(squeezed=False)


def archive(*entries: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name, data in entries:
            written.writestr(name, data)
    return file.getvalue()


def sided(front: str, back: str = "{{Back}}") -> list[tuple[str, str]]:
    return [(front, back)]


PACKAGES: dict[str, Callable[[int], bytes]] = {
    "notes": lambda size: of_notes(size, lambda n: (f"What is the answer of note {n}?", f"the <b>answer</b> {n}")),
    "equal notes": lambda size: of_notes(size, lambda _: ("What is it?", "that")),
    "notes of one guid": of_one_guid,
    "typed notes": lambda size: of_notes(size, lambda n: (f"q{n}", f"a{n}"), templates=sided("{{Front}} {{type:Back}}", "{{Front}}<hr id=answer>{{type:Back}}")),
    "gaps": lambda size: of_notes(size, lambda n: (f"The {{{{c1::one}}}} of {n}", ""), is_cloze=True, templates=sided("{{cloze:Front}}", "{{cloze:Front}}")),
    "gaps in one note": lambda size: of_one("", is_cloze=True, templates=sided(repeated(size, lambda n: f"{{{{c{n + 1}::x}}}} "))),
    "a text of gaps": lambda size: of_notes(1, lambda _: (repeated(size, lambda n: f"{{{{c{n + 1}::x}}}} "), ""), is_cloze=True, templates=sided("{{cloze:Front}}", "{{cloze:Front}}")),
    "nested gaps": lambda size: of_notes(1, lambda _: ("{{c1::" * (size // 8) + "}}" * (size // 8), ""), is_cloze=True, templates=sided("{{cloze:Front}}", "{{cloze:Front}}")),
    "one long field": lambda size: of_one("x" * size),
    "deep html": lambda size: of_one("<div>" * (size // 5)),
    "lists of html": lambda size: of_one("<ul><li>a" * (size // 9)),
    "a table of html": lambda size: of_one("<table>" + "<tr><td>a" * (size // 9)),
    "open html": lambda size: of_one("<a b='" * (size // 6)),
    "comments of html": lambda size: of_one("<!--" * (size // 4)),
    "characters of html": lambda size: of_one("&amp;" * (size // 5)),
    "pictures": lambda size: of_one("<img src=a.png>" * (size // 15)),
    "sounds": lambda size: of_one("[sound:a.mp3]" * (size // 13)),
    "mathematics": lambda size: of_one("\\(x\\)" * (size // 5)),
    "open mathematics": lambda size: of_one("\\(" * (size // 2)),
    "a long template": lambda size: of_one("a", templates=sided("{{Front}}" + "x" * size)),
    "a template that shows a field again and again": lambda size: of_notes(1, lambda _: ("x" * 1_000, "a"), templates=sided("{{Front}}" * (size // 9))),
    "deep conditions": lambda size: of_one("a", templates=sided("{{#Front}}" * (size // 20) + "{{/Front}}" * (size // 20))),
    "open conditions": lambda size: of_one("a", templates=sided("{{#Front}}" * (size // 10))),
    "filters": lambda size: of_one("a", templates=sided("{{" + "text:" * (size // 5) + "Front}}")),
    "unknown fields": lambda size: of_one("a", templates=sided(repeated(size, lambda n: f"{{{{F{n}}}}}"))),
    "fields": lambda size: of_one("a", fields=["Front", "Back", *(f"F{n}" for n in range(size // 30))]),
    "cards of one note": of_cards,
    "decks": lambda size: of_decks(size, lambda n: f"d{n}"),
    "decks of one name": lambda size: of_decks(size, lambda n: "d" + "!" * (n % 40) + "?" * (n // 40)),
    "deep decks": lambda size: of_decks(size // 4, lambda n: "\x1f".join(["d"] * 200 + [str(n)])),
    "reviews": lambda size: of_reviews(size, 100),
    "reviews of one card": lambda size: of_reviews(size, 1),
    "tags": lambda size: tags(size),
    "no collection": lambda size: archive(("x", b"x" * size)),
    "entries": lambda size: archive(*((str(n), b"") for n in range(size // 100))),
    "names of entries": lambda size: archive(*((f"{n}" + "x" * 60_000, b"") for n in range(size // 120_000))),
    "a collection of zeros": lambda size: archive(("collection.anki2", b"\0" * size), ("media", b"{}")),
    "a collection of bytes": lambda size: archive(("collection.anki2", b"SQLite format 3\0" + b"\x5a" * size), ("media", b"{}")),
    "a squeezed collection": lambda size: archive(("collection.anki2", b"\0" * (size * 900)), ("media", b"{}")),
    "media": lambda size: archive(("collection.anki2", b"\0" * 100), ("media", json.dumps({str(n): f"f{n}" for n in range(size // 16)}).encode())),
    "bytes behind a zip's sign": lambda size: b"PK\3\4" + b"\x5a" * size,
}


def tags(size: int) -> bytes:
    excess = Excess()
    excess.note("q", "a", tags=repeated(size, lambda n: f"t{n} "))
    return excess.package(squeezed=False)


HEAD = '{"oss-quiz-log": 1, "learner": "018f0000-0000-7000-8000-000000000001"}\n'
LOGS: dict[str, Callable[[int], str]] = {
    "a line": lambda size: HEAD + "x" * size,
    "lines": lambda size: HEAD + "{}\n" * (size // 3),
    "heads": lambda size: HEAD * (size // len(HEAD)),
    "deep": lambda size: HEAD + "[" * size,
    "one long text": lambda size: HEAD + '{"id": "' + "x" * size + '"}\n',
    "blank lines": lambda size: HEAD + "\n" * size,
}
