//! One text, typed.

use super::texts::TextFit;
use crate::deck::{RightAnswer, Text};
use crate::grading::{self, Graded, KnownAnswers, Language, RightForm, TextMatch, outline};
use crate::session::hint::Hint;
use crate::session::{Grade, GradeDetail, GradingContext, Question};

pub(super) fn grade(question: &Question, typed: &str, context: GradingContext<'_>) -> Grade {
    if typed.trim().is_empty() {
        return Grade::dont_know(GradeDetail::Plain);
    }
    let typed = as_line(typed);
    let wanted = question.wanted();
    let fit = wanted.first().map_or_else(TextFit::none, |right| fit(question, &typed, right, context));
    let right = fit.finding.is_right();
    Grade::of(
        right,
        false,
        GradeDetail::Typed { typed: typed.clone(), answer: fit.answer, finding: fit.finding },
        typed,
    )
}

/// How a typed text matches one of the expected ones.
pub(in crate::session) fn fit(
    question: &Question,
    typed: &str,
    right: &RightAnswer,
    context: GradingContext<'_>,
) -> TextFit {
    let forms = question.forms(right, context.synonyms);
    let prompt = question.plain_prompt();
    let Graded { form, finding } =
        grading::grade(typed, &forms, &question.rules(&prompt), KnownAnswers { known: context.known });
    // If it is exactly right or wrong, compare it with the answer that is shown.
    let form = if matches!(finding, TextMatch::Same | TextMatch::Wrong(_)) { 0 } else { form };
    TextFit { answer: forms.into_iter().nth(form).map(|form| form.shown).unwrap_or_default(), finding }
}

/// The text on one line; its inner spaces may count.
pub(super) fn as_line(text: &str) -> String {
    text.trim().chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}

/// The length and beginning of each expected text.
pub(super) fn hint(question: &Question) -> Option<Hint> {
    let of = |answer: &RightAnswer| {
        let text = answer.text.plain();
        let exact = question.exact() || answer.text.is_code();
        if exact {
            return outline::of_code(&text);
        }
        let language = question.card.answer_language(question.id.part());
        outline::of_words(&core(text, language, question.card.judging.articles_required))
    };
    let all: Vec<String> = question.wanted().iter().map(of).collect();
    let known = !all.is_empty() && all.iter().all(|outline| !outline.is_empty());
    known.then(|| Hint::saying(Text::new(&all.join("; ")).literally()))
}

/// The part of an answer that has to be typed: without what its brackets make optional, and without its article if
/// that is optional.
fn core(text: String, language: Language, articles_required: bool) -> String {
    let offered = grading::texts(&RightForm::plain(&text)).into_iter().nth(1).unwrap_or(text);
    if articles_required { offered } else { grading::without_article(&offered, language).to_owned() }
}
