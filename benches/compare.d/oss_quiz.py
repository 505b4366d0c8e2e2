"""oss-quiz itself."""

from __future__ import annotations

import json
import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from cards import deck, write_files
from process import Environment, Ran, Terminal, Trouble, environment, run, succeed
from program import Program, Session, State

#: What stands last on a question, and on a verdict: `? keys`, or `:help` where letters are text.
PAINTED = re.compile(rb" keys|:help")
#: What stands last on the screen of a card that is revealed, where the learner rates himself.
REVEALED = re.compile(rb" Easy(?s:.)* keys")
#: The same key again within 0.3 seconds is a bounce, and behind a text only digits count for so long.
SETTLED = 0.32
#: The same key again within a second may be one that is held, and is looked at for a moment longer.
NOT_HELD = 1.05


@dataclass(frozen=True)
class Answered:
    """An answer to a card that the program judges, or that the learner does."""

    judged: bool
    #: Seconds from the key to the verdict; for what the learner rates, to the next question.
    first: float
    #: Seconds from the key that leaves the verdict to the next question.
    second: float


class Quiz(Session):
    """A session on a pseudo-terminal. All kinds of card come up; each is answered with the first keys that do."""

    def __init__(self, argv: list[str], env: Environment, settle: bool) -> None:
        self._pause, self._apart = (SETTLED, NOT_HELD) if settle else (0.02, 0.0)
        self._last = (b"", 0.0)
        self._terminal = Terminal(argv, env if settle else {**env, "OSS_QUIZ_SETTLE_MS": "0"})
        self.pid = self._terminal.pid
        self.wall = self._terminal.until_written(PAINTED) - self._terminal.started
        #: All answers, with their parts.
        self.answered: list[Answered] = []

    def answer(self) -> float | None:
        shown = self._terminal.drain(self._pause)
        if "show the answer" in shown:
            self._press(b"\r", REVEALED)
            self._terminal.drain(self._pause)
            return self._keep(False, self._press(b"3", PAINTED), 0.0)
        if "t true" in shown:
            keys = b"t"
        elif "1-4 answer" in shown:
            keys = b"1"
        elif ":help" in shown:
            self._terminal.send(b"mur")
            self._terminal.drain(0.05)
            keys = b"\r"
        else:
            return None
        first = self._press(keys, PAINTED)
        self._terminal.drain(self._pause)
        return self._keep(True, first, self._press(b"\r", PAINTED))

    def _keep(self, judged: bool, first: float | None, second: float | None) -> float | None:
        if first is None or second is None:
            return None
        self.answered.append(Answered(judged, first, second))
        return first + second

    def _press(self, keys: bytes, pattern: re.Pattern[bytes]) -> float | None:
        """The seconds until that was painted; `None` if the session is over."""
        last, before = self._last
        if keys == last:
            self._terminal.drain(max(before + self._apart - time.perf_counter(), 0))
        at = self._terminal.send(keys)
        self._last = (keys, at)
        try:
            return self._terminal.until_written(pattern, patience=10.0) - at
        except Trouble:
            if self._terminal.over:
                return None
            shown = self._terminal.drain(0)
            # What comes after the last question has no such line.
            if "How well" in shown or "Enter  go on" in shown or "show the answer" in shown:
                raise
            return None

    def kill(self) -> Ran:
        return self._terminal.kill(self.wall)

    def leave(self) -> None:
        self._terminal.leave(b"\x03")


@dataclass
class OssQuiz(Program):
    """The program of this repository."""

    #: The example that fills a store.
    fill_store: Path | None = None
    #: How many reviews there are of each item that is not new.
    reviews: int = 3
    #: Whether keys wait as long as they have to for a person.
    settle: bool = True

    def args(self, state: State, *args: str) -> list[str]:
        """A command line on those decks and that store."""
        return self.command("--decks", state.cards, "--store", self.store(state), *args)

    def store(self, state: State) -> Path:
        """Where the answers are."""
        return state.folder / "store" / "progress.db"

    def prepare(self, count: int, state: State) -> None:
        write_files(count, state.cards, ".yaml", deck)
        self.store(state).parent.mkdir()
        fill = [str(self.fill_store), str(state.cards), str(self.store(state)), str(self.reviews)]
        succeed(fill, environment(state.home))

    def start(self, state: State, prefix: tuple[str, ...] = ()) -> Quiz:
        return Quiz([*prefix, *self.args(state, "run")], environment(state.home), self.settle)

    def forget(self, state: State) -> None:
        """What it has learnt of the files is in the cache folder, as the rules of XDG have it."""
        shutil.rmtree(state.home / ".cache", ignore_errors=True)

    def tidy(self, state: State) -> None:
        """A session that was left in peace has written what it writes at the end."""
        self.start(state).leave()

    def run_command(self, what: str, state: State) -> tuple[list[str], Environment]:
        return self.args(state, *what.split()), environment(state.home)

    def remembered(self, state: State) -> int:
        out = state.folder / "stats.json"
        run(self.args(state, "stats", "--json"), environment(state.home), out)
        return int(json.loads(out.read_text(encoding="utf-8"))["reviews"])


@dataclass
class Shipped(OssQuiz):
    """The same with the decks it comes with, and a store in which there is one answer."""

    def args(self, state: State, *args: str) -> list[str]:
        return self.command("--store", self.store(state), *args)

    def forget(self, state: State) -> None:
        super().forget(state)
        for file in self.store(state).parent.iterdir():
            file.unlink()

    def prepare(self, count: int, state: State) -> None:
        self.store(state).parent.mkdir(parents=True)
        quiz = self.start(state)
        quiz.answer()
        quiz.leave()
