"""What is asked of every program that is measured: this one and its peers."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import sqlite3
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from process import Ran, Trouble, run

#: Answers that are given before a program is killed.
BEFORE_KILL = 5
NOW = datetime.datetime.now(datetime.UTC)


@dataclass(frozen=True)
class State:
    """A collection in use: the cards and what a program remembers of them."""

    folder: Path

    @property
    def cards(self) -> Path:
        """The files with the cards."""
        return self.folder / "cards"

    @property
    def home(self) -> Path:
        """The home folder in which the program runs."""
        return self.folder / "home"

    @contextmanager
    def copy(self) -> Iterator[State]:
        """A copy, for what changes it."""
        other = self.folder.with_name(f"{self.folder.name}-copy")
        shutil.rmtree(other, ignore_errors=True)
        shutil.copytree(self.folder, other)
        try:
            yield State(other)
        finally:
            shutil.rmtree(other, ignore_errors=True)


class Session(ABC):
    """A session with a program: its first question is there."""

    #: Seconds from the start of the process to the first question.
    wall: float
    #: The process; under a tracer, that of the tracer.
    pid: int

    @abstractmethod
    def answer(self) -> float | None:
        """Answers the question; the seconds from the answer to the next question. `None` when the session is over."""

    @abstractmethod
    def kill(self) -> Ran:
        """SIGKILL; what the process has used, and the seconds until its first question."""

    def leave(self) -> float | None:
        """Leaves as a learner does; the seconds that takes, if what was answered is only then written down."""
        self.kill()
        return None


@dataclass
class Program(ABC):
    """A program that is measured."""

    name: str
    #: The program's file; `None` where it isn't installed.
    binary: Path | None
    #: What one has to know of its figures.
    note: str = ""
    #: Which of these it has: `due`, `stats`, `stats --json`, `check`.
    commands: tuple[str, ...] = ()
    #: Whether answers are measured.
    answers: bool = True

    @property
    def installed(self) -> bool:
        """Whether it is there."""
        return self.binary is not None

    def version(self) -> str:
        """What it says of itself."""
        with tempfile.NamedTemporaryFile() as out:
            run(self.command("--version"), dict(os.environ), Path(out.name))
            said = Path(out.name).read_text(encoding="utf-8", errors="replace")
        return said.splitlines()[0] if said.strip() else self.name

    def size(self) -> float:
        """The size of what has to be installed, in MiB."""
        return self.binary.stat().st_size / 2**20 if self.binary else 0.0

    def command(self, *args: str | Path) -> list[str]:
        """A command line."""
        return [str(self.binary), *map(str, args)]

    @abstractmethod
    def prepare(self, count: int, state: State) -> None:
        """Writes so many cards and makes what the program remembers of them after some use."""

    @abstractmethod
    def start(self, state: State, prefix: tuple[str, ...] = ()) -> Session:
        """Starts a session, with a tracer before it if told, and waits for its first question."""

    def forget(self, state: State) -> None:
        """Makes the collection one that the program has never seen."""
        raise Trouble("not measured")

    def first(self, state: State) -> Ran:
        """The first start ever, until the first question."""
        return self.start(state).kill()

    def tidy(self, state: State) -> None:
        """After a kill: makes the next start one as usual. For most there is nothing to do."""
        return

    def run_command(self, what: str, state: State) -> tuple[list[str], dict[str, str]]:
        """The command line of one of `commands`, and its environment."""
        raise Trouble(f"{self.name} has no {what}")

    def time_command(self, what: str, state: State) -> Ran:
        """One run of one of `commands`."""
        return run(*self.run_command(what, state))

    @abstractmethod
    def remembered(self, state: State) -> int:
        """How many answers are on disk."""


def standing(place: int) -> str:
    """What has become of the card at that place: of a hundred 3 are new, 2 due, 95 not due."""
    return "new" if place % 100 < 3 else "due" if place % 100 < 5 else "later"


@contextmanager
def database(path: Path) -> Iterator[sqlite3.Connection]:
    """An SQLite file; what was changed is kept."""
    connection = sqlite3.connect(path)
    try:
        with connection:
            yield connection
    finally:
        connection.close()


def count_of(path: Path, query: str) -> int:
    """A number out of an SQLite file."""
    with database(path) as connection:
        return int(connection.execute(query).fetchone()[0] or 0)


def syncs(trace: Path) -> int:
    """How often a traced program has waited for the disk."""
    text = trace.read_text(encoding="utf-8", errors="replace") if trace.exists() else ""
    return len(re.findall(r"\b(?:fsync|fdatasync)\(", text))
