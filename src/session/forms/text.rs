//! One text, typed.

use super::sent::{self, SentAs, Unfit, wrong_count};
use super::sheet::Sheet;
use super::texts::TextFit;
use super::{Answer, Form, GivenValue, GradeDetail, Notes};
use crate::deck::{Json, RightAnswer, Text};
use crate::grading::{self, Graded, KnownAnswers, Language, RightForm, TextMatch, outline};
use crate::session::hint::Hint;
use crate::session::{Grade, GradingContext, Question, WrongForm};

pub(super) struct OneTextForm;

impl Form for OneTextForm {
    fn grade(&self, question: &Question, answer: &Answer, context: GradingContext<'_>) -> Result<Grade, WrongForm> {
        let Answer::Text(typed) = answer else { return Err(WrongForm) };
        Ok(grade(question, typed, context))
    }

    fn logged_as(&self, _: &Question, text: &str) -> Option<Answer> {
        Some(Answer::Text(text.to_owned()))
    }

    fn hint(&self, question: &Question) -> Option<Hint> {
        outline_hint(question)
    }

    fn sheet(&self, _: &Question) -> Sheet {
        Sheet::of_lines(1, None)
    }

    fn notes(&self, _: &Question, detail: &GradeDetail) -> Notes {
        let GradeDetail::Typed { answer, .. } = detail else { return Notes::default() };
        Notes { fields: vec![("form", Json::from(answer.as_str()))], ..Notes::default() }
    }

    fn read_sent(&self, question: &Question, values: &[GivenValue], way: SentAs) -> Result<Answer, Unfit> {
        match values {
            [one] => Ok(Answer::Text(sent::text(one))),
            several if question.gaps() == Some(several.len()) => Ok(Answer::Text(same(question, several))),
            several => Err(wrong_count(question, several, way)),
        }
    }

    fn how_to_send(&self, _: &Question, way: SentAs) -> String {
        how_to_send_text(way)
    }
}

pub(super) fn how_to_send_text(way: SentAs) -> String {
    match way {
        SentAs::Flags => "give --answer TEXT, or --dont-know",
        SentAs::Json => "give \"answer\", a text, or \"dont_know\": true",
    }
    .to_owned()
}

/// Several gaps with the same content count as one text: returns a wrong text if there is one, else the first.
fn same(question: &Question, several: &[GivenValue]) -> String {
    let right: Vec<String> = question
        .wanted()
        .iter()
        .flat_map(|right| right.texts().map(|text| grading::fold(&text.plain(), false)).collect::<Vec<_>>())
        .collect();
    let texts: Vec<String> = several.iter().map(sent::text).collect();
    let wrong = texts.iter().find(|text| !right.contains(&grading::fold(text, false)));
    wrong.or(texts.first()).cloned().unwrap_or_default()
}

fn grade(question: &Question, typed: &str, context: GradingContext<'_>) -> Grade {
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
pub(super) fn outline_hint(question: &Question) -> Option<Hint> {
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
