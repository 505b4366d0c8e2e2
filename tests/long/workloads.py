"""The commands that powercut.py and refusals.py try: what they begin with, what they acknowledge, what must then hold."""

from __future__ import annotations

import re
import shutil

from homes import Home, Log, damage, faults, kept_anywhere, old_store, reviewed, sent_by_another, spoil_views


class Workload:
    """Some commands, one after the other, in a home."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.set_up()
        self.had = self.there()

    def set_up(self) -> None:
        pass

    def there(self) -> set[str]:
        """The reviews at the beginning."""
        return Log(self.home.store).reviews

    def commands(self) -> list[tuple[tuple[str, ...], bytes]]:
        raise NotImplementedError

    def strace(self) -> list[str]:
        return []

    def acknowledged(self, said: str) -> tuple[set[str], int, int]:
        """Reviews by their ids, answers without, and acts."""
        ids = {reviewed(line) for line in said.splitlines() if line.startswith("{")} - {None}
        in_exam = max(0, said.count("don't know: ") - 1) if "Exam:" in said else 0
        kept = sum(map(int, re.findall(r"(\d+) answers? of this session (?:is|are) kept", said)))
        return ids, said.count("\nRight.") + in_exam + kept, said.count("taken back") + said.count("is flagged")

    def faults(self, cut: Home, said: str) -> list[str]:
        """What is wrong with a disk on which another answer was given, beside its store."""
        return []

    def kept(self, cut: Home) -> set[str]:
        return Log(cut.store).reviews

    def mend(self, cut: Home) -> None:
        """What somebody would do who finds the store as it was left."""


def grade(number: int) -> tuple[tuple[str, ...], bytes]:
    return ("grade", f"t/c{number}", "--answer", "true", "--json"), b""


def run(count: int) -> tuple[tuple[str, ...], bytes]:
    return ("--plain", "run", "t", "--new", "400", "--limit", str(count)), b"t\n\n" * count


class FirstStart(Workload):
    def commands(self):
        return [grade(1), grade(2)]


class Run(Workload):
    def commands(self):
        return [run(20), grade(100), run(20)]


class Acts(Workload):
    def commands(self):
        return [grade(1), grade(2), (("undo",), b""), (("mark", "t/c3", "flag"), b""), (("undo",), b"")]


class Exam(Workload):
    def commands(self):
        return [(("--plain", "exam", "t", "--count", "12"), b"t\n" * 12 + b"\n\n")]


class Upgrade(Workload):
    def set_up(self):
        old_store(self.home.store, 60)
        self.old = Log(self.home.store).reviews

    def commands(self):
        return [grade(1), grade(2)]

    def faults(self, cut, said):
        old = cut.data / "progress.db.format-1"
        return [] if old.exists() and self.old == Log(old).reviews else ["the store as it was before is not kept"]


class Backup(Workload):
    def set_up(self):
        self.home.answered(5)

    def commands(self):
        return [(("backup",), b""), grade(1), (("backup", str(self.home.dir / "mine.db")), b""), (("backup",), b"")]

    def faults(self, cut, said):
        made = [*cut.data.glob("*.backups/*.db"), *cut.dir.glob("mine.db")]
        wrong = [fault for path in made for fault in faults(path)]
        told = sorted(map(int, re.findall(r"backed up (\d+) answers", said)), reverse=True)
        there = sorted((len(Log(path).reviews) for path in made), reverse=True)
        if len(there) < len(told) or any(found < wanted for found, wanted in zip(there, told)):
            wrong.append(f"backups were told of with {told} answers, and there are some with {there}")
        return wrong


class Restore(Workload):
    def set_up(self):
        self.home.answered(4)
        shutil.copy(self.home.store, self.home.dir / "copy.db")
        self.home.answered(4)
        self.copy = Log(self.home.dir / "copy.db").reviews

    def commands(self):
        return [(("restore", str(self.home.dir / "copy.db"), "--yes"), b""), grade(1)]

    def faults(self, cut, said):
        now = Log(cut.store).reviews
        is_copy = self.copy <= now and not now & (self.had - self.copy)
        if "restored " in said and not is_copy:
            return ["it was told that the copy is restored"]
        return [] if is_copy or self.had <= now else ["the store is neither the copy nor what it was"]

    def kept(self, cut):
        return kept_anywhere(cut.data)


class Import(Workload):
    """The log of another machine is added, all of it or nothing."""

    def set_up(self):
        self.file, self.sent = sent_by_another(self.home)

    def commands(self):
        return [(("import", str(self.file), "--yes"), b""), grade(1)]

    def faults(self, cut, said):
        now = Log(cut.store).reviews
        if "imported " in said and not self.sent <= now:
            return ["it was told that all is imported"]
        new = self.sent - self.had
        return ["only a part is imported"] if now & new and not new <= now else []


class FirstImport(Import):
    """The same on a machine without answers."""

    def set_up(self):
        super().set_up()
        self.home.forget()


class Rescue(Workload):
    """The disk fails in a session, and its answer is kept in a file, which the next start adds."""

    def set_up(self):
        self.home.answered(3)

    def commands(self):
        return [run(6), grade(1)]

    def strace(self):
        return ["-e", "inject=fdatasync:error=EIO:when=4+"]


class Config(Workload):
    def set_up(self):
        (self.home.dir / ".config/oss-quiz").mkdir(parents=True)
        (self.home.dir / ".config/oss-quiz/config.yaml").write_text("# mine\nnew_per_day: 7\n")

    def commands(self):
        return [(("config", "get", "new_per_day"), b""), grade(1)]

    def faults(self, cut, said):
        told = cut.run("config", "get", "new_per_day").out
        kept = [path for path in (cut.dir / ".config/oss-quiz").glob("config.yaml*") if path.read_text()[:6] == "# mine"]
        wrong = [] if told == "7\n" else ["the settings are gone"]
        return wrong + ([] if kept else ["the old settings are not kept"])


class Settings(Workload):
    """All settings are written out, into a folder that is made for them."""

    def commands(self):
        return [(("config", "--init"), b""), grade(1)]

    def faults(self, cut, said):
        is_told, path = "wrote all settings" in said, cut.dir / ".config/oss-quiz/config.toml"
        return [] if "new_per_day = 10" in (path.read_text() if path.exists() else "") or not is_told else ["no settings"]


class Doctor(Workload):
    """Views that are not what the log comes to are made anew, after a backup."""

    def set_up(self):
        self.home.answered(5)
        spoil_views(self.home.store)

    def commands(self):
        return [(("doctor", "--fix", "--yes"), b""), grade(1)]

    def mend(self, cut):
        cut.run("doctor", "--fix", "--yes")


class Salvage(Doctor):
    """A damaged store is salvaged."""

    def set_up(self):
        self.salvaged = damage(self.home)

    def there(self):
        return self.salvaged


WORKLOADS: dict[str, type[Workload]] = {
    "first start": FirstStart,
    "run, grade, run": Run,
    "undo and mark": Acts,
    "exam": Exam,
    "upgrade": Upgrade,
    "backup": Backup,
    "restore": Restore,
    "import": Import,
    "first import": FirstImport,
    "rescue": Rescue,
    "settings": Settings,
    "old settings": Config,
    "doctor": Doctor,
    "salvage": Salvage,
}
