#!/usr/bin/env python3
"""Tab in bash, zsh and fish, with the scripts that the program prints; and how long a press of it takes.

    tests/long/completions.py [--program target/release/oss-quiz] [--cards 100000]

Each shell runs on a pseudo-terminal in a home of its own. A line is typed, Tab is pressed, and the line is given to a
program that writes down the words as it was handed them. Then a folder of so many cards is made, 100 to a file, and
the program is asked as a shell asks it: the median of 21 times, the catalogue of decks being there.

Exit code 1 where a shell completes something else. A time is told and no test. Unix, Python 3.11 or newer; zsh and fish
are installed with apt-get where they are missing.
"""

from __future__ import annotations

import argparse
import os
import pty
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 30

DECKS = {
    "kinds": "title: Kinds\ncards:\n"
    "  - {id: gaps, kind: cloze, text: 'The {{c1::one}} and the {{c2::other}}.'}\n"
    "  - {id: plain, kind: flip, question: Who?, answer: I}\n",
    "two": "title: 'Two: a deck'\ntags: [x, 'open source']\ncards:\n"
    "  - {id: a, kind: flip, question: Why?, answer: So, tags: ['a:b']}\n",
}

# What is typed before Tab, and the words that the program would be handed.
LINES = {
    "oss-quiz ru": ["oss-quiz", "run"],
    "oss-quiz run k": ["oss-quiz", "run", "kinds"],
    "oss-quiz run --cr": ["oss-quiz", "run", "--cram"],
    "oss-quiz run kinds/p": ["oss-quiz", "run", "kinds/plain"],
    "oss-quiz run is:n": ["oss-quiz", "run", "is:new"],
    "oss-quiz run tag:o": ["oss-quiz", "run", "tag:open source"],
    "oss-quiz run 'tag:o": ["oss-quiz", "run", "tag:open source"],
    "oss-quiz run tag:a": ["oss-quiz", "run", "tag:a:b"],
    "oss-quiz run is:new tw": ["oss-quiz", "run", "is:new", "two"],
    "oss-quiz --decks=decks/two.yaml show tw": ["oss-quiz", "--decks=decks/two.yaml", "show", "two"],
    "oss-quiz mark kinds/pl": ["oss-quiz", "mark", "kinds/plain"],
    "oss-quiz show kinds/gaps#c2": ["oss-quiz", "show", "kinds/gaps#c2"],
    "oss-quiz mark kinds/plain su": ["oss-quiz", "mark", "kinds/plain", "suspend"],
    "oss-quiz stats --only know": ["oss-quiz", "stats", "--only", "knowledge"],
    "oss-quiz config set new_p": ["oss-quiz", "config", "set", "new_per_day"],
    "oss-quiz config set plain f": ["oss-quiz", "config", "set", "plain", "false"],
    "oss-quiz help ke": ["oss-quiz", "help", "keys"],
    "oss-quiz completions z": ["oss-quiz", "completions", "zsh"],
    "oss-quiz run ./decks/t": ["oss-quiz", "run", "./decks/two.yaml"],
    "oss-quiz run nonsens": ["oss-quiz", "run", "nonsens"],
}

SHELLS = {
    "bash": (["bash", "--norc", "-i"], 'eval "$(oss-quiz completions bash)"'),
    "zsh": (["zsh", "-f", "-i"], 'eval "$(oss-quiz completions zsh)"'),
    "fish": (["fish", "--no-config", "-i"], "set -g fish_autosuggestion_enabled 0; oss-quiz completions fish | source"),
}

RECORD = """#!/bin/sh
printf '%s\\n' "$@" > "$HOME/typed.part"
mv "$HOME/typed.part" "$HOME/typed"
"""


class Shell:
    """A shell on a pseudo-terminal, in a home of its own."""

    def __init__(self, command: list[str], home: Path) -> None:
        self.typed = home / "typed"
        env = {"HOME": str(home), "PATH": f"{home / 'bin'}:{os.environ['PATH']}", "TERM": "xterm-256color",
               "LANG": "C.UTF-8", "OSS_QUIZ_DECKS": "decks", "ZDOTDIR": str(home)}
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(home)
            os.execvpe(command[0], command, env)

    def send(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())

    def words(self) -> list[str]:
        """What the program was handed; what the shell draws is read and thrown away, but for a question it asks."""
        deadline = time.monotonic() + PATIENCE
        while not self.typed.exists():
            if time.monotonic() > deadline:
                return ["(nothing came)"]
            if select.select([self.terminal], [], [], 0.05)[0]:
                drawn = os.read(self.terminal, 65536)
                if b"\x1b[c" in drawn or b"\x1b[0c" in drawn:
                    self.send("\x1b[?62c")
        words = self.typed.read_text().splitlines()
        self.typed.unlink()
        return words

    def end(self) -> None:
        os.close(self.terminal)
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)


def try_shell(name: str, program: Path) -> int:
    """How many lines a shell completes wrongly."""
    command, install = SHELLS[name]
    wrong = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        (home / "decks").mkdir()
        (home / "bin").mkdir()
        (home / "bin" / "oss-quiz").symlink_to(program)
        (home / "bin" / "record").write_text(RECORD)
        (home / "bin" / "record").chmod(0o755)
        for deck, text in DECKS.items():
            (home / "decks" / f"{deck}.yaml").write_text(text)
        shell = Shell(command, home)
        shell.send(f"{install}; record ready\r")
        if shell.words() != ["ready"]:
            print(f"{name}: the script is not taken")
            return 1
        for line, words in LINES.items():
            # Ctrl-A, and the program that writes down what follows.
            shell.send(f"{line}\t\x01record \r")
            got = shell.words()
            if got != words:
                wrong += 1
                print(f"{name}: {line} TAB: {got}, not {words}")
        shell.end()
        if (home / ".local/share/oss-quiz").exists():
            wrong += 1
            print(f"{name}: something was written beside the catalogue")
    print(f"{name}: {len(LINES) - wrong} of {len(LINES)} lines")
    return wrong


def installed(name: str) -> bool:
    """Whether the shell is there, now."""
    if not shutil.which(name) and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-y", "-qq", name], stdout=subprocess.DEVNULL, check=False)
    return shutil.which(name) is not None


def times(program: Path, cards: int) -> None:
    """How long the program takes for a press of Tab."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "decks").mkdir()
        for deck in range(cards // 100):
            lines = [f"title: Deck {deck}", f"tags: [tag{deck % 50}]", "cards:"]
            for card in range(100):
                lines.append(f"  - {{id: card{card}, kind: typed, question: \"What is {deck} and {card}?\", "
                             f"answer: \"the {deck * 100 + card}th\", tags: [own{card % 7}]}}")
            (home / "decks" / f"deck{deck:05}.yaml").write_text("\n".join(lines) + "\n")
        env = {"HOME": str(home), "PATH": os.environ["PATH"], "OSS_QUIZ_COMPLETE": "bash", "OSS_QUIZ_DECKS": "decks"}
        for words in [["run", ""], ["run", "deck00001"], ["run", "deck00001/"], ["run", "tag:"], ["run", "is:"],
                      ["config", "set", "decks."]]:
            taken = []
            for _ in range(22):
                begun = time.perf_counter()
                done = subprocess.run([program, "--", "oss-quiz", *words], env=env, cwd=home, capture_output=True,
                                      check=True)
                taken.append((time.perf_counter() - begun) * 1000)
            rest = sorted(taken[1:])
            print(f"{cards} cards, `{' '.join(words)}` TAB: {statistics.median(rest):.1f} ms ({rest[0]:.1f} to "
                  f"{rest[-1]:.1f}), {len(done.stdout.splitlines())} words; the first time {taken[0]:.0f} ms")


def main() -> int:
    about = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    about.add_argument("--program", type=Path, default=ROOT / "target/release/oss-quiz")
    about.add_argument("--cards", type=int, default=100_000)
    args = about.parse_args()
    program = args.program.resolve()
    if not program.exists():
        print(f"{program} is not there: cargo build --release")
        return 1
    wrong = 0
    for name in SHELLS:
        if installed(name):
            wrong += try_shell(name, program)
        else:
            print(f"{name}: not installed, not tried")
            wrong += 1
    if args.cards:
        times(program, args.cards)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
