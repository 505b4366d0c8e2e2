//! `exam --history`: the exams in the log, including those that were broken off.

use std::io::Write as _;

use serde::Serialize;

use super::json::{seconds, tenths};
use crate::app::App;
use crate::app::error::Outcome;
use crate::cli::ExamArgs;
use crate::deck::text::safe_line;
use crate::schedule::Day;
use crate::session::{KeptAnswer, PastExam, PastResult, past_exams};
use crate::store::Store;
use crate::study::exam_answers;

/// `{"schema":1,"exams":[…]}`
#[derive(Debug, Serialize)]
struct HistoryJson {
    schema: u8,
    exams: Vec<PastJson>,
}

#[derive(Debug, Serialize)]
pub(super) struct PastJson {
    number: usize,
    id: String,
    at: String,
    what: Vec<String>,
    decks: Vec<String>,
    handed_in: bool,
    asked: usize,
    answered: usize,
    right: Option<usize>,
    percent: Option<usize>,
    pass: Option<u8>,
    passed: Option<bool>,
    expected: Option<f64>,
    seconds: Option<f64>,
}

/// An exam of the log with its answers.
pub(super) struct ExamHistory {
    pub(super) exam: PastExam,
    /// One per item, in the order asked; `None` if there is no answer.
    pub(super) answers: Vec<Option<KeptAnswer>>,
    /// Includes later overrules by the learner.
    result: Option<PastResult>,
    /// From 1, the earliest first.
    pub(super) number: usize,
    /// Whether one can go on with it: then nothing is said of right and wrong.
    pub(super) is_open: bool,
}

/// Prints one line per exam, earliest first.
pub(super) fn run(args: &ExamArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let exams = all(&app.store_to_read()?, app.now().day)?;
    if args.json {
        app.print_json(&HistoryJson { schema: 1, exams: exams.iter().map(ExamHistory::json).collect() })?;
        return Ok(Outcome::Done);
    }
    if exams.is_empty() {
        writeln!(app.err, "There are no exams yet; `oss-quiz exam` starts one.")?;
    }
    let digits = exams.len().to_string().len();
    for past in &exams {
        writeln!(app.out, "{:>digits$}  {}  {}", past.number, past.at(), past.line())?;
    }
    if !exams.is_empty() && !app.global.quiet {
        app.out.flush()?;
        writeln!(app.err, "`oss-quiz exam --history N` shows the questions and answers of one.")?;
    }
    Ok(Outcome::Done)
}

/// The exams of the log. Those without an answer don't count.
pub(super) fn all(store: &Store, today: Day) -> anyhow::Result<Vec<ExamHistory>> {
    let mut all = Vec::new();
    for exam in past_exams(&store.exams()?) {
        let answers = exam_answers(&exam, store)?;
        let known = answers.iter().flatten();
        let right = known.clone().filter(|answer| answer.is_right()).count();
        let result = exam.result.map(|result| result.counted_anew(known.count(), right));
        if result.is_some() || answers.iter().flatten().any(|answer| !answer.taken_back) {
            let is_open = exam.can_go_on(store.device(), today);
            all.push(ExamHistory { exam, answers, result, number: all.len() + 1, is_open });
        }
    }
    Ok(all)
}

impl ExamHistory {
    pub(super) fn at(&self) -> String {
        self.exam.moment.local().strftime("%a %-d %b %Y %H:%M").to_string()
    }

    /// `14 of 20 right, 70 %, 12.3 expected; challenges`
    fn line(&self) -> String {
        format!("{}; {}", self.score(), self.about())
    }

    /// `14 of 20 right, 70 %, 12.3 expected`
    pub(super) fn score(&self) -> String {
        let Some(result) = self.result else {
            return format!("stopped after {} of {}", self.answered(), self.exam.items().len());
        };
        let passed = match result.passed() {
            Some(true) => ", passed",
            Some(false) => ", not passed",
            None => "",
        };
        let (right, percent, expected) = (result.right, result.percent(), tenths(result.expected));
        format!("{right} of {} right, {percent} %{passed}, {expected} expected", self.exam.items().len())
    }

    /// WHAT as given, else the exam's decks.
    pub(super) fn about(&self) -> String {
        let decks = self.decks();
        match (self.exam.what().is_empty(), decks.len()) {
            (false, _) => safe_line(&self.exam.what().join(" ")),
            (true, 0..=3) => safe_line(&decks.join(", ")),
            (true, many) => format!("{many} decks"),
        }
    }

    /// The decks of its items, in the order asked.
    fn decks(&self) -> Vec<String> {
        let mut decks: Vec<String> = Vec::new();
        for name in self.exam.items() {
            let deck = name.split('/').next().unwrap_or_default();
            if !decks.iter().any(|known| known == deck) {
                decks.push(deck.to_owned());
            }
        }
        decks
    }

    fn answered(&self) -> usize {
        self.result.map_or_else(
            || self.answers.iter().flatten().filter(|answer| !answer.taken_back).count(),
            |result| result.answered,
        )
    }

    pub(super) fn json(&self) -> PastJson {
        let (exam, result) = (&self.exam, self.result);
        PastJson {
            number: self.number,
            id: exam.id.to_string(),
            at: exam.moment.with_offset(),
            what: exam.what().to_vec(),
            decks: self.decks(),
            handed_in: result.is_some(),
            asked: exam.items().len(),
            answered: self.answered(),
            right: result.map(|result| result.right),
            percent: result.as_ref().map(PastResult::percent),
            pass: result.and_then(|result| result.pass),
            passed: result.and_then(|result| result.passed()),
            expected: result.map(|result| tenths(result.expected)),
            seconds: result.map(|result| seconds(result.ms)),
        }
    }
}
