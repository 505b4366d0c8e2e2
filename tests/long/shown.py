#!/usr/bin/env python3
"""Our cards as Anki shows them: both sides of each, drawn by a browser as wide as a phone and as a window.

    tests/long/shown.py [--program target/release/oss-quiz] [--environment DIR] [--pictures DIR]

The decks that come with the program, one of every kind and one of texts that mean something to Anki are exported with
`export --anki` and brought into Anki. What Anki makes of each side is drawn by chromium without scripts of the card: each
must show something, nothing but its own text may run (`wide` is what is broader than the screen, `run` what loads or
executes), and the back must show more than the front. `--pictures` leaves a picture of each kind, by day and by night. Exits
1 if anything is wrong. Linux; installs chromium with `apt-get` where it is missing (300 MB), and Anki as anki_packages.py
does.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import real_anki
from homes import Home, Table, read_options
from our_cards import decks_of_ours, said

WIDTHS = {"a phone": 360, "a window": 1_000}
TOGETHER = 100
WRONG = ["empty", "wide", "run", "alike"]
FACE = """<!doctype html><meta charset=utf-8><style>body {{ margin: 20px; overflow-wrap: break-word; {colours} }}{style}</style>
<body class="{night}"><div class="card {night}">{side}</div>"""
MEASURE = """<script>onload = () => {
  const found = [...document.querySelectorAll("iframe")].map(frame => {
    const page = frame.contentDocument, all = page.documentElement;
    const loads = page.querySelectorAll("script, img, audio, video, object, embed, iframe, link, [onclick], [onerror], [onload]");
    const clickable = [...loads].filter(one => !one.matches("a.hint"));
    return { text: page.body.innerText, wide: all.scrollWidth > all.clientWidth, run: clickable.map(one => one.outerHTML.slice(0, 80)) };
  });
  document.body.textContent = JSON.stringify(found);
}</script>"""


def browser() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=True, stdout=subprocess.DEVNULL)
    return "chromium"


def chromium(page: str, width: int, *how: str) -> str:
    """What it prints of a page."""
    with tempfile.TemporaryDirectory(prefix="oss-quiz-") as folder:
        path = Path(folder) / "page.html"
        path.write_text(page, encoding="utf-8")
        command = [browser(), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/user",
                   f"--window-size={width},2000", "--virtual-time-budget=20000", *how, path.as_uri()]
        return subprocess.run(command, check=True, capture_output=True, timeout=300).stdout.decode()


def sides(card) -> list[str]:
    """Both, with a box where Anki has one typed, and what it compares there on the back."""
    typed = ("<input size=30>", "<code id=typeans>what is typed</code>")
    return [re.sub(r"\[\[type:.*?\]\]", typed[nth], side) for nth, side in enumerate(real_anki.rendered(card))]


def face(card, side: str, night: str = "") -> str:
    colours = "background: #2c2c2c; color: #fcfcfc;" if night else "background: #f5f5f5; color: #020202;"
    return FACE.format(style=card.note_type()["css"], side=side, night=night, colours=colours)


def drawn(faces: list[str], width: int) -> list[dict]:
    """What is seen of each face, all of them frames of a page."""
    frames = "".join(f'<iframe width={width} height=900 srcdoc="{html.escape(face)}"></iframe>' for face in faces)
    page = f"<!doctype html><meta charset=utf-8><body>{frames}{MEASURE}"
    text = chromium(page, width + 50, "--dump-dom")
    return json.loads(html.unescape(re.search(r"<body>(.*?)</body>", text, re.S)[1]))


def pictures(cards: dict, to: Path) -> None:
    """A picture with both sides of a card of each kind, by day and by night."""
    to.mkdir(parents=True, exist_ok=True)
    for night in ("", "nightMode night_mode"):
        for kind, card in cards.items():
            frames = "".join(f'<iframe style="border: 1px solid gray" width=360 height=460 srcdoc="{html.escape(face(card, side, night))}"></iframe> '
                             for side in sides(card))
            file = to / f"{kind}{'-night' if night else ''}.png"
            chromium(f"<!doctype html><body>{frames}", 800, f"--screenshot={file}", "--window-size=800,500")


def main() -> int:
    options = read_options(__doc__, 1, [])
    real_anki.enter(options.environment)
    from anki.collection import Collection

    table = Table("as wide as", ["sides", *WRONG], WRONG)
    with Home(options.program, {}) as home, tempfile.TemporaryDirectory(prefix="oss-quiz-") as folder:
        decks_of_ours(home)
        kinds = {item["id"].partition("#")[0]: item["kind"] for item in said(home.run("items", "--json"))["items"]}
        home.run("export", "--anki", str(home.dir / "ours.apkg"))
        col = Collection(str(Path(folder) / "collection.anki2"))
        real_anki.came(col, home.dir / "ours.apkg")
        cards = [col.get_card(card) for [card] in col.db.execute("select id from cards order by id")]
        faces = [face(card, side) for card in cards for side in sides(card)]
        for name, width in WIDTHS.items():
            figures, examples = Counter(), []

            def wrong(what: str, nth: int, seen: dict) -> None:
                figures[what] += 1
                card = cards[nth // 2]
                examples.append(f"{what}: {card.note().guid} {card.ord + 1}, {('front', 'back')[nth % 2]}: {seen['text'][-80:]!r} {seen['run'][:1]}")

            for start in range(0, len(faces), TOGETHER):
                seen = drawn(faces[start:start + TOGETHER], width)
                figures["sides"] += len(seen)
                for nth, one in enumerate(seen):
                    if not one["text"].strip():
                        wrong("empty", start + nth, one)
                    if one["wide"]:
                        wrong("wide", start + nth, one)
                    if one["run"]:
                        wrong("run", start + nth, one)
                    if nth % 2 and one["text"].split() == seen[nth - 1]["text"].split():
                        wrong("alike", start + nth, one)
            table.row(name, figures, examples)
        if options.pictures:
            by_kind = {}
            for card in cards:
                by_kind.setdefault(kinds.get(card.note().guid.removeprefix("oss-quiz:")), card)
            pictures(by_kind, options.pictures)
        col.close()
    return table.end()


if __name__ == "__main__":
    sys.exit(main())
