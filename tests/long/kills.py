#!/usr/bin/env python3
"""SIGKILL at random moments of every command that writes, and what is there afterwards.

    tests/long/kills.py [--program target/release/oss-quiz] [--count 1000] [--seed 1] [--only NAME]

The kills are spread over the commands. After each of them another command must work; every answer that was acknowledged
must be in the log, and every one that was there before; SQLite and `doctor` must find the store sound, and its views what
the log comes to. `drafts` are unfinished files that lie about: they are no fault if `doctor` names them. Exits 1 if
anything is lost, unsound, stuck, or left over that nobody would know. Linux or macOS, Python 3.10 or newer; installs
nothing.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import select
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from homes import (
    Home, Log, Ran, Table, Terminal, damage, faults, kept_anywhere, old_store, read_options, reviewed, sent_by_another,
    spoil_views, statements
)

# How long a session runs at most before it is killed.
SESSION = 0.4


def write(process: subprocess.Popen, lines: bytes) -> None:
    with contextlib.suppress(OSError):
        process.stdin.write(lines)
        process.stdin.flush()


class Trial:
    """A command that is killed again and again, in a home of its own."""

    args: tuple[str, ...] = ()

    def __init__(self, home: Home, cards: int, dice: random.Random) -> None:
        self.home, self.cards, self.dice, self.number = home, cards, dice, 0
        self.set_up()
        self.seconds = self.measured()

    def set_up(self) -> None:
        """Once, at the beginning."""
        self.home.answered(5)

    def prepare(self) -> None:
        """Before each kill."""

    def command(self) -> tuple[str, ...]:
        return self.args

    def measured(self) -> float:
        """How long the command takes that is to be killed."""
        taken = []
        for _ in range(3):
            self.number += 1
            self.prepare()
            begin = time.monotonic()
            self.home.run(*self.command())
            taken.append(time.monotonic() - begin)
        return statistics.median(taken)

    def kill(self) -> tuple[Ran, bool]:
        """What was said until the kill, and whether the command had ended before."""
        process = self.home.start(*self.command(), stdin=subprocess.DEVNULL)
        time.sleep(self.dice.uniform(0, 1.2 * self.seconds))
        ended = process.poll() is not None
        process.kill()
        out, err = process.communicate()
        return Ran(process.returncode, out, err), ended

    def acknowledged(self, ran: Ran) -> int:
        """How many answers or acts the command has told of."""
        return 0

    def lost(self, ran: Ran, before: Log, after: Log) -> int:
        """How many answers are missing of those that were there and those acknowledged."""
        missing = len(before.reviews - after.reviews)
        return missing + max(0, self.acknowledged(ran) - len(after.reviews - before.reviews))

    def further_faults(self, ran: Ran) -> list[str]:
        return []

    def mend(self) -> None:
        """What somebody would do who finds the store as the kill has left it."""

    def card(self) -> str:
        return f"t/c{self.number % self.cards}"

    def try_once(self, figures: Counter, examples: list[str]) -> None:
        self.number += 1
        self.prepare()
        before = Log(self.home.store)
        ran, ended = self.kill()
        figures["kills"] += 1
        figures["ended before"] += ended
        figures["acknowledged"] += self.acknowledged(ran)
        self.mend()
        review, said = self.home.grade("t/c0")
        after = Log(self.home.store)
        if not review:
            figures["stuck"] += 1
            examples.append(f"then {said}")
        elif review not in after.reviews:
            figures["lost"] += 1
        after.reviews.discard(review or "")
        lost = self.lost(ran, before, after)
        wrong = faults(self.home.store) + self.home.doctor() + self.further_faults(ran)
        strangers = self.home.strangers()
        figures["lost"] += lost
        figures["unsound"] += bool(wrong)
        figures["left over"] += bool(strangers)
        figures["drafts"] += bool(self.home.drafts())
        examples += wrong + strangers + ([f"{lost} lost"] if lost else [])
        for draft in self.home.drafts():
            path = self.home.data / draft
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


class Grade(Trial):
    def command(self) -> tuple[str, ...]:
        return "grade", self.card(), "--answer", "true", "--json"

    def acknowledged(self, ran: Ran) -> int:
        return int(reviewed(ran.out) is not None)

    def lost(self, ran: Ran, before: Log, after: Log) -> int:
        review = reviewed(ran.out)
        return super().lost(ran, before, after) or int(review is not None and review not in after.reviews)


class FirstStart(Grade):
    def prepare(self) -> None:
        self.home.forget()


class DayBackup(Grade):
    """The first answer of a day, which makes the backup of that day."""

    def prepare(self) -> None:
        shutil.rmtree(f"{self.home.store}.backups", ignore_errors=True)

    def further_faults(self, ran: Ran) -> list[str]:
        return [fault for backup in self.home.data.glob("*.backups/*.db") for fault in faults(backup)]


class Upgrade(Grade):
    """The first command after an update of the program, on a store of the first format."""

    def set_up(self) -> None:
        old_store(self.home.dir / "old.db", min(self.cards, 3_000))

    def prepare(self) -> None:
        self.home.forget()
        self.home.data.mkdir(parents=True)
        shutil.copy(self.home.dir / "old.db", self.home.store)

    def further_faults(self, ran: Ran) -> list[str]:
        old = self.home.data / "progress.db.format-1"
        kept = old.exists() and Log(old).reviews == Log(self.home.dir / "old.db").reviews
        return [] if kept else ["the store as it was before is not kept"]


class Mark(Trial):
    def command(self) -> tuple[str, ...]:
        return "mark", self.card(), "flag", "--note", f"note {self.number}"

    def acknowledged(self, ran: Ran) -> int:
        return int("is flagged" in ran.out)

    def lost(self, ran: Ran, before: Log, after: Log) -> int:
        acts = after.acts["flag"] - before.acts["flag"]
        return len(before.reviews - after.reviews) + max(0, self.acknowledged(ran) - acts)


class Undo(Trial):
    args = ("undo",)

    def prepare(self) -> None:
        self.home.grade(self.card())

    def acknowledged(self, ran: Ran) -> int:
        return ran.out.count("taken back")

    def lost(self, ran: Ran, before: Log, after: Log) -> int:
        acts = after.acts["retract"] - before.acts["retract"]
        return len(before.reviews - after.reviews) + max(0, self.acknowledged(ran) - acts)


class Run(Trial):
    """A session line by line: a verdict seen is an answer acknowledged. Some are left in the regular way."""

    args = ("--plain", "run", "t", "--new", "100000", "--limit", "100000")
    lines = b"t\n\n"

    def measured(self) -> float:
        return SESSION

    def kill(self) -> tuple[Ran, bool]:
        process = self.home.start(*self.command())
        leaves, end, seen, asked = self.dice.random() < 0.2, time.monotonic() + 10, b"", 0
        while time.monotonic() < end and process.poll() is None:
            if not select.select([process.stdout], [], [], max(0.0, min(0.005, end - time.monotonic())))[0]:
                continue
            seen += os.read(process.stdout.fileno(), 65536)
            prompts = seen.count(b"don't know: ")
            if prompts and not asked:
                end = time.monotonic() + self.dice.uniform(0, self.seconds)
            for _ in range(asked, prompts):
                write(process, self.lines)
            asked = max(asked, prompts)
        if leaves:
            write(process, b":quit\n\n")
            time.sleep(self.dice.uniform(0, 0.05))
        ended = process.poll() is not None
        process.kill()
        out, err = process.communicate()
        return Ran(process.returncode, seen + out, err), ended

    def acknowledged(self, ran: Ran) -> int:
        return ran.out.count("\nRight.")


class Exam(Run):
    """The next question acknowledges the answer before."""

    args = ("--plain", "exam", "t", "--count", "400")
    lines = b"t\n"

    def acknowledged(self, ran: Ran) -> int:
        return max(0, ran.out.count("don't know: ") - 1)


class Screen(Run):
    """The same on a pseudo-terminal, by keys."""

    args = ("run", "t", "--new", "100000", "--limit", "100000")

    def kill(self) -> tuple[Ran, bool]:
        terminal, seen = Terminal(self.home, *self.command()), 0
        terminal.until(b"True or", 10)
        end = time.monotonic() + self.dice.uniform(0, self.seconds)
        while time.monotonic() < end:
            terminal.send(b"t")
            seen += terminal.until(b"Right", end - time.monotonic())
            terminal.send(b"\r")
            terminal.until(b"True or", end - time.monotonic())
        terminal.kill()
        return Ran(0, b"\nRight." * seen, b""), False


class Backup(Trial):
    """One more backup, in the folder of backups or to a file."""

    def prepare(self) -> None:
        self.file = self.home.dir / f"mine-{self.number}.db"
        for backup in self.home.data.glob("*.backups/*.db"):
            backup.unlink()

    def command(self) -> tuple[str, ...]:
        return ("backup", str(self.file)) if self.number % 2 else ("backup",)

    def acknowledged(self, ran: Ran) -> int:
        return ran.out.count("backed up")

    def lost(self, ran: Ran, before: Log, after: Log) -> int:
        return len(before.reviews - after.reviews)

    def further_faults(self, ran: Ran) -> list[str]:
        made = [self.file] if self.number % 2 else list(self.home.data.glob("*.backups/*.db"))
        made = [path for path in made if path.exists()]
        wrong = [fault for path in made for fault in faults(path)]
        if self.acknowledged(ran) and not made:
            wrong.append("a backup that was told of is not there")
        if any(len(Log(path).reviews) + 1 < len(Log(self.home.store).reviews) for path in made):
            wrong.append("a backup lacks answers")
        return wrong


class Restore(Trial):
    """A copy with fewer answers is put in the place of a store whose last session was killed."""

    def set_up(self) -> None:
        self.home.answered(8)
        shutil.copy(self.home.store, self.home.dir / "copy.db")
        self.home.answered(8)
        # A session that is killed leaves a log.
        session = Run(self.home, self.cards, random.Random(1))
        while not Path(f"{self.home.store}-wal").exists():
            session.kill()
        shutil.copytree(self.home.data, self.home.dir / "kept")
        self.copy, self.kept = Log(self.home.dir / "copy.db").reviews, Log(self.home.store).reviews

    def prepare(self) -> None:
        self.home.forget()
        shutil.copytree(self.home.dir / "kept", self.home.data)

    def command(self) -> tuple[str, ...]:
        return "restore", str(self.home.dir / "copy.db"), "--yes"

    def acknowledged(self, ran: Ran) -> int:
        return ran.out.count("restored ")

    def lost(self, ran: Ran, before: Log, after: Log) -> int:
        return len(self.kept - kept_anywhere(self.home.data))

    def further_faults(self, ran: Ran) -> list[str]:
        now = Log(self.home.store).reviews
        is_copy, is_kept = len(now - self.copy) <= 1 and self.copy <= now, self.kept <= now
        if self.acknowledged(ran) and not is_copy:
            return ["it was told that the copy is restored"]
        return [] if is_copy or is_kept else ["the store is neither the copy nor what it was"]


class Import(Trial):
    """The log of another machine is added, all of it or nothing."""

    def set_up(self) -> None:
        self.file, self.sent = sent_by_another(self.home)
        self.had = Log(self.home.store).reviews
        shutil.copytree(self.home.data, self.home.dir / "kept")

    def prepare(self) -> None:
        self.home.forget()
        shutil.copytree(self.home.dir / "kept", self.home.data)

    def command(self) -> tuple[str, ...]:
        return "import", str(self.file), "--yes"

    def acknowledged(self, ran: Ran) -> int:
        return len(self.sent - self.had) if "imported " in ran.out else 0

    def further_faults(self, ran: Ran) -> list[str]:
        now, new = Log(self.home.store).reviews, self.sent - self.had
        return ["only a part is imported"] if now & new and not new <= now else []


class Config(Trial):
    """The settings of an old release are turned into those of the present one."""

    args = ("config", "get", "new_per_day")
    text = "# mine\nnew_per_day: 7\n"

    def prepare(self) -> None:
        self.folder = self.home.dir / ".config/oss-quiz"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        (self.folder / "config.yaml").write_text(self.text)

    def acknowledged(self, ran: Ran) -> int:
        return int(ran.out == "7\n")

    def lost(self, ran: Ran, before: Log, after: Log) -> int:
        return 0

    def further_faults(self, ran: Ran) -> list[str]:
        wrong = [] if self.home.run(*self.args).out == "7\n" else ["the settings are gone"]
        kept = [path for path in self.folder.glob("config.yaml*") if path.read_text() == self.text]
        known = {"config.toml", "config.yaml", "config.yaml.old"}
        wrong += [path.name for path in self.folder.iterdir() if path.name not in known and ".tmp" not in path.name]
        return wrong + ([] if kept else ["the old settings are not kept"])


class Rescue(Grade):
    """Answers that a session could not write, since its store was replaced, are added at the next start."""

    def set_up(self) -> None:
        home = self.home
        home.answered(3)
        shutil.copy(home.store, home.dir / "other.db")
        process, seen = home.start("--plain", "run", "t", "--new", "50", "--limit", "50"), b""
        write(process, b"t\n\n" * 6)
        while seen.count(b"\nRight.") < 6:
            seen += os.read(process.stdout.fileno(), 65536)
        (home.dir / "other.db").rename(home.store)
        process.communicate(b"t\n\n", 30)
        [file] = home.data.glob("rescue/*.jsonl")
        events = [json.loads(line) for line in file.read_text().splitlines()[1:]]
        self.kept = {event["id"].replace("-", "").upper() for event in events}
        assert len(self.kept) >= 6
        shutil.copytree(home.data, home.dir / "kept")

    def prepare(self) -> None:
        self.home.forget()
        shutil.copytree(self.home.dir / "kept", self.home.data)

    def lost(self, ran: Ran, before: Log, after: Log) -> int:
        return super().lost(ran, before, after) + len(self.kept - after.reviews)

    def further_faults(self, ran: Ran) -> list[str]:
        return ["answers that were added are still kept"] if list(self.home.data.glob("rescue/*")) else []


class Doctor(Trial):
    """Views that are not what the log comes to are made anew."""

    args = ("doctor", "--fix", "--yes")

    def prepare(self) -> None:
        spoil_views(self.home.store)

    def acknowledged(self, ran: Ran) -> int:
        return int("All is fine." in ran.out)

    def lost(self, ran: Ran, before: Log, after: Log) -> int:
        return len(before.reviews - after.reviews)

    def mend(self) -> None:
        self.home.run(*self.args)


class Salvage(Doctor):
    """A damaged store is salvaged."""

    def set_up(self) -> None:
        self.salvaged = damage(self.home)

    def prepare(self) -> None:
        self.home.forget()
        shutil.copytree(self.home.dir / "damaged", self.home.data)

    def lost(self, ran: Ran, before: Log, after: Log) -> int:
        return len(self.salvaged - after.reviews)


TRIALS: dict[str, type[Trial]] = {
    "first start": FirstStart,
    "grade": Grade,
    "mark": Mark,
    "undo": Undo,
    "run": Run,
    "run on a terminal": Screen,
    "exam": Exam,
    "backup of the day": DayBackup,
    "backup": Backup,
    "restore": Restore,
    "upgrade": Upgrade,
    "import": Import,
    "rescue": Rescue,
    "old settings": Config,
    "doctor": Doctor,
    "salvage": Salvage,
}


def main() -> int:
    options = read_options(__doc__, 1_000, list(TRIALS))
    dice = random.Random(options.seed)
    bad = ["lost", "unsound", "stuck", "left over"]
    table = Table("killed", ["kills", "ended before", "acknowledged", *bad, "drafts"], bad)
    for place, name in enumerate(options.parts):
        kills = options.count // len(options.parts) + (place < options.count % len(options.parts))
        cards = min(20_000, 200 + 100 * kills)
        figures, examples = Counter(), []
        with Home(options.program, statements(cards)) as home:
            trial = TRIALS[name](home, cards, dice)
            for _ in range(kills):
                trial.try_once(figures, examples)
        table.row(name, figures, examples)
    return table.end()


if __name__ == "__main__":
    sys.exit(main())
