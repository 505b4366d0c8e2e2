//! Bytes from a terminal as keys and pasted text.
//!
//! Whatever comes, a sequence ends: by its last byte, by a byte that can't belong to it, or because nothing follows.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::events::TerminalEvent;

/// How much of a paste is kept; a field takes far less.
pub const MAX_PASTED: usize = 64 << 10;
/// How long a sequence of a terminal may be.
const LONGEST_SEQUENCE: usize = 64;
/// What ends a paste.
const PASTE_END: &[u8; 6] = b"\x1b[201~";

#[derive(Debug, Default)]
pub(super) struct KeyParser {
    state: State,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Ground,
    /// After Esc, which may be a key or begin a sequence.
    Escape,
    /// After `ESC O`.
    Single,
    /// After `ESC [`, with the bytes since.
    Control(Vec<u8>),
    /// So many more bytes tell what a mouse did, or which function key of a console was pressed.
    Skip(u8),
    /// The first bytes of a letter.
    Letter {
        bytes: Vec<u8>,
        length: usize,
        alt: bool,
    },
    Paste {
        bytes: Vec<u8>,
        length: usize,
        last: [u8; 6],
    },
}

impl KeyParser {
    /// Whether more bytes are needed.
    pub(super) const fn is_unfinished(&self) -> bool {
        !matches!(self.state, State::Ground)
    }

    /// How long to wait for the rest.
    pub(super) const fn patience(&self) -> Duration {
        match self.state {
            State::Paste { .. } => Duration::from_secs(3),
            _ => Duration::from_secs(1),
        }
    }

    /// Takes the next byte.
    pub(super) fn advance(&mut self, byte: u8) -> Option<TerminalEvent> {
        match std::mem::take(&mut self.state) {
            State::Ground => self.first(byte, false),
            State::Escape => match byte {
                b'[' => self.go_on(State::Control(Vec::new())),
                b'O' => self.go_on(State::Single),
                0x1b => key(KeyCode::Esc, KeyModifiers::NONE),
                _ => self.first(byte, true),
            },
            State::Single => match byte {
                b'M' => key(KeyCode::Enter, KeyModifiers::NONE),
                0x20..=0x7e => cursor_key(byte).and_then(|code| key(code, KeyModifiers::NONE)),
                _ => self.first(byte, false),
            },
            State::Control(bytes) => self.control(bytes, byte),
            State::Skip(1) => None,
            State::Skip(more) => self.go_on(State::Skip(more - 1)),
            State::Letter { mut bytes, length, alt } => {
                if byte & 0xc0 != 0x80 {
                    return self.first(byte, false);
                }
                bytes.push(byte);
                if bytes.len() < length {
                    return self.go_on(State::Letter { bytes, length, alt });
                }
                let letter = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next());
                letter.and_then(|letter| of_char(letter, alt))
            }
            State::Paste { mut bytes, length, mut last } => {
                last.rotate_left(1);
                last[5] = byte;
                if bytes.len() < MAX_PASTED {
                    bytes.push(byte);
                }
                let length = length + 1;
                if last == *PASTE_END {
                    return Some(pasted(bytes, length - PASTE_END.len()));
                }
                self.go_on(State::Paste { bytes, length, last })
            }
        }
    }

    /// No more bytes are there now: an Esc was the key.
    pub(super) fn pause(&mut self) -> Option<TerminalEvent> {
        if !matches!(self.state, State::Escape) {
            return None;
        }
        self.give_up()
    }

    /// The rest doesn't come. Half a key is dropped; of a paste there is what came.
    pub(super) fn give_up(&mut self) -> Option<TerminalEvent> {
        match std::mem::take(&mut self.state) {
            State::Escape => key(KeyCode::Esc, KeyModifiers::NONE),
            State::Paste { bytes, length, .. } => Some(pasted(bytes, length)),
            _ => None,
        }
    }

    fn go_on(&mut self, state: State) -> Option<TerminalEvent> {
        self.state = state;
        None
    }

    /// A byte outside a sequence; `alt` if it follows an Esc.
    fn first(&mut self, byte: u8, alt: bool) -> Option<TerminalEvent> {
        let modifiers = if alt { KeyModifiers::ALT } else { KeyModifiers::NONE };
        let control = |letter: u8| key(KeyCode::Char(letter.into()), modifiers | KeyModifiers::CONTROL);
        match byte {
            0x1b => self.go_on(State::Escape),
            b'\r' => key(KeyCode::Enter, modifiers),
            b'\t' => key(KeyCode::Tab, modifiers),
            0x7f => key(KeyCode::Backspace, modifiers),
            0 => control(b' '),
            0x01..=0x1a => control(byte - 1 + b'a'),
            0x1c..=0x1f => control(byte - 0x1c + b'4'),
            0x20..=0x7e => of_char(byte.into(), alt),
            0xc2..=0xf4 => {
                let length = if byte < 0xe0 { 2 } else { 3 + usize::from(byte >= 0xf0) };
                self.go_on(State::Letter { bytes: vec![byte], length, alt })
            }
            _ => None,
        }
    }

    /// A byte after `ESC [` and these bytes.
    fn control(&mut self, mut bytes: Vec<u8>, byte: u8) -> Option<TerminalEvent> {
        match byte {
            b'[' if bytes.is_empty() => self.go_on(State::Skip(1)),
            b'M' if bytes.is_empty() => self.go_on(State::Skip(3)),
            0x20..=0x3f if bytes.len() < LONGEST_SEQUENCE => {
                bytes.push(byte);
                self.go_on(State::Control(bytes))
            }
            0x20..=0x3f => None,
            b'~' if bytes == b"200" => self.go_on(State::Paste { bytes: Vec::new(), length: 0, last: [0; 6] }),
            0x40..=0x7e => control_key(&bytes, byte),
            _ => self.first(byte, false),
        }
    }
}

/// The key that a whole sequence stands for; `None` if it stands for none that anything needs.
fn control_key(parameters: &[u8], last: u8) -> Option<TerminalEvent> {
    let parameters = std::str::from_utf8(parameters).ok()?;
    let mut numbers = parameters.split(';').map(|number| if number.is_empty() { Ok(1) } else { number.parse::<u8>() });
    let first = numbers.next()?.ok()?;
    let held = numbers.next().map_or(Ok(1), |number| number).ok()?.saturating_sub(1);
    let mut modifiers = KeyModifiers::NONE;
    for (bit, modifier) in [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)] {
        modifiers.set(modifier, held & bit != 0);
    }
    let code = match (last, first) {
        (b'Z', _) => return key(KeyCode::BackTab, KeyModifiers::SHIFT),
        (b'~', 1 | 7) => KeyCode::Home,
        (b'~', 2) => KeyCode::Insert,
        (b'~', 3) => KeyCode::Delete,
        (b'~', 4 | 8) => KeyCode::End,
        (b'~', 5) => KeyCode::PageUp,
        (b'~', 6) => KeyCode::PageDown,
        _ => cursor_key(last)?,
    };
    key(code, modifiers)
}

const fn cursor_key(letter: u8) -> Option<KeyCode> {
    match letter {
        b'A' => Some(KeyCode::Up),
        b'B' => Some(KeyCode::Down),
        b'C' => Some(KeyCode::Right),
        b'D' => Some(KeyCode::Left),
        b'H' => Some(KeyCode::Home),
        b'F' => Some(KeyCode::End),
        _ => None,
    }
}

fn of_char(letter: char, alt: bool) -> Option<TerminalEvent> {
    let mut modifiers = KeyModifiers::NONE;
    modifiers.set(KeyModifiers::ALT, alt);
    modifiers.set(KeyModifiers::SHIFT, letter.is_uppercase());
    key(KeyCode::Char(letter), modifiers)
}

#[expect(clippy::unnecessary_wraps, reason = "what callers give")]
const fn key(code: KeyCode, modifiers: KeyModifiers) -> Option<TerminalEvent> {
    Some(TerminalEvent::Key(KeyEvent::new(code, modifiers)))
}

fn pasted(mut bytes: Vec<u8>, length: usize) -> TerminalEvent {
    bytes.truncate(length);
    TerminalEvent::Paste(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(bytes: &[u8]) -> (Vec<TerminalEvent>, KeyParser) {
        let mut parser = KeyParser::default();
        let mut events: Vec<TerminalEvent> = bytes.iter().filter_map(|&byte| parser.advance(byte)).collect();
        events.extend(parser.pause());
        (events, parser)
    }

    fn keys(bytes: &[u8]) -> Vec<(KeyCode, KeyModifiers)> {
        let of = |event| match event {
            TerminalEvent::Key(key) => (key.code, key.modifiers),
            other => panic!("{other:?} is no key"),
        };
        read(bytes).0.into_iter().map(of).collect()
    }

    #[test]
    fn keys_are_what_terminals_send() {
        use KeyCode::{BackTab, Backspace, Char, Delete, Down, End, Enter, Esc, Home, Left, PageUp, Right, Tab, Up};
        const NONE: KeyModifiers = KeyModifiers::NONE;
        for (bytes, code, modifiers) in [
            (&b"a"[..], Char('a'), NONE),
            (b"A", Char('A'), KeyModifiers::SHIFT),
            ("é".as_bytes(), Char('é'), NONE),
            ("漢".as_bytes(), Char('漢'), NONE),
            ("😀".as_bytes(), Char('😀'), NONE),
            (b"\r", Enter, NONE),
            (b"\n", Char('j'), KeyModifiers::CONTROL),
            (b"\t", Tab, NONE),
            (b"\x7f", Backspace, NONE),
            (b"\x08", Char('h'), KeyModifiers::CONTROL),
            (b"\x03", Char('c'), KeyModifiers::CONTROL),
            (b"\0", Char(' '), KeyModifiers::CONTROL),
            (b"\x1b", Esc, NONE),
            (b"\x1b\x1b", Esc, NONE),
            (b"\x1bf", Char('f'), KeyModifiers::ALT),
            (b"\x1b\x7f", Backspace, KeyModifiers::ALT),
            ("\x1bé".as_bytes(), Char('é'), KeyModifiers::ALT),
            (b"\x1b[A", Up, NONE),
            (b"\x1bOB", Down, NONE),
            (b"\x1b[1;5C", Right, KeyModifiers::CONTROL),
            (b"\x1b[1;3D", Left, KeyModifiers::ALT),
            (b"\x1b[H", Home, NONE),
            (b"\x1b[4~", End, NONE),
            (b"\x1b[3~", Delete, NONE),
            (b"\x1b[5;2~", PageUp, KeyModifiers::SHIFT),
            (b"\x1b[Z", BackTab, KeyModifiers::SHIFT),
        ] {
            assert_eq!(keys(bytes), [(code, modifiers)], "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn what_a_terminal_reports_otherwise_is_no_key() {
        for bytes in [
            &b"\x1b[I"[..],
            b"\x1b[<0;10;20M",
            b"\x1b[M !!",
            b"\x1b[24;80R",
            b"\x1b[?6c",
            b"\x1b[[A",
            b"\x1bOP",
            b"\x1b[15~",
            b"\x1b[201~",
            b"\xff",
            b"\x80",
        ] {
            assert_eq!(keys(bytes), [], "{}", bytes.escape_ascii());
            let after = [bytes, b"x"].concat();
            assert_eq!(keys(&after), [(KeyCode::Char('x'), KeyModifiers::NONE)], "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn half_a_key_is_dropped_and_takes_no_other_with_it() {
        for half in [&b"\xe9"[..], b"\xc3", b"\xf0\x9f", b"\x1b[", b"\x1bO", b"\x1b[<0;1", b"\x1b[1;"] {
            let (events, mut parser) = read(half);
            assert!(events.is_empty() && parser.is_unfinished());
            assert_eq!(parser.give_up(), None);
            assert!(!parser.is_unfinished());
        }
        let entered = [(KeyCode::Char('a'), KeyModifiers::NONE), (KeyCode::Enter, KeyModifiers::NONE)];
        assert_eq!(keys(b"\xe9a\r"), entered);
        assert_eq!(keys(b"\x1b[1;\x1b[Aa\r")[1..], entered);
    }

    #[test]
    fn a_paste_is_one_text_whatever_is_in_it_and_however_it_ends() {
        let text = |events: Vec<TerminalEvent>| match &events[..] {
            [TerminalEvent::Paste(text)] => text.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(text(read("\x1b[200~é\x1b[A\rq\x1b[201~".as_bytes()).0), "é\x1b[A\rq");
        let (events, mut parser) = read(b"\x1b[200~half");
        assert!(events.is_empty());
        assert_eq!(parser.give_up(), Some(TerminalEvent::Paste("half".to_owned())));
        for length in [MAX_PASTED - 3, MAX_PASTED, 3 * MAX_PASTED] {
            let whole = [b"\x1b[200~".to_vec(), vec![b'x'; length], PASTE_END.to_vec()].concat();
            assert_eq!(text(read(&whole).0), "x".repeat(length.min(MAX_PASTED)));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let (_, mut parser) = read(&bytes);
            parser.give_up();
            prop_assert!(!parser.is_unfinished());
            prop_assert!(parser.advance(b'q').is_some());
        }
    }
}
