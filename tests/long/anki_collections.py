"""Collections for anki_packages.py, made by the real Anki: notes of all its types and of strange ones, decks in a tree,
tags, pictures and sounds, and logs of some years as they come about, also by hand, by resets, and by what is cut off.
"""

from __future__ import annotations

import random
import struct
import time
import zlib
from pathlib import Path

from real_anki import BY_HAND, DAY, FILTERED

# The cards of a collection, more or less.
NOTES = 36

WORDS = (
    "harbour tide mooring quay lantern Größe façade naïve 港 пристань λιμάνι anchor keel rudder mast jib boom cleat "
    "fathom knot league buoy ebb flood bight cove reef shoal strait sound isthmus delta estuary lagoon atoll cape"
).split()
MARKS = ("{}", "<b>{}</b>", "<i>{}</i>", "<code>{}</code>", "<u>{}</u>", '<span style="color: red">{}</span>',
         "{}<br>{}", "<div>{}</div><div>{}</div>", "&lt;{}&gt; &amp; {}", "{}&nbsp;{}", "<ul><li>{}</li><li>{}</li></ul>",
         r"\({}^2\) and {}", "[$]{}_1[/$]", "# {}", "- {}: {}", "'{}' \"{}\"", "*{}* `{}` _{}_", "{}: yes", "~", "no",
         "1.10 {}", "{} \\ {}", "<ruby>{}<rt>{}</rt></ruby>", "https://example.org/{}?a=1&amp;b={}", "a {}")

RANDOM_WEIGHTS = (0.5, 1.1, 2.5, 9.1, 6.2, 0.9, 2.8, 0.01, 1.7, 0.15, 0.9, 1.6, 0.12, 0.27, 2.0, 0.5, 2.1, 0.6, 0.1, 0.08,
                  0.17)
TAGS = ("sea", "ports::north", "ports::south::warm", "leech", "Übung", "2024", "a_b", "x-y", "marked", "no", "#1")
TREE = ("Sea", "Sea::Ports", "Sea::Ports::North", "Words", "Größen & Maße", "Sea::Ropes and knots", "日本語", "Words::yes")


class Maker:
    """A collection on its way."""

    def __init__(self, folder: Path, seed: int) -> None:
        from anki.collection import Collection

        self.dice, self.folder, self.number = random.Random(seed), folder, 0
        path = folder / "collection.anki2"
        self.col = Collection(str(path))
        # It was made some years ago.
        self.col.db.execute("update col set crt = ?", self.col.crt - self.dice.randrange(1200, 2500) * DAY)
        self.col.close()
        self.col = Collection(str(path))
        self.now, self.today, self.cut = int(time.time()), self.col.sched.today, self.col.sched.day_cutoff
        self.decks = [self.col.decks.id(name) for name in self.dice.sample(TREE, self.dice.randrange(1, 6))]
        self.times: set[int] = set()
        self.files: dict[str, bytes] = {}
        self.own_types()

    def own_types(self) -> None:
        """Note types as people make them."""
        models = self.col.models
        self.types = {name: models.by_name(name) for name in (
            "Basic", "Basic (and reversed card)", "Basic (optional reversed card)", "Basic (type in the answer)", "Cloze")}
        word = models.new("Words")
        for name in ("Word", "Meaning", "Example", "Audio", "Never shown"):
            models.add_field(word, models.new_field(name))
        for name, front, back in (
            ("Meaning", "{{Word}} {{Audio}}", "{{FrontSide}}\n\n<hr id=answer>\n{{Meaning}}{{#Example}}<p>{{Example}}</p>{{/Example}}"),
            ("Word", "{{Meaning}}{{hint:Example}}", "{{Word}}<br>{{Audio}}"),
            ("Typed", "{{#Example}}Type: {{Meaning}}<br>{{type:nc:Word}}{{/Example}}", "{{Meaning}}<hr id=answer>{{type:nc:Word}}"),
        ):
            template = models.new_template(name)
            template["qfmt"], template["afmt"] = front, back
            models.add_template(word, template)
        word["css"] += "\n.card { color: navy; }"
        models.add(word)
        self.types["Words"] = models.by_name("Words")
        typed = models.copy(models.by_name("Cloze"), add=False)
        typed["name"] = "Typed cloze"
        typed["tmpls"][0]["qfmt"] = "{{cloze:Text}}<br>{{type:cloze:Text}}"
        typed["tmpls"][0]["afmt"] = "{{cloze:Text}}<br>{{type:cloze:Text}}<br>{{Back Extra}}"
        models.add(typed)
        self.types["Typed cloze"] = models.by_name("Typed cloze")

    def text(self) -> str:
        """Some words as editors write them."""
        self.number += 1
        mark = self.dice.choice(MARKS)
        words = [" ".join(self.dice.choices(WORDS, k=self.dice.randrange(1, 4))) for _ in range(mark.count("{}"))]
        return mark.format(*words)

    def prompt(self) -> str:
        """A text that no other note has."""
        return f"{self.text()} {self.number}" + (self.picture() if self.dice.random() < 0.1 else "")

    def picture(self) -> str:
        name = self.dice.choice(("p {}.png", "größe{}.png", "p{}.png", "P_{}.PNG")).format(len(self.files))
        # As small as a picture can be.
        chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        colour = bytes([0]) + self.dice.randbytes(3)
        data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
        return f'<img src="{self.file(name, data + chunk(b"IDAT", zlib.compress(colour)) + chunk(b"IEND", b""))}">'

    def sound(self) -> str:
        return f"[sound:{self.file(f'sound{len(self.files)}.mp3', b'ID3' + self.dice.randbytes(200))}]"

    def file(self, name: str, data: bytes) -> str:
        name = self.col.media.write_data(name, data)
        self.files[name] = data
        return name

    def notes(self) -> None:
        names = [*self.types, "Cloze", "Basic", "Image Occlusion"]
        for _ in range(NOTES):
            name = self.dice.choice(names)
            if name == "Image Occlusion":
                self.occlusion()
                continue
            note = self.col.new_note(self.types[name])
            note.fields = self.fields(name)
            note.tags = self.dice.sample(TAGS, self.dice.choice((0, 0, 1, 2, 3)))
            self.col.add_note(note, self.dice.choice(self.decks))

    def fields(self, name: str) -> list[str]:
        if "loze" in name:
            return [self.gaps(), self.dice.choice(("", self.text()))]
        fields = [self.prompt(), self.text() + (self.sound() if self.dice.random() < 0.1 else "")]
        if name == "Basic (type in the answer)":
            fields[1] = self.dice.choice(("Lisbon", "1.10", "no", "l'été", "a &lt; b", "Straße", "港", "<b>Lisbon</b>", "~"))
        if name == "Basic (optional reversed card)":
            fields.append(self.dice.choice(("", "y")))
        if name == "Words":
            fields += [self.dice.choice(("", self.text())), self.sound() if self.dice.random() < 0.3 else "", "kept"]
        return fields

    def gaps(self) -> str:
        """A text with gaps: several of one number, with hints, numbers left out, within each other."""
        self.number += 1
        word = lambda: " ".join(self.dice.choices(WORDS, k=self.dice.randrange(1, 3)))
        gap = lambda number: f"{{{{c{number}::{word()}{self.dice.choice(('', '', '::' + word()))}}}}}"
        numbers = self.dice.sample(range(1, 8), self.dice.randrange(1, 4)) if self.dice.random() < 0.3 else \
            list(range(1, self.dice.randrange(2, 5)))
        parts = [f"{word()} {gap(number)}" for number in numbers]
        if self.dice.random() < 0.3:
            parts.append(gap(numbers[0]))
        if self.dice.random() < 0.15:
            parts.append(f"{{{{c{numbers[0]}::{word()} {{{{c9::{word()}}}}} {word()}}}}}")
        if self.dice.random() < 0.1:
            parts.append(f"{{{{c{numbers[0]},8::{word()}}}}}")
        return f"{self.number}: " + self.dice.choice((", ", "<br>", ". ")).join(parts)

    def occlusion(self) -> None:
        self.col.add_image_occlusion_notetype()
        name = self.picture().split('"')[1]
        path = self.folder / name
        path.write_bytes(self.files[name])
        kind = self.col.models.by_name("Image Occlusion")
        masks = "".join(f"{{{{c{n}::image-occlusion:rect:left=.1:top=.{n}:width=.2:height=.1}}}}<br>"
                        for n in range(1, self.dice.randrange(2, 4)))
        before = set(self.col.find_notes(""))
        self.col.decks.set_current(self.dice.choice(self.decks))
        self.col.add_image_occlusion_note(kind["id"], str(path), masks, self.prompt(), self.text(), [])
        [note] = set(self.col.find_notes("")) - before
        # Anki has copied the picture under a name of its own.
        copied = self.col.get_note(note)["Image"].split('"')[1]
        self.files[copied] = self.files.get(copied, self.files[name])

    def fsrs(self) -> None:
        """Turns FSRS on, with weights of one of its versions or none; Anki computes the memory of all cards."""
        from anki import deck_config_pb2

        preset = self.col.decks.config_dict_for_deck_id(self.decks[0])
        all_presets = self.col.decks.get_deck_configs_for_update(self.decks[0])
        [config] = [one.config for one in all_presets.all_config if one.config.id == preset["id"]]
        if self.dice.random() < 0.6:
            config.config.fsrs_params_6.extend(
                weight * self.dice.uniform(0.9, 1.1) if place < 20 else weight for place, weight in enumerate(RANDOM_WEIGHTS))
        self.col.decks.update_deck_configs(deck_config_pb2.UpdateDeckConfigsRequest(
            target_deck_id=self.decks[0], configs=[config], mode=0, fsrs=True, limits=all_presets.current_deck.limits))

    # The logs.

    def moment(self, days_ago: int) -> int:
        """A millisecond of a study day, which no other row has."""
        begin = self.cut - (days_ago + 1) * DAY
        while True:
            # Anki counts the second in which a day begins to the day before.
            second = 1 + self.dice.randrange(min(DAY - 1, max(1, self.now - begin)))
            ms = (begin + second) * 1000 + self.dice.randrange(1000)
            if ms not in self.times and ms < self.now * 1000:
                self.times.add(ms)
                return ms

    def row(self, ms: int, button: int, interval: int, factor: int, kind: int) -> list[int]:
        return [ms, button, interval, factor, kind]

    def factor(self, is_fsrs: bool) -> int:
        """The difficulty of FSRS, or the ease of SM-2."""
        return self.dice.randrange(100, 1101) if is_fsrs else self.dice.choice((1300, 1500, 2000, 2350, 2500, 2650, 3100))

    def learning(self, days_ago: int, is_fsrs: bool, graduates: bool) -> list[list[int]]:
        times = sorted(self.moment(days_ago) for _ in range(self.dice.randrange(1, 5)))
        rows = [self.row(ms, self.dice.choice((1, 2, 3)), -600, self.factor(True) if is_fsrs else 0, 0) for ms in times]
        if graduates:
            rows[-1][1:3] = [self.dice.choice((3, 4)), self.dice.choice((1, 2, 4, 10))]
        return rows

    def reviews(self, days_ago: int, is_fsrs: bool, after: int = 0) -> list[list[int]]:
        rows: list[list[int]] = []
        interval = self.dice.choice((1, 2, 3, 7, 20))
        for _ in range(self.dice.randrange(1, 12)):
            days_ago -= max(1, int(interval * self.dice.uniform(0.7, 1.4)))
            if days_ago < 0:
                break
            ms = self.moment(days_ago)
            if ms <= (rows[-1][0] if rows else after):
                continue
            button = self.dice.choice((1, 2, 3, 3, 3, 4))
            if button > 1:
                interval = max(1, int(interval * self.dice.choice((1.2, 2, 2.5))))
                rows.append(self.row(ms, button, interval, self.factor(is_fsrs), 1))
                continue
            rows.append(self.row(ms, 1, -600, self.factor(is_fsrs), 1))
            interval = 1
            again = sorted(filter(lambda other: other > ms, (self.moment(days_ago) for _ in range(2))))
            rows += [self.row(other, self.dice.choice((1, 3)), -600, self.factor(is_fsrs), 2) for other in again]
            if again:
                rows[-1][1:3] = [3, 1]
        return rows

    def complete(self, days_ago: int, is_fsrs: bool) -> list[list[int]]:
        rows = self.learning(days_ago, is_fsrs, True)
        return rows + self.reviews(days_ago, is_fsrs, rows[-1][0])

    def before(self, rows: list[list[int]], days_ago: int) -> list[list[int]]:
        return [row for row in rows if row[0] < (self.cut - (days_ago + 1) * DAY) * 1000]

    def progress(self) -> None:
        """Gives each card a log and what comes of it."""
        for [card] in self.col.db.execute("select id from cards order by id"):
            kind = self.dice.choice(LOGS)
            is_fsrs, start = self.dice.random() < 0.5, self.dice.randrange(20, 900)
            rows, state = kind(self, is_fsrs, start)
            self.write(card, sorted(rows), state)

    def write(self, card: int, rows: list[list[int]], state: dict) -> None:
        ms_taken = lambda: self.dice.randrange(1000, 60_000)
        self.col.db.executemany(
            "insert into revlog values (?, ?, -1, ?, ?, 0, ?, ?, ?)",
            [(ms, card, button, interval, factor, ms_taken(), kind) for ms, button, interval, factor, kind in rows])
        if state.get("type", 2) == 0:
            if rows:
                self.col.db.execute("update cards set mod = ? where id = ?", rows[-1][0] // 1000, card)
            return
        interval = state.get("interval", max(1, rows[-1][2]) if rows else 5)
        last = (rows[-1][0] // 1000 - (self.cut - DAY)) // DAY if rows else 0
        due = state.get("due", self.today + last + interval + self.dice.choice((0, 0, 0, 3)))
        self.col.db.execute(
            "update cards set type = ?, queue = ?, due = ?, ivl = ?, factor = ?, reps = ?, left = ?, mod = ? where id = ?",
            state.get("type", 2), state.get("queue", 2), due, interval,
            state.get("factor", self.dice.choice((1300, 1850, 2500, 2700))), len(rows) or 1,
            1001 if state.get("type", 2) in (1, 3) else 0, rows[-1][0] // 1000 if rows else self.now - 5 * DAY, card)

    def marks(self) -> None:
        """Some are suspended, buried or flagged; some are in another deck than their note's others, or in a filtered one."""
        cards = [row[0] for row in self.col.db.execute("select id from cards order by id")]
        some = lambda part: self.dice.sample(cards, int(len(cards) * part))
        self.col.set_deck(some(0.05), self.dice.choice(self.decks))
        self.col.sched.suspend_cards(some(0.1))
        self.col.sched.bury_cards(some(0.05))
        for card in some(0.15):
            self.col.set_user_flag_for_cards(self.dice.randrange(1, 8), [card])
        if self.dice.random() < 0.3:
            deck = self.col.sched.get_or_create_filtered_deck(0)
            deck.name = "Before the exam"
            deck.config.search_terms[0].search, deck.config.search_terms[0].limit = "is:due", 8
            self.col.sched.add_or_update_filtered_deck(deck)


def plain(maker, is_fsrs, start):
    return maker.complete(start, is_fsrs), {}


def new(maker, is_fsrs, start):
    return [], {"type": 0}


def without_log(maker, is_fsrs, start):
    """As other programs and very old versions leave it."""
    return [], {"interval": maker.dice.randrange(1, 400), "factor": maker.dice.choice((1300, 1850, 2500, 2650))}


def cut_off(maker, is_fsrs, start):
    """The beginning of the log is gone."""
    return maker.reviews(start, is_fsrs), {}


def cut_off_in_relearning(maker, is_fsrs, start):
    ms = maker.moment(start + 3)
    return [maker.row(ms, 1, -600, 1900, 2), *maker.reviews(start, is_fsrs, ms)], {}


def in_learning(maker, is_fsrs, start):
    return maker.learning(0, is_fsrs, False), {"type": 1, "queue": 1, "interval": 0, "due": maker.now + 600, "factor": 0}


def in_learning_for_days(maker, is_fsrs, start):
    rows = maker.learning(1, is_fsrs, False)
    rows[-1][2] = -2 * DAY
    return rows, {"type": 1, "queue": 3, "interval": 0, "due": maker.today + 1, "factor": 0}


def in_relearning(maker, is_fsrs, start):
    rows = maker.complete(start, is_fsrs)
    rows.append(maker.row(max(rows[-1][0], maker.moment(1)) + 1, 1, -600, 1900, 1))
    return rows, {"type": 3, "queue": 1, "interval": 3, "due": maker.now + 600}


def crammed(maker, is_fsrs, start):
    """In filtered decks that reschedule and in such as don't."""
    rows = maker.complete(start, is_fsrs)
    rows += [maker.row(maker.moment(maker.dice.randrange(1, start)), maker.dice.choice((1, 3)), 1, 0, FILTERED) for _ in range(3)]
    return sorted(rows), {}


def set_by_hand(maker, is_fsrs, start):
    rows = maker.complete(start, is_fsrs)
    rows += [maker.row(maker.moment(maker.dice.randrange(1, start)), 0, 7, 2500, maker.dice.choice((4, 5))) for _ in range(2)]
    return sorted(rows), {}


def reset(maker, is_fsrs, start):
    """Forgotten, and learnt anew."""
    half = start // 2
    rows = maker.before(maker.complete(start, is_fsrs), half)
    return [*rows, maker.row(maker.moment(half), 0, 0, 0, BY_HAND), *maker.complete(half - 1, is_fsrs)], {}


def reset_without_row(maker, is_fsrs, start):
    """As versions before 2.1.50 did it."""
    half = start // 2
    return [*maker.before(maker.complete(start, is_fsrs), half), *maker.complete(half - 1, is_fsrs)], {}


def reset_at_last(maker, is_fsrs, start):
    rows = maker.complete(start, is_fsrs)
    return [*rows, maker.row(max(rows[-1][0] + 5, maker.moment(0)), 0, 0, 0, BY_HAND)], {"type": 0}


LOGS = [plain] * 6 + [new] * 5 + [
    without_log, without_log, cut_off, cut_off, cut_off_in_relearning, in_learning, in_learning_for_days, in_relearning, crammed,
    set_by_hand, reset, reset_without_row, reset_at_last,
]


def make(folder: Path, seed: int) -> Maker:
    maker = Maker(folder, seed)
    maker.notes()
    maker.progress()
    maker.fsrs()
    maker.marks()
    return maker
