//! Several texts, typed and matched with the expected ones.

use std::cell::OnceCell;

use super::sent::{self, SentAs, Unfit, wrong_count};
use super::sheet::Sheet;
use super::text::{as_line, fit, outline_hint};
use super::{Answer, Form, GivenValue, GradeDetail, JsonField, Notes};
use crate::deck::{Json, RightAnswer};
use crate::grading::{Reason, TextMatch};
use crate::session::hint::Hint;
use crate::session::{Grade, GradingContext, Question, WrongForm};

pub(super) struct SeveralTextsForm;

impl Form for SeveralTextsForm {
    fn grade(&self, question: &Question, answer: &Answer, context: GradingContext<'_>) -> Result<Grade, WrongForm> {
        let Answer::Texts(typed) = answer else { return Err(WrongForm) };
        Ok(grade(question, typed, context))
    }

    fn logged_as(&self, _: &Question, text: &str) -> Option<Answer> {
        Some(Answer::Texts(text.split('\n').map(str::to_owned).collect()))
    }

    fn hint(&self, question: &Question) -> Option<Hint> {
        outline_hint(question)
    }

    fn sheet(&self, question: &Question) -> Sheet {
        Sheet::of_lines(question.texts, question.wants().map(|wants| format!("Write {wants}.")))
    }

    fn fields(&self, question: &Question) -> Vec<JsonField> {
        vec![("texts", Json::count(question.texts)), ("ordered", Json::from(question.ordered()))]
    }

    fn notes(&self, _: &Question, detail: &GradeDetail) -> Notes {
        let GradeDetail::Texts { wanted, extra } = detail else { return Notes::default() };
        let missing = wanted.iter().filter(|text| !text.is_found());
        let missing: Vec<String> = missing.map(|text| text.answer.clone()).collect();
        let extra: Vec<String> = extra.iter().map(|text| text.typed.clone()).collect();
        let fields = vec![("missing", Json::from(&missing[..])), ("extra", Json::from(&extra[..]))];
        Notes { fields, told: vec![("missing", missing), ("extra", extra)] }
    }

    fn read_sent(&self, question: &Question, values: &[GivenValue], way: SentAs) -> Result<Answer, Unfit> {
        if values.len() > question.texts {
            return Err(wrong_count(question, values, way));
        }
        Ok(Answer::Texts(values.iter().map(sent::text).collect()))
    }

    fn how_to_send(&self, question: &Question, way: SentAs) -> String {
        let wants = question.wants().unwrap_or_default();
        match way {
            SentAs::Flags => format!(
                "give --answer TEXT for each of {wants}; an empty one for each that is not known; or --dont-know"
            ),
            SentAs::Json => format!(
                "give \"answers\", a text for each of {wants}, empty for each that is not known; or \"dont_know\": true"
            ),
        }
    }
}

/// The result for one of several expected texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFound {
    /// As it is shown; for a typo, the form that was meant.
    pub answer: String,
    /// `None` if it is missing.
    pub typed: Option<String>,
    pub finding: TextMatch,
    /// The index at which it was typed, if that is not where it belongs.
    pub elsewhere: Option<usize>,
}

impl TextFound {
    /// Whether it was typed in its place.
    #[must_use]
    pub const fn is_found(&self) -> bool {
        self.typed.is_some() && self.elsewhere.is_none()
    }

    /// Whether it is right but differs from the answer.
    #[must_use]
    pub const fn is_near(&self) -> bool {
        self.finding.is_near()
    }
}

/// A typed text that is none of the expected ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextExtra {
    pub typed: String,
    /// It is one of them, but was typed before.
    pub again: bool,
    /// Why it is wrong although it looks like one of them.
    pub why: Option<Reason>,
}

/// How a typed text matches one of the expected ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::session) struct TextFit {
    /// The form of the answer that it is or should be.
    pub(in crate::session) answer: String,
    pub(in crate::session) finding: TextMatch,
}

impl TextFit {
    /// Nothing was typed, or nothing is expected.
    pub(super) const fn none() -> Self {
        Self { answer: String::new(), finding: TextMatch::Wrong(None) }
    }
}

fn grade(question: &Question, typed: &[String], context: GradingContext<'_>) -> Grade {
    if typed.iter().all(|text| text.trim().is_empty()) {
        return Grade::dont_know(GradeDetail::Plain);
    }
    let typed: Vec<String> = typed.iter().map(|text| as_line(text)).collect();
    let ordered = question.ordered();
    let fits = |typed: &str, right: &RightAnswer| fit(question, typed, right, context).finding.is_right();
    let cut = Some(&typed).filter(|_| ordered).and_then(|typed| in_one_line(typed, &question.wanted(), &fits));
    let typed = cut.unwrap_or(typed);
    let (wanted, extra) =
        compare(&typed, &question.wanted(), ordered, &|typed, right| fit(question, typed, right, context));
    let found = wanted.iter().filter(|text| text.is_found()).count();
    // If each text has its place, an empty line keeps it.
    let logged: Vec<&str> = typed.iter().map(String::as_str).filter(|text| ordered || !text.is_empty()).collect();
    let logged = logged.join("\n").trim_end().to_owned();
    let right = found == wanted.len() && extra.is_empty();
    Grade::of(right, wanted.iter().any(|text| text.typed.is_some()), GradeDetail::Texts { wanted, extra }, logged)
}

/// Matches typed texts with expected ones; `fit` compares one pair. An empty text stands for "I don't know this one".
pub(in crate::session) fn compare(
    typed: &[String],
    wanted: &[RightAnswer],
    ordered: bool,
    fit: &dyn Fn(&str, &RightAnswer) -> TextFit,
) -> (Vec<TextFound>, Vec<TextExtra>) {
    let fits = Fits { typed, wanted, fit, known: typed.iter().map(|_| vec![OnceCell::new(); wanted.len()]).collect() };
    let in_place = ordered || wanted.len() > MOST_ASSIGNED;
    let given = if in_place { in_order(&fits) } else { assigned(&fits) };
    let found = wanted.iter().enumerate().map(|(place, right)| {
        let at = given.iter().position(|&of| of == Some(place));
        let fit = at.map_or_else(TextFit::none, |at| fits.at(at, place).clone());
        TextFound {
            answer: if at.is_some() { fit.answer } else { right.text.plain() },
            finding: fit.finding,
            typed: at.map(|at| typed[at].clone()),
            elsewhere: at.filter(|&at| ordered && at != place),
        }
    });
    let extra = (0..typed.len()).filter(|&at| given[at].is_none() && !typed[at].is_empty());
    let extra = extra.map(|at| {
        let why = fits.of(at).find_map(|fit| match &fit.finding {
            TextMatch::Wrong(reason) => reason.clone(),
            _ => None,
        });
        TextExtra { typed: typed[at].clone(), again: fits.of(at).any(|fit| fit.finding.is_right()), why }
    });
    (found.collect(), extra.collect())
}

/// A line with more words is not split into answers.
const MOST_WORDS: usize = 24;

/// Splits a single line that contains all expected texts in order, like `Canberra, founded`.
fn in_one_line(
    typed: &[String],
    wanted: &[RightAnswer],
    fits: &dyn Fn(&str, &RightAnswer) -> bool,
) -> Option<Vec<String>> {
    let mut lines = typed.iter().filter(|text| !text.is_empty());
    let (Some(line), None) = (lines.next(), lines.next()) else { return None };
    let words: Vec<&str> = line.split_whitespace().collect();
    (words.len() <= MOST_WORDS && wanted.len() > 1).then(|| cut(&words, wanted, fits)).flatten()
}

fn cut(words: &[&str], wanted: &[RightAnswer], fits: &dyn Fn(&str, &RightAnswer) -> bool) -> Option<Vec<String>> {
    let Some((first, rest)) = wanted.split_first() else { return words.is_empty().then(Vec::new) };
    let most = words.len().checked_sub(rest.len())?;
    let least = if rest.is_empty() { most } else { 1 };
    (least.max(1)..=most).find_map(|length| {
        let text = words[..length].join(" ");
        let text = text.trim_end_matches([',', ';', '/']).trim_end();
        let others = fits(text, first).then(|| cut(&words[length..], rest, fits)).flatten()?;
        Some(std::iter::once(text.to_owned()).chain(others).collect())
    })
}

/// How each typed text matches each expected one; compared when it is asked for.
struct Fits<'f> {
    typed: &'f [String],
    wanted: &'f [RightAnswer],
    fit: &'f dyn Fn(&str, &RightAnswer) -> TextFit,
    known: Vec<Vec<OnceCell<TextFit>>>,
}

impl Fits<'_> {
    fn at(&self, at: usize, place: usize) -> &TextFit {
        self.known[at][place].get_or_init(|| {
            let typed = &self.typed[at];
            if typed.is_empty() { TextFit::none() } else { (self.fit)(typed, &self.wanted[place]) }
        })
    }

    fn of(&self, at: usize) -> impl Iterator<Item = &TextFit> {
        (0..self.wanted.len()).map(move |place| self.at(at, place))
    }
}

/// The expected text for each typed one if the order matters: the one in its place if it fits, or else one that fits
/// nowhere else.
fn in_order(fits: &Fits<'_>) -> Vec<Option<usize>> {
    let wanted = fits.wanted.len();
    let fitting = |at: usize, place: usize| place < wanted && fits.at(at, place).finding.is_right();
    let mut given: Vec<Option<usize>> =
        (0..fits.typed.len()).map(|at| Some(at).filter(|&at| fitting(at, at))).collect();
    for at in 0..fits.typed.len() {
        if given[at].is_none() {
            given[at] = (0..wanted).find(|&place| !given.contains(&Some(place)) && fitting(at, place));
        }
    }
    given
}

/// As many answers as a card can have in any order. The gaps of a cloze can be more.
const MOST_ASSIGNED: usize = 9;

/// The expected text for each typed one if the order doesn't matter: the best matching with the fewest typos.
fn assigned(fits: &Fits<'_>) -> Vec<Option<usize>> {
    // The best score of the remaining typed texts, by the set of expected ones taken: 512 sets at most.
    const MATCH: usize = 16;
    let (typed, sets) = (fits.typed.len(), 1_usize << fits.wanted.len());
    let worth = |fit: &TextFit| fit.finding.is_right().then(|| MATCH - usize::from(fit.finding.is_near()));
    let mut best = vec![vec![0_usize; sets]; typed + 1];
    for at in (0..typed).rev() {
        for taken in 0..sets {
            let with = fits.of(at).enumerate().filter(|(place, _)| taken & (1 << place) == 0);
            let with = with.filter_map(|(place, fit)| Some(worth(fit)? + best[at + 1][taken | (1 << place)]));
            best[at][taken] = with.max().unwrap_or(0).max(best[at + 1][taken]);
        }
    }
    let mut taken = 0;
    let mut given = Vec::with_capacity(typed);
    for at in 0..typed {
        let place = fits.of(at).enumerate().position(|(place, fit)| {
            let free = taken & (1 << place) == 0;
            free && worth(fit).is_some_and(|worth| worth + best[at + 1][taken | (1 << place)] == best[at][taken])
        });
        taken |= place.map_or(0, |place| 1 << place);
        given.push(place);
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::Text;
    use crate::grading::{AnswerSet, KnownAnswers, RightForm, Rules, grade};

    /// What of these answers was found, and what of the typed ones is none of them.
    fn set(typed: &[&str], wanted: &[&[&str]], ordered: bool) -> (Vec<Option<String>>, Vec<String>) {
        let mut known = AnswerSet::default();
        wanted.iter().flat_map(|forms| forms.iter()).for_each(|form| known.insert(form));
        let fit = |typed: &str, right: &RightAnswer| {
            let forms: Vec<RightForm> = right.texts().map(|text| RightForm::plain(&text.plain())).collect();
            let graded = grade(typed, &forms, &Rules::default(), KnownAnswers { known: &|| &known });
            TextFit { answer: forms[graded.form].shown.clone(), finding: graded.finding }
        };
        let wanted: Vec<RightAnswer> = wanted
            .iter()
            .map(|forms| RightAnswer {
                text: Text::new(forms[0]),
                accept: forms[1..].iter().map(|t| Text::new(t)).collect(),
            })
            .collect();
        let typed: Vec<String> = typed.iter().map(|text| (*text).to_owned()).collect();
        let (found, extra) = compare(&typed, &wanted, ordered, &fit);
        let found = found.into_iter().map(|found| {
            let slip = if found.is_near() { "~" } else { "" };
            let elsewhere = found.elsewhere.map(|at| format!("@{at}")).unwrap_or_default();
            found.typed.map(|typed| format!("{slip}{typed}{elsewhere}"))
        });
        let extra = extra.into_iter().map(|extra| extra.typed + if extra.again { " again" } else { "" });
        (found.collect(), extra.collect())
    }

    fn some(texts: &[&str]) -> Vec<Option<String>> {
        texts.iter().map(|text| Some(*text).filter(|text| !text.is_empty()).map(str::to_owned)).collect()
    }

    #[test]
    fn in_any_order_each_text_goes_where_it_fits() {
        let gases: &[&[&str]] = &[&["hydrogen"], &["oxygen"], &["nitrogen"]];
        assert_eq!(
            set(&["oxygen", "Nitrogen", "hydrogin"], gases, false),
            (some(&["~hydrogin", "oxygen", "Nitrogen"]), vec![])
        );
        assert_eq!(
            set(&["carbon", "", "oxygen"], gases, false),
            (some(&["", "oxygen", ""]), vec!["carbon".to_owned()])
        );
        assert_eq!(
            set(&["oxygen", "oxygen"], gases, false),
            (some(&["", "oxygen", ""]), vec!["oxygen again".to_owned()])
        );
    }

    #[test]
    fn a_text_that_fits_two_leaves_the_other_its_only_place() {
        // "a" is right for both, "b" for the first alone.
        let both: &[&[&str]] = &[&["a", "b"], &["c", "a"]];
        assert_eq!(set(&["a", "b"], both, false), (some(&["b", "a"]), vec![]));
        assert_eq!(set(&["b", "a"], both, false), (some(&["b", "a"]), vec![]));
        // The one without a slip wins.
        let near: &[&[&str]] = &[&["Masakhane"], &["Masakhano"]];
        assert_eq!(set(&["Masakhano", "Masakhane"], near, false), (some(&["Masakhane", "Masakhano"]), vec![]));
    }

    #[test]
    fn where_the_order_counts_each_has_its_place() {
        let steps: &[&[&str]] = &[&["fork"], &["change"], &["merge"]];
        assert_eq!(set(&["fork", "change", "merge"], steps, true), (some(&["fork", "change", "merge"]), vec![]));
        assert_eq!(
            set(&["fork", "merge", "branch"], steps, true),
            (some(&["fork", "", "merge@1"]), vec!["branch".to_owned()])
        );
        assert_eq!(set(&["", "change"], steps, true), (some(&["", "change", ""]), vec![]));
    }
}
