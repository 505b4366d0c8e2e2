//! The texts of the plain interface: the important first, symbols as words, no line wrapped.

use super::line::{Line, Span, Style};
use super::theme::Theme;
use super::{answers, days, header, notice, overruling, prose, rating, verdict};
use crate::deck::{SourceRef, Text};
use crate::grading::TextMatch;
use crate::schedule::{Rating, Verdict};
use crate::session::{Feedback, GradeDetail, Hint, Input, Listed, Question, Session, Stage};

/// The question: number and kind, prompt, choices.
pub(super) fn question(session: &Session, question: &Question) -> String {
    asked(&header::in_words(session), question)
}

/// The same for a question with this number.
pub(super) fn asked(number: &str, question: &Question) -> String {
    let many = answers::of(question.asks).announced(question).map(|words| format!(", {words}")).unwrap_or_default();
    let mut lines = vec![format!("Question {number}, {}{many}.", question.kind().word())];
    lines.extend(question.lead.map(str::to_owned));
    lines.push(text_of(prose::prompt(question, Theme::BARE)));
    lines.extend(question.colon_note().map(str::to_owned));
    let listed = question.form().listed(question);
    lines.extend(listed.iter().map(|Listed { mark, text, .. }| format!("{mark}. {}", shown(text))));
    joined_lines(&lines)
}

/// A text with its code marked.
pub(super) fn shown(text: &Text) -> String {
    text_of(prose::spans(text, Style::Plain, Theme::BARE))
}

fn text_of(runs: Vec<Span>) -> String {
    let mut line = Line::blank();
    line.extend(runs);
    line.text()
}

/// Joins lines, each with its newline.
fn joined_lines(lines: &[String]) -> String {
    lines.iter().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

/// The hint shown last.
pub(super) fn hint(session: &Session) -> String {
    let words = |hint: &Hint| match hint.strikes {
        Some(place) => format!("Hint: choice {} is wrong.", place + 1),
        None => format!("Hint: {}", shown(&hint.text)),
    };
    session.hints().last().map(|hint| joined_lines(&[words(hint)])).unwrap_or_default()
}

/// The answer of a self-rated card.
pub(super) fn revealed(session: &Session, question: &Question) -> String {
    let right = question.right();
    let right = right.iter().map(|text| format!("Answer: {}", shown(text)));
    joined_lines(&right.chain(because(session, question)).collect::<Vec<_>>())
}

pub(super) fn own_rating(session: &Session, terse: bool) -> String {
    let enter = session.own_rating();
    if !session.changes_schedule() {
        let enter = if enter == Rating::Again { 1 } else { 2 };
        return format!("Did you know it? 1 {}; 2 {}; Enter for {enter}: ", rating::MISSED, rating::KNOWN);
    }
    if terse {
        return format!("How well did you know it, 1 to 4, Enter for {enter}: ");
    }
    let all = Rating::ALL.map(|rating| format!("{} {}", rating.number(), rating::worded(session, rating)));
    format!("How well did you know it? {}; Enter for {enter}: ", all.join("; "))
}

/// The verdict, the right answer, why the chosen one is wrong, and the explanation.
pub(super) fn verdict(session: &Session, question: &Question, feedback: &Feedback) -> String {
    let mut lines = vec![sentence(question, feedback)];
    lines.extend(answers::of(question.asks).told(question, feedback));
    if let Some(correction) = question.card.body.correction() {
        lines.push(format!("Correct: {}", shown(correction)));
    }
    lines.extend(because(session, question));
    lines.extend(session.leech_here().map(|leech| notice::leech_here(leech, [":edit", ":suspend", ":history"])));
    joined_lines(&lines)
}

fn sentence(question: &Question, feedback: &Feedback) -> String {
    let (widget, detail) = (answers::of(question.asks), &feedback.detail);
    let right = |answer: &str| format!("The answer is {}", prose::sentence_before_more(answer));
    if feedback.verdict == Verdict::Wrong {
        let start = match (widget.counted(detail), detail) {
            (Some(_), _) if feedback.dont_know => return "Not known yet.".to_owned(),
            (Some(counted), _) => return format!("Wrong: {counted}."),
            (None, GradeDetail::Typed { finding: TextMatch::Wrong(Some(reason)), .. }) => &format!("Wrong: {reason}."),
            (None, _) if feedback.dont_know => "Not known yet.",
            (None, _) => "Wrong.",
        };
        return format!("{start} {}", right(&widget.right(question, detail)));
    }
    match detail {
        GradeDetail::Typed { typed, answer, finding } if finding.is_near() => {
            format!("{}. You wrote {} {}", verdict::nearly(finding), prose::sentence_before_more(typed), right(answer))
        }
        GradeDetail::Typed { typed, answer, .. } if typed != answer => format!("Right. {}", right(answer)),
        detail if detail.near().is_some() => format!("{}.", detail.near().map_or("", verdict::nearly)),
        _ => "Right.".to_owned(),
    }
}

fn because(session: &Session, question: &Question) -> impl Iterator<Item = String> {
    let place =
        session.found().passage(question.id.deck(), &question.card.claims).map(|SourceRef { section, part }| {
            let part = part.map(|part| format!(", {}", part.slug)).unwrap_or_default();
            format!("From {}{part}.", section.slug)
        });
    question.card.because.as_ref().map(shown).into_iter().chain(place)
}

/// What Enter does after a verdict, and the alternatives.
pub(super) fn after_verdict(session: &Session, feedback: &Feedback, terse: bool) -> String {
    let word = overruling::words(feedback.verdict);
    if feedback.verdict == Verdict::Wrong {
        let more = if terse { "" } else { "; :undo; :help lists the rest" };
        let returns = if session.returns() { "It comes back in this session. " } else { "" };
        return format!("{returns}Enter goes on; o {word}{more}.\n");
    }
    let suggested = feedback.suggested;
    let Some(days) = rating::interval(session, suggested) else {
        let more = if terse { "" } else { "; g I guessed; :undo; :help lists the rest" };
        return format!("Practice leaves the schedule alone. Enter goes on; o {word}{more}.\n");
    };
    let next = format!("next {}", days::when(days, session.today()));
    if terse {
        return format!("{suggested}, {next}. Enter takes it; o {word}.\n");
    }
    let others = Rating::ALL.into_iter().filter(|&other| other != suggested);
    let others: Vec<String> =
        others.map(|rating| format!("{} {}", rating.number(), rating::worded(session, rating))).collect();
    format!(
        "{suggested}, {next}. Enter takes it. Or: {}; g I guessed; o {word}; :undo; \
         :help lists the rest.\n",
        others.join("; ")
    )
}

/// Confirms a rating or an overruling, because the next question follows at once. What Enter takes was announced
/// before.
pub(super) fn noted(session: &Session, input: &Input) -> Option<String> {
    let rated = |rating| match rating::interval(session, rating) {
        Some(days) if rating != Rating::Again => format!("{rating}, next {}.", days::when(days, session.today())),
        Some(_) => "Again.".to_owned(),
        None if rating == Rating::Again => "Noted: you didn't know it.".to_owned(),
        None => "Noted: you knew it.".to_owned(),
    };
    match (input, session.stage()) {
        (Input::Rate(rating), Stage::Revealed | Stage::Verdict(_)) => Some(rated(*rating)),
        (Input::Guessed, Stage::Verdict(feedback)) if feedback.verdict == Verdict::Right => {
            Some("Noted as a guess: Again.".to_owned())
        }
        (Input::Overrule, Stage::Verdict(feedback)) => {
            let is = if feedback.verdict == Verdict::Wrong { "right" } else { "wrong" };
            Some(format!("Counted as {is}."))
        }
        _ => None,
    }
}

/// What can be typed.
pub(super) fn help(session: &Session) -> String {
    let is_kept = !session.settings().is_lost;
    match (session.exam(), is_kept) {
        (Some(_), true) => format!("{ANSWERS}{EXAM_HELP} All answers are kept.\n"),
        (Some(_), false) => format!("{ANSWERS}{EXAM_HELP}\n"),
        (None, true) => format!("{ANSWERS}{HELP}; all is kept.\n"),
        (None, false) => format!("{ANSWERS}{HELP}.\n"),
    }
}

const ANSWERS: &str = "\
Answer a choice by its number, several like 1 3; true or false by t or f; an order or pairs by their numbers; 0 is I don't know.
Where a text is asked for, type it; an empty line is I don't know, and so is 0 where no number is asked for. Two colons begin an answer that starts with one.
A question mark alone shows this page; type ::? to answer with one.
Where several are asked for, type one a line; an empty line says that you know no more.
";

const HELP: &str = "\
Where you rate yourself: 1 to 4, or Enter for Good; after 0 for Again.
After an answer: Enter takes the suggested rating, 1 Again, 2 Hard, 3 Good, 4 Easy, g I guessed, o I was right or I was wrong.
Commands: :undo the last step, :hint, :skip for now, :flag with a note, :bury until tomorrow, :suspend, :edit the card, \
:history of it, :quit";

const EXAM_HELP: &str = "\
Commands: :back to the previous question, where a new answer replaces the first; :skip leaves a question for later; \
:7 goes to question 7, :open to the first unanswered one; :quit hands in before the end, or leaves for now.
You won't see what is right until then.";

/// How to go about in an exam, said at its beginning.
pub(super) const EXAM_COMMANDS: &str =
    ":back goes to the previous question, :skip leaves one for later, :quit hands in, :help lists the rest.\n";

/// What to do on the page before handing in.
pub(super) fn hand_in(session: &Session) -> String {
    let leaves = if session.goes_on_later() { "leaves, to go on later today" } else { "leaves" };
    format!("An empty line hands in; :back goes back, :open to the first unanswered question, :quit {leaves}: ")
}
