"""Anki's engine through its Python package, and Python with it as a process."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from cards import cards
from process import LIVE, Environment, Ran, Trouble, environment, high_water, run, succeed, wait
from program import Program, Session, State, count_of

WORKER = Path(__file__).parent / "worker" / "anki_worker.py"


class Engine(Session):
    """A session with the engine: a line in is an answer, a line out a question."""

    def __init__(self, argv: list[str], env: Environment, alone: bool) -> None:
        started = time.perf_counter()
        # pylint: disable-next=consider-using-with
        self._process = subprocess.Popen(
            argv,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        self.pid = self._process.pid
        LIVE.add(self.pid)
        said = self._listen()
        # The engine says what it took itself, without Python's start.
        self.wall = float(said["wall"] or 0) if alone else time.perf_counter() - started
        self._cpu = float(said["cpu"] or 0) if alone else None
        if not said["question"]:
            self.kill()
            raise Trouble("Anki: there is no first question")

    def _listen(self) -> dict[str, float | None]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise Trouble("Anki's engine has ended")
        return dict(json.loads(line))

    def answer(self) -> float | None:
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return self._listen()["wall"]

    def kill(self) -> Ran:
        peak = high_water(self.pid)
        os.kill(self.pid, signal.SIGKILL)
        _, status, used = wait(self.pid)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        cpu = used.ru_utime + used.ru_stime if self._cpu is None else self._cpu
        return Ran(self.wall, cpu, peak, self._process.returncode)

    def leave(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        wait(self.pid)
        self._process.returncode = 0


@dataclass
class Anki(Program):
    """https://pypi.org/project/anki, as a process."""

    #: Without Python's own start.
    alone: bool = False
    note: str = (
        "Anki's engine: the package's library in a Python that runs already, until the first question is rendered; no "
        "window is in the figure. As a process it has Python's start as well. Memory is the whole process, the size is "
        "the library's. `stats` = the numbers for all graphs of the whole history."
    )

    def __post_init__(self) -> None:
        self._said: dict[str, object] = {}
        if self.binary:
            asked = subprocess.run(self._worker("version"), capture_output=True, check=False)
            self._said = json.loads(asked.stdout) if asked.returncode == 0 else {}

    @property
    def installed(self) -> bool:
        return bool(self._said)

    def version(self) -> str:
        return f"anki {self._said['version']}, Python {self._said['python']}"

    def size(self) -> float:
        return float(str(self._said["bytes"])) / 2**20

    def _worker(self, *args: str | Path) -> list[str]:
        return self.command(WORKER, *args)

    def _csv(self, state: State) -> Path:
        return state.cards / "anki.csv"

    def _collection(self, state: State) -> Path:
        return state.folder / "anki" / "collection.anki2"

    def prepare(self, count: int, state: State) -> None:
        state.cards.mkdir(parents=True)
        with self._csv(state).open("w", newline="", encoding="utf-8") as file:
            file.write("#separator:semicolon\n#html:false\n#notetype:Basic\n#deck:quiz\n")
            csv.writer(file, delimiter=";", lineterminator="\n").writerows(
                card.question_and_answer() for card in cards(count)
            )
        self._collection(state).parent.mkdir()
        succeed(self._worker("make", self._csv(state), self._collection(state), "3"), environment(state.home))

    def start(self, state: State, prefix: tuple[str, ...] = ()) -> Engine:
        argv = [*prefix, *self._worker("session", self._collection(state))]
        return Engine(argv, environment(state.home), self.alone)

    def forget(self, state: State) -> None:
        shutil.rmtree(self._collection(state).parent)
        self._collection(state).parent.mkdir()

    def first(self, state: State) -> Ran:
        argv = self._worker("first", self._csv(state), self._collection(state))
        return Engine(argv, environment(state.home), self.alone).kill()

    def remembered(self, state: State) -> int:
        return count_of(self._collection(state), "select count(*) from revlog")

    def run_command(self, what: str, state: State) -> tuple[list[str], Environment]:
        return self._worker(what, self._collection(state)), environment(state.home)

    def time_command(self, what: str, state: State) -> Ran:
        out = state.folder / "said.json"
        argv, env = self.run_command(what, state)
        ran = run(argv, env, out)
        if not self.alone:
            return ran
        said = json.loads(out.read_text(encoding="utf-8"))
        return Ran(said["wall"], said["cpu"], ran.peak, ran.code)
