#!/usr/bin/env python3
"""The power fails at any moment: every disk that a cut may leave, and what the program makes of it.

    tests/long/powercut.py [--program target/release/oss-quiz] [--count 1500] [--seed 1] [--only NAME] [--blind]

Commands run under strace, which records in order what they write, sync, rename and print. From the record disks are made
as a cut after any step may leave them: of what was not synced all is there, or nothing, one write is lost, or alone there,
or random halves, one is torn at 512 or 4,096 bytes, or a file has grown but is zero; names that their folder has not synced
are missing; the index of the log is random bytes. On each of so many disks the program answers once more. All answers that
were acknowledged (printed) before the cut must be there, and SQLite and `doctor` must find the store sound. Exits 1 if not. With
`--blind` syncs of the write-ahead log count for nothing, and it exits 1 unless losses are found: so the check finds them.

A disk that says it has synced and has not is not among them. Linux with strace, Python 3.10 or newer.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from homes import Home, Log, Table, can_trace, faults, read_options, statements
from workloads import WORKLOADS, Workload

CALLS = ("openat,write,pwrite64,copy_file_range,sendfile,lseek,ftruncate,fsync,fdatasync,mkdir,mkdirat,rmdir,"
         "rename,renameat,renameat2,link,linkat,unlink,unlinkat")
STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
OPENED = re.compile(r"(\d+)<((?:\\x[0-9a-f]{2})*)>(\(deleted\))?")
FOLDER = 0


def decoded(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def calls(record: Path) -> Iterator[tuple[str, str, str]]:
    """Name, arguments and result of each system call that succeeded."""
    pending: dict[str, str] = {}
    for line in record.read_text("latin-1").splitlines():
        thread, _, call = line.partition(" ")
        call = call.strip()
        if call.endswith("<unfinished ...>"):
            pending[thread] = call.removesuffix("<unfinished ...>").rstrip()
            continue
        resumed = re.match(r"<\.\.\. \w+ resumed>(.*)", call)
        if resumed:
            call = pending.pop(thread, "") + resumed[1]
        parts = re.match(r"(\w+)\((.*)\)\s+= (\d+)", call)
        if parts:
            yield parts[1], parts[2], parts[3] + call[parts.end(3):]


class Steps:
    """What a record says of the files of a home, in order: (what, …), with paths."""

    def __init__(self, home: Path) -> None:
        self.home, self.places = str(home), {}

    def is_ours(self, path: str) -> bool:
        return path.startswith(self.home) and "/.cache" not in path and not path.endswith("-shm")

    def read(self, record: Path) -> Iterator[tuple]:
        for name, args, result in calls(record):
            strings = [decoded(text) for text in STRING.findall(args)]
            opened = [(int(n), os.fsdecode(decoded(path))) for n, path, gone in OPENED.findall(args) if not gone]
            yield from self.step(name, args, int(re.match(r"\d+", result)[0]), strings, opened)

    def step(
        self, name: str, args: str, result: int, strings: list[bytes], opened: list[tuple[int, str]]
    ) -> Iterator[tuple]:
        paths = [os.fsdecode(text) for text in strings] if "write" not in name else []
        number, path = opened[0] if opened else (-1, "")
        if name == "write" and number in (1, 2):
            yield "said", strings[0][:result]
        elif name == "openat":
            self.places[result] = 0
            if self.is_ours(paths[-1]) and "O_CREAT" in args:
                yield "made", paths[-1]
            if self.is_ours(paths[-1]) and "O_TRUNC" in args:
                yield "cut", paths[-1], 0
        elif name == "lseek":
            self.places[number] = result
        elif name in ("copy_file_range", "sendfile"):
            # copy_file_range: from, to; sendfile: to, from.
            (source, path), (target, to) = opened[:2] if name == "copy_file_range" else opened[1::-1]
            if result and self.is_ours(to):
                yield "copied", path, self.places.get(source, 0), to, self.places.get(target, 0), result
            for number in (source, target):
                self.places[number] = self.places.get(number, 0) + result
        elif name in ("mkdir", "mkdirat") and self.is_ours(paths[-1]):
            yield "folder", paths[-1]
        elif name in ("rename", "renameat", "renameat2", "link", "linkat") and self.is_ours(paths[-1]):
            yield ("renamed" if name.startswith("rename") else "linked"), paths[0], paths[-1]
        elif name in ("unlink", "unlinkat", "rmdir") and self.is_ours(paths[-1]):
            yield "removed", self.under(args, paths[-1])
        elif not self.is_ours(path):
            return
        elif name == "write":
            place = self.places.get(number, 0)
            self.places[number] = place + result
            yield "wrote", path, place, strings[0][:result]
        elif name == "pwrite64":
            yield "wrote", path, int(args.rsplit(", ", 1)[1]), strings[0][:result]
        elif name == "ftruncate":
            yield "cut", path, int(args.rsplit(", ", 1)[1])
        elif name in ("fsync", "fdatasync"):
            yield "synced", path

    @staticmethod
    def under(args: str, path: str) -> str:
        """A path that may be relative to an open folder."""
        folder = re.match(r"(?:AT_FDCWD|\d+)<((?:\\x[0-9a-f]{2})*)>", args)
        return os.path.join(os.fsdecode(decoded(folder[1])), path) if folder else path


def put(data: bytearray, change: tuple, parts: tuple[int, set[int]] | None = None) -> None:
    """Applies one write or cut to a file's bytes; of a write only some sectors, if `parts` says of which size and which."""
    if change[0] == "cut":
        del data[change[1]:]
        data.extend(bytes(change[1] - len(data)))
        return
    _, at, new = change
    data.extend(bytes(max(0, at + len(new) - len(data))))
    if parts is None:
        data[at:at + len(new)] = new
        return
    size, which = parts
    for number, start in enumerate(range(at - at % size, at + len(new), size)):
        if number in which:
            begin, end = max(start, at), min(start + size, at + len(new))
            data[begin:end] = new[begin - at:end - at]


class Disk:
    """Files by number, and names of files and folders: what is safe, and what is pending in order."""

    def __init__(self, home: Path, dice: random.Random) -> None:
        self.dice, self.home = dice, str(home)
        self.safe: dict[int, bytes] = {}
        self.pending: defaultdict[int, list[tuple]] = defaultdict(list)
        self.names: dict[str, int] = {str(home): FOLDER}
        self.pending_names: list[tuple] = []
        for path in home.rglob("*"):
            if "/.cache" not in str(path) and "/decks" not in str(path):
                self.names[str(path)] = self.new_file(path.read_bytes()) if path.is_file() else FOLDER

    def new_file(self, data: bytes) -> int:
        self.safe[len(self.safe) + 1] = data
        return len(self.safe)

    def now(self) -> dict[str, int]:
        return self.named(self.pending_names)

    def named(self, changes: list[tuple]) -> dict[str, int]:
        names = dict(self.names)
        for change in changes:
            self.name(names, change)
        return names

    @staticmethod
    def name(names: dict[str, int], change: tuple) -> None:
        removed, added, number = change
        names.pop(removed, None)
        if added:
            names[added] = number

    def take(self, step: tuple) -> None:
        what, path = step[:2]
        names = self.now()
        if what == "made" and path not in names:
            self.pending_names.append((None, path, self.new_file(b"")))
        elif what == "folder":
            self.pending_names.append((None, path, FOLDER))
        elif what == "linked":
            self.pending_names.append((None, step[2], names[path]))
        elif what == "renamed":
            self.pending_names.append((path, step[2], names[path]))
        elif what == "removed":
            self.pending_names.append((path, None, None))
        elif what == "copied":
            source, at, to, place, length = step[1:]
            data = self.content(names[source], None) if source in names else Path(source).read_bytes()
            self.pending[names[to]].append(("write", place, data[at:at + length]))
        elif what == "wrote" and path in names:
            self.pending[names[path]].append(("write", *step[2:]))
        elif what == "cut" and path in names:
            self.pending[names[path]].append(("cut", step[2]))
        elif what == "synced" and names.get(path) == FOLDER:
            is_here = [path in map(os.path.dirname, filter(None, change[:2])) for change in self.pending_names]
            self.names = self.named([change for change, here in zip(self.pending_names, is_here) if here])
            self.pending_names = [change for change, here in zip(self.pending_names, is_here) if not here]
        elif what == "synced" and path in names:
            self.safe[names[path]] = self.content(names[path], None)
            self.pending.pop(names[path], None)

    def content(self, number: int, chosen: set[int] | None, torn: tuple | None = None, grown: bool = False) -> bytes:
        """A file's bytes with all or the chosen of its pending changes; one of them torn; the others at least grown."""
        data = bytearray(self.safe[number])
        for place, change in enumerate(self.pending.get(number, [])):
            if chosen is None or place in chosen:
                put(data, change, torn[1] if torn and torn[0] == place else None)
            elif grown and change[0] == "write":
                data.extend(bytes(max(0, change[1] + len(change[2]) - len(data))))
        return bytes(data)

    def cuts(self) -> list[tuple[str, Callable[[], dict[str, bytes | None]]]]:
        """Every disk that a cut now may leave: how, and what makes it."""
        found = []
        for count in range(len(self.pending_names) + 1):
            names = self.named(self.pending_names[:count])
            names = {path: number for path, number in names.items() if self.is_reachable(path, names, self.home)}
            busy = {number for number in names.values() if self.pending.get(number)}
            everything = {number: set(range(len(self.pending[number]))) for number in busy}
            nothing: dict[int, set[int]] = {number: set() for number in busy}

            def add(how: str, chosen: dict, torn: dict | None = None, grown: bool = False, names=names) -> None:
                found.append((how, lambda: self.files(names, chosen, torn or {}, grown)))

            add("all written", everything)
            if busy:
                add("nothing written", nothing)
                add("grown, not written", nothing, grown=True)
            for number in busy:
                self.cuts_of(number, everything, nothing, add)
        return found

    def files(self, names: dict[str, int], chosen: dict, torn: dict, grown: bool) -> dict[str, bytes | None]:
        """What each path has; `None` for a folder."""
        content = lambda number: self.content(number, chosen.get(number, set()), torn.get(number), grown)
        return {path: None if number == FOLDER else content(number) for path, number in names.items()}

    @staticmethod
    def is_reachable(path: str, names: dict[str, int], home: str) -> bool:
        """Whether all folders above are there."""
        while os.path.dirname(path) in names:
            path = os.path.dirname(path)
        return path == home

    def cuts_of(self, number: int, everything: dict, nothing: dict, add: Callable) -> None:
        add("one file written", {**nothing, number: everything[number]})
        add("one file not written", {**everything, number: set()})
        for place in everything[number]:
            add("one write lost", {**everything, number: everything[number] - {place}})
            add("one write alone", {**nothing, number: {place}})
            change = self.pending[number][place]
            for size in (512, 4096) if change[0] == "write" else ():
                count = -(-(change[1] % size + len(change[2])) // size)
                some = ({0}, set(range(1, count)), set(range(count // 2)), set(self.dice.sample(range(count), count // 2)))
                for which in some if count > 1 else ():
                    add(f"torn at {size}", everything, {number: (place, (size, which))})
                    last = {**everything, number: set(range(place + 1))}
                    add(f"torn at {size}, the last", last, {number: (place, (size, which))})
        for _ in range(4):
            half = lambda places: {place for place in places if self.dice.random() < 0.5}
            add("a random half", {file: half(places) for file, places in everything.items()})


def record(workload: Workload) -> list[tuple]:
    home, steps = workload.home, []
    for number, (args, stdin) in enumerate(workload.commands()):
        traced = home.dir.parent / f"{home.dir.name}.strace"
        options = workload.strace() if number == 0 else []
        command = ["strace", "-f", "-y", "-xx", "-s", "10000000", "-e", f"trace={CALLS}", "-e", "signal=none", *options,
                   "-o", str(traced), str(home.program), *args]
        subprocess.run(command, env=home.env, cwd=home.dir, input=stdin, capture_output=True, timeout=300, check=False)
        steps += Steps(home.dir).read(traced)
        traced.unlink()
    return steps


def lay_out(files: dict[str, bytes | None], home: Path, cut: Home, dice: random.Random) -> None:
    """Makes a disk in another home."""
    cut.forget()
    (cut.dir / "mine.db").unlink(missing_ok=True)
    for path, data in sorted(files.items()):
        to = cut.dir / Path(path).relative_to(home)
        if data is None:
            to.mkdir(exist_ok=True)
        else:
            to.write_bytes(data)
        to.chmod(0o700 if data is None else 0o600)
    if cut.store.exists() and dice.random() < 0.1:
        Path(f"{cut.store}-shm").write_bytes(dice.randbytes(32768))
    # The program tries a log out if the file is not as it was left. It must be right to trust the note as well.
    stamp = Path(f"{cut.store}.stamp")
    if cut.store.exists() and stamp.exists() and dice.random() < 0.5:
        stat = cut.store.stat()
        stamp.write_text(f"{stat.st_size:>20} {stat.st_mtime_ns:>24} {stat.st_ctime_ns:>24} {stat.st_ino:>20}\n")


def cut_off(
    workload: Workload, cut: Home, steps: list[tuple], disk: Disk, count: int, blind: bool, dice: random.Random
) -> tuple[Counter, list[str]]:
    """Tries so many disks that cuts after random steps leave."""
    figures, examples, seen, said, wanted = Counter(), [], set(), "", 0
    places = [place for place, step in enumerate(steps) if step[0] != "said"]
    wanted_after = Counter(dice.choices(places, k=count))
    for place, step in enumerate(steps):
        if step[0] == "said":
            said += step[1].decode("utf-8", "replace")
            continue
        figures["steps"] += 1
        figures["writes"] += step[0] in ("wrote", "copied")
        figures["syncs"] += step[0] == "synced"
        if not (blind and step[0] == "synced" and step[1].endswith("-wal")):
            disk.take(step)
        # Where a step leaves fewer disks than wanted, the next ones make up for it.
        wanted += wanted_after[place]
        if not wanted:
            continue
        possible = disk.cuts()
        for how, make in dice.sample(possible, len(possible)):
            if not wanted:
                break
            files = make()
            key = hashlib.sha256(repr((sorted(files.items()), workload.acknowledged(said))).encode()).digest()
            if key in seen:
                continue
            seen.add(key)
            wanted -= 1
            figures["disks"] += 1
            lay_out(files, workload.home.dir, cut, dice)
            wrong = judged(workload, cut, said, figures)
            examples += [f"{how}, after `{step[0]}`: {fault}" for fault in wrong]
    ids, answers, acts = workload.acknowledged(said)
    figures["acknowledged"] = len(ids) + answers + acts
    return figures, examples


def judged(workload: Workload, cut: Home, said: str, figures: Counter) -> list[str]:
    """Answers once more on a disk; what is wrong with it."""
    ids, answers, acts = workload.acknowledged(said)
    workload.mend(cut)
    review, told = cut.grade("t/c0")
    after, kept = Log(cut.store), workload.kept(cut)
    if review and review not in after.reviews:
        ids = ids | {review}
    expected = ids | workload.had
    lost = len(expected - kept) or max(0, answers + len(expected) - len(kept - {review}))
    lost += max(0, acts - sum(after.acts[kind] for kind in ("retract", "flag")))
    wrong = faults(cut.store) + cut.doctor() + workload.faults(cut, said)
    strangers = cut.strangers()
    figures["lost"] += bool(lost)
    figures["stuck"] += review is None
    figures["unsound"] += bool(wrong)
    figures["left over"] += bool(strangers)
    figures["drafts"] += bool(cut.drafts())
    return wrong + strangers + ([f"{lost} lost"] if lost else []) + ([] if review else [f"then {told}"])


def main() -> int:
    options = read_options(__doc__, 1_500, list(WORKLOADS))
    why = can_trace()
    if why:
        sys.exit(f"No power cuts: {why}.")
    bad = ["lost", "unsound", "stuck", "left over"]
    table = Table("the power fails during", ["steps", "writes", "syncs", "disks", "acknowledged", *bad, "drafts"], bad)
    for place, name in enumerate(options.parts):
        dice = random.Random(f"{options.seed} {name}")
        count = options.count // len(options.parts) + (place < options.count % len(options.parts))
        with Home(options.program, statements(120)) as home, Home(options.program, statements(120)) as cut:
            workload = WORKLOADS[name](home)
            disk = Disk(home.dir, dice)
            table.row(name, *cut_off(workload, cut, record(workload), disk, count, options.blind, dice))
    if options.blind:
        table.end()
        return 0 if table.all["lost"] else 1
    return table.end()


if __name__ == "__main__":
    sys.exit(main())
