//! `exam --history`: the exams of the log, with those that were broken off.

use std::io::Write as _;

use serde::Serialize;

use super::json::{seconds, tenths};
use crate::app::App;
use crate::cli::ExamArgs;
use crate::deck::ItemId;
use crate::deck::text::safe_line;
use crate::outcome::Outcome;
use crate::schedule::History;
use crate::session::{PastExam, PastResult, past_exams};
use crate::store::Store;

/// `{"schema":1,"exams":[…]}`
#[derive(Debug, Serialize)]
struct HistoryJson {
    schema: u8,
    exams: Vec<PastJson>,
}

#[derive(Debug, Serialize)]
struct PastJson {
    id: String,
    at: String,
    what: Vec<String>,
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

/// A line for each exam, the earliest first.
pub(super) fn run(args: &ExamArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let store = app.store_to_read()?;
    let events = store.exams()?;
    let exams = past_exams(&events).iter().map(|exam| of(exam, &store)).collect::<anyhow::Result<Vec<PastJson>>>()?;
    if args.json {
        app.print_json(&HistoryJson { schema: 1, exams })?;
        return Ok(Outcome::Done);
    }
    if exams.is_empty() {
        writeln!(app.err, "no exam was begun yet; `oss-quiz exam` begins one")?;
    }
    for (exam, past) in exams.iter().zip(past_exams(&events)) {
        let at = past.moment.local().strftime("%a %-d %b %Y %H:%M").to_string();
        writeln!(app.out, "{at}  {}", line(exam))?;
    }
    Ok(Outcome::Done)
}

/// `14 of 20 right, 70 %, 12.3 expected; challenges`
fn line(exam: &PastJson) -> String {
    let what = if exam.what.is_empty() { String::new() } else { format!("; {}", safe_line(&exam.what.join(" "))) };
    let (Some(right), Some(percent), Some(expected)) = (exam.right, exam.percent, exam.expected) else {
        return format!("broken off after {} of {}{what}", exam.answered, exam.asked);
    };
    let passed = match exam.passed {
        Some(true) => ", passed",
        Some(false) => ", not passed",
        None => "",
    };
    format!("{right} of {} right, {percent} %{passed}, {expected} expected{what}", exam.asked)
}

fn of(exam: &PastExam, store: &Store) -> anyhow::Result<PastJson> {
    let (answered, result) = standing(exam, store)?;
    Ok(PastJson {
        id: exam.id.to_string(),
        at: exam.moment.local().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        what: exam.what.clone(),
        handed_in: result.is_some(),
        asked: exam.items.len(),
        answered,
        right: result.map(|result| result.right),
        percent: result.as_ref().map(PastResult::percent),
        pass: result.and_then(|result| result.pass),
        passed: result.and_then(|result| result.passed()),
        expected: result.map(|result| tenths(result.expected)),
        seconds: result.map(|result| seconds(result.ms)),
    })
}

/// How many of its items were answered, and its result with what the learner said of the answers since.
fn standing(exam: &PastExam, store: &Store) -> anyhow::Result<(usize, Option<PastResult>)> {
    let (mut answered, mut result) = (0, exam.result);
    for item in exam.items.iter().filter_map(|name| name.parse::<ItemId>().ok()) {
        let events = store.history(&item)?;
        let Some(standing) = exam.answer(&History::of(&events)) else { continue };
        answered += 1;
        result = result.map(|result| result.with_word(&standing));
    }
    Ok((exam.result.map_or(answered, |result| result.answered), result))
}
