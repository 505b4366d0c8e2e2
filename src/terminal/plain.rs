//! The plain interface: line by line, for a screen reader, a log or a pipe.

use std::collections::HashSet;
use std::io::{BufRead, Write};
use std::thread;
use std::time::Duration;

use super::confirm::MissedNote;
use super::exam::PlainMarks;
use super::layouts::latin_letter;
use super::line_command::{LineMeaning, ToldTexts, hear};
use super::lines::LineIo;
use super::stopwatch::Stopwatch;
use super::{answers, confirm, exam, last, notice, overruling, page, plain_text, prose};
use crate::deck::{DeckId, ItemId};
use crate::session::{Effect, Ending, ExamEnding, Input, Meanwhile, MissedCounts, Notice, Session, Stage, Ui, Welcome};

/// How often what holds up an answer is looked at again, and for how long before giving up.
const MOMENT: Duration = Duration::from_millis(200);
const LONGEST_WAIT: Duration = Duration::from_mins(1);

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
    marks: PlainMarks,
    /// Whether to leave out how to go about in an exam.
    is_terse: bool,
    /// Since when an input has been waiting to be written.
    held: Option<Stopwatch>,
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
            marks: PlainMarks::default(),
            is_terse: false,
            held: None,
        }
    }

    /// Doesn't say at the beginning of an exam which commands there are.
    #[must_use]
    pub fn in_few_words(mut self, is_terse: bool) -> Self {
        self.is_terse = is_terse;
        self
    }

    /// Asks even a script which typed answers of an exam were right.
    #[must_use]
    pub fn asking_scripts(mut self, asks: bool) -> Self {
        self.marks.asks_scripts = asks;
        self
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
                let given = exam::given_so_far(session, question).map(|given| given + "\n");
                plain_text::question(session, question) + &given.unwrap_or_default()
            }
            Stage::Revealed => plain_text::revealed(session, question),
            Stage::Verdict(feedback) => plain_text::verdict(session, question, feedback),
            Stage::HandIn => session.exam().map(|exam| exam::words(exam) + "\n").unwrap_or_default(),
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
            (Stage::Question, Some(question)) if self.keeps_given(session) => {
                answers::of(question.asks).prompt_again(question, self.texts.count())
            }
            (Stage::Question, Some(question)) => answers::of(question.asks).prompt(question, self.texts.count()),
            (Stage::Revealed, _) => plain_text::own_rating(session, terse),
            (Stage::Verdict(feedback), _) => plain_text::after_verdict(session, feedback, terse),
            (Stage::HandIn, _) => plain_text::hand_in(session),
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

    /// Whether an empty line keeps an answer given before in an exam.
    fn keeps_given(&self, session: &Session) -> bool {
        let is_given = session.exam().is_some_and(|exam| exam.given().is_some());
        is_given && *session.stage() == Stage::Question && self.texts.count() == 0
    }

    fn hear(&self, line: &str, session: &Session) -> LineMeaning {
        let keeps = self.keeps_given(session) && line.trim().is_empty();
        if keeps { LineMeaning::Act(Input::Skip) } else { hear(line, session) }
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

/// Whether an input answers something or changes a card, and isn't only looked at or passed over.
const fn is_kept(input: &Input) -> bool {
    matches!(
        input,
        Input::Answer(_)
            | Input::Reveal
            | Input::Rate(_)
            | Input::GoOn
            | Input::Guessed
            | Input::Overrule
            | Input::Flag(_)
            | Input::Bury
            | Input::Suspend
            | Input::HandIn
            | Input::Quit
    )
}

impl<R: BufRead, W: Write> Ui for Plain<R, W> {
    fn welcome(&mut self, welcome: &Welcome) -> anyhow::Result<()> {
        // The welcome page has named the first deck.
        self.begun.extend(welcome.first_deck.as_ref().and_then(|deck| DeckId::new(deck).ok()));
        self.write(&page::welcome(welcome).plain())
    }

    fn begin_exam(&mut self, session: &Session) -> anyhow::Result<()> {
        let Some(exam) = session.exam() else { return Ok(()) };
        let lines = std::iter::once(exam::heading(session, exam)).chain(exam::notes(exam));
        let text: String = lines.map(|line| line + "\n").collect();
        let commands = if self.is_terse { "" } else { plain_text::EXAM_COMMANDS };
        self.write(&(text + commands))
    }

    fn ask(&mut self, session: &Session, meanwhile: Meanwhile<'_>) -> anyhow::Result<(Input, u32)> {
        self.tell(session)?;
        loop {
            let Some(line) = self.read(session, meanwhile)? else {
                // At the end of a script, what was answered in an exam is handed in; a person leaves.
                let hands_in = *session.stage() == Stage::HandIn && self.lines.is_script();
                let input = if hands_in { Input::HandIn } else { Input::Quit };
                return Ok((input, self.watch.ms()));
            };
            match self.hear(&line, session) {
                LineMeaning::Act(Input::Overrule) if !self.is_meant(session)? => {}
                LineMeaning::Act(Input::Undo) if self.takes_back()? => {}
                LineMeaning::Act(input) => {
                    if is_kept(&input) {
                        self.lines.answered();
                    }
                    self.noted = plain_text::noted(session, &input);
                    return Ok((input, self.watch.ms()));
                }
                LineMeaning::Text(text) => {
                    let answer = session.question().and_then(|question| self.texts.take(text, question));
                    if let Some(answer) = answer {
                        self.lines.answered();
                        return Ok((Input::Answer(answer), self.watch.ms()));
                    }
                }
                LineMeaning::Help => self.write(&plain_text::help(session))?,
                LineMeaning::Unclear(words) => self.write(&format!("{words}\n"))?,
            }
        }
    }

    fn show(&mut self, session: &Session, effect: &Effect) -> anyhow::Result<()> {
        self.held = None;
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

    fn hold(&mut self, _: &Session, why: &str) -> anyhow::Result<bool> {
        if self.held.is_none() {
            self.write(&format!("{why}; waiting.\n"))?;
            self.lines.flush()?;
        }
        let since = self.held.get_or_insert_with(Stopwatch::start);
        thread::sleep(MOMENT);
        Ok(!since.left_of(LONGEST_WAIT).is_zero())
    }

    fn refuse(&mut self, why: &str) -> anyhow::Result<bool> {
        if self.lines.is_script() {
            return Ok(false);
        }
        self.write(&format!("{why}: nothing is written yet. Answer again to try again.\n"))?;
        Ok(true)
    }

    fn say(&mut self, line: &str) -> anyhow::Result<()> {
        self.write(&format!("{line}\n"))
    }

    fn offer(&mut self, question: &str) -> anyhow::Result<bool> {
        // A script's next line is meant for the next question.
        if self.lines.is_script() { Ok(false) } else { self.lines.agrees(question) }
    }

    fn result(&mut self, session: &Session, ending: &ExamEnding) -> anyhow::Result<()> {
        self.write(&exam::sentences(session, ending))
    }

    fn reconsider(&mut self, session: &Session) -> anyhow::Result<Option<Input>> {
        self.marks.next(session, &mut self.lines)
    }

    fn end_exam(&mut self, misses: Option<MissedCounts>) -> anyhow::Result<bool> {
        let wants = match misses.filter(|misses| misses.all > 0).map(confirm::about) {
            Some(MissedNote::Question(question)) => self.lines.agrees(&question)?,
            Some(MissedNote::Words(words)) => {
                self.say(&words)?;
                false
            }
            None => false,
        };
        self.lines.flush()?;
        Ok(wants)
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
