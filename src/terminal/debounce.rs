//! Filters out keys that bounce or are held, what a terminal sends by itself, and input typed or pasted for another
//! screen.
//!
//! Nothing here reads a clock: each key comes with its time.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::digits::digit;
use super::sequence::Sequence;

/// How many keys are looked at, the first included, to judge the first.
pub(super) const LOOKED_AT: usize = 64;

/// A key press.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stroke {
    pub(super) key: KeyEvent,
    /// When it was read.
    pub(super) at: Duration,
    /// Whether it was pressed while nobody was reading, so at some time since the previous one.
    pub(super) waited: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ruling {
    /// The key counts.
    Take,
    /// This key and those after it, this many in all, are ignored.
    Drop(usize),
    /// Undecided until another key comes, or this time passes.
    Look(Duration),
}

/// Which keys are ignored until there is a pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Until {
    /// All but digits: a text was sent, and more of it may follow.
    TextIsOver,
    /// All: something was pasted.
    PasteIsOver,
}

#[derive(Debug)]
pub(super) struct Debounce {
    /// The same key again within this time is a bounce; silence of this length is a pause.
    pause: Duration,
    /// The last key, whether it counted or not.
    last: Option<(KeyCode, Duration)>,
    sequence: Option<Sequence>,
    until: Option<Until>,
}

impl Debounce {
    /// People need a `pause` of 300 ms. All other times are fractions of it.
    pub(super) const fn new(pause: Duration) -> Self {
        Self { pause, last: None, sequence: None, until: None }
    }

    /// A held key starts to repeat within this time: 1 s.
    fn delay(&self) -> Duration {
        self.pause * 10 / 3
    }

    /// A repeating key comes at least this often: every 60 ms.
    fn repeat(&self) -> Duration {
        self.pause / 5
    }

    /// The parts of a terminal's own message come within 50 ms of each other.
    fn piece(&self) -> Duration {
        self.pause / 6
    }

    /// Keys 5 ms apart weren't typed by hand.
    fn burst(&self) -> Duration {
        self.pause / 60
    }

    /// Judges the first of these keys, of which [`LOOKED_AT`] are enough. The others were read after it, and then nothing came for `silence`. `types`
    /// says whether letters are text at this point.
    pub(super) fn judge(&mut self, run: &[Stroke], silence: Duration, types: bool) -> Ruling {
        let Some((first, more)) = run.split_first() else { return Ruling::Drop(0) };
        let ruling = self.ruling(first, more, silence, types);
        let judged = match ruling {
            Ruling::Take => 1,
            Ruling::Drop(keys) => keys,
            Ruling::Look(_) => 0,
        };
        if let Some(last) = run[..judged].last() {
            self.last = Some((last.key.code, last.at));
        }
        ruling
    }

    fn ruling(&mut self, first: &Stroke, more: &[Stroke], silence: Duration, types: bool) -> Ruling {
        let key = first.key;
        if is_control(key) {
            return Ruling::Take;
        }
        let since = self.last.map(|(_, at)| if first.waited { Duration::ZERO } else { first.at.saturating_sub(at) });
        if let Some(ruling) = self.of_terminal(first, more, silence, since) {
            return ruling;
        }
        if types && key.code != KeyCode::Enter {
            self.until = None;
            return Ruling::Take;
        }
        if since.is_none_or(|since| since >= self.pause) {
            self.until = None;
        }
        match self.until {
            Some(Until::TextIsOver) if digit(key.code).is_none() && !types => return Ruling::Drop(1),
            Some(Until::PasteIsOver) if !types => return Ruling::Drop(1),
            _ => {}
        }
        if let Some(ruling) = self.of_held(first, more, silence, since) {
            return ruling;
        }
        if !types && let Some(ruling) = self.of_paste(first, more, silence) {
            return ruling;
        }
        if types {
            self.until = Some(Until::TextIsOver);
        }
        Ruling::Take
    }

    /// Ignores what a terminal sends by itself.
    fn of_terminal(
        &mut self,
        first: &Stroke,
        more: &[Stroke],
        silence: Duration,
        since: Option<Duration>,
    ) -> Option<Ruling> {
        let begun = self.sequence.take().filter(|_| since.is_some_and(|since| since <= self.piece()));
        if let Some(left) = begun.and_then(|begun| begun.next(first.key).ok()) {
            self.sequence = left;
            return Some(Ruling::Drop(1));
        }
        if let Some(begun) = Sequence::of_alt(first.key) {
            self.sequence = Some(begun);
            return Some(Ruling::Drop(1));
        }
        if first.key.code != KeyCode::Esc {
            return None;
        }
        match more.first() {
            Some(next) if next.at.saturating_sub(first.at) <= self.piece() => {
                self.sequence = Some(Sequence::after_escape(next.key)?);
                Some(Ruling::Drop(2))
            }
            None if silence < self.piece() => Some(Ruling::Look(self.piece())),
            _ => None,
        }
    }

    /// The same key again soon is a bounce; once more, and it is held.
    fn of_held(&self, first: &Stroke, more: &[Stroke], silence: Duration, since: Option<Duration>) -> Option<Ruling> {
        let since = since.filter(|_| self.last.is_some_and(|(code, _)| code == first.key.code))?;
        if is_arrow(first.key.code) || since >= self.delay() {
            return None;
        }
        if since < self.pause {
            return Some(Ruling::Drop(1));
        }
        match more.first() {
            Some(next) => {
                let held = next.key.code == first.key.code && next.at.saturating_sub(first.at) <= self.repeat();
                held.then_some(Ruling::Drop(1))
            }
            None => (silence < self.repeat()).then(|| Ruling::Look(self.repeat())),
        }
    }

    /// Three or more characters in a burst aren't commands, unless all are digits, which may be typed ahead.
    fn of_paste(&mut self, first: &Stroke, more: &[Stroke], silence: Duration) -> Option<Ruling> {
        let near = |(before, after): (&Stroke, &Stroke)| after.at.saturating_sub(before.at) <= self.burst();
        let all: Vec<&Stroke> = std::iter::once(first).chain(more).collect();
        let together = 1 + all.windows(2).take_while(|pair| near((pair[0], pair[1]))).count();
        let signs = all[..together].iter().take_while(|stroke| is_sign(stroke.key)).count();
        let is_digit = digit(first.key.code).is_some();
        if signs == all.len() && signs > 0 && !is_digit && silence < self.burst() {
            return Some(Ruling::Look(self.burst()));
        }
        let signs_of = &all[..signs];
        let alike = signs_of.iter().all(|stroke| stroke.key.code == first.key.code);
        let digits = signs_of.iter().all(|stroke| digit(stroke.key.code).is_some());
        // Nobody holds a key, or types ahead, for so long that nothing else is seen.
        if signs < 3 || ((alike || digits) && signs < LOOKED_AT) {
            return None;
        }
        self.until = Some(Until::PasteIsOver);
        let pasted =
            |stroke: &&&Stroke| is_sign(stroke.key) || matches!(stroke.key.code, KeyCode::Enter | KeyCode::Tab);
        Some(Ruling::Drop(all[..together].iter().take_while(pasted).count()))
    }
}

/// Whether the key stands for a sign, as in a text.
pub(super) fn is_sign(key: KeyEvent) -> bool {
    matches!(key.code, KeyCode::Char(_)) && !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
}

/// Ctrl-C and Ctrl-Z always count.
fn is_control(key: KeyEvent) -> bool {
    key.modifiers.contains(KeyModifiers::CONTROL) && matches!(key.code, KeyCode::Char('c' | 'z'))
}

/// Whether the key is useful when it repeats.
const fn is_arrow(key: KeyCode) -> bool {
    matches!(key, KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAUSE: Duration = Duration::from_millis(300);

    fn key(name: &str) -> KeyEvent {
        let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
        let with = |c: char, modifiers| KeyEvent::new(KeyCode::Char(c), modifiers);
        let last = name.chars().last().expect("a name");
        match name {
            "Enter" => plain(KeyCode::Enter),
            "Esc" => plain(KeyCode::Esc),
            "Down" => plain(KeyCode::Down),
            "Back" => plain(KeyCode::Backspace),
            name if name.starts_with('^') && name.len() == 2 => with(last, KeyModifiers::CONTROL),
            name if name.starts_with("Alt-") => with(last, KeyModifiers::ALT),
            _ => plain(KeyCode::Char(last)),
        }
    }

    /// Keys with the milliseconds at which each comes: `0 x 150 Enter`; keys without a time come with the previous
    /// one.
    fn strokes(script: &str) -> Vec<(Stroke, &str)> {
        let mut at = 0;
        let mut strokes = Vec::new();
        for word in script.split_whitespace() {
            // A digit key is written in quotes.
            if let Ok(ms) = word.parse() {
                at = ms;
            } else {
                let name = word.trim_matches('\'');
                strokes.push((Stroke { key: key(name), at: Duration::from_millis(at), waited: false }, name));
            }
        }
        strokes
    }

    /// The keys that count. With `text`, letters are text up to the first Enter.
    fn counted(script: &str, text: bool) -> String {
        let all = strokes(script);
        let only: Vec<Stroke> = all.iter().map(|(stroke, _)| *stroke).collect();
        let mut debounce = Debounce::new(PAUSE);
        let (mut taken, mut from) = (Vec::new(), 0);
        while from < only.len() {
            let types = text && !taken.contains(&"Enter");
            let (mut to, mut silence) = (from + 1, Duration::ZERO);
            loop {
                while only.get(to).is_some_and(|next| next.at == only[to - 1].at) {
                    to += 1;
                }
                match debounce.judge(&only[from..to.min(from + LOOKED_AT)], silence, types) {
                    Ruling::Take => {
                        taken.push(all[from].1);
                        from += 1;
                        break;
                    }
                    Ruling::Drop(keys) => {
                        from += keys;
                        break;
                    }
                    Ruling::Look(time) => match only.get(to) {
                        Some(next) if next.at <= only[to - 1].at + time => (to, silence) = (to + 1, Duration::ZERO),
                        _ => silence = time,
                    },
                }
            }
        }
        taken.join(" ")
    }

    #[test]
    fn only_the_same_key_bounces() {
        for (script, taken) in [
            // A rating soon after a verdict.
            ("0 Enter 20 '3'", "Enter 3"),
            ("0 f 20 '1' 40 Enter", "f 1 Enter"),
            ("0 Enter 150 Enter", "Enter"),
            ("0 Enter 290 Enter 580 Enter", "Enter"),
            ("0 Enter 310 Enter", "Enter Enter"),
            ("0 '1' 150 '1' 460 '1'", "1 1"),
            ("0 '1' 50 '2' 100 '1'", "1 2 1"),
            ("0 Enter 10 ^c", "Enter ^c"),
            ("0 ^z 10 ^z", "^z ^z"),
            ("0 Down 30 Down 60 Down", "Down Down Down"),
        ] {
            assert_eq!(counted(script, false), taken, "{script}");
        }
    }

    #[test]
    fn a_held_key_counts_once() {
        let held = |delay: u64, every: u64| {
            let repeats: Vec<String> = (0..20).map(|nth| format!("{} Enter", delay + nth * every)).collect();
            counted(&format!("0 Enter {}", repeats.join(" ")), false)
        };
        for (delay, every) in [(250, 33), (500, 33), (660, 40), (990, 60)] {
            assert_eq!(held(delay, every), "Enter", "{delay} {every}");
        }
        assert_eq!(counted("0 Enter 500 Enter 1000 Enter", false), "Enter Enter Enter");
    }

    #[test]
    fn behind_a_text_only_digits_count_until_there_is_a_pause() {
        for (script, taken) in [
            ("0 n 50 o 100 Enter 250 Enter 500 x", "n o Enter"),
            ("0 n 50 Enter 100 x 350 e 600 n 850 o", "n Enter"),
            ("0 n 50 Enter 100 '3'", "n Enter 3"),
            ("0 n 50 Enter 100 x 200 '3'", "n Enter 3"),
            ("0 n 50 Enter 360 u", "n Enter u"),
            ("0 n 50 Enter 100 ^c", "n Enter ^c"),
            // Repeated letters are text, and Enter waits for nothing.
            ("0 s 30 s 60 s 400 Back 430 Back", "s s s Back Back"),
        ] {
            assert_eq!(counted(script, true), taken, "{script}");
        }
        // A text typed soon after Enter is submitted by the next Enter at once.
        let mut debounce = Debounce::new(PAUSE);
        for (stroke, _) in strokes("0 Enter 100 a 400 Enter") {
            assert_eq!(debounce.judge(&[stroke], Duration::ZERO, true), Ruling::Take);
        }
    }

    #[test]
    fn what_a_terminal_sends_by_itself_is_no_key() {
        for (script, taken) in [
            ("0 Esc 5 [ B", ""),
            ("0 Esc 5 [ 10 B 15 b", "b"),
            ("0 Esc 5 [ '1' ; '5' B 100 b", "b"),
            ("0 Esc 5 O 10 B", ""),
            ("0 Alt-] '1' '1' ; r g b : '1' c / '1' ^g 50 '2'", "2"),
            ("0 Alt-] '1' '1' ; 30 r g b Esc \\ 50 '2'", "2"),
            ("0 Esc 40 ] '1' '1' ; r g b Alt-\\ 60 '2'", "2"),
            // The beginning was lost: `ESC [ > 0 ; 276 ; 0 c`.
            ("0 '0' ; '2' '7' '6' ; '0' c 400 '2'", "2"),
            // An incomplete reply ends after 50 ms of silence.
            ("0 Alt-] '1' '1' 60 '2'", "2"),
            ("0 Esc", "Esc"),
            ("0 Esc 60 b", "Esc b"),
            ("0 Esc 10 b", "Esc b"),
        ] {
            assert_eq!(counted(script, false), taken, "{script}");
        }
        // It isn't text either.
        assert_eq!(counted("0 a 100 Esc 5 [ B 300 b", true), "a b");
    }

    #[test]
    fn a_paste_without_brackets_is_no_series_of_commands() {
        for (script, taken) in [
            ("0 x y l o Enter b o x Enter", ""),
            ("0 x y l 4 o 8 p", ""),
            // The rest comes later.
            ("0 x y l o 200 '1' 400 b 710 '2'", "2"),
            ("0 '1' 'x' 'b' ^c", "^c"),
            // Digits may be typed faster than a slow line delivers them.
            ("0 '1' '3' '4' Enter", "1 3 4 Enter"),
            ("0 h '1'", "h 1"),
            ("0 s 30 h 60 e", "s h e"),
        ] {
            assert_eq!(counted(script, false), taken, "{script}");
        }
        // More of the same than is looked at.
        for alike in ["x ", "'1' "] {
            assert_eq!(counted(&format!("0 {}y l o", alike.repeat(LOOKED_AT + 6)), false), "");
        }
    }

    #[test]
    fn a_key_that_waited_was_pressed_at_once_after_the_one_before() {
        let mut debounce = Debounce::new(PAUSE);
        let mut judge = |name, at, waited| {
            let stroke = Stroke { key: key(name), at: Duration::from_millis(at), waited };
            debounce.judge(&[stroke], PAUSE, false)
        };
        assert_eq!(judge("Enter", 0, false), Ruling::Take);
        assert_eq!(judge("Enter", 2_000, true), Ruling::Drop(1));
        assert_eq!(judge("1", 4_000, true), Ruling::Take);
        assert_eq!(judge("1", 6_000, false), Ruling::Take);
    }
}
