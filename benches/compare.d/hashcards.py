"""hashcards: cards in Markdown, a session in the browser. Driven as a browser does, at loopback."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cards import write_files
from process import LIVE, PATIENCE, Environment, Ran, Trouble, environment, high_water, wait
from program import NOW, Program, Session, State, count_of, database, standing


class Browser(Session):
    """A session over HTTP."""

    def __init__(self, argv: list[str], env: Environment, port: int) -> None:
        self._port = port
        started = time.perf_counter()
        # pylint: disable-next=consider-using-with
        self._process = subprocess.Popen(
            argv, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        self.pid, self.wall = self._process.pid, 0.0
        LIVE.add(self.pid)
        while True:
            try:
                page = self._ask("GET")
                break
            except OSError as err:
                if self._process.poll() is not None:
                    raise Trouble(f"hashcards ended with {self._process.returncode}") from err
                if time.perf_counter() - started > PATIENCE:
                    self.kill()
                    raise Trouble(f"hashcards: no page after {PATIENCE:.0f} s") from err
                time.sleep(0.0005)
        self.wall = time.perf_counter() - started
        if 'value="Reveal"' not in page:
            self.kill()
            raise Trouble("hashcards: the first page has no question")

    def _ask(self, method: str, action: str | None = None) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        body = f"action={action}" if action else None
        connection.request(method, "/", body, {"Content-Type": "application/x-www-form-urlencoded"} if body else {})
        page = connection.getresponse().read().decode()
        connection.close()
        return page

    def answer(self) -> float | None:
        """Revealed before; from the rating to the page with the next question."""
        self._ask("POST", "Reveal")
        begin = time.perf_counter()
        self._ask("POST", "Good")
        page = self._ask("GET")
        seconds = time.perf_counter() - begin
        return seconds if 'value="Reveal"' in page else None

    def kill(self) -> Ran:
        peak = high_water(self.pid)
        os.kill(self.pid, signal.SIGKILL)
        _, status, used = wait(self.pid)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        return Ran(self.wall, used.ru_utime + used.ru_stime, peak, self._process.returncode)

    def leave(self) -> float:
        begin = time.perf_counter()
        self._ask("POST", "End")
        seconds = time.perf_counter() - begin
        self.kill()
        return seconds


@dataclass
class Hashcards(Program):
    """https://github.com/eudoxia0/hashcards"""

    commands: tuple[str, ...] = ("due", "stats", "check")
    note: str = (
        "hashcards: the first question is there when a page with a card is served at loopback; no browser is in "
        "the figure. What was answered is written at `End` only. `stats` = `stats --format json`, four counts."
    )

    def prepare(self, count: int, state: State) -> None:
        write_files(
            count,
            state.cards,
            ".md",
            lambda _, some: "".join("Q: {}\nA: {}\n\n".format(*card.question_and_answer()) for card in some),
        )
        # It waits for the disk some times for each new card; in memory that takes no time.
        memory = Path("/dev/shm")
        with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as fast:
            quick = State(Path(fast))
            shutil.copytree(state.cards, quick.cards)
            self.start(quick).kill()
            shutil.copy(self._database(quick), self._database(state))
        with database(self._database(state)) as store:
            cards = [row[0] for row in store.execute("select card_hash from cards order by card_hash")]
            seen = f"{NOW - timedelta(days=10):%Y-%m-%dT%H:%M:%S}.000"
            due = {"due": f"{NOW:%Y-%m-%d}", "later": f"{NOW + timedelta(days=9):%Y-%m-%d}"}
            store.executemany(
                "update cards set last_reviewed_at = ?, stability = 12.5, difficulty = 5, interval_raw = 10, "
                "interval_days = 10, due_date = ?, review_count = 3 where card_hash = ?",
                [(seen, due[standing(at)], card) for at, card in enumerate(cards) if standing(at) != "new"],
            )

    def _database(self, state: State) -> Path:
        return state.cards / "hashcards.db"

    def start(self, state: State, prefix: tuple[str, ...] = ()) -> Browser:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        argv = self.command("drill", state.cards, "--open-browser", "false", "--port", str(port))
        return Browser([*prefix, *argv], environment(state.home), port)

    def forget(self, state: State) -> None:
        self._database(state).unlink(missing_ok=True)

    def run_command(self, what: str, state: State) -> tuple[list[str], Environment]:
        args = {"stats": ["stats", "--format", "json"]}.get(what, [what])
        return self.command(*args, state.cards), environment(state.home)

    def remembered(self, state: State) -> int:
        return count_of(self._database(state), "select count(*) from reviews")
