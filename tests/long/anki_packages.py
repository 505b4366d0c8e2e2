#!/usr/bin/env python3
"""Packages of the real Anki come in, and packages of ours go there: whether both sides say the same of every card.

    tests/long/anki_packages.py [--program target/release/oss-quiz] [--count 200] [--seed 1] [--only NAME]
                                [--environment DIR]

Collections are made by Anki: notes of all types and of strange ones, decks in a tree, tags, pictures and sounds, logs of
years. Each is exported in the forms that Anki writes, comes in with `import`, and comes in once more. Compared are the
cards, their tags, suspended, buried and flagged, the day on which each is due, its answers, its memory by the weights of
the collection (within 1 %), and the files. `again` counts what a second import would change. The rows `ours` are packages
that `export --anki` wrote: the decks that come with the program, one of every kind, and one of texts that mean something to
Anki, with progress and without; they must come in without a word, every card must be shown, and nothing be new a second
time. Exits 1 if anything differs. Linux or macOS, Python 3.10 or newer; installs Anki with pip into an environment in
`target` (100 MB), or uses that of `--environment`.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

import real_anki
from homes import Home, Table, faults, read_options
from our_cards import Here, decks_of_ours, said, studied

# How each form is exported: with everything or as decks, and whether as older versions of Anki did.
FORMS = {
    "apkg": ("apkg", False),
    "apkg for old versions": ("apkg", True),
    "colpkg": ("colpkg", False),
    "colpkg for old versions": ("colpkg", True),
}
OURS = {"ours": False, "ours with progress": True}
COLUMNS = ["packages", "notes", "cards", "answers", "files"]
WRONG = ["refused", "missing", "tags", "marks", "due", "log", "memory", "media", "again", "unsound", "shown"]
FLAGS = (None, "red", "orange", "green", "blue", "pink", "turquoise", "purple")


class Trial:
    """A package on its way: what was counted, and what went wrong."""

    def __init__(self) -> None:
        self.figures, self.lines = Counter(packages=1), []

    def wrong(self, what: str, why: str) -> None:
        self.figures[what] += 1
        self.lines.append(f"{what}: {why}")


def package(maker, form: str) -> Path:
    kind, is_old = FORMS[form]
    to = maker.folder / f"out.{kind}"
    if kind == "apkg":
        return real_anki.export(maker.col, to, is_old)
    maker.col.export_collection_package(str(to), include_media=True, legacy=is_old)
    maker.col.reopen()
    return to


def brought(program: Path, maker, there: list[real_anki.There], file: Path) -> Trial:
    """Imports a package into an empty home, and compares."""
    trial = Trial()
    with Home(program, {}) as home:
        ran = home.run("import", str(file), "--weights", "--yes", "--json")
        if ran.code or ran.has_panicked():
            trial.wrong("refused", f"exit {ran.code}: {ran.err[:300]}")
            return trial
        here, left = Here(home), [remark["what"] for remark in said(ran)["remarks"] if remark["kind"] == "left"]
        for card in there:
            item = here.item(card)
            if item is None:
                trial.wrong("missing", f"{card.title} ({'; '.join(left[:3])})")
                continue
            for what, differs in [*compared_marks(card, here, item), *here.compared(card, item)]:
                trial.wrong(what, f"{item}, {card.title}: {differs}")
        trial.figures.update(notes=maker.col.note_count(), cards=len(there), answers=sum(here.reviews.values()))
        compare_files(trial, home, maker, there)
        again = said(home.run("import", str(file), "--weights", "--yes", "--json"))
        changed = [deck["deck"] for deck in again["decks"] if deck["new"] or deck["updated"] or deck["edited"]]
        if again["files"][0]["new"] or changed or again["backup"]:
            trial.wrong("again", f"{again['files'][0]['new']} events, {changed}, backup {again['backup']}")
        for problem in [*faults(home.store), *home.doctor(), *unread(home)]:
            trial.wrong("unsound", problem)
    return trial


def compared_marks(card: real_anki.There, here: Here, item: str):
    """What differs of tags, and of what is suspended, buried and flagged."""
    listed, suspended = here.items[item], here.states.get(item, (None, None, 0))[2]
    if not card.tags <= set(listed["tags"]):
        yield "tags", f"there {sorted(card.tags)}, here {listed['tags']}"
    flag = f"{FLAGS[card.flag]} flag in Anki" if card.flag else None
    there = (card.suspended, card.buried, flag)
    marks = (bool(suspended), listed["state"] == "buried", (listed["flag"] or {}).get("note"))
    if there != marks:
        yield "marks", f"there {there}, here {marks}"


def compare_files(trial: Trial, home: Home, maker, there: list[real_anki.There]) -> None:
    came: dict[str, set[str]] = {}
    for path in (home.dir / "decks").glob("*.media/*"):
        came.setdefault(path.name, set()).add(hashlib.sha1(path.read_bytes()).hexdigest())
    trial.figures["files"] = len(came)
    for name in {name for card in there for name in card.files}:
        if came.get(name) != {hashlib.sha1(maker.files[name]).hexdigest()}:
            trial.wrong("media", f"{name} is {'another' if name in came else 'missing'}")


def unread(home: Home) -> list[str]:
    """What our reader finds wrong in decks that the program has made."""
    ran = home.run("items", "--json")
    return [line for line in ran.err.splitlines() if '"problem"' in line]


def given_away(program: Path, dice: random.Random, with_progress: bool) -> Trial:
    """Exports our decks to Anki, twice."""
    from anki.collection import Collection

    trial = Trial()
    with Home(program, {}) as home, tempfile.TemporaryDirectory(prefix="oss-quiz-") as folder:
        decks_of_ours(home)
        if with_progress:
            studied(home, dice, range(1, 60), 300)
        col = Collection(str(Path(folder) / "collection.anki2"))
        for nth in range(2):
            file = home.dir / f"ours-{nth}.apkg"
            ran = home.run("export", "--anki", str(file), *(["--with-progress"] if with_progress else []))
            if ran.code:
                trial.wrong("refused", f"exit {ran.code}: {ran.err[:300]}")
                return trial
            ways = real_anki.came(col, file)
            if troubles := {way: count for way, count in ways.items() if count and way not in ("new", "duplicate")}:
                trial.wrong("refused", f"Anki says {troubles}")
            if nth and ways["new"]:
                trial.wrong("again", f"{ways['new']} new notes")
        here, there = Here(home), real_anki.cards_there(col)
        if len(there) != len(here.items) or len({item["kind"] for item in here.items.values()}) != 8:
            trial.wrong("missing", f"{len(here.items)} items here, {len(there)} cards there")
        if with_progress:
            # The switch doesn't travel.
            col.set_config("fsrs", True)
            for card in there:
                item = here.item(card)
                for what, differs in here.compared(card, item):
                    trial.wrong(what, f"{item}: {differs}")
        for problem in real_anki.faults_of_cards(col):
            trial.wrong("shown", problem)
        answers = col.db.scalar("select count(*) from revlog")
        trial.figures.update(notes=col.note_count(), cards=len(there), answers=answers)
        col.close()
    return trial


def main() -> int:
    options = read_options(__doc__, 200, [*FORMS, *OURS])
    real_anki.enter(options.environment)
    from anki_collections import make

    trials: dict[str, list[Trial]] = {name: [] for name in options.parts}
    forms = [form for form in FORMS if form in options.parts]
    for number in range(options.count if forms else 0):
        with tempfile.TemporaryDirectory(prefix="oss-quiz-") as folder:
            maker = make(Path(folder), options.seed * 100_000 + number)
            there = real_anki.cards_there(maker.col)
            for form in forms:
                trial = brought(options.program, maker, there, package(maker, form))
                trial.lines = [f"{line} (collection {number})" for line in trial.lines]
                trials[form].append(trial)
            maker.col.close()
    for name in (name for name in OURS if name in options.parts):
        trials[name].append(given_away(options.program, random.Random(options.seed), OURS[name]))
    table = Table("package", COLUMNS + WRONG, WRONG)
    for name, tried in trials.items():
        figures = sum((trial.figures for trial in tried), Counter())
        table.row(name, figures, [line for trial in tried for line in trial.lines])
    return table.end()


if __name__ == "__main__":
    sys.exit(main())
