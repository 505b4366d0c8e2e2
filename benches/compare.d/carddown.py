"""carddown: cards in one line each, a session in the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cards import Card, write_files
from process import Environment, Ran, Terminal, Trouble, environment, run, succeed
from program import NOW, Program, Session, State, count_of, database, standing


class Revision(Session):
    """A session on a pseudo-terminal; it draws only what changes."""

    def __init__(self, argv: list[str], env: Environment) -> None:
        self._terminal = Terminal(argv, env)
        self.pid = self._terminal.pid
        self.wall = self._terminal.until_shown("<hidden>") - self._terminal.started
        self._at = 1

    def answer(self) -> float | None:
        self._terminal.send(b" ")
        self._terminal.drain(0.05)
        self._at += 1
        at = self._terminal.send(b"4")
        try:
            return self._terminal.until_shown(f"Cards {self._at}/", patience=10.0) - at
        except Trouble:
            if self._terminal.over:
                return None
            raise

    def kill(self) -> Ran:
        return self._terminal.kill(self.wall)

    def leave(self) -> float:
        return self._terminal.leave(b"q").wall


def line(card: Card) -> str:
    """A card as carddown reads it."""
    question, answer = card.question_and_answer()
    return f"{question} : {answer} #flashcard\n"


@dataclass
class Carddown(Program):
    """https://github.com/martintrojer/carddown"""

    commands: tuple[str, ...] = ("check",)
    note: str = (
        "carddown: a session reads its database and never the files; an edit is seen after `scan`. What was answered "
        "is written at `q` only, and after a kill it refuses to start until its lock is removed. First start = `scan` "
        "and first question. `check` = `scan --full --dry-run`. It has no `stats` and no `due`."
    )

    def _database(self, state: State) -> Path:
        return state.cards / ".carddown" / "carddown.db"

    def prepare(self, count: int, state: State) -> None:
        write_files(count, state.cards, ".md", lambda _, some: "".join(map(line, some)))
        self.forget(state)
        succeed(self.command("scan", state.cards), environment(state.home))
        with database(self._database(state)) as store:
            cards = [row[0] for row in store.execute("select id from cards order by id")]
            seen = {"due": NOW - timedelta(days=11), "later": NOW - timedelta(days=1)}
            store.executemany(
                "update cards set last_revised = ?, revise_count = 3, interval = 10, repetitions = 3 where id = ?",
                [(seen[standing(at)].isoformat(), card) for at, card in enumerate(cards) if standing(at) != "new"],
            )

    def start(self, state: State, prefix: tuple[str, ...] = ()) -> Revision:
        argv = self.command("--vault", state.cards, "revise")
        return Revision([*prefix, *argv], environment(state.home))

    def forget(self, state: State) -> None:
        folder = self._database(state).parent
        folder.mkdir(exist_ok=True)
        for file in folder.iterdir():
            file.unlink()

    def first(self, state: State) -> Ran:
        scan = succeed(self.command("scan", state.cards), environment(state.home))
        scan_peak = self.peak_of_scan(state)
        ran = super().first(state)
        return Ran(scan.wall + ran.wall, scan.cpu + ran.cpu, max(scan_peak, ran.peak), ran.code)

    def peak_of_scan(self, state: State) -> float:
        """The memory of a scan like the first one, which isn't timed."""
        return run(self.command("scan", "--full", "--dry-run", state.cards), environment(state.home), watch=True).peak

    def tidy(self, state: State) -> None:
        (self._database(state).parent / "lock").unlink(missing_ok=True)

    def run_command(self, what: str, state: State) -> tuple[list[str], Environment]:
        return self.command("scan", "--full", "--dry-run", state.cards), environment(state.home)

    def remembered(self, state: State) -> int:
        return count_of(self._database(state), "select sum(revise_count) from cards")
