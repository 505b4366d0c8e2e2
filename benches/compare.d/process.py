"""Programs as processes, with or without a terminal: how long, how much processor time, how much memory.

Processor time is that of the whole process, user and system, as the kernel counts it when the process has ended.

Memory is the high-water mark of the process. What `wait4` says of it begins with the memory of this very script, which
the child is for a moment; where `/proc` has a figure of its own, that one is taken.
"""

from __future__ import annotations

import fcntl
import os
import re
import resource
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from screen import Screen

ROWS, COLUMNS = 24, 80
#: Nothing is waited for any longer, in seconds.
PATIENCE = 300.0
#: A screen on which nothing has changed for so long is looked at, in seconds.
QUIET = 0.003

Environment = dict[str, str]


#: Processes that were started for a session and have not been waited for; each leads a group of its own.
LIVE: set[int] = set()


class Trouble(Exception):
    """A program did not do what was expected of it."""


@dataclass(frozen=True)
class Ran:
    """A process that has ended: seconds, seconds of processor time, MiB."""

    wall: float
    cpu: float
    peak: float
    code: int


def environment(home: Path) -> Environment:
    """Nothing of the one who runs this but where to find programs."""
    home.mkdir(parents=True, exist_ok=True)
    return {
        "HOME": str(home),
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
    }


def high_water(pid: int) -> float:
    """The most memory a living process has had, in MiB; 0 where it can't be known."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def of_kernel(maxrss: int) -> float:
    """`ru_maxrss` in MiB."""
    return maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def wait(pid: int, options: int = 0) -> tuple[int, int, resource.struct_rusage]:
    """`wait4`, for the process of a session."""
    ended, status, used = os.wait4(pid, options)
    LIVE.discard(ended)
    return ended, status, used


def end_leftovers() -> None:
    """Ends what a measure that failed has left behind, and what it was tracing."""
    while LIVE:
        pid = LIVE.pop()
        # It may have ended meanwhile, and have been waited for.
        with suppress(ProcessLookupError, ChildProcessError):
            os.killpg(pid, signal.SIGKILL)
            wait(pid)


def run(argv: list[str], env: Environment, out: Path | None = None, watch: bool = False) -> Ran:
    """Runs a program to its end, its output to a file or to nowhere.

    With `watch` the memory is looked at again and again, which takes processor time from the program: not for timing.
    """
    target = str(out) if out else os.devnull
    writing = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, target, writing, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    start = time.perf_counter()
    pid = os.posix_spawn(argv[0], argv, env, file_actions=actions)
    peak = 0.0
    while watch:
        peak = max(peak, high_water(pid))
        ended, status, used = os.wait4(pid, os.WNOHANG)
        if ended:
            break
        time.sleep(0.0003)
    else:
        _, status, used = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    cpu, code = used.ru_utime + used.ru_stime, os.waitstatus_to_exitcode(status)
    return Ran(wall, cpu, peak or of_kernel(used.ru_maxrss), code)


def succeed(argv: list[str], env: Environment, out: Path | None = None) -> Ran:
    """The same for a program that has to succeed."""
    ran = run(argv, env, out)
    if ran.code != 0:
        raise Trouble(f"`{' '.join(argv)}` ended with {ran.code}")
    return ran


@dataclass
class Terminal:
    """A program on a pseudo-terminal of 24 rows and 80 columns."""

    argv: list[str]
    env: Environment
    pid: int = field(init=False)
    started: float = field(init=False)
    #: What has been written since the last key.
    fresh: bytearray = field(init=False, default_factory=bytearray)

    def __post_init__(self) -> None:
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        # The first terminal that the leader of a session opens is its own.
        actions = [(os.POSIX_SPAWN_OPEN, fd, os.ttyname(slave), os.O_RDWR, 0) for fd in (0, 1, 2)]
        self._screen = Screen(ROWS, COLUMNS)
        self._unread: list[tuple[float, bytes]] = []
        self._closed = False
        self.started = time.perf_counter()
        self.pid = os.posix_spawn(self.argv[0], self.argv, self.env, file_actions=actions, setsid=True)
        LIVE.add(self.pid)
        os.close(slave)

    def _read(self, seconds: float) -> bool:
        """Takes what comes within so many seconds; whether something came."""
        if self._closed or not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:
            data = b""
        if not data:
            self._closed = True
            return False
        self._unread.append((time.perf_counter(), data))
        self.fresh += data
        return True

    def _look(self, shows: Callable[[str], bool]) -> float | None:
        """Shows what was read on the screen, piece by piece; when a piece made it show that, its time."""
        while self._unread:
            at, data = self._unread.pop(0)
            self._screen.feed(data)
            if shows(self._screen.text()):
                return at
        return None

    def send(self, keys: bytes) -> float:
        """Types; returns when."""
        self.drain(0)
        self.fresh.clear()
        at = time.perf_counter()
        os.write(self._master, keys)
        return at

    def drain(self, seconds: float) -> str:
        """Reads for so long; returns what the screen shows then."""
        end = time.perf_counter() + seconds
        while self._read(max(end - time.perf_counter(), 0)):
            pass
        while time.perf_counter() < end and not self._closed:
            self._read(max(end - time.perf_counter(), 0))
        self._look(lambda _: False)
        return self._screen.text()

    def until_written(self, pattern: re.Pattern[bytes], patience: float = PATIENCE) -> float:
        """Waits until that has been written since the last key; returns when. Cheap: nothing is drawn."""
        end = time.perf_counter() + patience
        while not pattern.search(self.fresh):
            if not self._read(0.05) and (self._closed or time.perf_counter() > end):
                raise Trouble(self._says(pattern.pattern.decode()))
        return time.perf_counter() if not self._unread else self._unread[-1][0]

    def until_shown(self, *texts: str, patience: float = PATIENCE) -> float:
        """Waits until the screen shows one of the texts; returns when what made it show that was read."""
        end = time.perf_counter() + patience
        while True:
            # The screen is drawn when nothing comes any more: drawing takes time in which nothing is read.
            while self._read(QUIET):
                pass
            at = self._look(lambda shown: any(text in shown for text in texts))
            if at is not None:
                return at
            if self._closed or time.perf_counter() > end:
                raise Trouble(self._says(" or ".join(texts)))

    def _says(self, wanted: str) -> str:
        screen = "\n".join(line for line in self.drain(0).splitlines() if line.strip())
        why = "it ended" if self._closed else "it did not come"
        return f"`{' '.join(self.argv[:4])} …`: waited for {wanted!r}, {why}; the screen shows:\n{screen}"

    @property
    def over(self) -> bool:
        """Whether the program has let go of its terminal."""
        return self._closed

    def kill(self, wall: float) -> Ran:
        """Ends the program as it is: what it has used until now, and the seconds that were measured."""
        peak = high_water(self.pid)
        os.kill(self.pid, signal.SIGKILL)
        return self._ended(wall, peak, 30.0)

    def reap(self, wall: float) -> Ran:
        """What a program that has ended by itself has used."""
        return self._ended(wall, 0.0, 30.0)

    def leave(self, keys: bytes, patience: float = 30.0) -> Ran:
        """Types what ends the program, and waits for its end; the seconds are those from the keys on."""
        peak = high_water(self.pid)
        at = self.send(keys)
        ran = self._ended(0.0, peak, patience)
        return replace(ran, wall=time.perf_counter() - at)

    def _ended(self, wall: float, peak: float, patience: float) -> Ran:
        end = time.perf_counter() + patience
        while True:
            pid, status, used = wait(self.pid, os.WNOHANG)
            if pid:
                break
            if time.perf_counter() > end:
                os.kill(self.pid, signal.SIGKILL)
                _, status, used = wait(self.pid)
                break
            # A program that writes on can't end while nobody reads.
            if not self._read(0.002):
                time.sleep(0.0005)
        os.close(self._master)
        peak = peak or of_kernel(used.ru_maxrss)
        return Ran(wall, used.ru_utime + used.ru_stime, peak, os.waitstatus_to_exitcode(status))
