//! The interface for tests: takes inputs from a script and records what a learner would hear.

use std::collections::VecDeque;

use super::{confirm, notice, plain_text};
use crate::session::{Effect, Ending, Input, Meanwhile, Notice, Session, Stage, Ui, Welcome};

/// Returns inputs one by one and records what is shown. Panics at the end of the script, so that a loop can't hang.
#[derive(Debug, Default)]
pub struct Scripted {
    inputs: VecDeque<Input>,
    /// Everything shown so far, as plain text.
    pub screen: String,
    /// The time per answer, in milliseconds.
    pub ms: u32,
    /// The answer when asked whether missed items should be due today.
    pub agrees: bool,
}

impl Scripted {
    pub fn new(inputs: impl IntoIterator<Item = Input>) -> Self {
        Self { inputs: inputs.into_iter().collect(), screen: String::new(), ms: 1_000, agrees: false }
    }

    /// Inputs not used yet.
    #[must_use]
    pub fn left(&self) -> usize {
        self.inputs.len()
    }

    fn line(&mut self, words: &str) {
        self.screen.push_str(words);
        self.screen.push('\n');
    }
}

impl Ui for Scripted {
    fn welcome(&mut self, welcome: &Welcome) -> anyhow::Result<()> {
        self.screen += &super::welcome(welcome).plain();
        Ok(())
    }

    /// # Panics
    /// At the end of the script.
    fn ask(&mut self, session: &Session, meanwhile: Meanwhile<'_>) -> anyhow::Result<(Input, u32)> {
        if let Some(question) = session.question() {
            self.screen += &match session.stage() {
                Stage::Question => plain_text::question(session, question),
                Stage::Revealed => plain_text::revealed(session, question),
                Stage::Verdict(feedback) => plain_text::verdict(session, question, feedback),
                Stage::HandIn | Stage::Over => String::new(),
            };
        }
        meanwhile()?;
        let input = self.inputs.pop_front();
        let input = input.unwrap_or_else(|| panic!("the script has run dry after\n{}", self.screen));
        Ok((input, self.ms))
    }

    fn show(&mut self, session: &Session, effect: &Effect) -> anyhow::Result<()> {
        match &effect.notice {
            Some(Notice::Hint) => self.screen += &plain_text::hint(session),
            Some(notice) => self.line(&notice::words(notice).unwrap_or_default()),
            None => {}
        }
        Ok(())
    }

    fn say(&mut self, line: &str) -> anyhow::Result<()> {
        self.line(line);
        Ok(())
    }

    fn end(&mut self, _session: &Session, ending: &Ending) -> anyhow::Result<bool> {
        self.line(&notice::sum(&ending.summary));
        if ending.make_due > 0 {
            self.line(&confirm::question(ending.make_due));
        }
        Ok(ending.make_due > 0 && self.agrees)
    }
}
