"""The same cards for every program: made-up sentences, all kinds of card but `order`.

A card is about 280 bytes of YAML. Programs that know only question and answer get the choices at the end of the
question and the explanation at the end of the answer, so that all read about the same text. The seed is fixed: the same
cards in every run.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

#: Cards in a file.
PER_FILE = 100

SYLLABLES = "ba ke ti ro mu la ne si do pu ga ve hi zo cu fa len mar tis dor".split()
LITTLE = "the of and in to a for is with by".split()
#: Of twenty cards so many are of that kind.
MIX = ("flip",) * 7 + ("typed",) * 4 + ("choice",) * 4 + ("cloze",) * 2 + ("true-false",) * 2 + ("term",)


@dataclass(frozen=True)
class Card:
    """A card, whatever program it is for."""

    number: int
    kind: str
    #: The question, statement or definition. A cloze has its gap as `{}`.
    asked: str
    answer: str
    wrong: tuple[str, ...]
    because: str

    def question_and_answer(self) -> tuple[str, str]:
        """The card for a program that knows nothing else."""
        asked = self.asked
        if self.kind == "choice":
            # Not always the first one.
            right = self.number % 4
            choices = [*self.wrong[:right], self.answer, *self.wrong[right:]]
            asked += " " + " ".join(f"({letter}) {text}" for letter, text in zip("abcd", choices, strict=True))
        elif self.kind == "true-false":
            asked = f"True or false? {asked}"
        elif self.kind == "cloze":
            asked = asked.format("____")
        elif self.kind == "term":
            asked = f"Which term means {asked}?"
        return asked, f"{self.answer}. {self.because}"

    def yaml(self) -> str:
        """The card as an entry of a deck of oss-quiz."""
        if self.kind == "true-false":
            body = f"    statement: {self.asked}\n    answer: {self.answer}\n"
        elif self.kind == "cloze":
            text = self.asked.format("{{c1::" + self.answer + "}}")
            body = f'    text: "{text}"\n'
        elif self.kind == "term":
            body = f"    term: {self.answer}\n    definition: {self.asked}\n"
        else:
            body = f"    question: {self.asked}\n    answer: {self.answer}\n"
        if self.wrong:
            body += "    distractors:\n" + "".join(f"      - {text}\n" for text in self.wrong)
        return f"  - id: c{self.number}\n    kind: {self.kind}\n{body}    because: {self.because}\n"


def vocabulary() -> list[str]:
    """Twenty thousand words, none twice; what stands in front is used most."""
    found: dict[str, None] = {}
    for length in (2, 3, 4):
        dice = random.Random(length)
        while len(found) < {2: 380, 3: 6_000, 4: 20_000}[length]:
            found["".join(dice.choices(SYLLABLES, k=length))] = None
    return list(found)


def cards(count: int) -> Iterator[Card]:
    """So many cards, the same ones every time."""
    words, dice = vocabulary(), random.Random(1)

    def said(length: int) -> str:
        # Each tenfold of the vocabulary is used about equally often, as in a language.
        parts = [words[int(len(words) ** dice.random()) - 1] for _ in range(length)]
        parts[1:-1:3] = [dice.choice(LITTLE) for _ in parts[1:-1:3]]
        return " ".join(parts)

    for number in range(count):
        kind, name = MIX[number % len(MIX)], f"{words[number % len(words)]}{number // len(words) or ''}"
        wrong: tuple[str, ...] = ()
        if kind == "true-false":
            asked, answer = f"{said(13).capitalize()} {name}", "true" if dice.random() < 0.5 else "false"
        elif kind == "cloze":
            asked, answer = f"{said(8).capitalize()} {{}} {said(4)} {name}.", said(2)
        elif kind == "term":
            asked, answer = said(11), f"{name} {said(1)}"
        else:
            asked = f"{dice.choice(('Which', 'Why does', 'What', 'Who'))} {said(11)} {name}?"
            answer = said({"flip": 7, "typed": 2, "choice": 4}[kind])
        if kind == "choice":
            wrong = (said(4), said(4), said(4))
        room = 66 if kind == "choice" else 118
        because = f"{said(room // 12).capitalize()}. {said(room // 12).capitalize()}."
        yield Card(number, kind, asked, answer, wrong, because)


def write_files(count: int, folder: Path, suffix: str, text: Callable[[int, list[Card]], str]) -> int:
    """Writes the cards to files of a hundred each; returns how many bytes that are."""
    folder.mkdir(parents=True)
    left, written, number = cards(count), 0, 0
    while some := list(islice(left, PER_FILE)):
        written += (folder / f"deck-{number:05}{suffix}").write_text(text(number, some), encoding="utf-8")
        number += 1
    return written


def deck(number: int, some: list[Card]) -> str:
    """A deck of oss-quiz."""
    return f"title: Deck {number}\ncards:\n" + "".join(card.yaml() for card in some)
