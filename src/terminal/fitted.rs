//! Breaks lines that are too wide for the terminal at words, and indents the later rows.
//!
//! Text laid out for the screen fits already and passes unchanged, so all output can go through this. Lines stay
//! whole off a terminal and in the plain interface: a screen reader takes a line for a sentence.

use std::io::{self, BufWriter, IsTerminal as _, Write};

use super::line::width;
use super::output::screen_size;
use super::wrap::{indentation, rows};

/// What happens to lines wider than the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wide {
    Broken,
    Whole,
}

#[must_use]
pub fn stdout(wide: Wide) -> Box<dyn Write> {
    let out = BufWriter::new(io::stdout());
    let broken = wide == Wide::Broken && io::stdout().is_terminal();
    if broken { Box::new(Fitted::new(out, output_columns)) } else { Box::new(out) }
}

#[must_use]
pub fn stderr(wide: Wide) -> Box<dyn Write> {
    let broken = wide == Wide::Broken && io::stderr().is_terminal();
    if broken { Box::new(Fitted::new(io::stderr(), error_columns)) } else { Box::new(io::stderr()) }
}

fn output_columns() -> Option<usize> {
    columns(&console::Term::stdout())
}

/// The width of the terminal that standard error goes to.
pub(super) fn error_columns() -> Option<usize> {
    columns(&console::Term::stderr())
}

fn columns(terminal: &console::Term) -> Option<usize> {
    screen_size(terminal).map(|size| size.columns)
}

/// A writer that breaks lines to fit.
pub struct Fitted<W: Write> {
    out: W,
    /// The present width; `None` if unknown.
    columns: Box<dyn Fn() -> Option<usize>>,
    /// The unfinished line.
    line: Vec<u8>,
}

impl<W: Write> std::fmt::Debug for Fitted<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fitted").field("line", &self.line).finish_non_exhaustive()
    }
}

impl<W: Write> Fitted<W> {
    /// Writes rows of at most `columns()` to `out`.
    pub fn new(out: W, columns: impl Fn() -> Option<usize> + 'static) -> Self {
        Self { out, columns: Box::new(columns), line: Vec::new() }
    }

    /// Writes the pending line, with its newline if that has come.
    fn put(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        match ((self.columns)(), str::from_utf8(&line)) {
            (Some(columns), Ok(text)) if line.len() > columns => self.out.write_all(fitted(text, columns).as_bytes()),
            _ => self.out.write_all(&line),
        }
    }
}

impl<W: Write> Write for Fitted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|&byte| byte == b'\n') {
            self.line.extend_from_slice(part);
            if part.ends_with(b"\n") {
                self.put()?;
            }
        }
        Ok(bytes.len())
    }

    /// Also writes an unfinished line, such as a prompt. Text after it starts a new line, because somebody has
    /// answered.
    fn flush(&mut self) -> io::Result<()> {
        if !self.line.is_empty() {
            self.put()?;
        }
        self.out.flush()
    }
}

impl<W: Write> Drop for Fitted<W> {
    fn drop(&mut self) {
        let _ = self.flush();
    }
}

/// Breaks a line into rows; keeps its newline, if it has one.
fn fitted(line: &str, columns: usize) -> String {
    let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
    let (text, marks) = parted(line);
    if width(&text) <= columns {
        return format!("{line}{end}");
    }
    let set_in = indentation(&text, columns);
    let mut rows = rows(&text, columns, columns - set_in);
    if line.starts_with('\r') && end.is_empty() {
        // A progress line is overwritten by the next, which wouldn't reach a second row.
        rows.truncate(1);
    } else if let Some(last) = rows.last_mut() {
        // Keep the space after a prompt.
        last.end = text.len().min(last.end + 1);
    }
    let mut out = String::new();
    let mut marks = marks.into_iter().peekable();
    // Active styles. Each row starts and ends without any, so that a pager can show it by itself.
    let mut styles: Vec<&str> = Vec::new();
    for (nth, row) in rows.iter().enumerate() {
        if nth > 0 {
            out.push('\n');
            out.push_str(&" ".repeat(set_in));
            out.extend(styles.iter().copied());
        }
        let mut at = row.start;
        let until = rows.get(nth + 1).map_or(usize::MAX, |next| next.start);
        while let Some((place, mark)) = marks.next_if(|&(place, _)| place < until) {
            let place = place.clamp(at, row.end);
            out.push_str(&text[at..place]);
            at = place;
            out.push_str(mark);
            match mark {
                "\u{1b}[0m" | "\u{1b}[m" => styles.clear(),
                mark if mark.ends_with('m') => styles.push(mark),
                _ => {}
            }
        }
        out.push_str(&text[at..row.end]);
        if !styles.is_empty() && nth + 1 < rows.len() {
            out.push_str("\u{1b}[0m");
        }
    }
    out + end
}

/// Separates visible text from control sequences, each with its offset in that text.
fn parted(line: &str) -> (String, Vec<(usize, &str)>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find(['\u{1b}', '\r']) {
        text.push_str(&rest[..at]);
        let (mark, after) = rest[at..].split_at(length_of_mark(&rest[at..]));
        marks.push((text.len(), mark));
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

/// The length of a control sequence at the start, in bytes: `ESC [ … m`, `ESC ] … BEL`, or a return.
fn length_of_mark(text: &str) -> usize {
    let ends_at = |from: usize, ends: &dyn Fn(char) -> bool| {
        let found = text[from..].char_indices().find(|&(_, c)| ends(c));
        found.map_or(text.len(), |(at, c)| from + at + c.len_utf8())
    };
    match text.as_bytes() {
        [0x1b, b'[', ..] => ends_at(2, &|c| ('@'..='~').contains(&c)),
        [0x1b, b']', ..] => ends_at(2, &|c| c == '\u{7}' || c == '\\'),
        [0x1b, ..] => ends_at(1, &|_| true),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    /// A writer whose content can be read meanwhile.
    struct Shared(Rc<RefCell<Vec<u8>>>);

    impl Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// The output for these pieces, flushed after each.
    fn written(pieces: &[&str], columns: usize) -> String {
        let mut out = Vec::new();
        let mut fitted = Fitted::new(&mut out, move || Some(columns));
        for piece in pieces {
            fitted.write_all(piece.as_bytes()).expect("memory");
            fitted.flush().expect("memory");
        }
        drop(fitted);
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn an_error_hangs_below_its_first_word() {
        let error = "error: the store is newer than this program and can't be read\n  help: a newer oss-quiz reads it; \
                     `oss-quiz config` says where it is\n";
        insta::assert_snapshot!(written(&[error], 40), @r"
        error: the store is newer than this
               program and can't be read
          help: a newer oss-quiz reads it;
                `oss-quiz config` says where it
                is
        ");
        assert_eq!(written(&[error], 200), error);
    }

    #[test]
    fn lists_hang_and_prose_does_not() {
        for (line, expected) in [
            ("- an item of a list", "- an item of\n  a list"),
            ("12. an item of a list", "12. an item\n    of a\n    list"),
            ("deck/card  a b c d e f g", "deck/card  a\n  b c d e f\n  g"),
            ("a  b c d e f g h i", "a  b c d e f\n   g h i"),
            ("Prose has no hanging", "Prose has no\nhanging"),
            ("  Prose set in by two", "  Prose set\n  in by two"),
        ] {
            assert_eq!(written(&[line], 12), expected, "{line}");
        }
    }

    #[test]
    fn code_in_backticks_and_names_stay_whole_and_what_is_wider_breaks_anywhere() {
        assert_eq!(written(&["Run `oss-quiz a` or --no-pager."], 24), "Run `oss-quiz a` or\n--no-pager.");
        assert_eq!(written(&["In /a/very/long/path/of/a/file"], 12), "In\n/a/very/long\n/path/of/a/f\nile");
    }

    #[test]
    fn styles_take_no_room_and_do_not_run_over_the_end_of_a_row() {
        let bold = "\u{1b}[1mone two three\u{1b}[0m four";
        assert_eq!(written(&[bold], 18), bold);
        assert_eq!(written(&[bold], 9), "\u{1b}[1mone two\u{1b}[0m\n  \u{1b}[1mthree\u{1b}[0m\n  four");
    }

    #[test]
    fn a_line_may_come_in_pieces_and_a_prompt_without_its_end() {
        let out = Rc::new(RefCell::new(Vec::new()));
        let mut fitted = Fitted::new(Shared(Rc::clone(&out)), || Some(11));
        fitted.write_all("One tw".as_bytes()).expect("memory");
        assert_eq!(*out.borrow(), b"");
        fitted.write_all("o three\nYes or no? ".as_bytes()).expect("memory");
        assert_eq!(*out.borrow(), b"One two\nthree\n");
        fitted.flush().expect("memory");
        assert_eq!(*out.borrow(), b"One two\nthree\nYes or no? ");
        fitted.write_all("Yes or no or both? ".as_bytes()).and_then(|()| fitted.flush()).expect("memory");
        assert!(out.borrow().ends_with(b"no? Yes or no\nor both? "), "{}", String::from_utf8_lossy(&out.borrow()));
    }

    #[test]
    fn a_line_written_over_itself_is_left_alone_where_it_fits() {
        let progress = "\r12 of 20\u{1b}[K";
        assert_eq!(written(&[progress, progress], 8), format!("{progress}{progress}"));
        assert_eq!(written(&[progress], 5), "\r12 of\u{1b}[K", "what it would be written over by is no second row");
    }

    #[test]
    fn nothing_is_lost_however_narrow_it_is() {
        let text = "error: \u{1b}[1ma-b c/d\u{1b}[0m `e f g` 日本語、テスト。 - h  i\n  help: j\tk\n";
        let bare = |text: &str| parted(text).0.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        for columns in 1..60 {
            let rows = written(&[text], columns);
            assert_eq!(bare(&rows), bare(text), "{columns}");
            for row in rows.lines() {
                assert!(width(&parted(row).0) <= columns.max(4), "{row:?} in {columns}");
            }
        }
    }
}
