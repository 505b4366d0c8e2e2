"""What scripts share that run the program: homes that are thrown away, the program in them, and what SQLite alone reads in
a store. Python 3.10 or newer, and nothing but its standard library.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import json
import os
import pty
import re
import select
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PANIC = re.compile(rb"internal error|should not have happened|panicked|thread '")
# The store's folder may hold these, and drafts, which have `.new-` in their names.
KNOWN = re.compile(
    r"progress\.db(-wal|-shm|-journal|\.stamp|\.format-\d+|\.aside-[\d-]+(-wal|-shm)?)?"
    r"|progress\.db\.backups(/oss-quiz-[-\w]+\.db)?"
    r"|rescue(/[-\w]+\.jsonl)?"
)
# Longer than a session without a terminal waits for a lock, which is a minute.
PATIENCE = 120.0


class Ran:
    """A command that has ended."""

    def __init__(self, code: int, out: bytes, err: bytes) -> None:
        self.code, self.out, self.err = code, out.decode("utf-8", "replace"), err.decode("utf-8", "replace")

    def has_panicked(self) -> bool:
        return self.code < 0 or bool(PANIC.search((self.out + self.err).encode()))


class Home:
    """A home with decks and nothing else. All that the program writes lies in it."""

    def __init__(self, program: Path, decks: dict[str, str]) -> None:
        self.program, self.dir = program, Path(tempfile.mkdtemp(prefix="oss-quiz-"))
        self.data = self.dir / ".local/share/oss-quiz"
        self.store = self.data / "progress.db"
        self.env = {"HOME": str(self.dir), "PATH": os.environ["PATH"], "TZ": "UTC", "TERM": "xterm-256color",
                    "LANG": "C.UTF-8", "OSS_QUIZ_DECKS": str(self.dir / "decks"), "OSS_QUIZ_SETTLE_MS": "0"}
        (self.dir / "decks").mkdir()
        for name, text in decks.items():
            (self.dir / "decks" / f"{name}.yaml").write_text(text)
        # The catalogue of decks is made once.
        self.run("due")

    def start(self, *args: str, under: list[str] = (), **how) -> subprocess.Popen:
        """Starts the program, perhaps under another one."""
        usual = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": self.dir}
        return subprocess.Popen([*under, self.program, *args], env=self.env, **{**usual, **how})

    def run(self, *args: str, stdin: bytes = b"", **how) -> Ran:
        """Runs a command to its end. One that doesn't end has exit code 124."""
        with self.start(*args, **how) as process:
            try:
                out, err = process.communicate(stdin, PATIENCE)
            except subprocess.TimeoutExpired:
                # If strace is killed, the program goes on.
                subprocess.run(["pkill", "-9", "-P", str(process.pid)], check=False)
                process.kill()
                out, err = process.communicate()
                return Ran(124, out, err)
        return Ran(process.returncode, out, err)

    def grade(self, card: str) -> tuple[str | None, str]:
        """Answers a statement; the id of the review, and what was said."""
        ran = self.run("grade", card, "--answer", "true", "--json")
        return (reviewed(ran.out) if ran.code == 0 else None), f"exit {ran.code}: {ran.err[:200]}"

    def answered(self, count: int) -> None:
        """Answers so many new statements in a session."""
        self.run("--plain", "run", "t", "--new", str(count), "--limit", str(count), stdin=b"t\n\n" * count)

    def forget(self) -> None:
        """Removes all that was written but the catalogue."""
        for folder in (self.data, self.dir / ".config"):
            shutil.rmtree(folder, ignore_errors=True)

    def drafts(self) -> list[str]:
        """Files that a killed process has left unfinished."""
        return [name for name in self.names() if ".new-" in name or ".tmp" in name]

    def strangers(self) -> list[str]:
        """Files of the data folder that nobody would know what to do with."""
        return [name for name in self.names() if not KNOWN.fullmatch(name) and name not in self.drafts()]

    def doctor(self) -> list[str]:
        """What `doctor` has to say: faults, and drafts that it doesn't name."""
        ran = self.run("doctor", "--json")
        try:
            checks = json.loads(ran.out)["checks"]
        except (json.JSONDecodeError, KeyError):
            return [f"doctor: exit {ran.code} {ran.err[:150]}"]
        # The disk is none of ours.
        wrong = [check for check in checks if check["level"] == "fault" and check["name"] != "disk-space"]
        named = [line for check in checks if check["name"] == "leftovers" for line in check["details"]]
        unnamed = [draft for draft in self.drafts() if not any(Path(draft).parts[0] in line for line in named)]
        return [f"doctor: {check['name']}: {check['what']}" for check in wrong] + unnamed

    def names(self) -> list[str]:
        return [str(path.relative_to(self.data)) for path in self.data.rglob("*")]

    def __enter__(self) -> Home:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.dir, ignore_errors=True)


class Terminal:
    """The program on a pseudo-terminal."""

    def __init__(self, home: Home, *args: str) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(home.dir)
            os.execve(home.program, [str(home.program), *args], home.env)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def send(self, keys: bytes) -> None:
        with contextlib.suppress(OSError):
            os.write(self.fd, keys)

    def until(self, word: bytes, seconds: float) -> bool:
        """Reads until a word comes; whether it came."""
        seen, end = b"", time.monotonic() + seconds
        while word not in seen:
            wait = end - time.monotonic()
            if wait <= 0:
                return False
            if select.select([self.fd], [], [], wait)[0]:
                try:
                    part = os.read(self.fd, 65536)
                except OSError:
                    return False
                seen += part
                if not part:
                    return False
        return True

    def kill(self) -> None:
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def reviewed(out: str) -> str | None:
    """The review that `grade --json` says it has written; `None` if it was not heard to the end."""
    try:
        return json.loads(out)["review"].replace("-", "").upper()
    except (json.JSONDecodeError, KeyError):
        return None


def statements(count: int) -> dict[str, str]:
    """A deck `t` of statements, all true."""
    card = "  - {{id: c{n}, kind: true-false, statement: Number {n} is a number., answer: true}}\n"
    return {"t": "title: Truths\ncards:\n" + "".join(card.format(n=n) for n in range(count))}


class Log:
    """The log of a store, as SQLite reads it: ids of reviews, and the kinds of acts."""

    def __init__(self, store: Path, wal: Path | None = None) -> None:
        self.reviews: set[str] = set()
        self.acts: Counter[str] = Counter()
        if not store.exists():
            return
        # What can't be read isn't there.
        with contextlib.suppress(sqlite3.Error), copied(store, wal) as copy:
            self.reviews = {row[0] for row in copy.execute("select hex(id) from reviews")}
            self.acts = Counter(row[0] for row in copy.execute("select kind from acts"))


def kept_anywhere(folder: Path) -> set[str]:
    """The reviews of a store and of all that was set aside beside it."""
    found = Log(folder / "progress.db").reviews
    logs = list(folder.glob("progress.db.aside-*-wal"))
    for file in folder.glob("progress.db.aside-*"):
        if not file.name.endswith(("-wal", "-shm")):
            for wal in [None, *logs]:
                found |= Log(file, wal or Path(f"{file}-none")).reviews
    return found


@contextlib.contextmanager
def copied(store: Path, wal: Path | None = None):
    """A connection to a copy of a store with its log, or another one: to look at a store would change it."""
    with tempfile.TemporaryDirectory(prefix="oss-quiz-") as folder:
        copy = Path(folder) / "copy.db"
        shutil.copy(store, copy)
        wal = wal or Path(f"{store}-wal")
        if wal.exists():
            shutil.copy(wal, f"{copy}-wal")
        with contextlib.closing(sqlite3.connect(copy)) as db:
            yield db


STANDING = """select r.item, r.at_ms, r.purpose, i.name from reviews r join items i on i.id = r.item
    where not exists (select 1 from acts a where a.kind = 'retract' and a.target = r.id and a.item = r.item)"""
DECK = "substr(name, 1, instr(name, '/') - 1)"
# What the log comes to, and the view of it: both must have the same rows.
VIEWS = {
    "attempts": (
        f"select item, count(*) from ({STANDING}) where item not in (select item from carries) group by item",
        "select item, attempts from states where attempts > 0 and item not in (select item from carries)",
    ),
    "totals of days": (
        f"select count(*) from ({STANDING}) where purpose in (0, 3)",
        "select coalesce(sum(reviews), 0) from day_sums",
    ),
    "hours of study": (
        f"select at_ms / 3600000, count(*) from ({STANDING}) where purpose in (0, 3) group by 1",
        "select hour, sum(reviews) from day_hours where reviews > 0 group by 1",
    ),
    "what falls due": (
        "select asked_day, count(*) from states where asked_day is not null group by 1",
        "select day, items from due_days where items > 0",
    ),
    "totals of decks": (
        f"select {DECK}, count(*) from states where stability is not null group by 1",
        "select deck, items from decks where items > 0",
    ),
}


def faults(store: Path) -> list[str]:
    """What is wrong with a store: its pages, its references, and views that are not what the log comes to."""
    if not store.exists():
        return []
    try:
        with copied(store) as db:
            found = [f"pages: {row[0]}" for row in db.execute("pragma integrity_check(3)") if row[0] != "ok"]
            found += [f"references of `{row[0]}`" for row in db.execute("pragma foreign_key_check")]
            [version] = db.execute("pragma user_version").fetchone()
            [replay] = db.execute("select value from meta where key = 'views'").fetchone()
            # Those of an older store are made anew when it is opened.
            if version >= 5 and replay != 0:
                for name, (log, view) in VIEWS.items():
                    if sorted(db.execute(log).fetchall()) != sorted(db.execute(view).fetchall()):
                        found.append(f"view: {name}")
            return found
    except sqlite3.Error as error:
        return [f"SQLite: {error}"]


def old_store(to: Path, count: int) -> None:
    """A store of the first format with so many more reviews than the released one, of the statements."""
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "tests/data/stores/format-1.db", to)
    with contextlib.closing(sqlite3.connect(to)) as db:
        rows = {}
        for table in ("reviews", "states"):
            found = db.execute(f"select * from {table} where item = (select min(item) from reviews) limit 1")
            rows[table] = dict(zip([column[0] for column in found.description], found.fetchone()))
        for number in range(count):
            item = db.execute("insert into items (name) values (?)", (f"t/c{number}",)).lastrowid
            id = bytes.fromhex("01a2239276fb7dd58037") + number.to_bytes(6, "big")
            for table, row in rows.items():
                new = {**row, "item": item} | ({"id": id} if table == "reviews" else {"newest_id": id, "last_id": id})
                values = ", ".join("?" * len(new))
                db.execute(f"insert into {table} ({', '.join(new)}) values ({values})", list(new.values()))
        db.execute("update meta set value = 0 where key = 'views'")
        db.commit()


def spoil_views(store: Path) -> None:
    """Makes the views of a store other than its log."""
    with contextlib.closing(sqlite3.connect(store)) as db:
        db.execute("update day_sums set reviews = reviews + 1")
        db.execute("delete from states where name in (select name from states order by random() limit 3)")
        db.commit()


def damage(home: Home) -> set[str]:
    """Damages pages of a store that has a backup; the reviews that are there once it is salvaged."""
    home.answered(12)
    home.answered(12)
    data, kept = bytearray(home.store.read_bytes()), home.dir / "damaged"
    for page in (3, 6, 9):
        data[page * 4096:page * 4096 + 2048] = bytes(2048)
    home.store.write_bytes(data)
    shutil.copytree(home.data, kept)
    home.run("doctor", "--fix", "--yes")
    salvaged = Log(home.store).reviews
    home.forget()
    shutil.copytree(kept, home.data)
    return salvaged


def sent_by_another(home: Home) -> tuple[Path, set[str]]:
    """The log of another machine of the same learner, and its reviews; the home has some of them."""
    home.answered(4)
    shutil.copy(home.store, home.dir / "old.db")
    home.answered(6)
    file, sent = home.dir / "other.jsonl", Log(home.store).reviews
    home.run("export", "--reviews", str(file))
    home.forget()
    home.data.mkdir(parents=True, mode=0o700)
    shutil.copy(home.dir / "old.db", home.store)
    home.run("due")
    return file, sent


class Table:
    """Figures, one row for each thing that was tried, and examples of what was found."""

    def __init__(self, first: str, columns: list[str], bad: list[str]) -> None:
        self.columns, self.bad, self.failed, self.all = columns, bad, False, Counter()
        self.line = f"{{:<32}}" + "".join(f"{{:>{max(8, len(column) + 2)}}}" for column in columns)
        self.show(self.line.format(first, *columns))

    def row(self, title: str, figures: Counter, examples: list[str]) -> None:
        self.show(self.line.format(title, *(figures[column] for column in self.columns)))
        for example, count in Counter(examples).most_common(5):
            self.show(f"  {count} x {example}")
        self.all += figures
        self.failed |= any(figures[column] for column in self.bad)

    def end(self) -> int:
        """The sums, and the exit code."""
        self.show(self.line.format("all", *(self.all[column] for column in self.columns)))
        return 1 if self.failed else 0

    @staticmethod
    def show(line: str) -> None:
        print(line.rstrip(), flush=True)


def read_options(doc: str, count: int, parts: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=Path, default=ROOT / "target/release/oss-quiz")
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", choices=parts, metavar="NAME", help=f"one of: {', '.join(parts)}")
    if "--blind" in doc:
        parser.add_argument("--blind", action="store_true")
    if "--environment" in doc:
        parser.add_argument("--environment", type=Path, default=ROOT / "target/anki", metavar="DIR")
    if "--pictures" in doc:
        parser.add_argument("--pictures", type=Path, metavar="DIR")
    if "--answers" in doc:
        parser.add_argument("--answers", type=int, default=100)
    options = parser.parse_args()
    options.program = options.program.resolve()
    if not options.program.exists():
        sys.exit(f"There is no {options.program}; build it, or name another with --program.")
    options.parts = options.only or parts
    return options


def can_trace() -> str | None:
    """Why no system call can be recorded; `None` if it can."""
    if not shutil.which("strace"):
        return "strace is not installed"
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    said = tried.stderr.decode(errors="replace").strip()
    return None if tried.returncode == 0 else f"strace may not trace: {said[:120]}"
