"""What anki_packages.py and phone.py share of our side: decks of all kinds, a learner's past, what the program knows."""

from __future__ import annotations

import json
import random
import re
import shutil
import time
import uuid
from collections import Counter
from datetime import date, timedelta

from homes import ROOT, Home, Ran, copied
from real_anki import DAY, There, local_day

# Texts that mean something to Anki, or did to its versions before.
HOSTILE = r"""title: 'A deck :: <b>{{of}}</b> [sound:x.mp3]'
cards:
  - {id: gaps-in-text, kind: flip, question: '{{c1::no gap}} {{Front}} <script>alert(1)</script> [sound:a.mp3] [latex]x[/latex]',
     answer: '&lt; {{/Front}} <!-- }} --> [[type:Back]] \(x\) [$]y[/$]'}
  - {id: code, kind: cloze, text: 'Call {{c1::`std::mem::take`}} or {{c2::<b>}} \}\} or {{c3::a}}b::c: {{c4::d::a hint: it is}}.'}
  - {id: typed, kind: typed, question: 'Type <br> & so', answer: '<br> & {{so}}', accept: ['&lt;br&gt;']}
  - {id: sides, kind: term, term: '{{#Front}}', definition: '{{^Back}} <hr id=answer>'}
  - {id: pairs, kind: match, question: 'Which?', pairs: [{left: '{{a}}', right: '<i>'}, {left: b, right: '}}'}, {left: c, right: d}]}
"""


def decks_of_ours(home: Home) -> None:
    """A deck of every kind, the decks that come with the program, those of other authors, and one that tries to say
    something to Anki."""
    data, decks = ROOT / "tests/data", home.dir / "decks"
    for path in [*(data / "decks").glob("*"), *(ROOT / "decks").glob("*.yaml")]:
        shutil.copy(path, decks / path.name)
    for path in (data / "authors/fine").rglob("*.yaml"):
        shutil.copy(path, decks / f"fine-{path.name}")
    (decks / "hostile.yaml").write_text(HOSTILE)


def said(ran: Ran) -> dict:
    """What a command printed."""
    assert ran.code in (0, 1) and ran.out, f"exit {ran.code}: {ran.err[:500]}"
    return json.loads(ran.out)


def studied(home: Home, dice: random.Random, before_days: range, cards: int) -> None:
    """Brings the log of a learner who answered some cards on days before, and marked some."""
    file = home.dir / "past.jsonl"
    file.unlink(missing_ok=True)
    home.run("export", "--reviews", str(file))
    head = json.loads(file.read_text().splitlines()[0]) if file.exists() else \
        {"oss-quiz-log": 1, "learner": str(uuid.UUID(int=dice.getrandbits(128), version=4))}
    items = [item["id"] for item in said(home.run("items", "--json"))["items"]]
    device, lines = str(uuid.UUID(int=dice.getrandbits(128), version=4)), [head]

    def add(at_ms: int, item: str, **what) -> None:
        bits = at_ms << 80 | 7 << 76 | dice.getrandbits(12) << 64 | 2 << 62 | dice.getrandbits(62)
        offset = time.localtime(at_ms // 1000).tm_gmtoff // 60
        lines.append({"id": str(uuid.UUID(int=bits)), "at_ms": at_ms, "offset_minutes": offset, "version": "0.1.0",
                      "day": local_day(at_ms // 1000), "device": device, "item": item, **what})

    for item in dice.sample(items, cards):
        days = sorted(dice.sample(before_days, dice.randrange(1, min(7, len(before_days) + 1))), reverse=True)
        # Nobody answers at four in the morning.
        noon = int(time.time()) // DAY * DAY + DAY // 2
        for day in days:
            at_ms = (noon - day * DAY) * 1000 + dice.randrange(3_600_000)
            for _ in range(dice.choice((1, 1, 1, 2, 3))):
                at_ms += dice.randrange(5_000, 600_000)
                rating = dice.choices(("again", "hard", "good", "easy"), weights=(2, 1, 6, 1))[0]
                due = date.fromisoformat(local_day(at_ms // 1000)) + timedelta(days=dice.randrange(1, 60))
                add(at_ms, item, kind="review", purpose="scheduled", verdict="wrong" if rating == "again" else "right",
                    suggested=rating, rating=rating, due=str(due), hints=0, revision=99, ms=dice.randrange(1_000, 40_000))
        if dice.random() < 0.1:
            add(at_ms + 1_000, item, kind=dice.choice(("suspend", "flag")))
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    ran = home.run("import", str(file), "--yes")
    assert ran.code == 0, ran.err


class Here:
    """What our program knows of its cards."""

    def __init__(self, home: Home) -> None:
        self.items = {item["id"]: item for item in said(home.run("items", "--json"))["items"]}
        # By what is written on those that came from Anki.
        self.cards: dict[str, str] = {}
        for path in (home.dir / "decks").glob("*.yaml"):
            for entry in re.split(r"(?m)^  - ", path.read_text())[1:]:
                id, key = re.search(r"(?m)^ *id: (.*)", entry), re.search(r"(?m)^ *x-anki: (.*)", entry)
                if id and key:
                    self.cards[unquoted(key[1]).rpartition(" ")[0]] = f"{path.stem}/{unquoted(id[1])}"
        self.states: dict[str, tuple] = {}
        self.reviews: Counter[str] = Counter()
        if not home.store.exists():
            return
        with copied(home.store) as db:
            columns = "name, stability, difficulty, suspended"
            self.states = {row[0]: row[1:] for row in db.execute(f"select {columns} from states")}
            self.reviews.update(row[0] for row in db.execute(
                "select name from reviews join items on items.id = item "
                "where not exists (select 1 from acts where kind = 'retract' and target = reviews.id)"))

    def item(self, card: There) -> str | None:
        """The item that a card there became, or came from."""
        own = card.guid.removeprefix("oss-quiz:") if card.guid.startswith("oss-quiz:") else None
        alone = own or self.cards.get(f"{card.guid} {card.ord + 1}" if card.ord else card.guid)
        name = own or self.cards.get(card.guid)
        parts = [alone, f"{name}#c{card.ord + 1}", *(f"{name}#{side}" for side in ("definition", "term")[card.ord:card.ord + 1])]
        return next((part for part in parts if part in self.items), None)

    def compared(self, card: There, item: str):
        """What differs between both sides: a word for it, and how."""
        due = self.items[item]["due"]
        if due != card.due:
            yield "due", f"there {card.due}, here {due}"
        # What has an interval and no answers came about without a log: one answer stands for it.
        stands_in = card.due is not None and card.interval > 0 and not card.is_remembered
        answers = self.reviews[item]
        if answers != card.answers + stands_in:
            yield "log", f"{card.answers} answers there, {answers} here"
        stability, difficulty, _ = self.states.get(item, (None, None, None))
        there, here = card.memory, None if stability is None else (stability, difficulty)
        if card.due is None:
            there = None
        elif there is None and card.interval > 0:
            # No row of its log says it, so Anki computes it from what SM-2 knew once it needs it.
            there, here = (card.interval, 1), (stability, 1)
        if (here is None) != (there is None) or here and any(abs(a / b - 1) > 0.01 for a, b in zip(here, there)):
            yield "memory", f"there {there}, here {here}"


def unquoted(text: str) -> str:
    return text[1:-1].replace("''", "'") if text[:1] == "'" else json.loads(text) if text[:1] == '"' else text

