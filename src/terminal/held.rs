//! A held key counts once.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent};

use super::stopwatch::Stopwatch;

/// Keyboards repeat a held key at least so fast.
const REPEAT: Duration = Duration::from_millis(120);
/// They begin to repeat within so long.
const DELAY: Duration = Duration::from_secs(1);
/// How long to wait for a second repeat before a key counts as pressed twice.
pub(super) const DOUBT: Duration = Duration::from_millis(60);

/// What to make of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Press {
    /// It was pressed.
    New,
    /// It was pressed before and is held.
    Repeat,
    /// It may be either: held if it comes again within [`DOUBT`].
    Doubtful,
}

/// The key that came last.
#[derive(Debug, Default)]
pub(super) struct Held(Option<(KeyCode, Stopwatch)>);

impl Held {
    /// Takes a key as it comes from the terminal, which does not say whether it is held.
    pub(super) fn take(&mut self, key: KeyEvent) -> Press {
        let since = self.0.filter(|(code, _)| *code == key.code).map(|(_, at)| at.elapsed());
        self.0 = Some((key.code, Stopwatch::start()));
        Self::judge(since)
    }

    fn judge(since: Option<Duration>) -> Press {
        match since {
            Some(since) if since < REPEAT => Press::Repeat,
            Some(since) if since < DELAY => Press::Doubtful,
            _ => Press::New,
        }
    }
}

/// Whether a key is of use when it repeats.
pub(super) fn may_repeat(key: KeyEvent, types: bool) -> bool {
    match key.code {
        KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown => true,
        KeyCode::Enter => false,
        _ => types,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_comes_again_at_once_is_held() {
        let ms = |ms| Some(Duration::from_millis(ms));
        assert_eq!(Held::judge(None), Press::New);
        assert_eq!(Held::judge(ms(33)), Press::Repeat);
        assert_eq!(Held::judge(ms(500)), Press::Doubtful);
        assert_eq!(Held::judge(ms(1_500)), Press::New);
    }
}
