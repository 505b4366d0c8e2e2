"""What a person would see: a terminal of a few rows, as far as the programs measured here need one.

Programs that draw only what has changed never write a word in one piece, so their bytes can't be searched.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

#: A sequence that is complete, or a character. Operating system commands end with BEL or ST.
TOKEN = re.compile(
    r"\x1b\[([?>=<]?)([0-9;:]*)[ -/]*([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]"
    r"|\x1b[^\[\]()]|[^\x1b]"
)


class Screen:
    """The characters of a terminal; colours are left out."""

    def __init__(self, rows: int, columns: int) -> None:
        self.rows, self.columns = rows, columns
        self._cells = [[" "] * columns for _ in range(rows)]
        self._row = self._column = 0
        self._saved = (0, 0)
        self._rest = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def text(self) -> str:
        """All rows, one a line."""
        return "\n".join("".join(row).rstrip() for row in self._cells)

    def feed(self, data: bytes) -> None:
        """Takes what a program has written."""
        text = self._rest + self._decoder.decode(data)
        at = 0
        while at < len(text) and (token := TOKEN.match(text, at)):
            at = token.end()
            if token[3]:
                if not token[1]:
                    self._control(token[3], token[2])
            elif token[0][0] == "\x1b":
                self._escape(token[0])
            else:
                self._put(token[0])
        self._rest = text[at:]

    def _escape(self, token: str) -> None:
        if token == "\x1b7":
            self._saved = (self._row, self._column)
        elif token == "\x1b8":
            self._row, self._column = self._saved

    def _control(self, final: str, given: str) -> None:
        numbers = [int(part) if part.isdigit() else 0 for part in given.split(";")]
        first = max(numbers[0], 1)
        if final in "Hf":
            column = numbers[1] if len(numbers) > 1 else 1
            self._move(first - 1, max(column, 1) - 1)
        elif final == "d":
            self._move(first - 1, self._column)
        elif final == "G":
            self._move(self._row, first - 1)
        elif final in "ABCD":
            down, right = {"A": (-1, 0), "B": (1, 0), "C": (0, 1), "D": (0, -1)}[final]
            self._move(self._row + down * first, self._column + right * first)
        elif final in "EF":
            self._move(self._row + (first if final == "E" else -first), 0)
        elif final == "J":
            self._erase_rows(numbers[0])
        elif final == "K":
            self._erase_in(self._row, numbers[0])

    def _move(self, row: int, column: int) -> None:
        self._row = min(max(row, 0), self.rows - 1)
        self._column = min(max(column, 0), self.columns - 1)

    def _erase_in(self, row: int, how: int) -> None:
        begin = self._column if how == 0 else 0
        end = self._column + 1 if how == 1 else self.columns
        self._cells[row][begin:end] = [" "] * (min(end, self.columns) - begin)

    def _erase_rows(self, how: int) -> None:
        if how in (0, 1):
            self._erase_in(self._row, how)
        below, above = range(self._row + 1, self.rows), range(self._row)
        for row in {0: below, 1: above}.get(how, range(self.rows)):
            self._cells[row] = [" "] * self.columns

    def _put(self, character: str) -> None:
        if character == "\r":
            self._column = 0
        elif character == "\n":
            self._line_feed()
        elif character == "\b":
            self._column = max(self._column - 1, 0)
        elif character >= " ":
            width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
            if unicodedata.combining(character):
                return
            if self._column + width > self.columns:
                self._column = 0
                self._line_feed()
            self._cells[self._row][self._column : self._column + width] = [character, ""][:width]
            self._column += width

    def _line_feed(self) -> None:
        if self._row + 1 < self.rows:
            self._row += 1
        else:
            self._cells = [*self._cells[1:], [" "] * self.columns]
