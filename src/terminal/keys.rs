//! Which key does what.

/// What a single letter does. Digits, Enter, `t`, `f` and `0` answer and are not among these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// A hint, then a bigger one.
    Hint,
    /// Later in this session.
    Skip,
    /// Take the last thing back.
    Undo,
    /// Mark the item, with a note.
    Flag,
    /// Not before tomorrow.
    Bury,
    /// Not until resumed.
    Suspend,
    /// "I guessed".
    Guessed,
    /// "I was right", or "I was wrong".
    Overrule,
    /// Edit the card.
    Edit,
    /// The item's reviews.
    History,
    /// What the keys do.
    Help,
    /// End the session.
    Quit,
}

/// The letters as they are set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys(Vec<(Action, char)>);

impl Default for Keys {
    fn default() -> Self {
        Self(vec![
            (Action::Hint, 'h'),
            (Action::Skip, 's'),
            (Action::Undo, 'u'),
            (Action::Flag, '!'),
            (Action::Bury, 'b'),
            (Action::Suspend, 'x'),
            (Action::Guessed, 'g'),
            (Action::Overrule, 'o'),
            (Action::Edit, 'e'),
            (Action::History, 'i'),
            (Action::Help, '?'),
            (Action::Quit, 'q'),
        ])
    }
}

impl Keys {
    /// What a letter does.
    #[must_use]
    pub fn action(&self, letter: char) -> Option<Action> {
        self.0.iter().find(|&&(_, key)| key == letter).map(|&(action, _)| action)
    }

    /// The letter that does it.
    #[must_use]
    pub fn letter(&self, action: Action) -> char {
        self.0.iter().find(|&&(bound, _)| bound == action).map_or(' ', |&(_, key)| key)
    }
}
