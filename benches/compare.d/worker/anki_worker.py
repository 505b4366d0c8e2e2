"""Anki's engine, driven from the Python that has the package `anki`: run by `compare`, not by hand.

    anki_worker.py make CSV COLLECTION REVIEWS   a collection in use, with so many reviews of each card that is not new
    anki_worker.py first CSV COLLECTION          imports the cards into a new collection, until the first question
    anki_worker.py session COLLECTION            opens it, until the first question; each line on stdin is an answer
    anki_worker.py stats COLLECTION              what the page of statistics asks the engine for
    anki_worker.py version                       the version of the package, and the size of its engine in bytes

Prints a line of JSON for each question: seconds and processor time of the engine, without Python's own start.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import sys
import time
from pathlib import Path

# Not beside the other files of `compare`, so that nothing there is taken for a module of Anki's.
import anki.buildinfo
from anki import _rsbridge
from anki.collection import Collection, ImportCsvRequest
from anki.scheduler.v3 import CardAnswer
from anki.stats_pb2 import GraphsRequest


def used() -> float:
    """The processor time of this process, in seconds."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def say(**what: object) -> None:
    """A line of JSON."""
    print(json.dumps(what), flush=True)


def question(collection: Collection) -> bool:
    """Renders the next question; whether there is one."""
    queued = collection.sched.get_queued_cards(fetch_limit=1)
    if not queued.cards:
        return False
    collection.get_card(queued.cards[0].card.id).question()
    return True


def answer(collection: Collection) -> float | None:
    """Answers `Good`; the seconds from the answer to the next question."""
    queued = collection.sched.get_queued_cards(fetch_limit=1).cards[0]
    card = collection.get_card(queued.card.id)
    card.start_timer()
    begin = time.perf_counter()
    given = collection.sched.build_answer(card=card, states=queued.states, rating=CardAnswer.GOOD)
    collection.sched.answer_card(given)
    return time.perf_counter() - begin if question(collection) else None


def import_cards(collection: Collection, csv: str) -> None:
    """Puts all cards into the deck `quiz`, which has no daily limit worth the name."""
    metadata = collection.get_csv_metadata(csv, None)
    collection.import_csv(ImportCsvRequest(path=csv, metadata=metadata))
    deck = collection.decks.id_for_name("quiz")
    limits = collection.decks.config_dict_for_deck_id(deck)
    limits["new"]["perDay"] = limits["rev"]["perDay"] = 9_999
    collection.decks.update_config(limits)


def make(csv: str, path: str, reviews: int) -> None:
    """Of a hundred cards three are new, two due and ninety-five not."""
    collection = Collection(path)
    import_cards(collection, csv)
    collection.set_config("fsrs", True)
    today, now = collection.sched.today, int(time.time() * 1000)
    cards, log = [], []
    for place, card in enumerate(collection.db.list("select id from cards order by id")):
        if place % 100 < 3:
            continue
        cards.append((today if place % 100 < 5 else today + 9, card))
        for nth in range(reviews):
            # A review is known by its time; no two of the same millisecond.
            at = now - (10 + 20 * nth) * 86_400_000 + place
            log.append((at, card, -1, 3, 10, 5, 2_500, 7_000, 1))

    def write() -> None:
        collection.db.executemany(
            "update cards set type = 2, queue = 2, due = ?, ivl = 10, factor = 2500, reps = 3, "
            """data = '{"s":12.5,"d":5.0,"dr":0.9}' where id = ?""",
            cards,
        )
        collection.db.executemany("insert into revlog values (?, ?, ?, ?, ?, ?, ?, ?, ?)", log)

    # Each row by itself would wait for the disk.
    collection.db.transact(write)
    collection.close()


def session(path: str, csv: str | None = None) -> None:
    """The first question; then an answer for each line of standard input."""
    wall, cpu = time.perf_counter(), used()
    collection = Collection(path)
    if csv:
        import_cards(collection, csv)
    collection.decks.select(collection.decks.id_for_name("quiz"))
    there = question(collection)
    say(question=there, wall=time.perf_counter() - wall, cpu=used() - cpu)
    for _ in sys.stdin:
        say(wall=answer(collection))
    collection.close()


def stats(path: str) -> None:
    """The numbers of all graphs, over the whole history."""
    collection = Collection(path)
    wall, cpu = time.perf_counter(), used()
    collection._backend.graphs_raw(GraphsRequest(search="", days=0).SerializeToString())
    say(wall=time.perf_counter() - wall, cpu=used() - cpu)
    collection.close()


def main() -> None:
    """What the arguments say."""
    match sys.argv[1:]:
        case ["make", csv, path, reviews]:
            make(csv, path, int(reviews))
        case ["first", csv, path]:
            session(path, csv)
        case ["session", path]:
            session(path)
        case ["stats", path]:
            stats(path)
        case ["version"]:
            size = Path(_rsbridge.__file__).stat().st_size
            say(version=anki.buildinfo.version, python=platform.python_version(), bytes=size)
        case _:
            sys.exit(__doc__)
    os._exit(0)


main()
