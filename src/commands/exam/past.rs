//! `exam --history N`: a past exam, question by question, and its score.

use std::io::Write as _;

use serde::Serialize;

use super::drawn::usual_seed;
use super::history::{ExamHistory, PastJson, all};
use crate::app::App;
use crate::app::error::{CliError, Outcome};
use crate::cli::{EXAM_QUESTIONS, ExamArgs};
use crate::commands::{selection, ui};
use crate::deck::text::{one_line, safe_line};
use crate::deck::{Decks, Text};
use crate::schedule::Day;
use crate::session::{Choice, ExamPlan, FilterTerm, KeptAnswer, Question};
use crate::terminal::{Glyph, Line, Style, Theme};

/// `{"schema":1,"exam":{…}}`
#[derive(Debug, Serialize)]
struct OneExamJson {
    schema: u8,
    exam: PastExamJson,
}

#[derive(Debug, Serialize)]
struct PastExamJson {
    #[serde(flatten)]
    past: PastJson,
    /// Then it is not said which answers are right.
    can_go_on: bool,
    questions: Vec<AskedJson>,
}

#[derive(Debug, Serialize)]
struct AskedJson {
    number: usize,
    item: String,
    /// `None` if the card is gone.
    prompt: Option<String>,
    answered: bool,
    taken_back: bool,
    correct: bool,
    answer: Option<String>,
    right: Option<Vec<String>>,
}

/// Prints the exam with this number.
pub(super) fn run(number: u32, args: &ExamArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let today = app.now().day;
    let mut exams = all(&app.store_to_read()?, today)?;
    let number = usize::try_from(number).unwrap_or(usize::MAX);
    if number == 0 || number > exams.len() {
        let help = match exams.len() {
            0 => "there are no exams yet".to_owned(),
            1 => "there is one, number 1".to_owned(),
            last => format!("there are 1 to {last}; `oss-quiz exam --history` lists them"),
        };
        return Err(CliError::usage(format!("there is no exam {number}")).help(help).into());
    }
    let past = exams.remove(number - 1);
    let found = app.find(&[])?.contents;
    let found = &*found;
    if args.json {
        let questions = asked(&past, found).map(|(number, name, question, answer)| AskedJson {
            number,
            item: name.to_owned(),
            prompt: question.as_ref().map(Question::plain_prompt),
            answered: answer.is_some_and(|answer| !answer.taken_back),
            taken_back: answer.is_some_and(|answer| answer.taken_back),
            correct: answer.is_some_and(|answer| !answer.taken_back && answer.is_right() && !past.is_open),
            answer: answer.filter(|answer| !answer.taken_back).and_then(|answer| answer.text.clone()),
            right: question
                .as_ref()
                .filter(|_| !past.is_open)
                .map(|question| question.right().iter().map(Text::plain).collect()),
        });
        let exam = PastExamJson { past: past.json(), can_go_on: past.is_open, questions: questions.collect() };
        app.print_json(&OneExamJson { schema: 1, exam })?;
        return Ok(Outcome::Done);
    }
    let theme = ui::theme(app);
    let mut lines = vec![Line::of(Style::Ask, format!("Exam {number}, {}: {}", past.at(), past.about()))];
    for (number, name, question, answer) in asked(&past, found) {
        lines.push(Line::blank());
        lines.extend(drawn(number, name, question.as_ref(), answer, (past.is_open, theme)));
    }
    lines.push(Line::blank());
    lines.push(Line::of(Style::Ask, past.score()));
    if past.is_open {
        // The command stands on a line of its own: it can be copied.
        let words = "You can go on with it today; what is right is shown when it is handed in:";
        lines.push(Line::of(Style::Plain, words));
        lines.push(Line::of(Style::Key, format!("  {}", command(&past.exam.plan(), today))));
    }
    for line in lines {
        writeln!(app.out, "{}", theme.paint(&line))?;
    }
    let gone = asked(&past, found).filter(|(_, _, question, _)| question.is_none()).count();
    match gone {
        0 => {}
        1 => writeln!(app.err, "1 card is no longer in any deck")?,
        gone => writeln!(app.err, "{gone} cards are no longer in any deck")?,
    }
    Ok(Outcome::Done)
}

/// The command that goes on with an exam.
fn command(plan: &ExamPlan, today: Day) -> String {
    let ExamPlan { seed, count, pass, minutes, what, .. } = plan;
    let what = what.iter().filter_map(|word| word.parse::<FilterTerm>().ok()).collect::<Vec<_>>();
    let mut command = "oss-quiz exam --continue".to_owned();
    if !what.is_empty() {
        command = format!("{command} {}", selection::typed(&what));
    }
    let options = [
        ("count", Some(u64::from(*count)).filter(|count| *count != u64::from(EXAM_QUESTIONS))),
        ("pass", pass.map(u64::from)),
        ("seed", Some(*seed).filter(|seed| *seed != usual_seed(today))),
        ("minutes", minutes.map(u64::from)),
    ];
    for (name, value) in options {
        command.extend(value.map(|value| format!(" --{name} {value}")));
    }
    command
}

/// Why the choices picked are wrong, and why the right answer is right.
fn reasons(question: &Question, given: Option<&str>) -> Vec<String> {
    let picked: Vec<&Choice> =
        question.choices.iter().filter(|choice| given.is_some_and(|given| picks(given, choice))).collect();
    let why = picked.iter().filter_map(|choice| {
        let why = choice.why.as_ref()?.plain();
        Some(if picked.len() > 1 { format!("{}: {why}", choice.text.plain()) } else { why })
    });
    let correction = question.card.body.correction().map(Text::plain);
    let because = question.card.because.as_ref().map(Text::plain);
    why.chain(correction).chain(because).map(|text| one_line(&text)).collect()
}

/// Whether an answer, as it was kept, picks this choice.
fn picks(given: &str, choice: &Choice) -> bool {
    given.split('\n').any(|line| line == one_line(&choice.text.plain()))
}

/// Its questions in order: number, item, the question as it is now, the answer.
fn asked<'p>(
    past: &'p ExamHistory,
    found: &'p dyn Decks,
) -> impl Iterator<Item = (usize, &'p str, Option<Question>, Option<&'p KeptAnswer>)> {
    let items = past.exam.items().iter().zip(&past.answers);
    (1..).zip(items).map(|(number, (name, answer))| {
        let item = name.parse().ok().and_then(|item| found.item(&item));
        (number, name.as_str(), item.map(|item| Question::new(&item, 0)), answer.as_ref())
    })
}

fn drawn(
    number: usize,
    name: &str,
    question: Option<&Question>,
    answer: Option<&KeptAnswer>,
    (is_open, theme): (bool, Theme),
) -> Vec<Line> {
    let prompt = question.map_or_else(|| safe_line(name), |question| one_line(&question.plain_prompt()));
    let mut lines = vec![Line::of(Style::Plain, format!("{number}. {prompt}"))];
    let given = answer.and_then(|answer| answer.text.as_deref()).map(|given| safe_line(&given.replace('\n', ", ")));
    let is_right = answer.is_some_and(KeptAnswer::is_right);
    let (role, sign) = if is_right { (Style::Right, Glyph::Right) } else { (Style::Wrong, Glyph::Wrong) };
    let words = match (&given, answer) {
        (Some(given), _) => given.clone(),
        (None, Some(_)) if is_open => "answered".to_owned(),
        (None, Some(_)) if is_right => "right".to_owned(),
        (None, Some(_)) => "not known, or the answer was not kept".to_owned(),
        (None, None) => "no answer".to_owned(),
    };
    let note = if answer.is_some_and(|answer| answer.taken_back) { " (taken back)" } else { "" };
    if is_open {
        lines.push(Line::of(Style::Plain, format!("   {words}{note}")));
        return lines;
    }
    lines.push(Line::of(role, format!("   {} {words}{note}", theme.glyph(sign))));
    if let Some(question) = question.filter(|_| !is_right) {
        let right: Vec<String> = question.right().iter().map(|text| one_line(&text.plain())).collect();
        lines.push(Line::of(Style::Plain, format!("   {} {}", theme.glyph(Glyph::To), right.join(", "))));
        let given = answer.and_then(|answer| answer.text.as_deref());
        lines.extend(reasons(question, given).into_iter().map(|reason| Line::of(Style::Plain, format!("   {reason}"))));
        lines.push(Line::of(Style::Quiet, format!("   {name}")));
    }
    lines
}
