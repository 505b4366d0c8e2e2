//! Typed answers.

use super::assert_safe;
use crate::deck::text::safe;
use crate::grading::{
    AnswerSet, KnownAnswers, Language, RightForm, Rules, TextMatch, Tolerance, fold, grade, is_number, shorter_number,
    sides, texts, without_article,
};

/// A line with the language and the author's rules, what is typed, what is right, what is asked, and other answers of the
/// decks, one a line.
pub fn judging(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.split('\n');
    let mut line = || lines.next().unwrap_or_default();
    let [first, typed, right, question] = [line(), line(), line(), line()];
    // As the reader hands it on.
    let right = &safe(right);
    let mut words = first.split(' ');
    let language = words.next().and_then(Language::of_tag).unwrap_or_default();
    let flags = words.next().unwrap_or_default();
    let tolerance = words.next().and_then(Tolerance::parse);
    let mut known = AnswerSet::default();
    known.insert(right);
    lines.for_each(|other| known.insert(other));
    let judged = Judged {
        rules: Rules {
            language,
            articles_required: flags.contains('a'),
            counts_forms: flags.contains('f'),
            tolerance: tolerance.as_ref(),
            question,
        },
        exact: flags.contains('x'),
        known: &known,
    };
    judged.laws(typed, right);
    for text in [typed, right] {
        assert!(text.contains(without_article(text, language)), "an article is cut off: {text:?}");
        let _ = (fold(text, true), is_number(text, language), shorter_number(text, language), sides(text));
    }
}

struct Judged<'j> {
    rules: Rules<'j>,
    exact: bool,
    known: &'j AnswerSet,
}

impl Judged<'_> {
    fn finding(&self, typed: &str, right: &str) -> TextMatch {
        let form = RightForm { exact: self.exact, ..RightForm::plain(right) };
        grade(typed, &[form], &self.rules, KnownAnswers { known: &|| self.known }).finding
    }

    fn laws(&self, typed: &str, right: &str) {
        let found = self.finding(typed, right);
        if let TextMatch::Wrong(Some(reason)) = &found {
            assert_safe(&safe(&reason.to_string()));
        }
        for text in [typed, right] {
            let forms = texts(&RightForm { exact: self.exact, ..RightForm::plain(text) });
            for form in forms.iter().filter(|form| !form.trim().is_empty()) {
                let same = self.finding(form, text);
                assert!(same.is_right(), "{form:?} is right for {text:?}, and found to be {same:?}");
            }
        }
        if found == TextMatch::Same && are_words(typed) && are_words(right) {
            assert_eq!(self.finding(right, typed), TextMatch::Same, "{typed:?} is {right:?}, but not the other way");
        }
    }
}

/// Only words of small letters: no article, number, sign or bracket, of which each side may mean something of its own.
fn are_words(text: &str) -> bool {
    text.split(' ').all(|word| word.len() > 3 && word.chars().all(char::is_lowercase))
}
