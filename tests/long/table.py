#!/usr/bin/env python3
"""Whether Python's csv module reads what `export --csv` writes, and writes the same bytes again.

    tests/long/table.py [--program target/debug/oss-quiz]

Exports the decks in the program and one whose texts have all that a table could trip over. Exit code 1 where a byte, a
text or the number of rows differs. Python 3.10 or newer; installs nothing.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TEXTS = ['a,b', 'say "so"', '"', '""', 'two\nlines', 'a;b\tc', '=1+1', '+1', '-1', '@x', "it's", 'ends with a comma,',
         'ß é 日本 👩‍👧', '#1', '`a,b`', 'a|b', '\\', '1.10', 'no', "'", 'x' * 4_000, 'a, "b"\nc']


def deck() -> str:
    """Cards with each text as question, answer, wrong choice and hint."""
    cards = []
    for number, text in enumerate(TEXTS):
        cards.append({"id": f"flip-{number}", "kind": "flip", "question": f"{number}: {text}", "answer": text, "hint": [text]})
        cards.append({"id": f"choice-{number}", "kind": "choice", "question": f"Which, {number}?", "answer": "right answer",
                      "distractors": [{"text": text, "why": text}]})
    lines = "\n".join(f"  - {json.dumps(card, ensure_ascii=False)}" for card in cards)
    return f"title: Texts\ncards:\n{lines}\n"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", type=Path, default=ROOT / "target/debug/oss-quiz")
    program = parser.parse_args().program.resolve()
    with tempfile.TemporaryDirectory(prefix="oss-quiz-") as folder:
        home = Path(folder)
        (home / "decks").mkdir()
        (home / "decks/texts.yaml").write_text(deck())
        env = {"HOME": folder, "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TZ": "UTC"}
        subprocess.run([program, "export", "--csv", "cards.csv"], cwd=home, env=env, check=True)
        written = (home / "cards.csv").read_bytes()
    rows = list(csv.reader(io.StringIO(written.decode(), newline="")))
    again = io.StringIO(newline="")
    csv.writer(again).writerows(rows)
    names = rows[0]
    cards = [dict(zip(names, row, strict=True)) for row in rows[1:]]
    answers = {card["id"]: card["answer"] for card in cards}
    faults = [text for number, text in enumerate(TEXTS) if answers.get(f"flip-{number}") != text]
    same = again.getvalue().encode() == written
    print(f"{len(cards)} cards in {len(names)} columns, {len(written)} bytes; the same again: {'yes' if same else 'NO'}")
    for text in faults:
        print(f"not as it was: {text[:60]!r}")
    return 0 if same and not faults and len(cards) > 2 * len(TEXTS) else 1


if __name__ == "__main__":
    sys.exit(main())
