//! The plain interface: line by line, for a screen reader, a log or a pipe.

use std::collections::HashSet;
use std::io::{BufRead, Write};

use super::layouts::latin_letter;
use super::line_command::{LineMeaning, ToldTexts, hear};
use super::lines::LineIo;
use super::stopwatch::Stopwatch;
use super::{confirm, last, notice, overruling, page, plain_text, prose};
use crate::deck::{DeckId, ItemId};
use crate::session::{Effect, Ending, Input, Meanwhile, Notice, Session, Stage, Ui, Welcome};

/// After this many questions only the suggested rating is named.
const EXPLAINED: usize = 3;

#[derive(Debug)]
pub struct Plain<R, W> {
    lines: LineIo<R, W>,
    /// The stage announced last, so that it isn't repeated.
    announced: Option<SpokenStage>,
    asked: usize,
    watch: Stopwatch,
    begun: HashSet<DeckId>,
    /// What to print once the input is recorded.
    noted: Option<String>,
    /// The texts typed so far, where a question wants several.
    texts: ToldTexts,
}

/// A question and its stage.
#[derive(Debug, Clone, PartialEq)]
struct SpokenStage {
    item: ItemId,
    attempt: u32,
    stage: Stage,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// Reads lines from `input` and writes to `out`; `echo` is for input that isn't a terminal.
    pub fn new(input: R, out: W, echo: bool) -> Self {
        Self {
            lines: LineIo::new(input, out, echo),
            announced: None,
            asked: 0,
            watch: Stopwatch::start(),
            begun: HashSet::new(),
            noted: None,
            texts: ToldTexts::default(),
        }
    }

    /// Prints what is new: the question, the answer, the verdict.
    fn tell(&mut self, session: &Session) -> anyhow::Result<()> {
        let Some(question) = session.question() else { return Ok(()) };
        let announced =
            SpokenStage { item: question.id.clone(), attempt: question.attempt, stage: session.stage().clone() };
        if self.announced.as_ref() == Some(&announced) {
            return Ok(());
        }
        self.announced = Some(announced);
        self.texts = ToldTexts::default();
        let text = match session.stage() {
            Stage::Question => {
                self.announce(session)?;
                self.asked += 1;
                self.watch = Stopwatch::start();
                if session.plan().only_again {
                    self.write(&format!("{}\n", notice::ONLY_AGAIN))?;
                }
                plain_text::question(session, question)
            }
            Stage::Revealed => plain_text::revealed(session, question),
            Stage::Verdict(feedback) => plain_text::verdict(session, question, feedback),
            Stage::Over => String::new(),
        };
        self.write(&text)
    }

    fn announce(&mut self, session: &Session) -> anyhow::Result<()> {
        let Some(deck) = session.begins().filter(|deck| !self.begun.contains(*deck)) else { return Ok(()) };
        self.begun.insert(deck.clone());
        let title = session.found().heading(deck.as_str()).map(|deck| deck.title.plain()).unwrap_or_default();
        self.write(&format!("{}\n", prose::sentence_before_more(&notice::begins(deck.as_str(), &title))))
    }

    /// Prints a prompt and reads a line; `None` at the end of the input.
    fn read(&mut self, session: &Session, meanwhile: Meanwhile<'_>) -> anyhow::Result<Option<String>> {
        let terse = self.asked > EXPLAINED;
        let prompt = match (session.stage(), session.question()) {
            (Stage::Question, Some(question)) => plain_text::prompt(question, self.texts.count()),
            (Stage::Revealed, _) => plain_text::own_rating(session, terse),
            (Stage::Verdict(feedback), _) => plain_text::after_verdict(session, feedback, terse),
            _ => String::new(),
        };
        self.lines.ask_meanwhile(&prompt, meanwhile)
    }

    /// Asks for confirmation before overruling a verdict where that may be a mistake. A script isn't asked: its next
    /// line is meant for the next question.
    fn is_meant(&mut self, session: &Session) -> anyhow::Result<bool> {
        match session.stage() {
            Stage::Verdict(feedback) if !self.lines.is_script() => {
                overruling::confirmation(feedback).map_or(Ok(true), |confirmation| self.lines.agrees(confirmation))
            }
            _ => Ok(true),
        }
    }

    /// Undoes the last of several texts of an unfinished answer, if there is one.
    fn takes_back(&mut self) -> anyhow::Result<bool> {
        let Some(text) = self.texts.take_back() else { return Ok(false) };
        self.write(&format!("Taken back: {}\n", prose::sentence_before_more(&text)))?;
        Ok(true)
    }

    fn write(&mut self, text: &str) -> anyhow::Result<()> {
        self.lines.write(text)
    }
}

impl<R: BufRead, W: Write> Ui for Plain<R, W> {
    fn welcome(&mut self, welcome: &Welcome) -> anyhow::Result<()> {
        // The welcome page has named the first deck.
        self.begun.extend(welcome.first_deck.as_ref().and_then(|deck| DeckId::new(deck).ok()));
        self.write(&page::welcome(welcome).plain())
    }

    fn ask(&mut self, session: &Session, meanwhile: Meanwhile<'_>) -> anyhow::Result<(Input, u32)> {
        self.tell(session)?;
        loop {
            let Some(line) = self.read(session, meanwhile)? else { return Ok((Input::Quit, self.watch.ms())) };
            match hear(&line, session) {
                LineMeaning::Act(Input::Overrule) if !self.is_meant(session)? => {}
                LineMeaning::Act(Input::Undo) if self.takes_back()? => {}
                LineMeaning::Act(input) => {
                    self.noted = plain_text::noted(session, &input);
                    return Ok((input, self.watch.ms()));
                }
                LineMeaning::Text(text) => {
                    let answer = session.question().and_then(|question| self.texts.take(text, question));
                    if let Some(answer) = answer {
                        return Ok((Input::Answer(answer), self.watch.ms()));
                    }
                }
                LineMeaning::Help => self.write(plain_text::HELP)?,
                LineMeaning::Unclear(words) => self.write(&format!("{words}\n"))?,
            }
        }
    }

    fn show(&mut self, session: &Session, effect: &Effect) -> anyhow::Result<()> {
        if let Some(noted) = self.noted.take() {
            self.write(&format!("{noted}\n"))?;
        }
        if let Some(leech) = session.leech().filter(|_| session.leech_here().is_none()) {
            self.write(&format!("{}\n", notice::leech_before(leech)))?;
        }
        let Some(notice) = &effect.notice else { return Ok(()) };
        if *notice == Notice::Hint {
            return self.write(&plain_text::hint(session));
        }
        if let Notice::Undone(_) = notice {
            // A question asked again is announced again.
            self.announced = None;
        }
        let words = notice::words(notice).unwrap_or_default();
        self.write(&format!("{words}\n"))
    }

    fn say(&mut self, line: &str) -> anyhow::Result<()> {
        self.write(&format!("{line}\n"))
    }

    fn offer(&mut self, question: &str) -> anyhow::Result<bool> {
        // A script's next line is meant for the next question.
        if self.lines.is_script() { Ok(false) } else { self.lines.agrees(question) }
    }

    fn offer_undo(&mut self) -> anyhow::Result<bool> {
        if self.lines.is_script() {
            return Ok(false);
        }
        loop {
            let line = self.lines.ask(&format!("{} Enter ends, :undo takes that back: ", last::WORDS))?;
            match line.as_deref().map(|line| latin_letter(line.trim())).as_deref() {
                None | Some("" | "q" | ":q" | ":quit") => return Ok(false),
                Some("u" | ":u" | ":undo") => return Ok(true),
                Some(_) => {}
            }
        }
    }

    fn aside(&mut self, work: &mut dyn FnMut() -> anyhow::Result<()>) -> anyhow::Result<()> {
        self.lines.flush()?;
        // The question may have been edited.
        self.announced = None;
        work()
    }

    fn end(&mut self, _: &Session, ending: &Ending) -> anyhow::Result<bool> {
        let summary = &ending.summary;
        let course = if summary.items > 0 { format!(": {}", notice::course(summary)) } else { String::new() };
        self.write(&format!("{}{course}.\n", notice::sum(summary)))?;
        if let Some(gained) = notice::gained(ending) {
            self.write(&format!("{gained}\n"))?;
        }
        self.write(&page::once_more(summary))?;
        if let Some(waits) = notice::waits(ending) {
            self.write(&format!("{waits}\n"))?;
        }
        let wants = ending.make_due > 0 && self.lines.agrees(&confirm::question(ending.make_due))?;
        self.lines.flush()?;
        Ok(wants)
    }
}
