"""repeater: cards in Markdown, a session in the terminal.

Written from what is known of version 0.1.8; this file could not be tried where it was written, since repeater is in no
package registry.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cards import write_files
from process import Environment, Ran, Terminal, Trouble, environment
from program import NOW, Program, Session, State, count_of, database, standing


class Drill(Session):
    """A session on a pseudo-terminal; it draws only what changes."""

    def __init__(self, argv: list[str], env: Environment) -> None:
        self._terminal = Terminal(argv, env)
        self.pid = self._terminal.pid
        self.wall = self._terminal.until_shown("show answer") - self._terminal.started
        self._at = 1

    def answer(self) -> float | None:
        self._terminal.send(b" ")
        self._terminal.until_shown("Pass", patience=10.0)
        self._at += 1
        at = self._terminal.send(b" ")
        try:
            return self._terminal.until_shown(f"Card {self._at}/", patience=10.0) - at
        except Trouble:
            if self._terminal.over:
                return None
            raise

    def kill(self) -> Ran:
        return self._terminal.kill(self.wall)

    def leave(self) -> None:
        self._terminal.leave(b"\x1b")


@dataclass
class Repeater(Program):
    """https://github.com/shaankhosla/repeater"""

    commands: tuple[str, ...] = ("stats",)
    note: str = (
        "repeater: `stats` = `check --plain`, its daily question for a newer version marked as asked. It keeps one "
        "row for a card and no log."
    )

    def _environment(self, state: State) -> Environment:
        home = state.home
        return {**environment(home), "XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config")}

    def _database(self, state: State) -> Path:
        return state.home / "data" / "repeater" / "cards.db"

    def prepare(self, count: int, state: State) -> None:
        write_files(
            count,
            state.cards,
            ".md",
            lambda _, some: "".join("Q: {}\nA: {}\n\n---\n\n".format(*card.question_and_answer()) for card in some),
        )
        self.start(state).leave()
        with database(self._database(state)) as store:
            cards = [row[0] for row in store.execute("select card_hash from cards order by card_hash")]
            seen = (NOW - timedelta(days=10)).isoformat()
            due = {"due": (NOW - timedelta(hours=1)).isoformat(), "later": (NOW + timedelta(days=9)).isoformat()}
            store.executemany(
                "update cards set last_reviewed_at = ?, stability = 12.5, difficulty = 5, interval_raw = 10, "
                "interval_days = 10, due_date = ?, review_count = 3 where card_hash = ?",
                [(seen, due[standing(at)], card) for at, card in enumerate(cards) if standing(at) != "new"],
            )
            store.execute(
                "insert or replace into version_update (id, last_version_check_at) values (1, ?)", (NOW.isoformat(),)
            )

    def start(self, state: State, prefix: tuple[str, ...] = ()) -> Drill:
        return Drill([*prefix, *self.command("drill", state.cards)], self._environment(state))

    def forget(self, state: State) -> None:
        for file in self._database(state).parent.glob("cards.db*"):
            file.unlink()

    def run_command(self, what: str, state: State) -> tuple[list[str], Environment]:
        return self.command("check", "--plain", state.cards), self._environment(state)

    def remembered(self, state: State) -> int:
        return count_of(self._database(state), "select sum(review_count) from cards")
