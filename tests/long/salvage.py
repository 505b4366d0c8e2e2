#!/usr/bin/env python3
"""Damages a store in many ways, lets `doctor --fix` mend or salvage it, and compares that with what was in it and with what
`.recover` of SQLite's own shell finds.

    tests/long/salvage.py [--program target/release/oss-quiz] [--count 1000] [--seed 1] [--only NAME]

A learner answers for some weeks, and is killed in the last session, so that there is a log beside the store. Every other
damaged store has its backups beside it. `lost` are answers that the store lacks afterwards; `silent` are stores of which
nothing was said all the same, as when a log was cut off between two answers; `short` are stores with less than 99 % of the
answers that `.recover` finds, `more` those with more. Exits 1 if a store is neither sound, mended nor salvaged, if
what is said of it isn't true, if it has what was never answered, or if one is short. Linux; Python 3.10 or newer.

Debian 12's sqlite3 can't `.recover`; then its source is fetched and built, which needs gcc and tclsh (installed with apt-get).
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from homes import Home, Log, Table, copied, faults, read_options, statements

PAGE = 4096
CARDS = 500
DAYS = 14


def zeroed(file: bytearray, log: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice([1, 1, 1, 2, 4])):
        page = dice.randrange(len(file) // PAGE)
        file[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)


def turned(file: bytearray, log: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice([1, 4, 16, 64])):
        file[dice.randrange(len(file))] ^= 1 << dice.randrange(8)


def cut(file: bytearray, log: bytearray, dice: random.Random) -> None:
    del file[dice.randrange(len(file)) :]


def sectors(file: bytearray, log: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice([1, 2, 8])):
        at = dice.randrange(len(file) // 512) * 512
        file[at : at + 512] = dice.randbytes(512)


def swapped(file: bytearray, log: bytearray, dice: random.Random) -> None:
    one, other = (dice.randrange(len(file) // PAGE) * PAGE for _ in range(2))
    file[one : one + PAGE], file[other : other + PAGE] = file[other : other + PAGE], file[one : one + PAGE]


def both(file: bytearray, log: bytearray, dice: random.Random) -> None:
    turned(file, log, dice)
    if dice.random() < 0.5:
        log[dice.randrange(len(log))] ^= 1 << dice.randrange(8)
    else:
        del log[dice.randrange(len(log)) :]


DAMAGES = {damage.__name__: damage for damage in (zeroed, turned, cut, sectors, swapped, both)}


class Study:
    """What a learner leaves: store, log and backups, and the ids of the answers."""

    def __init__(self, home: Home) -> None:
        first = datetime(2026, 9, 1, 12)
        home.env["OSS_QUIZ_STORE"] = str(home.store)
        for day in range(DAYS):
            home.env["OSS_QUIZ_NOW"] = f"{(first + timedelta(days=day)).isoformat()}Z"
            home.run("--plain", "run", "t", "--new", "25", "--limit", "150", stdin=b"t\n\n" * 150)
            if day == DAYS - 3:
                backups = home.dir / "backups"
                shutil.copytree(Path(f"{home.store}.backups"), backups)
        home.env["OSS_QUIZ_NOW"] = f"{(first + timedelta(days=DAYS)).isoformat()}Z"
        before = len(Log(home.store).reviews)
        session = home.start("--plain", "run", "t", "--new", "40", "--limit", "40", stdout=subprocess.DEVNULL)
        session.stdin.write(b"t\n\n" * 12)
        session.stdin.flush()
        end = time.monotonic() + 60
        while len(Log(home.store).reviews) < before + 12:
            assert time.monotonic() < end, "the last session answers nothing"
            time.sleep(0.1)
        session.kill()
        session.wait()
        self.file, self.log = home.store.read_bytes(), Path(f"{home.store}-wal").read_bytes()
        self.answers, self.backups = Log(home.store).reviews, backups
        newest = max(backups.glob("*.db"))
        self.in_backup = Log(newest).reviews
        del home.env["OSS_QUIZ_NOW"]

    def lay(self, home: Home, file: bytes, log: bytes, with_backups: bool) -> None:
        home.forget()
        home.data.mkdir(parents=True)
        home.store.write_bytes(file)
        Path(f"{home.store}-wal").write_bytes(log)
        if with_backups:
            shutil.copytree(self.backups, Path(f"{home.store}.backups"))


def recovered(shell: Path, file: bytes, log: bytes) -> set[str]:
    """The reviews that SQLite's own shell recovers, also those of which it doesn't know the table."""
    with tempfile.TemporaryDirectory(prefix="oss-quiz-") as folder:
        store, new = Path(folder) / "store.db", Path(folder) / "new.db"
        store.write_bytes(file)
        Path(f"{store}-wal").write_bytes(log)
        sql = subprocess.run([shell, store, ".recover"], capture_output=True, check=False).stdout
        subprocess.run([shell, new], input=sql, capture_output=True, check=False)
        ids: set[str] = set()
        with contextlib.closing(sqlite3.connect(new)) as db:
            # Damaged names are recovered as they are.
            db.text_factory = lambda text: text.decode("utf-8", "replace")
            tables = [row[0] for row in db.execute("select name from sqlite_schema where type = 'table'")]
            for table in (table for table in tables if table == "reviews" or table.startswith("lost_and_found")):
                column = "id" if table == "reviews" else "c2"
                with contextlib.suppress(sqlite3.Error):
                    ids |= {row[0] for row in db.execute(f"select hex({column}) from {table}")}
        return ids


def recovering_shell(folder: Path) -> Path:
    """A shell of SQLite that knows `.recover`."""
    subprocess.run(["apt-get", "install", "-y", "-qq", "sqlite3"], check=False, stdout=subprocess.DEVNULL)
    tried = subprocess.run(["sqlite3", ":memory:", ".recover"], capture_output=True, text=True, check=False)
    if "rror" not in tried.stdout + tried.stderr:
        return Path(shutil.which("sqlite3"))
    print("This sqlite3 can't .recover; building one that can.", flush=True)
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "gcc", "make", "libc6-dev", "tcl"], **quiet)
    [suite] = re.findall(r"^VERSION_CODENAME=(\w+)", Path("/etc/os-release").read_text(), re.M)
    (folder / "list").write_text(f"deb-src http://deb.debian.org/debian {suite} main\n")
    (folder / "lists/partial").mkdir(parents=True)
    only = ["-o", f"Dir::Etc::sourcelist={folder}/list", "-o", "Dir::Etc::sourceparts=/dev/null",
            "-o", f"Dir::State::lists={folder}/lists"]
    subprocess.run(["apt-get", *only, "update"], **quiet)
    subprocess.run(["apt-get", *only, "source", "--download-only", "sqlite3"], cwd=folder, **quiet)
    [source] = folder.glob("sqlite3_*.orig.tar.xz")
    subprocess.run(["tar", "xf", source.name], cwd=folder, **quiet)
    [tree] = (path for path in folder.glob("sqlite3-*") if path.is_dir())
    subprocess.run(["./configure", "--disable-tcl", "--disable-readline"], cwd=tree, **quiet)
    subprocess.run(["make", "sqlite3.c", "shell.c"], cwd=tree, **quiet)
    options = ["-DSQLITE_ENABLE_DBPAGE_VTAB", "-DSQLITE_THREADSAFE=0", "-DSQLITE_OMIT_LOAD_EXTENSION"]
    subprocess.run(["gcc", "-O1", *options, "shell.c", "sqlite3.c", "-o", folder / "shell", "-lm"], cwd=tree, **quiet)
    return folder / "shell"


def trial(home: Home, study: Study, shell: Path, damage, dice: random.Random, with_backups: bool) -> tuple[Counter, list[str]]:
    file, log = bytearray(study.file), bytearray(study.log)
    damage(file, log, dice)
    study.lay(home, file, log, with_backups)
    ran = home.run("doctor", "--fix", "--yes", "--json")
    if ran.code not in (0, 1) or ran.has_panicked():
        return Counter(refused=1), [f"exit {ran.code}: {ran.err[:150]}"]
    fixed = json.loads(ran.out)["fixed"]
    told = next((fix["said"] for fix in fixed if fix["fix"].startswith("make a new store")), None)
    found, examples = Counter(), []
    there = Log(home.store).reviews
    own = there & study.answers
    # A bit may have been turned in an id: then the answer is there all the same.
    lost = max(0, len(study.answers) - len(there))
    found["lost"] = lost
    if told:
        found["salvaged"] = 1
        number = lambda words: sum(map(int, re.findall(words, told)))
        sum_told = number(r"(\d+) answers? w\w+ read") + number(r"(\d+) more from")
        least = number(r"At least (\d+)")
        if sum_told != len(there) or least > lost or ("None is missing" in told and lost):
            found["untrue"] = 1
            examples.append(f"{len(there)} there, {lost} lost: {told}")
    else:
        is_mended = any(fix["done"] and "backup" not in fix["fix"].split(",")[0] for fix in fixed)
        found["mended" if is_mended else "sound"] = 1
        found["silent"] = int(lost > 0)
    if problems := faults(home.store):
        found["unsound"] = 1
        examples += problems
    found["strange"] = max(0, len(there) - len(study.answers))
    best = recovered(shell, file, log) & study.answers
    kept = len(best & own) + min(len(best - own), len(there - study.answers))
    if kept < 0.99 * len(best):
        found["short"] = 1
        examples.append(f"{kept} of {len(best)} that .recover finds")
    found["more"] = int(len(own) > len(best))
    return found, examples


def main() -> int:
    options = read_options(__doc__, 1000, list(DAMAGES))
    columns = ["sound", "mended", "salvaged", "refused", "unsound", "untrue", "silent", "strange", "short", "more", "lost"]
    with tempfile.TemporaryDirectory(prefix="oss-quiz-") as folder, Home(options.program, statements(CARDS)) as home:
        shell, study = recovering_shell(Path(folder)), Study(home)
        print(f"{len(study.answers)} answers, {len(study.in_backup)} of them in the newest backup; "
              f"{len(study.file) // PAGE} pages and {len(study.log)} bytes of log", flush=True)
        table = Table("damage", columns, ["refused", "unsound", "untrue", "strange", "short"])
        each = options.count // len(options.parts)
        for name in options.parts:
            dice, figures, examples = random.Random(f"{options.seed} {name}"), Counter(), []
            for number in range(each):
                found, said = trial(home, study, shell, DAMAGES[name], dice, number % 2 == 1)
                figures += found
                examples += said
            table.row(name, figures, examples)
        return table.end()


if __name__ == "__main__":
    sys.exit(main())
