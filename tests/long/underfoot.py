#!/usr/bin/env python3
"""What others do while a session runs: its file is replaced, many write at once, the terminal goes away.

    tests/long/underfoot.py [--program target/release/oss-quiz] [--count 60] [--seed 1] [--only NAME]

`--count` is how often each file is replaced, how many seconds eight processes write into one store, and how many terminals
are closed or signalled with half a key typed. `locked` are those that gave up after five seconds, with nothing written.
Every answer that was acknowledged must be in the store, or be added by the next command; a program must end when its
terminal is gone. Exits 1 if not. Linux, Python 3.10 or newer; installs nothing.
"""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable

from homes import Home, Log, Table, Terminal, faults, read_options, reviewed, statements

HALF_KEYS = [b"", b"\xe9", b"\xc3", b"\xff", b"\x1b[", b"\x1b[<0;1", b"\x1b[200~", b"\x1b[201~"]


class Session:
    """`run`, line by line."""

    def __init__(self, home: Home, new: int = 400) -> None:
        self.process = home.start("--plain", "run", "t", "--new", str(new), "--limit", str(new))
        self.answers = 0

    def until(self, word: str, seconds: float = 20.0) -> bool:
        """Reads until a word comes; whether it came."""
        seen, end = b"", time.monotonic() + seconds
        while word.encode() not in seen and time.monotonic() < end:
            if select.select([self.process.stdout], [], [], 0.05)[0]:
                part = os.read(self.process.stdout.fileno(), 65536)
                if not part:
                    return False
                seen += part
        return word.encode() in seen

    def answer(self, count: int) -> bool:
        """Answers so many questions; whether the session goes on."""
        for _ in range(count):
            if not self.until("don't know: "):
                return False
            self.write(b"t\n")
            if not self.until("Enter takes it"):
                return False
            self.answers += 1
            self.write(b"\n")
        return True

    def write(self, lines: bytes) -> None:
        try:
            self.process.stdin.write(lines)
            self.process.stdin.flush()
        except OSError:
            pass

    def end(self) -> tuple[int, str]:
        _, err = self.process.communicate(b":quit\n", 30)
        return self.process.returncode, err.decode("utf-8", "replace")


def replaced(home: Home) -> None:
    os.rename(home.dir / "other.db", home.store)


def written_over(home: Home) -> None:
    home.store.write_bytes((home.dir / "other.db").read_bytes())


def deleted(home: Home) -> None:
    for path in home.data.glob("progress.db*"):
        path.unlink() if path.is_file() else shutil.rmtree(path)


def robbed_of_its_log(home: Home) -> None:
    for path in home.data.glob("progress.db-wal"):
        path.unlink()


def moved_and_back(home: Home) -> None:
    os.rename(home.store, home.dir / "moved.db")


FILES: dict[str, Callable[[Home], None]] = {
    function.__name__.replace("_", " "): function for function in (replaced, written_over, deleted, robbed_of_its_log, moved_and_back)
}


def file_changed(change: Callable[[Home], None]) -> Callable:
    """Another copy comes in the place of the store under a session: what was acknowledged is there in the end."""

    def tried(options, count: int, dice: random.Random, figures: Counter, examples: list[str]) -> None:
        for _ in range(count):
            with Home(options.program, statements(400)) as home:
                home.answered(6)
                shutil.copy(home.store, home.dir / "other.db")
                had = Log(home.store).reviews
                session = Session(home)
                session.answer(dice.randrange(1, 30))
                change(home)
                session.answer(dice.randrange(1, 6))
                code, said = session.end()
                if change is deleted:
                    # The next start would begin anew, with another learner.
                    shutil.copy(home.dir / "other.db", home.store)
                if change is moved_and_back:
                    os.rename(home.dir / "moved.db", home.store)
                review, told = home.grade("t/c399")
                after = Log(home.store).reviews - {review}
                lost = len(had - after) + max(0, session.answers - len(after - had))
                wrong = faults(home.store)
                figures["tried"] += 1
                figures["acknowledged"] += session.answers
                figures["lost"] += bool(lost)
                figures["unsound"] += bool(wrong)
                figures["stuck"] += review is None or code not in (0, 4)
                examples += wrong + ([f"{lost} lost, exit {code} {said[-150:]}"] if lost else []) + ([] if review else [told])

    return tried


def at_once(options, count: int, dice: random.Random, figures: Counter, examples: list[str]) -> None:
    """Five that grade, two sessions, and one that takes back, for so many seconds."""
    with Home(options.program, statements(20_000)) as home:
        end, lock, ids, refused, undone = time.monotonic() + count, threading.Lock(), set(), [], Counter()

        def grade(number: int) -> None:
            while time.monotonic() < end:
                number += 5
                review, told = home.grade(f"t/c{number % 20_000}")
                with lock:
                    # One that is taken back before it is told is no fault.
                    if review:
                        ids.add(review)
                    elif "taken back" not in told:
                        refused.append(told)

        def answer() -> None:
            while time.monotonic() < end:
                session = Session(home, 20_000)
                while time.monotonic() < end and session.answer(1) and session.answers < 60:
                    pass
                code, said = session.end()
                with lock:
                    figures["acknowledged"] += session.answers
                    if code:
                        refused.append(f"exit {code} {said[:150]}")

        def take_back() -> None:
            while time.monotonic() < end:
                ran = home.run("undo")
                undone["told"] += ran.out.count("taken back")
                if ran.code not in (0, 1):
                    refused.append(f"undo: {ran.err[:150]}")
                time.sleep(0.3)

        workers = [threading.Thread(target=grade, args=(number,)) for number in range(5)]
        workers += [threading.Thread(target=answer) for _ in range(2)] + [threading.Thread(target=take_back)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        log = Log(home.store)
        acknowledged = figures["acknowledged"] + len(ids)
        lost = len(ids - log.reviews) or max(0, acknowledged - len(log.reviews))
        wrong = faults(home.store)
        if log.acts["retract"] != undone["told"]:
            wrong.append(f"{undone['told']} answers were taken back, and {log.acts['retract']} are")
        figures["tried"] += len(log.reviews)
        figures["acknowledged"] = acknowledged
        figures["lost"] += lost
        figures["unsound"] += bool(wrong)
        # Where a machine is very busy. Nothing is lost by it.
        locked = [told for told in refused if "has been locked by another program" in told]
        figures["locked"] += len(locked)
        figures["stuck"] += len(refused) - len(locked)
        examples += wrong + refused


def first_starts(options, count: int, dice: random.Random, figures: Counter, examples: list[str]) -> None:
    """Twenty first starts at the same moment make one store."""
    for _ in range(-(-count // 20)):
        with Home(options.program, statements(20)) as home:
            started = [home.start("grade", f"t/c{number}", "--answer", "true", "--json") for number in range(20)]
            ended = [process.communicate() for process in started]
            ids = {reviewed(out.decode()) for out, _ in ended} - {None}
            figures["tried"] += 20
            figures["acknowledged"] += len(ids)
            figures["lost"] += len(ids - Log(home.store).reviews)
            figures["unsound"] += bool(faults(home.store))
            figures["stuck"] += 20 - len(ids)
            examples += [err.decode()[:150] for _, err in ended if err]


def terminal_gone(options, count: int, dice: random.Random, figures: Counter, examples: list[str]) -> None:
    """A window is closed, or a signal comes, while half a key is typed."""
    with Home(options.program, statements(2_000)) as home:
        for _ in range(count):
            terminal, acknowledged = Terminal(home, *dice.choice([("run", "t", "--new", "2000"), ("exam", "t")])), 0
            before = Log(home.store).reviews
            terminal.until(b"True or", 10)
            terminal.send(b"t")
            acknowledged += terminal.until(b"Right", 0.3)
            keys, how = dice.choice(HALF_KEYS), dice.choice(["closed", signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
            terminal.send(keys)
            time.sleep(dice.uniform(0, 0.1))
            os.close(terminal.fd) if how == "closed" else os.kill(terminal.pid, how)
            has_ended, end = 0, time.monotonic() + 10
            while not has_ended and time.monotonic() < end:
                if how != "closed" and select.select([terminal.fd], [], [], 0)[0]:
                    try:
                        os.read(terminal.fd, 65536)
                    except OSError:
                        pass
                has_ended, _ = os.waitpid(terminal.pid, os.WNOHANG)
                time.sleep(0.01)
            figures["tried"] += 1
            figures["acknowledged"] += acknowledged
            if not has_ended:
                figures["stuck"] += 1
                examples.append(f"{keys!r}, {how}: it goes on")
                os.kill(terminal.pid, signal.SIGKILL)
                os.waitpid(terminal.pid, 0)
            if how != "closed":
                os.close(terminal.fd)
            figures["lost"] += max(0, acknowledged - len(Log(home.store).reviews - before))
        figures["unsound"] += bool(faults(home.store))


PARTS = {f"its file is {name}": file_changed(change) for name, change in FILES.items()}
PARTS |= {"eight at once": at_once, "twenty first starts": first_starts, "its terminal goes away": terminal_gone}


def main() -> int:
    options = read_options(__doc__, 60, list(PARTS))
    bad = ["lost", "unsound", "stuck"]
    table = Table("during a session", ["tried", "acknowledged", *bad, "locked"], bad)
    for name in options.parts:
        figures, examples = Counter(), []
        PARTS[name](options, options.count, random.Random(f"{options.seed} {name}"), figures, examples)
        table.row(name, figures, examples)
    return table.end()


if __name__ == "__main__":
    sys.exit(main())
