//! The plain interface of an exam, line by line.

use std::collections::VecDeque;
use std::io::{BufRead, Write};

use super::super::command::LineSigns;
use super::super::confirm::{self, MissedNote};
use super::super::line_command::{self, LineMeaning, ToldTexts};
use super::super::lines::LineIo;
use super::super::stopwatch::Stopwatch;
use super::super::{count, plain_text, prose};
use super::command::{self, ExamLine, OverruleLine};
use super::{answer, result};
use crate::session::{Answer, Exam, ExamEnding, ExamInput, ExamStage, ExamUi, Input, Meanwhile, Misses, Question};

const HELP: &str = "\
Answer a choice by its number, several like 1 3; true or false by t or f; an order by its numbers; 0 is I don't know.
Where a text is asked for, type it; an empty line is I don't know, and so is 0 where no number is asked for. Two colons begin an answer that starts with one.
Where several are asked for, type one a line; an empty line says that you know no more.
Commands: :back to the previous question, where a new answer replaces the first; :skip leaves a question for later; \
:open goes to the first unanswered question; :quit hands in before the end.
You won't see what is right until then. All answers are kept.
";

#[derive(Debug)]
pub struct PlainExam<R, W> {
    lines: LineIo<R, W>,
    /// The question announced last, so that it isn't repeated.
    announced: Option<(ExamStage, usize)>,
    watch: Stopwatch,
    /// The texts typed so far, where a question wants several.
    texts: ToldTexts,
    /// Whether a script, too, is asked which typed answers were right.
    asks_scripts: bool,
    /// Question numbers still to be overruled.
    right: VecDeque<usize>,
    /// Question numbers overruled, the latest last.
    counted: Vec<usize>,
}

impl<R: BufRead, W: Write> PlainExam<R, W> {
    /// Reads lines from `input` and writes to `out`; `echo` is for input that isn't a terminal. Such input is only
    /// asked which typed answers were right if `asks_scripts`.
    pub fn new(input: R, out: W, echo: bool, asks_scripts: bool) -> Self {
        Self {
            lines: LineIo::new(input, out, echo),
            announced: None,
            watch: Stopwatch::start(),
            texts: ToldTexts::default(),
            asks_scripts,
            right: VecDeque::new(),
            counted: Vec::new(),
        }
    }

    /// Prints what is new: the question with the answer given so far, or how much is answered.
    fn tell(&mut self, exam: &Exam) -> anyhow::Result<()> {
        let now = Some((exam.stage(), exam.number()));
        if self.announced == now {
            return Ok(());
        }
        self.announced = now;
        self.texts = ToldTexts::default();
        self.watch = Stopwatch::start();
        let Some(question) = exam.question() else { return self.lines.write(&check(exam)) };
        self.lines.write(&plain_text::asked(&format!("{} of {}", exam.number(), exam.total()), question))?;
        let Some(given) = exam.given() else { return Ok(()) };
        let given = prose::sentence_before_more(&answer::words(given, question));
        self.lines.write(&format!("Your answer so far: {given} An empty line keeps it.\n"))
    }

    fn meant(&mut self, line: &str, exam: &Exam) -> anyhow::Result<Option<ExamInput>> {
        let signs = LineSigns::at(exam.question().map(|question| &**question));
        let typed = match command::read(line, signs, exam.stage()) {
            ExamLine::Behind(_, command) => *command,
            typed => typed,
        };
        match typed {
            ExamLine::Act(ExamInput::Back) if exam.stage() == ExamStage::Question && exam.number() == 1 => {
                self.lines.write("This is the first question.\n")?;
            }
            ExamLine::Act(input) => return Ok(Some(input)),
            ExamLine::NotKnown => return Ok(Some(ExamInput::Answer(Answer::DontKnow))),
            ExamLine::Help | ExamLine::Behind(..) => self.lines.write(HELP)?,
            ExamLine::Unknown(text) => {
                let words = "a second colon makes it an answer";
                self.lines.write(&format!("There is no command {text}. :help lists them; {words}: :{text}\n"))?;
            }
            ExamLine::Answer(text) => match exam.question() {
                Some(_) if text.trim().is_empty() && exam.given().is_some() && self.texts.count() == 0 => {
                    return Ok(Some(ExamInput::Forward));
                }
                Some(question) => return self.answered(&text, question),
                None if text.trim().is_empty() => return Ok(Some(ExamInput::Finish)),
                None => self.lines.write("An empty line hands in; :back goes back.\n")?,
            },
        }
        Ok(None)
    }

    fn answered(&mut self, text: &str, question: &Question) -> anyhow::Result<Option<ExamInput>> {
        match line_command::answer(text, question) {
            LineMeaning::Act(Input::Answer(answer)) => return Ok(Some(ExamInput::Answer(answer))),
            LineMeaning::Text(text) => return Ok(self.texts.take(text, question).map(ExamInput::Answer)),
            LineMeaning::Unclear(words) => self.lines.write(&format!("{words}\n"))?,
            LineMeaning::Act(_) | LineMeaning::Help => self.lines.write(HELP)?,
        }
        Ok(None)
    }
}

impl<R: BufRead, W: Write> ExamUi for PlainExam<R, W> {
    fn begin(&mut self, exam: &Exam) -> anyhow::Result<()> {
        let mut text = format!("Exam: {}. {}\n", count(exam.total(), "question"), super::SILENCE);
        text.extend(super::left_out(exam).map(|words| words + "\n"));
        text +=
            ":back goes to the previous question, :skip leaves one for later, :quit hands in, :help lists the rest.\n";
        self.lines.write(&text)
    }

    fn ask(&mut self, exam: &Exam, meanwhile: Meanwhile<'_>) -> anyhow::Result<(ExamInput, u32)> {
        self.tell(exam)?;
        loop {
            let texts = self.texts.count();
            let prompt = exam.question().map_or_else(|| HAND_IN.to_owned(), |asked| plain_text::prompt(asked, texts));
            // At the end of the input, what was answered is handed in.
            let line = self.lines.ask_meanwhile(&prompt, meanwhile)?;
            let Some(line) = line else { return Ok((ExamInput::Finish, self.watch.ms())) };
            if let Some(input) = self.meant(&line, exam)? {
                return Ok((input, self.watch.ms()));
            }
        }
    }

    fn result(&mut self, exam: &Exam, ending: &ExamEnding) -> anyhow::Result<()> {
        self.lines.write(&result::sentences(exam, ending))
    }

    fn reconsider(&mut self, exam: &Exam) -> anyhow::Result<Option<ExamInput>> {
        if let Some(number) = self.right.pop_front() {
            self.counted.push(number);
            return Ok(Some(ExamInput::Overrule(number)));
        }
        let misses = exam.typed_misses();
        if misses.is_empty() || self.lines.is_script() && !self.asks_scripts {
            return Ok(None);
        }
        // A script has a single line for this.
        self.asks_scripts = false;
        let numbers: Vec<usize> = misses.iter().map(|miss| miss.number).collect();
        if !self.counted.is_empty() {
            self.lines.write(&format!("{}\n", result::counted(exam)))?;
        }
        loop {
            let Some(line) = self.lines.ask(&overrule_prompt(&numbers, !self.counted.is_empty()))? else {
                return Ok(None);
            };
            match command::read_word(&line, &numbers) {
                OverruleLine::Enough => return Ok(None),
                OverruleLine::Right(meant) => {
                    self.right = meant.into();
                    return self.reconsider(exam);
                }
                OverruleLine::Undo => match self.counted.pop() {
                    Some(last) => return Ok(Some(ExamInput::Restore(last))),
                    None => self.lines.write("You have marked none of them right yet.\n")?,
                },
                OverruleLine::Unclear => {
                    let which = answer::all_numbers(&numbers);
                    self.lines.write(&format!("The typed answers marked wrong have the numbers {which}.\n"))?;
                }
            }
            if self.lines.is_script() {
                return Ok(None);
            }
        }
    }

    fn rescored(&mut self, ending: &ExamEnding) -> anyhow::Result<()> {
        self.lines.write(&result::rescored_sentences(ending))
    }

    fn say(&mut self, line: &str) -> anyhow::Result<()> {
        self.lines.write(&format!("{line}\n"))
    }

    fn offer(&mut self, question: &str) -> anyhow::Result<bool> {
        // A script's next line is meant for something else.
        if self.lines.is_script() { Ok(false) } else { self.lines.agrees(question) }
    }

    fn end(&mut self, misses: Option<Misses>) -> anyhow::Result<bool> {
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
}

/// Asks about the typed answers that were marked wrong; `again` after the first round.
fn overrule_prompt(numbers: &[usize], again: bool) -> String {
    let which = answer::all_numbers(numbers);
    match (numbers, again) {
        ([_], false) => {
            format!("Your answer to question {which} was marked wrong. Was it right? o if so, or an empty line: ")
        }
        ([_], true) => ":undo takes that back, an empty line goes on: ".to_owned(),
        ([one, two, ..], false) => format!(
            "Your typed answers to questions {which} were marked wrong. Were any right? o and their numbers, like \
             o {one} {two}, or an empty line: "
        ),
        _ => "Any more? o and their numbers; :undo takes the last one back, an empty line goes on: ".to_owned(),
    }
}

const HAND_IN: &str = "An empty line hands in; :back goes back, :open to the first unanswered question, \
                       :quit leaves without a result: ";

/// How many questions are answered.
fn check(exam: &Exam) -> String {
    format!("{}\n", super::answered_so_far(exam))
}
