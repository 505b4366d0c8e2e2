#!/usr/bin/env python3
"""Cards go to a phone with their progress, are reviewed there by the real Anki, and come back: nothing is lost or doubled.

    tests/long/phone.py [--program target/release/oss-quiz] [--count 20] [--seed 1] [--answers 100] [--environment DIR]

Each trip: `export --anki --with-progress`, Anki takes the package and answers cards, exports them, and `import` brings
exactly these answers here, a second time none. After each, every card must be due on the same day on both sides, with the
same number of answers and the same memory, and `stats` must count the answers of the day. A learner makes two trips.
Exits 1 if anything differs. Linux or macOS, Python 3.10 or newer; installs Anki as
anki_packages.py does.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

import real_anki
from homes import Home, Log, Table, faults, read_options
from our_cards import Here, decks_of_ours, said, studied

COLUMNS = ["cards", "there", "came"]
WRONG = ["refused", "lost", "doubled", "due", "log", "memory", "again", "day", "unsound"]


class Trip:
    """To the phone and back."""

    def __init__(self, home: Home, col) -> None:
        self.home, self.col = home, col
        self.figures, self.lines = Counter(), []

    def wrong(self, what: str, why: str) -> None:
        self.figures[what] += 1
        self.lines.append(f"{what}: {why}")

    def go(self, dice: random.Random, count: int) -> None:
        home, col = self.home, self.col
        out, back = home.dir / "to-phone.apkg", home.dir / "from-phone.apkg"
        for file in (out, back):
            file.unlink(missing_ok=True)
        ran = home.run("export", "--anki", str(out), "--with-progress")
        if ran.code:
            return self.wrong("refused", f"exit {ran.code}: {ran.err[:300]}")
        real_anki.came(col, out)
        real_anki.lift_limits(col)
        before, acts, day = self.answers(), self.acts(), self.today()
        rows = real_anki.answers(col)
        done = real_anki.answer(col, dice, count)
        assert real_anki.answers(col) - rows == done == count, f"{done} of {count} were answered in Anki"
        real_anki.export(col, back, legacy=dice.random() < 0.5)
        first = self.imported(back)
        if first is None:
            return None
        came = self.answers() - before
        self.figures.update(cards=col.card_count(), there=done, came=came)
        if came != done:
            self.wrong("lost" if came < done else "doubled", f"{done} answers there, {came} came")
        # Anki buries siblings of what was answered.
        if first["files"][0]["new"] != done + self.acts() - acts:
            self.wrong("doubled", f"{done} answers there, and {first['files'][0]['new']} events are said to be new")
        if (today := self.today()) != (day[0] + done, max(1, day[1])):
            self.wrong("day", f"{done} answers; reviews of the day and streak were {day}, and are {today}")
        here = Here(home)
        for card in real_anki.cards_there(col):
            item = here.item(card)
            for what, differs in here.compared(card, item):
                self.wrong(what, f"{item}: {differs}")
        again = self.imported(back)
        if again and (again["files"][0]["new"] or again["backup"] or self.answers() - before != came):
            self.wrong("again", f"{again['files'][0]['new']} events")
        for problem in faults(home.store):
            self.wrong("unsound", problem)
        return None

    def imported(self, file: Path) -> dict | None:
        ran = self.home.run("import", str(file), "--yes", "--json")
        if ran.code or ran.has_panicked():
            return self.wrong("refused", f"exit {ran.code}: {ran.err[:300]}")
        return json.loads(ran.out)

    def answers(self) -> int:
        return len(Log(self.home.store).reviews)

    def acts(self) -> int:
        return Log(self.home.store).acts.total()

    def today(self) -> tuple[int, int]:
        """The reviews of the day, and the streak."""
        stats = said(self.home.run("stats", "--json"))
        return sum(day["reviews"] for day in stats["days"] if day["date"] == stats["date"]), stats["streak"]["now"]


def main() -> int:
    options = read_options(__doc__, 20, [])
    real_anki.enter(options.environment)
    from anki.collection import Collection

    table = Table("trip", COLUMNS + WRONG, WRONG)
    for number in range(options.count):
        dice = random.Random(f"{options.seed} {number}")
        with Home(options.program, {}) as home, tempfile.TemporaryDirectory(prefix="oss-quiz-") as folder:
            decks_of_ours(home)
            col = Collection(str(Path(folder) / "collection.anki2"))
            studied(home, dice, range(2, 60), 200)
            for name, count in (("first", options.answers), ("second", max(1, options.answers // 4))):
                trip = Trip(home, col)
                trip.go(dice, count)
                table.row(f"learner {number + 1}, {name} trip", trip.figures, trip.lines)
            col.close()
    return table.end()


if __name__ == "__main__":
    sys.exit(main())
