#!/usr/bin/env python3
"""How long each command takes, and how much memory, on a megabyte of anything.

    tests/long/bounds.py [--program target/release/oss-quiz] [--bytes 1000000] [--seconds 1] [--mib 100] [--only WORD] [--all]

Makes decks, sources, synonyms, settings, lines, arguments, answers, catalogues, stores, tables, packages and logs of that
size, each with one thing in excess, and runs every command on them, each input in a home of its own. Prints what is above a
bound, or with --all everything; exit code 1 if anything is above, hangs, panics or is ended by a signal. Linux, Python 3.11 or newer.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import pty
import random
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from packages_in_excess import LOGS, PACKAGES, TABLES

ROOT = Path(__file__).resolve().parent.parent.parent
PANIC = re.compile(rb"internal error|panicked|thread '")
# Or the memory of this process is counted as the peak of what it starts.
subprocess._USE_VFORK = False
GOOD = "title: Good\ncards:\n  - {id: a, kind: typed, question: Which river is the longest of France?, answer: Loire}\n"
# The longest argument that Linux hands on, and somewhat less than all may be together.
ARGUMENT, ARGUMENTS = 131_000, 1_000_000


def deck(card: str, head: str = "title: T\n") -> str:
    return f"{head}cards:\n{card}"


def flow(id: str, **fields: str) -> str:
    return "  - {id: " + id + ", " + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}\n"


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def many(size: int, one: Callable[[int], str]) -> Iterator[str]:
    """One after the other, until they are so long together."""
    length, number = 0, 0
    while length < size:
        text = one(number)
        yield text
        length += len(text.encode()) + 2
        number += 1


def listed(size: int, one: Callable[[int], str]) -> str:
    return "[" + ", ".join(many(size, one)) + "]"


def filled(size: int, text: str) -> str:
    return text * (size // len(text.encode()) + 1)


DICE = random.Random(7)
WORDS = ["".join(DICE.choices("abcdefghijklmnopqrstuvwxyz", k=DICE.randint(2, 9))) for _ in range(5_000)]


def prose(size: int) -> str:
    return " ".join(many(size, lambda n: WORDS[n * n % 4_999] + (". The" if n % 12 == 11 else "")))


# What a text may be full of: words, one letter, marks, brackets, signs that are compared or taken off.
FILLINGS = {
    "words": prose,
    "one letter": lambda size: "x" * size,
    "one letter and blanks": lambda size: filled(size, "x "),
    "repeated words": lambda size: filled(size, "not enough "),
    "asterisks": lambda size: "*a" * (size // 2),
    "strong": lambda size: filled(size, "**a"),
    "stars": lambda size: "*" * size,
    "backticks": lambda size: "`" * size,
    "backticks of each length": lambda size: " ".join("`" * n for n in range(1, int((2 * size) ** 0.5))),
    "backslashes": lambda size: "\\" * size,
    "brackets": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "open brackets": lambda size: "(a " * (size // 3),
    "bracketed words": lambda size: filled(size, "(a) b "),
    "slashes": lambda size: filled(size, "a/b "),
    "slashes without blanks": lambda size: filled(size, "a/"),
    "commas": lambda size: filled(size, "a, "),
    "or": lambda size: filled(size, "a or "),
    "and": lambda size: filled(size, "a and b, "),
    "digits": lambda size: "7" * size,
    "numbers": lambda size: filled(size, "1,000.5 km "),
    "fractions": lambda size: filled(size, "1/2"),
    "dots": lambda size: "." * size,
    "dots between": lambda size: filled(size, "a."),
    "hyphens": lambda size: filled(size, "a-"),
    "roman": lambda size: filled(size, "MCMXCIV"),
    "spaces": lambda size: "a" + " " * size + "b",
    "lines": lambda size: filled(size, "a\n"),
    "list": lambda size: filled(size, "- a\n"),
    "fences": lambda size: filled(size, "```\na\n"),
    "hashes": lambda size: filled(size, "# a\n"),
    "accents": lambda size: "a" + "\u0301" * (size // 2),
    "composed": lambda size: filled(size, "\u1e69"),
    "ligatures": lambda size: filled(size, "\ufdfa"),
    "wide": lambda size: filled(size, "漢"),
    "joined": lambda size: filled(size, "👩\u200d"),
    "bidi": lambda size: filled(size, "\u202e"),
    "escapes": lambda size: filled(size, "\x1b[31m"),
    "braces": lambda size: "{" * size,
    "gaps": lambda size: " ".join(many(size, lambda n: "{{c%d::x}}" % (n + 1))),
    "gaps without numbers": lambda size: filled(size, "{{x}} "),
    "one gap again and again": lambda size: filled(size, "{{c1::x}} "),
    "colons": lambda size: filled(size, "{{a::b::"),
    "html": lambda size: filled(size, "<b>a</b>&lt;"),
    "quotes": lambda size: filled(size, "'a\" "),
    "arabic": lambda size: filled(size, "السَّلام "),
    "korean": lambda size: filled(size, "각"),
}
FIELDS = {
    "question": dict(kind="flip", question="{}", answer="a"),
    "answer": dict(kind="flip", question="What is it?", answer="{}"),
    "typed": dict(kind="typed", question="What is it?", answer="{}"),
    "accept": dict(kind="typed", question="What is it?", answer="a", accept="[{}]"),
    "exact": dict(kind="typed", question="What is it?", answer="{}", exact="true"),
    "choice": dict(kind="choice", question="What is it?", answer="{}", distractors="[{}, b]"),
    "why": dict(kind="choice", question="What is it?", answer="a", distractors="[{{text: b, why: {}}}]"),
    "statement": {"kind": "true-false", "statement": "{}", "answer": "false", "correction": "{}"},
    "cloze": dict(kind="cloze", text="{}"),
    "gap": dict(kind="cloze", text="{}"),
    "step": dict(kind="order", question="In which order?", steps="[{}, b]"),
    "term": dict(kind="term", term="{}", definition="d"),
    "definition": dict(kind="term", term="t", definition="{}"),
    "hint": dict(kind="flip", question="What is it?", answer="a", hint="{}"),
    "because": dict(kind="flip", question="What is it?", answer="a", because="{}"),
    "kind": dict(kind="{}", question="What is it?"),
    "field": {"kind": "flip", "question": "What is it?", "answer": "a", "{}": "b"},
    "tag": dict(kind="flip", question="What is it?", answer="a", tags="[{}]"),
    "claim": dict(kind="flip", question="What is it?", answer="a", claims="[{}]"),
    "was": dict(kind="flip", question="What is it?", answer="a", was="{}"),
    "revision": dict(kind="flip", question="What is it?", answer="a", revision="{}"),
}
FEW = ["words", "one letter", "repeated words", "digits", "accents", "escapes"]
LISTS = {
    "accepted forms": dict(kind="typed", question="What is it?", answer="abcdefghij", accept=lambda n: f"abcdefg{n:04}"),
    "short accepted forms": dict(kind="typed", question="What is it?", answer="abcdefghij", accept=lambda n: f"{n:x}"),
    "distractors": dict(kind="choice", question="What is it?", answer="a", distractors=lambda n: f"b{n}"),
    "answers": dict(kind="choice", question="What is it?", answers=lambda n: f"a{n}", distractors=lambda n: f"b{n}"),
    "steps": dict(kind="order", question="In which order?", steps=lambda n: f"s{n}"),
    "hints": dict(kind="flip", question="What is it?", answer="a", hint=lambda n: f"h{n}"),
    "tags": dict(kind="flip", question="What is it?", answer="a", tags=lambda n: f"t{n}"),
    "claims": dict(kind="flip", question="What is it?", answer="a", claims=lambda n: f"c{n}"),
    "earlier ids": dict(kind="flip", question="What is it?", answer="a", was=lambda n: f"w{n}"),
    "allowed rules": dict(kind="flip", question="What is it?", answer="a", allow=lambda n: f"r{n}"),
}
CARDS = {
    "cards": lambda n: flow(f"c{n}", kind="typed", question=f"What is {WORDS[n % 5000]} {n}?", answer=WORDS[n % 4999]),
    "cards without id": lambda n: f"  - {{kind: flip, question: What is it {n}?, answer: a}}\n",
    "cards of one id": lambda n: flow("c", kind="flip", question=f"What is it {n}?", answer="a"),
    "cards of one question": lambda n: flow(f"c{n}", kind="typed", question="What is it?", answer=f"a{n}"),
    "equal cards": lambda n: flow(f"c{n}", kind="typed", question="What is it?", answer="a"),
    "cards of one answer": lambda n: flow(f"c{n}", kind="typed", question=f"Which is {n}?", answer="abcdefghij"),
    "nearly equal answers": lambda n: flow(f"c{n}", kind="typed", question=f"Which is {n}?", answer=f"abcdefghij{n}"),
    "terms of one definition": lambda n: flow(f"c{n}", kind="term", term=f"t{n}", definition="d"),
    "choices of the same texts": lambda n: flow(f"c{n}", kind="choice", question=f"Which {n}?", answer="a", distractors="[b, c]"),
    "a chain of was": lambda n: flow(f"c{n}", kind="flip", question=f"What is {n}?", answer="a", was=f"x{n}"),
    "was of living cards": lambda n: flow(f"c{n}", kind="flip", question=f"What is {n}?", answer="a", was=f"c{n + 1}"),
    "was of one card": lambda n: flow(f"c{n}", kind="flip", question=f"What is {n}?", answer="a", was="x"),
    "clozes": lambda n: flow(f"c{n}", kind="cloze", text=quoted("The {{c1::one}} and {{c2::two}} of %d." % n)),
    "cards of unknown fields": lambda n: flow(f"c{n}", kind="flip", question="q?", answer="a", anwser="b"),
    "cards without anything": lambda n: "  - {}\n",
    "cards that are words": lambda n: "  - x\n",
    "cards of unknown kinds": lambda n: flow(f"c{n}", kind=f"flop{n}", question="q?"),
    "cards of equal tags": lambda n: flow(f"c{n}", kind="flip", question=f"What is {n}?", answer="a", tags=f"[t{n}]"),
}
FILES = {
    "deep flow": lambda size: deck("  - hint: " + "[" * (size // 2) + "]" * (size // 2) + "\n"),
    "deep open flow": lambda size: deck("  - hint: " + filled(size, "{a: ")),
    "deep block": lambda size: deck("".join("  " * n + "- a:\n" for n in range(2, int(size**0.5)))),
    "comments": lambda size: deck(GOOD.split("cards:\n")[1]) + filled(size, "# x\n"),
    "one comment": lambda size: deck(GOOD.split("cards:\n")[1]) + "#" + "x" * size,
    "documents": lambda size: filled(size, "---\n"),
    "anchors": lambda size: deck("".join(many(size, lambda n: f"  - &a{n} x\n"))),
    "aliases": lambda size: "title: &a [x, x, x]\ncards: [" + filled(size, "*a, ") + "]\n",
    "an open quote": lambda size: 'title: "' + prose(size),
    "quotes and escapes": lambda size: 'title: "' + filled(size, "\\u202e") + '"\ncards: []\n',
    "tabs": lambda size: "title: T\n" + "\t" * size,
    "line ends": lambda size: "\r" * size,
    "blank lines": lambda size: "\n" * size + GOOD,
    "unmerged parts": lambda size: deck(filled(size, "<<<<<<< a\n=======\n>>>>>>> b\n")),
    "one long line": lambda size: "x" * size,
    "words": prose,
    "a list": lambda size: filled(size, "- x\n"),
    "keys": lambda size: "".join(many(size, lambda n: f"k{n}: x\n")),
    "one key again and again": lambda size: filled(size, "title: T\n"),
    "NUL": lambda size: "\0" * size,
    "zero width": lambda size: filled(size, "\ufeff"),
    "colons": lambda size: ":" * size,
    "questions": lambda size: filled(size, "? "),
    "dashes": lambda size: filled(size, "- "),
    "block scalars": lambda size: deck("".join(many(size, lambda n: f"  - id: |\n      c{n}\n"))),
    "title": lambda size: deck("  - {id: a, kind: flip, question: q?, answer: a}\n", f"title: {quoted(prose(size))}\n"),
    "about": lambda size: deck("  - {id: a, kind: flip, question: q?, answer: a}\n", f"title: T\nabout: {quoted(prose(size))}\n"),
    "id": lambda size: deck("  - {id: " + "x" * size + ", kind: flip, question: q?, answer: a}\n"),
    "id of a deck": lambda size: deck("  - {id: a, kind: flip, question: q?, answer: a}\n", f"title: T\nid: {'x' * size}\n"),
    "tags of a deck": lambda size: deck("  - {id: a, kind: flip, question: q?, answer: a}\n", "title: T\ntags: " + listed(size, lambda n: f"t{n}") + "\n"),
    "after": lambda size: deck("  - {id: a, kind: flip, question: q?, answer: a}\n", "title: T\nafter: " + listed(size, lambda n: f"d{n}") + "\n"),
    "was of a deck": lambda size: deck("  - {id: a, kind: flip, question: q?, answer: a}\n", "title: T\nwas: " + listed(size, lambda n: f"d{n}") + "\n"),
    "language": lambda size: deck("  - {id: a, kind: flip, question: q?, answer: a}\n", f"title: T\nlanguage: {'e' * size}\n"),
    "random bytes": lambda size: DICE.randbytes(size),
    "random signs": lambda size: "".join(DICE.choices("-:{}[]\"'|>#&*!?%@`,\n  ab", k=size)),
    "UTF-16": lambda size: GOOD.encode("utf-16") + b"x\0" * (size // 2),
}
SOURCE = "source: {title: T}\nsections: [{slug: a, title: A}]\nclaims:\n"
SOURCES = {
    "claims": lambda size: SOURCE + "".join(many(size, lambda n: f"  - {{id: c{n}, section: a, claim: {WORDS[n % 5000]} is {n}}}\n")),
    "equal claims": lambda size: SOURCE + "".join(many(size, lambda n: f"  - {{id: c{n}, section: a, claim: x}}\n")),
    "claims of one id": lambda size: SOURCE + "".join(many(size, lambda n: "  - {id: c, section: a, claim: x}\n")),
    "one claim": lambda size: SOURCE + f"  - {{id: c0, section: a, claim: {quoted(prose(size))}}}\n",
    "one claim that repeats": lambda size: SOURCE + f"  - {{id: c0, section: a, claim: {quoted(filled(size, 'not enough '))}}}\n",
    "sections": lambda size: "source: {title: T}\nsections:\n" + "".join(many(size, lambda n: f"  - {{slug: s{n}, title: S}}\n")) + "claims: []\n",
    "subsections": lambda size: "source: {title: T}\nsections:\n  - {slug: a, title: A, subsections: " + listed(size, lambda n: f"{{slug: s{n}, title: S}}") + "}\nclaims: []\n",
    "entities": lambda size: SOURCE + "  []\nentities:\n" + "".join(many(size, lambda n: f"  - {{name: {WORDS[n % 5000]}{n}, type: t}}\n")),
    "one entity": lambda size: SOURCE + f"  []\nentities:\n  - {{name: {quoted(prose(size))}, type: t}}\n",
    "summary": lambda size: f"source: {{title: T}}\nsections: [{{slug: a, title: A, summary: {quoted(prose(size))}}}]\nclaims: []\n",
}
CITING = deck("".join(flow(f"c{n}", kind="flip", question=f"What is not enough {n}?", answer="x", claims="[c0]") for n in range(20)), "title: T\nsource: s\n")
SYNONYMS = {
    "groups": lambda size: "synonyms:\n" + "".join(many(size, lambda n: f"  - [a{n}, b{n}]\n")),
    "one group": lambda size: "synonyms:\n  - " + listed(size, lambda n: f"a{n}") + "\n",
    "one word": lambda size: f"synonyms:\n  - [Loire, {'x' * size}]\n",
    "one word in all groups": lambda size: "synonyms:\n" + "".join(many(size, lambda n: f"  - [Loire, b{n}]\n")),
    "a chain": lambda size: "synonyms:\n" + "".join(many(size, lambda n: f"  - [a{n}, a{n + 1}]\n")),
    "words that repeat": lambda size: f"synonyms:\n  - [Loire, {quoted(filled(size, 'not enough '))}]\n",
}
SETTINGS = {
    "comment.toml": lambda size: "#" + "x" * size,
    "comments.toml": lambda size: filled(size, "# x\n"),
    "value.toml": lambda size: f'pager = "{"x" * size}"\n',
    "escapes.toml": lambda size: f'pager = "{filled(size, chr(92) + "u202e")}"\n',
    "deep.toml": lambda size: "keys = " + "[" * size,
    "folders.toml": lambda size: "folders = " + listed(size, lambda n: f'"/nowhere/{n}"') + "\n",
    "keys.toml": lambda size: "".join(many(size, lambda n: f"k{n} = 1\n")),
    "decks.toml": lambda size: "".join(many(size, lambda n: f"[decks.d{n}]\nnew_per_day = 1\n")),
    "dotted.toml": lambda size: filled(size, "a.") + "b = 1\n",
    "bytes.toml": lambda size: DICE.randbytes(size),
    "line.toml": lambda size: "x" * size,
    "number.toml": lambda size: "new_per_day = " + "9" * size + "\n",
    "comment.yaml": lambda size: "#" + "x" * size,
    "deep.yaml": lambda size: "keys: " + "[" * size,
    "keys.yaml": lambda size: "".join(many(size, lambda n: f"k{n}: 1\n")),
    "decks.yaml": lambda size: "decks:\n" + "".join(many(size, lambda n: f"  d{n}: {{new_per_day: 1}}\n")),
    "value.yaml": lambda size: f"pager: {'x' * size}\n",
    "quote.yaml": lambda size: 'pager: "' + prose(size),
    "folders.yaml": lambda size: "folders:\n" + "".join(many(size, lambda n: f"  - /nowhere/{n}\n")),
}
JUDGED = {
    "one letter": lambda size: "x" * size,
    "other letters": lambda size: filled(size, "abcdefghij"),
    "words": prose,
    "repeated words": lambda size: filled(size, "not enough "),
    "digits": lambda size: "7" * size,
    "roman": lambda size: filled(size, "MCMXCIV"),
    "bracketed words": lambda size: filled(size, "(a) b "),
    "slashes": lambda size: filled(size, "a/b "),
    "accents": lambda size: "a" + "\u0301" * (size // 2),
    "ligatures": lambda size: filled(size, "\ufdfa"),
    "commas": lambda size: filled(size, "a, "),
    "hyphens": lambda size: filled(size, "a-"),
    "wide": lambda size: filled(size, "漢"),
    "numbers": lambda size: filled(size, "1,000.5 km "),
}
ARGUMENT_TEXTS = ["x", "7", "\x1b[31m", "a/", "9-", "not enough ", "{due}", "{", "tag:", "é", "漢"]


class Home:
    """A home that is thrown away: decks, store, settings and cache lie in it and nowhere else."""

    def __init__(self, program: Path, files: dict[str, str | bytes]) -> None:
        self.program = program
        self.dir = Path(tempfile.mkdtemp(prefix="oss-quiz-bounds-"))
        (self.dir / "d").mkdir()
        self.env = {
            "HOME": str(self.dir), "PATH": os.environ["PATH"], "TZ": "UTC", "LANG": "C.UTF-8", "TERM": "xterm-256color",
            "EDITOR": "true", "OSS_QUIZ_STORE": str(self.dir / "progress.db"), "OSS_QUIZ_DECKS": str(self.dir / "d"),
            "OSS_QUIZ_NOW": "2026-11-24T20:00:00Z", "OSS_QUIZ_SETTLE_MS": "0",
        }
        for name, text in files.items():
            path = self.dir / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))

    def __enter__(self) -> Home:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.dir, ignore_errors=True)

    def run(self, args: list[str], stdin: bytes, most: float, env: dict[str, str]) -> tuple[int | None, float, float, bytes]:
        """Exit code (None if it was ended), seconds, MiB and what it said on standard error."""
        (self.dir / "stdin").write_bytes(stdin)
        with (self.dir / "stdin").open("rb") as given, (self.dir / "stdout").open("wb") as out, (self.dir / "stderr").open("wb") as err:
            began = time.monotonic()
            process = subprocess.Popen([self.program, *args], env={**self.env, **env}, cwd=self.dir, stdin=given, stdout=out, stderr=err)
            while time.monotonic() - began < most:
                pid, status, usage = os.wait4(process.pid, os.WNOHANG)
                if pid:
                    process.returncode = os.waitstatus_to_exitcode(status)
                    break
                time.sleep(0.001)
            else:
                process.kill()
                _, _, usage = os.wait4(process.pid, 0)
                process.returncode = -9
                return None, time.monotonic() - began, usage.ru_maxrss / 1024, b""
        # Beside other work it waits for the processor, and on several processors it needs less time than they do together.
        took = min(time.monotonic() - began, usage.ru_utime + usage.ru_stime)
        return process.returncode, took, usage.ru_maxrss / 1024, (self.dir / "stderr").read_bytes()[:100_000]


class Bounds:
    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.above = self.tried = 0
        self.slowest, self.largest = (0.0, ""), (0.0, "")

    def tell(self, what: str, code: int | None, seconds: float, mib: float, said: bytes = b"") -> None:
        self.tried += 1
        self.slowest, self.largest = max(self.slowest, (seconds, what)), max(self.largest, (mib, what))
        wrong = []
        if code is None:
            wrong.append("does not end")
        elif code < 0:
            wrong.append(f"ended by signal {-code}")
        elif PANIC.search(said):
            wrong.append(f"panics: {said[-200:].decode(errors='replace').strip()}")
        if seconds > self.options.seconds:
            wrong.append("slow")
        if mib > self.options.mib:
            wrong.append("large")
        self.above += bool(wrong)
        if wrong or self.options.all:
            print(f"{seconds:6.2f} s {mib:6.0f} MiB  {what}  {', '.join(wrong)}", flush=True)

    def commands(self, title: str, files: dict[str, str | bytes], commands: dict[str, list[str]], stdin: bytes = b"0\n\n3\n:quit\n", env: dict[str, str] | None = None, before: Callable[[Home], None] = lambda _: None) -> None:
        if self.options.only and self.options.only not in title:
            return
        with Home(self.options.program, files) as home:
            before(home)
            for name, args in commands.items():
                code, seconds, mib, said = home.run(args, stdin, 30 * self.options.seconds, env or {})
                self.tell(f"{title}: {name}", code, seconds, mib, said)


OF_DECKS = {
    "due": ["due"], "decks": ["decks", "--json"], "run": ["--plain", "run"], "next": ["next", "--json"], "exam": ["--plain", "exam", "--count", "3"],
    "check": ["check"], "check json": ["check", "--json"], "stats": ["stats"], "show": ["show", "d"], "show card": ["show", "d/a", "--json"],
    "grade": ["grade", "d/a", "--answer", "some answer"], "grade gap": ["grade", "d/a#c1", "--answer", "x"], "mark": ["mark", "d/a", "flag"], "undo": ["undo"],
    "paper": ["exam", "--paper", "paper.html", "--force"], "fix": ["check", "--fix"], "against": ["check", "--against", "d"], "coverage": ["check", "--coverage"],
    "page": ["stats", "--html", "stats.html", "--force"], "edit": ["edit", "d/a"], "add": ["add", "d"], "tab": ["--", "oss-quiz", "show", "d/"],
}
QUICK = {name: OF_DECKS[name] for name in ("due", "run", "check", "grade", "grade gap", "fix", "show card")}


def decks(bounds: Bounds, size: int) -> None:
    for field, card in FIELDS.items():
        for filling in FILLINGS if field in ("question", "typed", "cloze", "choice", "definition") else FEW:
            text = FILLINGS[filling](size)
            if field == "gap":
                text = "The {{c1::" + text + "}} is it."
            text = quoted(text)
            body = {name.replace("{}", "%s"): value for name, value in card.items()}
            body = {(name % text if "%s" in name else name): value.replace("{}", text).replace("{{", "{").replace("}}", "}") if field == "why" else value.replace("{}", text) for name, value in body.items()}
            whole = field in ("question", "typed", "cloze") and filling in FEW
            bounds.commands(f"deck, {field} of {filling}", {"d/d.yaml": deck(flow("a", **body)), "d/good.yaml": GOOD}, OF_DECKS if whole else QUICK)
    for name, fields in LISTS.items():
        body = {field: listed(size, value) if callable(value) else value for field, value in fields.items()}
        bounds.commands(f"deck, {name}", {"d/d.yaml": deck(flow("a", **body)), "d/good.yaml": GOOD}, OF_DECKS)
    for name, card in CARDS.items():
        bounds.commands(f"deck, {name}", {"d/d.yaml": deck("".join(many(size, card))), "d/good.yaml": GOOD}, OF_DECKS)
    for name, text in FILES.items():
        bounds.commands(f"deck, {name}", {"d/d.yaml": text(size), "d/good.yaml": GOOD}, OF_DECKS)


def sources(bounds: Bounds, size: int) -> None:
    commands = {name: OF_DECKS[name] for name in ("due", "run", "check", "check json", "coverage", "stats", "page", "show", "grade")}
    for name, text in SOURCES.items():
        bounds.commands(f"source, {name}", {"d/s.source.yaml": text(size), "d/d.yaml": CITING}, commands)
    for name, text in SYNONYMS.items():
        bounds.commands(f"synonyms, {name}", {"d/s.synonyms.yaml": text(size), "d/good.yaml": GOOD}, {**commands, "good": ["grade", "good/a", "--answer", "a1"]})
    for name, text in JUDGED.items():
        asked = deck(flow("a", kind="flip", question=quoted(text(size // 4)), answer="x"))
        bounds.commands(f"text, {name}", {"t.txt": text(size), "d/d.yaml": asked}, {"check": ["check", "--text", "t.txt"]})
        bounds.commands(f"text, {name}, of a source", {"t.txt": text(size), "d/d.yaml": CITING, "d/s.source.yaml": SOURCES["one claim that repeats"](size // 4)}, {"check": ["check", "--text", "t.txt"]})


def settings(bounds: Bounds, size: int) -> None:
    for name, text in SETTINGS.items():
        commands = {"due": ["due"], "run": ["--plain", "run"], "get": ["config", "get", "new_per_day"], "set": ["config", "set", "new_per_day", "3"], "list": ["config"], "help": ["help", "keys"]}
        bounds.commands(f"settings, {name}", {name: text(size), "d/good.yaml": GOOD}, commands, env={"OSS_QUIZ_CONFIG": name})


def lines(bounds: Bounds, size: int) -> None:
    typed = {"d/good.yaml": GOOD, "d/d.yaml": OTHERS}
    sent = {
        "one line": lambda: "x" * size, "empty lines": lambda: "\n" * size, "deep": lambda: "[" * size, "deep objects": lambda: filled(size, '{"item":'),
        "an item": lambda: json.dumps({"item": "x" * size}), "an answer": lambda: json.dumps({"item": "good/a", "answer": "x" * size}),
        "a near answer": lambda: json.dumps({"item": "good/a", "answer": "Loire" * (size // 5)}),
        "answers": lambda: json.dumps({"item": "d/choice", "answer": ["a"] * (size // 5)}), "unknown fields": lambda: "{" + ", ".join(many(size, lambda n: f'"k{n}": 1')) + "}",
        "numbers": lambda: '{"item": "good/a", "seconds": ' + "9" * size + "}", "lines that are none": lambda: filled(size, "{}\n"), "escapes": lambda: '{"item": "' + filled(size, "\\u0007") + '"}',
    }
    for name, text in sent.items():
        bounds.commands(f"grade -, {name}", typed, {"grade": ["grade", "-"]}, stdin=text().encode())
    for name, text in JUDGED.items():
        bounds.commands(f"typed, {name}", typed, {"run": ["--plain", "run"], "exam": ["--plain", "exam"], "grade": ["grade", "good/a", "--answer", text(ARGUMENT - 10)[: ARGUMENT // 3]]}, stdin=text(size).replace("\n", " ").encode() + b"\n\n:quit\n")
    for name, text in {"blank lines": "\n", "digits": "1 ", "commands": ":hint\n", "no commands": ":", "letters": "x\n", "bytes": "\xff"}.items():
        data = filled(size, text).encode("latin-1")
        # For a session each second blank line is an answer, which is kept on disk before the next question.
        run = {} if text == "\n" else {"run": ["--plain", "run"]}
        bounds.commands(f"input, {name}", typed, {**run, "exam": ["--plain", "exam"], "add": ["add", "d"], "add many": ["add", "d", "-"], "check": ["check", "-"], "fix": ["check", "-", "--fix"], "edit": ["edit", "good/a"]}, stdin=data)
    for name in FEW:
        long = FILLINGS[name](size)
        bounds.commands(f"check -, {name}", typed, {"check": ["check", "-"], "fix": ["check", "-", "--fix"]}, stdin=deck(flow("a", kind="typed", question=quoted(long), answer=quoted(long))).encode("utf-8", "surrogatepass"))


OTHERS = deck(
    flow("choice", kind="choice", question="Which all?", answers="[a, b]", distractors="[c]") + flow("order", kind="order", question="Order?", steps="[a, b, c]")
    + flow("gap", kind="cloze", text='"The {{c1::one}} and {{c2::two}}"') + flow("flip", kind="flip", question="What?", answer="that")
)


def arguments(bounds: Bounds, size: int) -> None:
    files = {"d/good.yaml": GOOD, "d/d.yaml": OTHERS}
    for text in ARGUMENT_TEXTS:
        long = filled(min(size, ARGUMENT), text)[: min(size, ARGUMENT) // 3]
        places = {
            "WHAT": ["run", "--plain", long], "a card": ["show", f"good/{long}"], "a deck": ["show", f"{long}/a"], "tag": ["show", f"tag:{long}"], "is": ["show", f"is:{long}"], "due": ["show", f"due:{long}"],
            "a path": ["run", "--plain", f"./{long}"], "by": ["run", "--plain", "--by", long], "on": ["stats", "--on", long], "seed": ["run", "--plain", "--seed", long], "new": ["run", "--plain", "--new", long],
            "answer": ["grade", "good/a", "--answer", long], "answer of a choice": ["grade", "d/choice", "--answer", long], "answer of an order": ["grade", "d/order", "--answer", long], "answer of a gap": ["grade", "d/gap#c1", "--answer", long],
            "item": ["grade", long, "--answer", "a"], "rating": ["grade", "d/flip", "--rating", long], "amend": ["grade", "d/flip", "--amend", long, "--rating", "good"], "note": ["mark", "d/flip", "flag", "--note", long], "flagged": ["show", "is:flagged"],
            "format": ["due", "--format", long], "explain": ["check", "--explain", long], "id of a new deck": ["new", long], "setting": ["config", "get", long], "value": ["config", "set", "pager", long], "command": [long], "option": [f"--{long}"],
            "store": ["--store", long, "due"], "decks": ["--decks", long, "due"], "page": ["stats", "--html", long], "only": ["stats", "--only", long], "help": ["help", long], "manual": ["man", long], "undo": ["undo", "--last", long],
        }
        bounds.commands(f"arguments of {text!a}", files, places)
    for text in ("is:new", "tag:x", "good", "d/choice", "./d", "nowhere", "x y", "-v"):
        # Each stands behind an option, in one call, and both have a pointer.
        words = [text] * (min(size, ARGUMENTS) * 2 // (len(text) + 28))
        bounds.commands(f"arguments, {text!a} again and again", files, {"run": ["run", "--plain", *words], "due": ["due", *words], "check": ["check", *words], "answers": ["grade", "d/choice", *(part for word in words for part in ("--answer", word))]})
    different = [f"d{n}" for n in range(min(size, ARGUMENTS) // 20)]
    bounds.commands("arguments, different decks", files, {"due": ["due", *different], "paths": ["due", *(f"./{d}" for d in different)], "decks": [*(part for d in different for part in ("--decks", d)), "due"]})


def imports(bounds: Bounds, size: int) -> None:
    """Also a second time, when all is there already."""
    commands = {"dry": ["import", "f", "--dry-run"], "import": ["import", "f", "--yes"], "again": ["import", "f", "--yes"], "due": ["due"], "csv": ["export", "--csv", "o.csv", "--force"], "anki": ["export", "--anki", "o.apkg", "--with-progress", "--force"]}
    for kind, inputs in {"table": TABLES, "package": PACKAGES, "log": LOGS}.items():
        for name, contents in inputs.items():
            title = f"{kind}, {name}"
            if not bounds.options.only or bounds.options.only in title:
                bounds.commands(title, {"f": contents(size), "d/good.yaml": GOOD}, commands)


def stores(bounds: Bounds, size: int) -> None:
    commands = {name: OF_DECKS[name] for name in ("due", "run", "stats", "show card", "grade", "undo", "next", "decks", "exam")}
    header = b"SQLite format 3\0"
    contents = {"bytes": DICE.randbytes(size), "text": b"x" * size, "zeros": b"\0" * size, "a header and bytes": header + DICE.randbytes(size), "a header": header + b"\0" * 84}
    for name, data in contents.items():
        bounds.commands(f"store, {name}", {"progress.db": data, "d/good.yaml": GOOD}, commands)
        bounds.commands(f"log of a store, {name}", {"progress.db-wal": data, "d/good.yaml": GOOD}, commands)

    def answered(home: Home) -> None:
        home.run(["grade", "good/a", "--answer", "Loire"], b"", 10, {})

    def catalogue_of(change: Callable[[bytes], bytes]) -> Callable[[Home], None]:
        def before(home: Home) -> None:
            answered(home)
            for path in (home.dir / ".cache" / "oss-quiz").iterdir():
                path.write_bytes(change(path.read_bytes()))
        return before

    def store_of(change: Callable[[bytes], bytes]) -> Callable[[Home], None]:
        def before(home: Home) -> None:
            answered(home)
            path = home.dir / "progress.db"
            path.write_bytes(change(path.read_bytes()))
        return before

    def flipped(data: bytes) -> bytes:
        changed = bytearray(data)
        for _ in range(40):
            changed[DICE.randrange(100, len(changed))] = DICE.randrange(256)
        return bytes(changed)

    changes = {"bytes": lambda _: DICE.randbytes(size), "cut": lambda data: data[: len(data) // 2], "flipped": flipped, "longer": lambda data: data + DICE.randbytes(size)}
    for name, change in changes.items():
        bounds.commands(f"catalogue, {name}", {"d/good.yaml": GOOD}, commands, before=catalogue_of(change))
        bounds.commands(f"store with answers, {name}", {"d/good.yaml": GOOD}, commands, before=store_of(change))
    bounds.commands("answers that are long", {"d/good.yaml": GOOD}, {"grade": ["grade", "good/a", "--answer", "x" * min(size, ARGUMENT)], "show": ["show", "good/a"], "stats": ["stats", "good/a"], "hard": ["stats", "--only", "hard"], "page": ["stats", "--html", "s.html"], "undo": ["undo"]})


def screens(bounds: Bounds, size: int) -> None:
    """Keys and pastes on a terminal: the program takes them and ends."""
    pasted = {"letters": b"x" * size, "words": prose(size).encode(), "accents": ("a" + "\u0301" * (size // 2)).encode(), "lines": b"a\n" * (size // 2), "commands": b":hint\r" * (size // 6), "wide": "漢".encode() * (size // 3), "bytes": b"\xff\x1b[" * (size // 3), "colons": b":" * size}
    for name, data in pasted.items():
        for how in ("keys", "paste"):
            for args in (["run", "good"], ["exam", "good"], ["add", "good"]):
                title = f"screen, {how} of {name}: {args[0]}"
                if bounds.options.only and bounds.options.only not in title:
                    continue
                with Home(bounds.options.program, {"d/good.yaml": GOOD}) as home:
                    bounds.tell(title, *on_terminal(home, args, data if how == "keys" else b"\x1b[200~" + data + b"\x1b[201~", 10 * bounds.options.seconds))


def on_terminal(home: Home, args: list[str], data: bytes, most: float) -> tuple[int | None, float, float]:
    """The seconds are those of the processor: a terminal hands keys on slowly."""
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(home.dir)
        os.execve(home.program, [str(home.program), *args], home.env)
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    os.set_blocking(fd, False)
    end, left, asked, quiet = time.monotonic() + most, data, False, 0
    while time.monotonic() < end:
        readable, writable, _ = select.select([fd], [fd] if left and asked else [], [], 0.1)
        try:
            if readable:
                asked = bool(os.read(fd, 65_536)) or asked
            if writable:
                left = left[os.write(fd, left[:4_096]):]
        except BlockingIOError:
            continue
        except OSError:
            break
        quiet = 0 if readable or writable else quiet + 1
        if quiet == 3 and asked:
            os.kill(pid, signal.SIGTERM)
    ended, status, usage = os.wait4(pid, os.WNOHANG)
    end = time.monotonic() + 3
    while not ended and time.monotonic() < end:
        time.sleep(0.01)
        ended, status, usage = os.wait4(pid, os.WNOHANG)
    if not ended:
        os.kill(pid, signal.SIGKILL)
        _, status, usage = os.wait4(pid, 0)
    os.close(fd)
    return os.waitstatus_to_exitcode(status) if ended else None, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def folders(bounds: Bounds, size: int) -> None:
    """As many faulty files as bytes / 10 beside a good deck; the first start makes the catalogue."""
    count = size // 10
    contents = {"empty files": "", "files of one word": "x", "files with a mistake": "title: [\n", "decks without cards": "title: T\ncards: []\n", "decks of one id": GOOD.replace("title", "id: same\ntitle")}
    for name, text in contents.items():
        if bounds.options.only and bounds.options.only not in f"folder, {name}":
            continue
        with Home(bounds.options.program, {"d/good.yaml": GOOD}) as home:
            for number in range(count):
                (home.dir / "d" / f"e{number}.yaml").write_text(text)
            for again in ("first", "again"):
                for command in ("due", "run", "check", "decks"):
                    code, seconds, mib, said = home.run(OF_DECKS[command], b":quit\n", 60, {})
                    bounds.tell(f"folder, {count} {name}: {command}, {again}", code, seconds, mib, said)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=Path, default=ROOT / "target/release/oss-quiz")
    parser.add_argument("--bytes", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--mib", type=float, default=100.0)
    parser.add_argument("--only", help="inputs whose title has this word")
    parser.add_argument("--part", choices=[part.__name__ for part in PARTS], action="append")
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    options.program = options.program.resolve(strict=True)
    bounds = Bounds(options)
    for part in PARTS:
        if not options.part or part.__name__ in options.part:
            part(bounds, options.bytes)
    print(f"{bounds.tried} runs, {bounds.above} above a bound; slowest {bounds.slowest[0]:.2f} s ({bounds.slowest[1]}), largest {bounds.largest[0]:.0f} MiB ({bounds.largest[1]})")
    sys.exit(1 if bounds.above else 0)


PARTS = (decks, sources, settings, lines, arguments, imports, stores, screens, folders)

if __name__ == "__main__":
    main()
