#!/usr/bin/env python3
"""What an editor underlines: reads a deck on standard input and prints a line a finding, range and card included.

    diagnostics.py decks/rust.yaml < text-of-the-window

The ranges of `check --json` are those of the Language Server Protocol: lines and columns from 0, columns in UTF-16 code
units, the end behind the last character. A plugin hands them on as they are.
"""

import json
import os
import subprocess
import sys

name = sys.argv[1]
command = [os.environ.get("OSS_QUIZ", "oss-quiz"), "check", "-", "--name", name, "--json"]
ran = subprocess.run(command, stdin=sys.stdin.buffer, stdout=subprocess.PIPE)
if ran.returncode > 1:
    sys.exit(ran.returncode)
severity = {"error": 1, "grave": 2, "slight": 3}
for finding in json.loads(ran.stdout)["findings"]:
    if finding["path"] != name:
        continue
    start, end = finding["range"]["start"], finding["range"]["end"]
    span = f"{start['line']}:{start['character']}-{end['line']}:{end['character']}"
    card = finding["card"] or "-"
    print(span, severity[finding["gravity"]], card, finding["what"], f"[{finding['rule']}]")
