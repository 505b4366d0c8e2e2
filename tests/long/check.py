#!/usr/bin/env python3
"""How long `check` takes on many cards and how much memory, beside hashcards.

    tests/long/check.py [--program target/release/oss-quiz] [--hashcards PROGRAM] [--cards 100000] [--runs 5]

Writes a folder of made-up cards, 100 to a file, of all seven kinds with ids, half of them explained; the same cards as
hashcards' Markdown; and all in one deck of oss-quiz. Each program checks its own in turns, so that both have the same load.

Exit code 1 where the memory is above 100 MiB for the 1,000 files of 100,000 cards, or the median of the times more than
twice that of hashcards. Without hashcards only the memory is judged. Linux, Python 3.11 or newer.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PER_FILE = 100
MEMORY = 100
TIMES = 2.0
SYLLABLES = "ka lo mi ren tus vel dor sin pa ge fra bel nor ti cus mar den wo shi ple".split()


def words(count: int) -> list[str]:
    """Made-up words, the same ones every time."""
    dice = random.Random(7)
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(dice.choices(SYLLABLES, k=dice.randint(2, 4)))] = None
    return list(found)


def card(number: int, dice: random.Random, vocabulary: list[str]) -> tuple[str, str]:
    """A card as an entry of a deck, and for hashcards."""

    def said(length: int) -> str:
        return " ".join(dice.choices(vocabulary, k=length))

    asked, answer, because = said(8), said(2), said(12)
    bodies = [
        f"kind: flip\n    question: What about {asked}?\n    answer: {answer}\n",
        f"kind: typed\n    question: Which {asked}?\n    answer: {answer}\n",
        f"kind: choice\n    question: Which {asked}?\n    answer: {answer}\n"
        f"    distractors: [{said(2)}, {said(2)}, {said(2)}]\n",
        f"kind: true-false\n    statement: The {asked}.\n    answer: {'true' if number % 2 else 'false'}\n",
        f'kind: cloze\n    text: "The {said(4)} is {{{{c1::{answer}}}}} of {said(4)}."\n',
        f"kind: order\n    question: In which order does {asked} go?\n    steps: [{said(2)}, {said(2)}, {said(2)}]\n",
        f"kind: term\n    term: {answer}\n    definition: {asked}\n",
    ]
    explained = f"    because: {because}\n" if number % 2 else ""
    ours = f"  - id: c{number}\n    {bodies[number % len(bodies)]}{explained}"
    return ours, f"Q: What about {asked}?\nA: {answer}{' ' + because if explained else ''}\n\n"


def write(count: int, folders: list[Path]) -> None:
    """The files of both, and one deck of all."""
    vocabulary, dice = words(8_000), random.Random(1)
    ours, theirs, one = folders
    for folder in folders:
        folder.mkdir()
    cards = [card(number, dice, vocabulary) for number in range(count)]
    for at in range(0, count, PER_FILE):
        some, name = cards[at : at + PER_FILE], f"d{at // PER_FILE:05}"
        header = f"title: Deck {at // PER_FILE}\nlanguage: en\ncards:\n"
        (ours / f"{name}.yaml").write_text(header + "".join(entry for entry, _ in some), encoding="utf-8")
        (theirs / f"{name}.md").write_text("".join(entry for _, entry in some), encoding="utf-8")
    header = "title: All in one\nlanguage: en\ncards:\n"
    (one / "all.yaml").write_text(header + "".join(entry for entry, _ in cards), encoding="utf-8")


def run(argv: list[str], home: Path) -> tuple[float, float]:
    """Seconds, and the peak of memory in MiB."""
    begin = time.perf_counter()
    env = {"HOME": str(home), "PATH": os.environ["PATH"]}
    with subprocess.Popen(argv, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(argv)} ended with {process.returncode}")
    return time.perf_counter() - begin, used.ru_maxrss / 1024


def main() -> int:
    """Writes, runs, tells."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=Path, default=ROOT / "target/release/oss-quiz")
    parser.add_argument("--hashcards", default=shutil.which("hashcards"))
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "home"
        home.mkdir()
        ours, theirs, one = folders = [Path(scratch) / name for name in ("ours", "theirs", "one")]
        # A program's peak is never below what the one that starts it has, so this one stays small.
        writer = multiprocessing.Process(target=write, args=(args.cards, folders))
        writer.start()
        writer.join()
        commands = {"oss-quiz": [str(args.program.resolve()), "check", str(ours)]}
        if args.hashcards:
            commands["hashcards"] = [str(args.hashcards), "check", str(theirs)]
        commands["oss-quiz, one deck"] = [str(args.program.resolve()), "check", str(one)]
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(args.runs):
            for name, argv in commands.items():
                taken[name].append(run(argv, home))
    for name, figures in taken.items():
        seconds = sorted(seconds for seconds, _ in figures)
        peak = max(peak for _, peak in figures)
        print(f"{name:20} {statistics.median(seconds):6.2f} s (from {seconds[0]:.2f}) {peak:6.0f} MiB")
    missed = max(peak for _, peak in taken["oss-quiz"]) > MEMORY
    if args.hashcards:
        pairs = zip(taken["oss-quiz"], taken["hashcards"], strict=True)
        ratio = statistics.median(own / other for (own, _), (other, _) in pairs)
        print(f"time: {ratio:.2f} times that of hashcards, run by run")
        missed |= ratio > TIMES
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
