#!/usr/bin/env python3
"""The system refuses: each call of a command fails in turn, the disk is full, places can't be written.

    tests/long/refusals.py [--program target/release/oss-quiz] [--count 3000] [--seed 1] [--only NAME]

For the commands of powercut.py strace lets each call on a file of the home fail once (no space, a bad disk, no file
handles, no access, no locks, no memory), or kills the program at it; where there are more such calls than wanted, some are
picked. Then files that may not grow, and as root a disk of tmpfs that fills up and gets room again, and places that another
user can't read or write. A command may fail, with a word and an exit code. It may not panic, hang or lose what it has
acknowledged, and the next one must work on a sound store. Exits 1 if not. Linux with strace, Python 3.10 or newer.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from homes import Home, Log, Ran, Table, can_trace, faults, read_options, statements
from workloads import WORKLOADS, Workload, grade

REFUSED = {
    "openat": ["EMFILE", "EACCES"], "mkdir": ["EACCES", "ENOSPC"], "write": ["ENOSPC", "EIO"], "pwrite64": ["ENOSPC", "EIO"],
    "copy_file_range": ["EIO", "ENOSPC"], "ftruncate": ["EIO"], "fsync": ["EIO"], "fdatasync": ["EIO"],
    "rename": ["EIO"], "renameat2": ["EACCES", "EIO"], "linkat": ["EPERM"], "unlink": ["EACCES"], "unlinkat": ["EACCES"],
    "fcntl": ["ENOLCK"], "mmap": ["ENOMEM"],
}
KILLED = ("openat", "mkdir", "write", "pwrite64", "copy_file_range", "ftruncate", "fsync", "fdatasync", "rename", "renameat2",
          "linkat", "unlink", "unlinkat")
CODES = (0, 1, 3, 4, 5)
# Users that own nothing; root may write everywhere.
NOBODY = {"user": 65534, "group": 65534, "extra_groups": []}


class Judge:
    """Adds up what one thing that was refused has led to."""

    def __init__(self) -> None:
        self.figures: Counter = Counter()
        self.examples: list[str] = []

    def found(self, column: str, example: str, is_so: bool = True) -> None:
        if is_so:
            self.figures[column] += 1
            self.examples.append(example)

    def said(self, title: str, ran: Ran) -> None:
        """How a command has ended."""
        self.figures["tried"] += 1
        self.figures["refused"] += ran.code != 0
        last = f"{title}: exit {ran.code} {ran.err.strip()[-160:]}"
        if ran.code == 124:
            self.found("stuck", last)
        elif ran.has_panicked() or ran.code not in CODES:
            self.found("panics", last)
        self.found("silent", last, ran.code not in (0, 124) and not (ran.out + ran.err).strip())

    def left(self, title: str, home: Home, lost: int, wrong: list[str]) -> None:
        """What is there afterwards."""
        self.found("lost", f"{title}: {lost} lost", lost > 0)
        self.found("unsound", f"{title}: {wrong[:1]}", bool(wrong))
        self.found("left over", f"{title}: {home.strangers()}", bool(home.strangers()))
        self.figures["drafts"] += bool(home.drafts())


def calls_of(workload: Workload, number: int) -> list[tuple[str, str, int]]:
    """Each way in which a command can be refused: call, error, and which call of its thread it is."""
    home, record = workload.home, workload.home.dir / "record"
    options = ["-e", f"trace={','.join(REFUSED)}", "-o", str(record)]
    traced(workload, number, options)
    found, count = set(), Counter()
    for line in record.read_text(errors="replace").splitlines():
        thread, _, call = line.partition(" ")
        name = call.strip().partition("(")[0]
        if name in REFUSED:
            count[thread, name] += 1
            if str(home.dir) in call and str(record) not in call:
                found |= {(name, error, count[thread, name]) for error in REFUSED[name]}
                found |= {(name, "KILL", count[thread, name])} if name in KILLED else set()
    return sorted(found)


def traced(workload: Workload, number: int, options: list[str]) -> Ran:
    home, (args, stdin) = workload.home, workload.commands()[number]
    return home.run(*args, stdin=stdin, under=["strace", "-f", "-y", "-e", "signal=none", *options])


class Situation:
    """A workload before one of its commands, as often as wanted."""

    def __init__(self, workload: Workload, number: int) -> None:
        self.workload, self.number, self.home = workload, number, workload.home
        self.kept = self.home.dir / f"kept-{number}"
        self.kept.mkdir()
        for name in (".local", ".config", "mine.db"):
            self.copy(self.home.dir / name, self.kept / name)
        self.had, self.acts = Log(self.home.store).reviews, Log(self.home.store).acts

    @staticmethod
    def copy(source: Path, to: Path) -> None:
        if source.is_dir():
            shutil.copytree(source, to)
        elif source.exists():
            shutil.copy(source, to)

    def restore(self) -> None:
        for name in (".local", ".config", "mine.db"):
            path = self.home.dir / name
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
            self.copy(self.kept / name, path)
        self.workload.had = self.had

    def refuse(self, call: str, error: str, place: int, judge: Judge) -> None:
        self.restore()
        how = f"signal={error}" if error == "KILL" else f"error={error}"
        inject = ["-e", f"trace={call}", "-e", f"inject={call}:{how}:when={place}"]
        ran = traced(self.workload, self.number, [*inject, "-o", os.devnull])
        title = f"{' '.join(self.workload.commands()[self.number][0])[:30]}, {call} {place} {error}"
        if error == "KILL" and ran.code != 124:
            ran.code = 0
        judge.said(title, ran)
        self.judge(title, ran, judge)

    def judge(self, title: str, ran: Ran, judge: Judge) -> None:
        """Answers once more: it must work, and all be there."""
        ids, answers, acts = self.workload.acknowledged(ran.out + ran.err)
        self.workload.mend(self.home)
        review, told = self.home.grade("t/c0")
        judge.found("stuck", f"{title}: then {told}", review is None)
        after, kept = Log(self.home.store), self.workload.kept(self.home)
        expected = self.had | ids
        lost = len(expected - kept) or max(0, answers + len(expected) - len(kept - {review}))
        lost += max(0, acts - sum(after.acts[kind] - self.acts[kind] for kind in ("retract", "flag")))
        judge.left(title, self.home, lost, faults(self.home.store) + self.home.doctor() + self.workload.faults(self.home, ran.out))


def each_call(name: str, options, count: int, dice: random.Random) -> Judge:
    judge = Judge()
    with Home(options.program, statements(120)) as home:
        workload = WORKLOADS[name](home)
        points = []
        for number in range(len(workload.commands())):
            situation = Situation(workload, number)
            # The one of the rescue is itself refused, and so makes what the next one takes in.
            if number or not workload.strace():
                points += [(situation, point) for point in calls_of(workload, number)]
            situation.restore()
            traced(workload, number, ["-o", os.devnull, *(workload.strace() if number == 0 else [])])
        for situation, point in dice.sample(points, min(count, len(points))):
            situation.refuse(*point, judge)
    return judge


def no_growth(options, count: int, dice: random.Random) -> Judge:
    """No file may grow beyond a limit, as `ulimit -f` has it; with its signal and without."""
    judge = Judge()
    with Home(options.program, statements(120)) as home:
        home.answered(5)
        workload = WORKLOADS["run, grade, run"](home)
        situation = Situation(workload, 0)
        for _ in range(count):
            situation.restore()
            limit, ignored = dice.choice([dice.randrange(0, 9_000, 512), dice.randrange(0, 160_000, 4_096)]), dice.random() < 0.5

            def limited(limit=limit, ignored=ignored) -> None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN if ignored else signal.SIG_DFL)
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

            args, stdin = dice.choice(workload.commands())
            ran = home.run(*args, stdin=stdin, preexec_fn=limited)
            title = f"{args[0]}, files of {limit} bytes at most"
            judge.said(title, ran)
            situation.judge(title, ran, judge)
    return judge


def full_disk(options, count: int, dice: random.Random) -> Judge:
    """A disk fills up by answers, and gets room again."""
    judge = Judge()
    disk = Path(tempfile.mkdtemp(prefix="oss-quiz-"))
    for _ in range(count):
        size = dice.randrange(4_096, 400_000, 4_096)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", disk], check=True)
        try:
            with Home(options.program, statements(120)) as home:
                fill(home, disk, judge, f"a disk of {size} bytes")
        finally:
            subprocess.run(["umount", disk], check=True)
    disk.rmdir()
    return judge


def fill(home: Home, disk: Path, judge: Judge, title: str) -> None:
    home.store = disk / "store/progress.db"
    home.env["OSS_QUIZ_STORE"] = str(home.store)
    workload, ids, answers = WORKLOADS["run, grade, run"](home), set(), 0
    for args, stdin in [*map(grade, range(20)), *workload.commands(), (("backup",), b"")]:
        ran = home.run(*args, stdin=stdin)
        judge.said(title, ran)
        new_ids, new_answers, _ = workload.acknowledged(ran.out + ran.err)
        ids, answers = ids | new_ids, answers + new_answers
    subprocess.run(["mount", "-o", "remount,size=8m", disk], check=True)
    review, told = home.grade("t/c0")
    judge.found("stuck", f"{title}, room again: {told}", review is None)
    there = Log(home.store).reviews - {review}
    lost = len(ids - there) or max(0, len(ids) + answers - len(there))
    judge.left(title, home, lost, faults(home.store))


PLACES: dict[str, Callable[[Home], None]] = {
    "the store can only be read": lambda home: home.store.chmod(0o400),
    "its folder can only be read": lambda home: home.data.chmod(0o500),
    "store and folder can only be read": lambda home: (home.store.chmod(0o400), home.data.chmod(0o500)),
    "the store can't be read": lambda home: home.store.chmod(0),
    "its folder can't be entered": lambda home: home.data.chmod(0),
    "the home can't be written": lambda home: (home.forget(), home.dir.chmod(0o500)),
    "there is no home": lambda home: home.env.pop("HOME"),
    "the home is relative": lambda home: home.env.update(HOME="x"),
    "the home is nowhere": lambda home: home.env.update(HOME="/nowhere/at/all"),
    "the home is a file": lambda home: home.env.update(HOME=str(home.dir / "decks/t.yaml")),
    "the cache can't be written": lambda home: (home.dir / ".cache").chmod(0o500),
}


def read_only_places(options, count: int, dice: random.Random) -> Judge:
    """As a user who owns nothing else. Every place and every command, however few are wanted."""
    judge = Judge()
    answering = [command for name in ("run, grade, run", "undo and mark", "exam") for command in WORKLOADS[name].commands(None)]
    commands = {" ".join(args)[:20]: (args, stdin) for args, stdin in answering}
    commands |= {name: ((name,), b"") for name in ("due", "stats", "decks", "next", "backup")}
    for place, change in PLACES.items():
        for name, (args, stdin) in commands.items():
            with Home(options.program, statements(120)) as home:
                home.answered(3)
                had = Log(home.store).reviews
                workload = WORKLOADS["run, grade, run"](home)
                for path in (home.dir, *home.dir.rglob("*")):
                    os.chown(path, NOBODY["user"], NOBODY["group"])
                change(home)
                ran = home.run(*args, stdin=stdin, cwd="/", **NOBODY)
                home.env["HOME"] = str(home.dir)
                for path in (home.dir, home.data, home.store):
                    if path.exists():
                        path.chmod(0o700)
                judge.said(f"{place}: {name}", ran)
                ids, answers, _ = workload.acknowledged(ran.out + ran.err)
                there = Log(home.store).reviews
                # Without a home the store is elsewhere, or nowhere.
                if "home" not in place:
                    lost = len((had | ids) - there) or max(0, len(had) + answers - len(there))
                    judge.left(f"{place}: {name}", home, lost, faults(home.store))
    return judge


def can_mount() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        call = lambda *command: subprocess.run(command, capture_output=True, check=False).returncode == 0
        return os.geteuid() == 0 and call("mount", "-t", "tmpfs", "none", folder) and call("umount", folder)


FURTHER = {"files may not grow": no_growth, "a full disk": full_disk, "read-only places": read_only_places}


def main() -> int:
    options = read_options(__doc__, 3_000, [*WORKLOADS, *FURTHER])
    needs = {name: can_trace() for name in WORKLOADS}
    needs["a full disk"] = None if can_mount() else "only root may mount a disk"
    needs["read-only places"] = None if os.geteuid() == 0 else "only root may run as another user"
    bad = ["lost", "unsound", "stuck", "panics", "silent", "left over"]
    table = Table("refused", ["tried", "refused", *bad, "drafts"], bad)
    for place, name in enumerate(options.parts):
        if needs.get(name):
            print(f"{name}: left out, {needs[name]}")
            continue
        dice = random.Random(f"{options.seed} {name}")
        count = options.count // len(options.parts) + (place < options.count % len(options.parts))
        judge = FURTHER[name](options, count, dice) if name in FURTHER else each_call(name, options, count, dice)
        table.row(name, judge.figures, judge.examples)
    return table.end()


if __name__ == "__main__":
    sys.exit(main())
