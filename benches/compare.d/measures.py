"""What is measured of each program, and how often."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from figures import CPU, FLOOR, Figure, Figures, percentile
from oss_quiz import Answered, OssQuiz, Quiz
from process import Ran, Terminal, Trouble, end_leftovers, environment, run
from program import BEFORE_KILL, Program, State, syncs

DROP = Path("/proc/sys/vm/drop_caches")
TRACED_ANSWERS = 10
#: Seven pages, each with its head.
WRITTEN = 7 * (24 + 4096)
#: Between two answers, and before each probe of the disk, in seconds.
PAUSE = 0.3
#: Answers may take so many times what another row may.
ANSWERS_SECONDS = 3


@dataclass(frozen=True)
class Effort:
    """How often things are measured."""

    runs: int
    first_runs: int
    answers: int
    #: No further run is begun when a row has taken so many seconds.
    row_seconds: float
    drop_caches: bool

    def repeat(self, once: Callable[[], Ran], runs: int | None = None) -> list[Ran]:
        """So many runs, fewer where one takes long."""
        begin, all_runs = time.monotonic(), [once()]
        while len(all_runs) < (runs or self.runs) and time.monotonic() - begin < self.row_seconds:
            all_runs.append(once())
        return all_runs


def say(text: str) -> None:
    """What is being done, for the one who waits."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def trying(figures: Figures, program: Program, what: str) -> Iterator[None]:
    """What a program fails in is a gap in the tables, and the others go on."""
    say(f"  {figures.collection}: {program.name}: {what}")
    try:
        yield
    except (Trouble, OSError, ValueError, sqlite3.Error) as err:
        figures.gaps.append(f"{program.name}, {what}: {err}")
        say(f"    {err}")
        end_leftovers()


def floor(figures: Figures, effort: Effort, folder: Path) -> None:
    """An empty process, alone and on a terminal."""
    true = shutil.which("true") or FLOOR
    env = environment(folder / "home")

    def on_terminal() -> Ran:
        terminal = Terminal([true], env)
        while not terminal.over:
            terminal.drain(0.001)
        wall = time.perf_counter() - terminal.started
        return terminal.reap(wall)

    figures.times("an empty process", FLOOR, [ran.wall for ran in effort.repeat(lambda: run([true], env))])
    figures.times("an empty process on a terminal", FLOOR, [ran.wall for ran in effort.repeat(on_terminal)])


def everything(program: Program, state: State, figures: Figures, effort: Effort) -> None:
    """All that is measured of a program on a collection that is prepared."""
    with trying(figures, program, "start"):
        warm(program, state, figures, effort)
    if effort.drop_caches:
        with trying(figures, program, "start, nothing of the disk in memory"):
            cold_disk(program, state, figures, effort)
    for what in program.commands:
        with trying(figures, program, what):
            command(program, what, state, figures, effort)
    if program.answers:
        with trying(figures, program, "answers"), state.copy() as other:
            answers(program, other, figures, effort)
        with trying(figures, program, "killed"), state.copy() as other:
            killed(program, other, figures)
        with trying(figures, program, "waits for the disk"), state.copy() as other:
            traced(program, other, figures)
    with trying(figures, program, "first start ever"):
        first(program, state, figures, effort)


def keep_starts(measure: str, program: Program, figures: Figures, runs: list[Ran]) -> None:
    """Wall time, processor time and memory."""
    figures.times(measure, program.name, [ran.wall for ran in runs])
    figures.times(f"{measure}{CPU}", program.name, [ran.cpu for ran in runs])
    figures.sizes(f"{measure}: memory", program.name, [ran.peak for ran in runs])


def warm(program: Program, state: State, figures: Figures, effort: Effort) -> None:
    """Start to first question where nothing has changed since the last time; the first run does not count."""

    def once() -> Ran:
        program.tidy(state)
        return program.start(state).kill()

    once()
    keep_starts("start, warm", program, figures, effort.repeat(once))
    program.tidy(state)


def cold_disk(program: Program, state: State, figures: Figures, effort: Effort) -> None:
    """The same after the kernel was made to forget what it has read."""

    def once() -> Ran:
        program.tidy(state)
        os.sync()
        DROP.write_text("3", encoding="ascii")
        return program.start(state).kill()

    keep_starts("start, disk cold", program, figures, effort.repeat(once, effort.first_runs))
    program.tidy(state)


def first(program: Program, state: State, figures: Figures, effort: Effort) -> None:
    """Start to first question where the program has never seen the cards."""

    def once() -> Ran:
        with state.copy() as other:
            program.forget(other)
            return program.first(other)

    keep_starts("start, first ever", program, figures, effort.repeat(once, effort.first_runs))


def command(program: Program, what: str, state: State, figures: Figures, effort: Effort) -> None:
    """A command that runs to its end."""

    def once() -> Ran:
        ran = program.time_command(what, state)
        # 1 is an answer as well: nothing is due, or there are findings.
        if ran.code not in (0, 1):
            raise Trouble(f"{what} ended with {ran.code}")
        return ran

    once()
    keep_starts(what, program, figures, effort.repeat(once))
    peak = run(*program.run_command(what, state), watch=True).peak
    figures.sizes(f"{what}: memory", program.name, [peak])


class Disk:
    """One fsync here, of as many bytes as an answer adds to the log of oss-quiz's store."""

    def __init__(self, folder: Path) -> None:
        self._file = os.open(folder / "probe", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def once(self) -> float:
        """Seconds."""
        os.write(self._file, b"1" * WRITTEN)
        begin = time.perf_counter()
        os.fsync(self._file)
        return time.perf_counter() - begin

    def close(self) -> None:
        """No more of it."""
        os.close(self._file)


@dataclass
class Answers:
    """Answers that were timed, each with a probe of the disk: milliseconds."""

    times: list[float] = field(default_factory=list)
    probes: list[float] = field(default_factory=list)
    #: The answers to oss-quiz in their parts: seconds.
    parts: list[Answered] = field(default_factory=list)
    #: How long leaving took where only that makes them durable: seconds.
    leaving: float | None = None


def answer_all(program: Program, state: State, effort: Effort) -> Answers:
    """Sessions until there are answers enough, or it has taken long enough."""
    got, disk, end = Answers(), Disk(state.folder), time.monotonic() + ANSWERS_SECONDS * effort.row_seconds

    def enough() -> bool:
        return len(got.times) >= effort.answers or time.monotonic() > end

    before = -1
    while not enough() and len(got.times) > before:
        session, before = program.start(state), len(got.times)
        time.sleep(PAUSE)
        while not enough() and (seconds := session.answer()) is not None:
            got.times.append(seconds * 1e3)
            # A disk that was left in peace for a while takes longer, so the probe gets the same peace as an answer.
            time.sleep(PAUSE)
            got.probes.append(disk.once() * 1e3)
            time.sleep(PAUSE)
        got.leaving = session.leave()
        got.parts += session.answered if isinstance(session, Quiz) else ()
    disk.close()
    return got


def answers(program: Program, state: State, figures: Figures, effort: Effort) -> None:
    """Answer to next question, each beside a probe of the same disk at about the same moment."""
    os.sync()
    got, name = answer_all(program, state, effort), program.name
    if not got.times:
        raise Trouble("no answer could be given")
    for what, values in (("answer to next question", got.times), ("fsync", got.probes)):
        for which, part in (("median", 50), ("p99", 99)):
            figures.add(f"{what}, {which}", name, Figure(percentile(values, part), "ms", tuple(values)))
    judged, rated = [part for part in got.parts if part.judged], [part for part in got.parts if not part.judged]
    figures.times("… of it: rated by the learner", name, [part.first for part in rated])
    figures.times("… of it: judged, key to verdict", name, [part.first for part in judged])
    figures.times("… of it: judged, Enter to next question", name, [part.second for part in judged])
    figures.times("leaving, which makes answers durable", name, [] if got.leaving is None else [got.leaving])


def killed(program: Program, state: State, figures: Figures) -> None:
    """SIGKILL as soon as the question after the fifth answer is there."""
    before, session, given = program.remembered(state), program.start(state), 0
    while given < BEFORE_KILL and session.answer() is not None:
        given += 1
    session.kill()
    kept = program.remembered(state) - before
    figures.add("answers kept after kill -9", program.name, Figure(kept, "", (), f"{kept} of {given}"))


def traced(program: Program, state: State, figures: Figures) -> None:
    """How often an answer waits for the disk: what a power cut can take is seen in this and not in a kill."""
    strace = shutil.which("strace")
    if not strace or run([strace, "-o", os.devnull, "/bin/true"], dict(os.environ)).code != 0:
        raise Trouble("needs strace, and leave to trace")
    trace = state.folder / "trace"
    session = program.start(state, (strace, "-f", "-e", "trace=fsync,fdatasync", "-o", str(trace)))
    begin, given = syncs(trace), 0
    while given < TRACED_ANSWERS and session.answer() is not None:
        given += 1
    waits = syncs(trace) - begin
    end_leftovers()
    if given:
        figures.add("fsyncs for an answer", program.name, Figure(waits / given, "", (waits / given,)))


def of_store(program: OssQuiz, state: State, figures: Figures) -> None:
    """How large the store is."""
    program.tidy(state)
    size = sum(file.stat().st_size for file in program.store(state).parent.iterdir())
    figures.sizes("size of the store", program.name, [size / 2**20])
