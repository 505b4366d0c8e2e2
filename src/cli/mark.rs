//! Flags of `mark`: WHAT, followed by what to do.

use clap::{Args, ValueEnum};

use crate::session::FilterTerm;

#[derive(Debug, Clone, Args)]
#[command(override_usage = "oss-quiz mark [OPTIONS] <WHAT>... <ACT>\n       oss-quiz mark --ahead retract")]
pub struct MarkArgs {
    /// An item, a card, a deck, or any WHAT, followed by what to do.
    #[arg(
        value_name = "WHAT",
        required_unless_present = "ahead",
        help = "An item, a card, a deck, or any WHAT, followed by what to do: suspend, resume, bury, unbury, flag or unflag"
    )]
    pub words: Vec<String>,
    /// After the clock was wrong: retracts all answers dated in the future, so that new ones count.
    #[arg(long, value_enum, value_name = "ACT", conflicts_with_all = ["words", "note", "yes"])]
    pub ahead: Option<MarkAhead>,
    /// With flag: a note on what to look at.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Changes more than 20 items without asking.
    #[arg(long)]
    pub yes: bool,
    /// Prints JSON, for other programs.
    #[arg(long)]
    pub json: bool,
}

/// What to do with answers dated in the future.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MarkAhead {
    /// Retracts them and lists their items.
    Retract,
}

/// What to do with items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MarkAct {
    Suspend,
    Resume,
    Bury,
    Unbury,
    Flag,
    Unflag,
}

impl MarkAct {
    #[must_use]
    pub fn words() -> Vec<String> {
        let values = Self::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        values.map(|value| value.get_name().to_owned()).collect()
    }

    fn read(word: &str) -> Result<Self, String> {
        <Self as ValueEnum>::from_str(word, false).map_err(|_| {
            let words = Self::words();
            let names: Vec<&str> = words.iter().map(String::as_str).collect();
            match crate::deck::nearest(word, &names) {
                Some(near) => format!("`{word}` is not something `mark` does; did you mean `{near}`?"),
                None => format!("end with what to do: {}", names.join(", ")),
            }
        })
    }
}

impl MarkArgs {
    /// The selected items and what to do with them.
    ///
    /// # Errors
    /// If the last word isn't an act, nothing comes before it, or that isn't a WHAT.
    pub fn read(&self) -> Result<(Vec<FilterTerm>, MarkAct), String> {
        let Some((act, what)) = self.words.split_last() else { return Err("say which items".to_owned()) };
        let act = MarkAct::read(act)?;
        if what.is_empty() {
            return Err("say which items, like `oss-quiz mark challenges suspend`".to_owned());
        }
        let what: Result<Vec<FilterTerm>, _> = what.iter().map(|word| word.parse()).collect();
        Ok((what.map_err(|err: crate::session::FilterError| err.to_string())?, act))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<(Vec<FilterTerm>, MarkAct), String> {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        MarkArgs { words, ahead: None, note: None, yes: false, json: false }.read()
    }

    #[test]
    fn the_last_word_is_what_is_done() {
        let (what, act) = read(&["rise", "is:leech", "suspend"]).expect("both");
        assert_eq!((what.len(), act), (2, MarkAct::Suspend));
        for (words, said) in [
            (&["rise", "supend"][..], "`supend` is not something `mark` does; did you mean `suspend`?"),
            (&["rise"], "end with what to do: suspend, resume, bury, unbury, flag, unflag"),
            (&["flag"], "say which items, like `oss-quiz mark challenges suspend`"),
            (&["is:lech", "flag"], "`is:lech` is not a state; did you mean `is:leech`?"),
        ] {
            assert_eq!(read(words).map(|_| ()), Err(said.to_owned()));
        }
    }
}
