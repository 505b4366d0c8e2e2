"""What anki_packages.py and phone.py share: the real Anki in a Python environment of its own, and what it says of its
cards. Scripts import Anki inside their functions: only in its environment is it there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import unquote

VERSION = "26.9.3"
DAY = 86_400

# The exit code where Anki can't be installed: what was to be compared wasn't. As in BSD's sysexits.h: try later.
NOT_HERE = 75

# Rows of Anki's log that are no answers, but in the eyes of FSRS say something of a card.
FILTERED, BY_HAND = 3, 4


def enter(environment: Path) -> None:
    """Starts the script anew with the Python that has the real Anki, which is installed if it isn't there."""
    # The clock must not strike four, when a day begins, in the middle of a run.
    os.environ["TZ"] = "<+06>-6" if datetime.now(timezone.utc).hour == 3 else "UTC0"
    if Path(sys.prefix).resolve() == environment.resolve():
        # Anki waits for the disk with every note.
        tempfile.tempdir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        return
    python = environment / "bin/python"
    if not environment.exists():
        print(f"Installing Anki {VERSION} in {environment}", flush=True)
        draft = environment.with_name(f"{environment.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", draft], check=True)
        pip = [draft / "bin/python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        if subprocess.run([*pip, f"anki=={VERSION}"], check=False).returncode:
            print(f"Anki {VERSION} can't be installed here.", file=sys.stderr)
            sys.exit(NOT_HERE)
        # Half of it is never taken for the whole.
        draft.rename(environment)
    asked = [python, "-c", "import importlib.metadata; print(importlib.metadata.version('anki'))"]
    found = subprocess.run(asked, capture_output=True, text=True, check=False, cwd="/").stdout.strip()
    if found != VERSION:
        sys.exit(f"{environment} is no environment with Anki {VERSION}; name another, or one that isn't there, which is made.")
    os.execv(python, [str(python), *sys.argv])


@dataclass
class There:
    """What Anki says of a card."""

    id: int
    guid: str
    ord: int
    title: str
    tags: set[str]
    suspended: bool
    buried: bool
    flag: int
    # The day as our program writes it; `None` for a new card.
    due: str | None
    # Stability and difficulty; `None` if FSRS knows nothing of it.
    memory: tuple[float, float] | None
    interval: int
    # Answers that count, and whether any of them is behind the last reset.
    answers: int
    is_remembered: bool
    # Pictures and sounds that its note names.
    files: set[str]


def cards_there(col) -> list[There]:
    today, now = col.sched.today, col.sched.day_cutoff - DAY
    first = date.fromisoformat(local_day(now)) - timedelta(days=today)
    logs: dict[int, list[tuple]] = {}
    for row in col.db.execute("select cid, ease, type, factor from revlog order by id"):
        logs.setdefault(row[0], []).append(tuple(row[1:]))
    found = []
    for [card_id] in col.db.execute("select id from cards order by id"):
        card = col.get_card(card_id)
        note = card.note()
        due = (card.odue or card.due) if card.odid else card.due
        log = logs.get(card_id, [])
        resets = [place for place, (_, kind, factor) in enumerate(log) if kind == BY_HAND and factor == 0]
        is_answer = [ease > 0 and not (kind == FILTERED and factor == 0) for ease, kind, factor in log]
        state = col.compute_memory_state(card_id) if card.type else None
        knows = state is not None and state.stability is not None
        found.append(There(
            id=card_id,
            guid=note.guid,
            ord=card.ord,
            title=f"{note.note_type()['name']}, card {card.ord + 1}: {note.fields[0][:40]}",
            tags=set(note.tags),
            suspended=card.queue == -1,
            buried=card.queue in (-2, -3),
            flag=card.user_flag(),
            due=None if card.type == 0 else local_day(due) if due > 1_000_000_000 else str(first + timedelta(days=due)),
            memory=(state.stability, state.difficulty) if knows else None,
            interval=card.ivl,
            answers=sum(is_answer),
            is_remembered=any(is_answer[resets[-1] if resets else 0:]),
            files=files_of(note.fields),
        ))
    return found


def files_of(fields: list[str]) -> set[str]:
    pictures = {unquote(name) for name in re.findall(r'<img src="([^"]+)"', "".join(fields))}
    return pictures | set(re.findall(r"\[sound:([^]]+)\]", "".join(fields)))


def local_day(seconds: int) -> str:
    """The study day of a time."""
    return str(datetime.fromtimestamp(seconds - 4 * 3600).date())


def came(col, package: Path) -> dict[str, int]:
    """Imports a package with its progress; how many notes came in which way."""
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, merge_notetypes=False)
    log = col.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options)).log
    ways = ("new", "updated", "duplicate", "conflicting", "first_field_match", "missing_notetype", "missing_deck",
            "empty_first_field")
    return {way: len(getattr(log, way)) for way in ways}


def export(col, to: Path, legacy: bool) -> Path:
    """Exports all decks as they go from one Anki to another."""
    from anki.collection import ExportAnkiPackageOptions

    options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy)
    col.export_anki_package(out_path=str(to), options=options, limit=None)
    return to


def rendered(card) -> tuple[str, str]:
    """Both sides as they are shown, without style."""
    sides = card.render_output(reload=True)
    return sides.question_text, sides.answer_text


# What Anki says where a card can't be shown.
BROKEN = re.compile(r"\{\{|template has a problem|No cloze|front of this card is blank|\[latex\]|\[sound:")


def faults_of_cards(col) -> list[str]:
    """Cards that are shown in another way than somebody meant, and what Anki's own check of the database finds."""
    wrong = []
    for [card_id] in col.db.execute("select id from cards"):
        card = col.get_card(card_id)
        for side, html in zip(("front", "back"), rendered(card)):
            text = re.sub(r"<style.*?</style>|<[^>]*>|\s", "", html, flags=re.S)
            if not text or BROKEN.search(html):
                wrong.append(f"{side} of {card.note().guid} {card.ord + 1}: {html[-100:]!r}")
    wrong += [f"{note.note_id} has cards {list(note.card_ids)} that are empty" for note in col.get_empty_cards().notes]
    said, is_fine = col.fix_integrity()
    return wrong + ([] if is_fine and "fixed" not in said.lower() else [said])


def answers(col) -> int:
    return col.db.scalar("select count(*) from revlog where ease > 0")


def answer(col, dice, count: int) -> int:
    """Answers so many cards, a deck after the other; how many there were."""
    from anki.cards import Card

    decks, done = [deck.id for deck in col.decks.all_names_and_ids()], 0
    dice.shuffle(decks)
    for deck in decks:
        col.decks.set_current(deck)
        for _ in range(dice.randrange(10, 60)):
            queue = col.sched.get_queued_cards(fetch_limit=1)
            if done == count or not queue.cards:
                break
            card = Card(col, backend_card=queue.cards[0].card)
            card.start_timer()
            rating = dice.choices(range(4), weights=(2, 1, 6, 1))[0]
            states = queue.cards[0].states
            col.sched.answer_card(col.sched.build_answer(card=card, states=states, rating=rating))
            done += 1
    return done


def lift_limits(col) -> None:
    """FSRS is on, and as many cards come in a day as there are."""
    col.set_config("fsrs", True)
    for preset in col.decks.all_config():
        preset["new"]["perDay"] = preset["rev"]["perDay"] = 9_999
        col.decks.update_config(preset)
