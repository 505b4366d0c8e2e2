//! Decides whether a typed text is right: texts and languages in, a finding out.
//!
//! Pure, and below the decks: it knows no card. The rules are applied here in their order; each has its own file.

mod align;
mod alternatives;
mod article;
mod articles;
mod conventions;
mod decimal;
mod english;
mod known;
mod language;
mod languages;
mod normal;
mod number;
pub mod outline;
mod roman;
mod script;
mod signs;
mod tolerance;
mod typo;
mod units;
mod unseen;

use std::collections::HashSet;
use std::fmt;

use unicode_normalization::UnicodeNormalization;

use article::{ArticleMatch, ArticleSplit};
use decimal::By;
use normal::Normal;
use number::{Comparison, Quantity};
use typo::{Against, Typo};

#[cfg(test)]
pub(crate) use align::MAX_ALIGNED;
#[cfg(test)]
pub(crate) use alternatives::MAX_ALTERNATIVES;
pub use alternatives::sides;
pub use english::is_word as is_english_word;
pub use known::AnswerSet;
pub use language::Language;
pub use number::{is_number, shorter as shorter_number};
pub use tolerance::Tolerance;
pub use unseen::{is_unseen, is_wide_space, unseen_name};

/// A text that counts as right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RightForm {
    /// As the author wrote it, with marks.
    pub written: String,
    /// As it is shown, without marks.
    pub shown: String,
    /// Compared character by character.
    pub exact: bool,
}

impl RightForm {
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self { written: text.to_owned(), shown: text.to_owned(), exact: false }
    }
}

/// The author's rules for an answer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rules<'r> {
    /// The language of the answer.
    pub language: Language,
    /// A missing article is wrong.
    pub articles_required: bool,
    /// Another form of a word (like its plural) is wrong.
    pub counts_forms: bool,
    /// How far off a number may be.
    pub tolerance: Option<&'r Tolerance>,
    /// What is asked; it may name the unit.
    pub question: &'r str,
}

/// Lazy access to the answers of all decks. Few typed answers need them, and gathering them takes longer than
/// everything else.
#[derive(Clone, Copy)]
pub struct KnownAnswers<'k> {
    pub known: &'k dyn Fn() -> &'k AnswerSet,
}

/// How a typed text matches, best first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextMatch {
    Same,
    /// The answer without its article.
    NoArticle,
    /// Another form or spelling of the same words.
    Form,
    /// The answer with a typo.
    Slip,
    /// Wrong, and the reason if it looks similar.
    Wrong(Option<Reason>),
}

impl TextMatch {
    /// Whether it counts as right.
    #[must_use]
    pub const fn is_right(&self) -> bool {
        !matches!(self, Self::Wrong(_))
    }

    /// Whether it counts as right but differs from the answer, which is then shown.
    #[must_use]
    pub const fn is_near(&self) -> bool {
        matches!(self, Self::NoArticle | Self::Form | Self::Slip)
    }
}

/// Why a text that is near the answer is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    Article,
    NoArticle,
    Number,
    /// Another unit, or none.
    Unit,
    /// A different word of the language.
    Word(String),
    /// Another form of the word.
    Form(String),
    /// The answer to something else.
    Answer(String),
    /// In a short word every letter counts.
    Short(String),
    /// In initials every letter counts.
    Initials(String),
    /// The letters are right, the punctuation is not.
    Signs,
    /// The card is compared character by character.
    Exact,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Article => f.write_str("a different article"),
            Self::NoArticle => f.write_str("the article is missing"),
            Self::Number => f.write_str("a different number"),
            Self::Unit => f.write_str("a different unit"),
            Self::Word(word) => write!(f, "`{word}` is a different word"),
            Self::Form(word) => write!(f, "`{word}` is a different form"),
            Self::Answer(word) => write!(f, "`{word}` is a different answer"),
            Self::Short(word) => write!(f, "`{word}` is a different word: in a short one every letter counts"),
            Self::Initials(word) => write!(f, "`{word}`: in initials every letter counts"),
            Self::Signs => f.write_str("punctuation counts"),
            Self::Exact => f.write_str("this one is compared character by character"),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// The index of the nearest form.
    pub form: usize,
    pub finding: TextMatch,
}

/// Grades a typed text against all forms that count as right; the best match wins.
#[must_use]
pub fn grade(typed: &str, forms: &[RightForm], rules: &Rules<'_>, others: KnownAnswers<'_>) -> Graded {
    let own: HashSet<String> = forms.iter().flat_map(texts).map(|text| known::key(&text)).collect();
    let grader = Grader { rules, others, own: &own };
    let found = forms.iter().enumerate().map(|(form, text)| Graded { form, finding: grader.form(typed, text) });
    found.min_by(|a, b| a.finding.cmp(&b.finding)).unwrap_or(Graded { form: 0, finding: TextMatch::Wrong(None) })
}

/// Folds a text as answers are compared in any language, without English articles if `english`: equal folds are the
/// same answer.
#[must_use]
pub fn fold(text: &str, english: bool) -> String {
    if english { known::key(text) } else { Normal::of(text, Language::ENGLISH).text() }
}

/// The text without its leading article, in languages that have articles.
#[must_use]
pub fn without_article(text: &str, language: Language) -> &str {
    article::open(text, language).rest
}

/// All texts that a form stands for, the shown one first, with those that its brackets and slashes offer.
#[must_use]
pub fn texts(form: &RightForm) -> Vec<String> {
    if form.exact {
        return vec![form.shown.clone()];
    }
    let mut all = alternatives::of_answer(&form.shown);
    if form.written != form.shown {
        all.push(form.written.clone());
    }
    all
}

struct Grader<'g, 'k> {
    rules: &'g Rules<'g>,
    others: KnownAnswers<'k>,
    own: &'g HashSet<String>,
}

impl Grader<'_, '_> {
    fn form(&self, typed: &str, form: &RightForm) -> TextMatch {
        let written = sign_by_sign(&form.written);
        if typed.trim().nfc().eq(form.written.trim().nfc()) || sign_by_sign(typed) == written {
            return TextMatch::Same;
        }
        if form.exact {
            if sign_by_sign(typed) == sign_by_sign(&form.shown) {
                return TextMatch::Same;
            }
            let eased = RightForm { exact: false, ..form.clone() };
            return TextMatch::Wrong(self.form(typed, &eased).is_right().then_some(Reason::Exact));
        }
        // Texts this long are never near, and comparing them takes time.
        if typed.len() > 4 * form.written.len().max(form.shown.len()) + 400 {
            return TextMatch::Wrong(None);
        }
        let raised = |text: &str| text.chars().any(|c| signs::superscript(c).is_some());
        let is_raised = raised(typed) || raised(&form.shown);
        let given = alternatives::of_typed(typed);
        let mut pairs: Vec<(String, String)> = texts(form)
            .into_iter()
            .flat_map(|answer| given.iter().map(move |typed| (typed.clone(), answer.clone())))
            .collect();
        if is_raised {
            // m² may be typed as m^2, and vice versa.
            let plain = pairs.iter().map(|(typed, answer)| (without_carets(typed), without_carets(answer)));
            let plain: Vec<_> = plain.collect();
            pairs.extend(plain);
        }
        pairs.into_iter().map(|(typed, answer)| self.text(&typed, &answer)).min().unwrap_or(TextMatch::Wrong(None))
    }

    fn text(&self, typed: &str, answer: &str) -> TextMatch {
        let language = self.rules.language;
        let Some(wanted) = Quantity::read(answer, language, By::Author) else { return self.words(typed, answer) };
        let read = |text: &str| Quantity::read(text, language, By::Learner);
        let Some(given) = read(typed).or_else(|| read(article::open(typed, language).rest)) else {
            // 7zip and 7-zip: a number with letters can be a name.
            let is_same = !wanted.unit.is_empty() && Normal::of(typed, language).equals(&Normal::of(answer, language));
            return if is_same { TextMatch::Same } else { TextMatch::Wrong(None) };
        };
        match Quantity::compare(&given, &wanted, self.rules.tolerance, self.rules.question) {
            Comparison::Same => TextMatch::Same,
            Comparison::OtherNumber => TextMatch::Wrong(Some(Reason::Number)),
            Comparison::OtherUnit => TextMatch::Wrong(Some(Reason::Unit)),
            Comparison::OtherWords => self.words(&given.unit, &wanted.unit),
        }
    }

    /// Compares texts, and their articles separately.
    fn words(&self, typed: &str, answer: &str) -> TextMatch {
        let language = self.rules.language;
        let (given, wanted) = (article::open(typed, language), article::open(answer, language));
        // An elided article may be typed without its apostrophe.
        let is_joined = given.article.is_none() && wanted.article.as_ref().is_some_and(|word| word.ends_with('\''));
        let is_same = Normal::of(typed, language).equals(&Normal::of(answer, language));
        if is_same && (given.article == wanted.article || is_joined) {
            return TextMatch::Same;
        }
        let found = self.rest(&given, &wanted);
        if !found.is_right() {
            return found;
        }
        if found == TextMatch::Slip && (self.others.known)().has_nearer(typed, 1, self.own) {
            return TextMatch::Wrong(Some(Reason::Answer(typed.to_owned())));
        }
        match article::compare(given.article.as_deref(), wanted.article.as_deref(), language) {
            ArticleMatch::Alike if !self.lacks_article(&given, &wanted) => found,
            ArticleMatch::Other if language.is_english() => {
                TextMatch::Wrong(Some(Reason::Word(given.article.unwrap_or_default())))
            }
            ArticleMatch::Other => TextMatch::Wrong(Some(Reason::Article)),
            _ if self.rules.articles_required && given.article.is_none() => TextMatch::Wrong(Some(Reason::NoArticle)),
            _ if self.rules.articles_required => TextMatch::Wrong(Some(Reason::Article)),
            _ => found.max(TextMatch::NoArticle),
        }
    }

    /// In English an article doesn't matter unless it is required.
    fn lacks_article(&self, given: &ArticleSplit<'_>, wanted: &ArticleSplit<'_>) -> bool {
        let is_english = self.rules.language.is_english();
        is_english && self.rules.articles_required && wanted.article.is_some() && given.article != wanted.article
    }

    fn rest(&self, given: &ArticleSplit<'_>, wanted: &ArticleSplit<'_>) -> TextMatch {
        let language = self.rules.language;
        let (typed, answer) = (Normal::of(given.rest, language), Normal::of(wanted.rest, language));
        if typed.equals(&answer) || is_same_numeral(given.rest, wanted.rest, language) {
            return TextMatch::Same;
        }
        if language.is_english() && self.are_forms(&typed, &answer) {
            return TextMatch::Form;
        }
        let counts_forms = self.counts_forms(&answer);
        let against = Against { language, counts_forms, others: self.others, own: self.own };
        match typo::compare(&typed, &answer, against) {
            Typo::None => TextMatch::Same,
            Typo::Slips(edits) => {
                // A missing accent counts as one edit when compared with other answers.
                if (self.others.known)().has_nearer(given.rest, edits.max(1), self.own) {
                    TextMatch::Wrong(Some(Reason::Answer(given.rest.to_owned())))
                } else {
                    TextMatch::Slip
                }
            }
            Typo::Not(reason) => TextMatch::Wrong(Some(reason)),
            Typo::Far => TextMatch::Wrong(why_far(&typed, &answer)),
        }
    }

    /// Whether two texts say the same word by word, in other forms or spellings.
    fn are_forms(&self, typed: &Normal, answer: &Normal) -> bool {
        if typed.words.len() != answer.words.len() {
            return false;
        }
        let counts = self.counts_forms(answer);
        let are_one = |(at, (typed_word, answer_word)): (usize, (&String, &String))| {
            typed.word(at) == answer.word(at)
                || (answer.words.len() > 1 && are_one_name(typed_word, answer_word))
                || english::are_spellings(typed_word, answer_word)
                || (!counts && english::are_forms(typed_word, answer_word))
        };
        typed.words.iter().zip(&answer.words).enumerate().all(are_one)
    }

    /// Whether another form is another answer here: a question about the plural of a word wants only that form.
    fn counts_forms(&self, answer: &Normal) -> bool {
        self.rules.counts_forms || (answer.words.len() == 1 && self.names_form(&answer.words[0]))
    }

    fn names_form(&self, word: &str) -> bool {
        let words = Normal::of(self.rules.question, Language::ENGLISH).words;
        words.iter().any(|other| other.to_lowercase() != word.to_lowercase() && english::are_forms(other, word))
    }
}

/// Removes carets after a letter or bracket; 10^9 keeps its own.
fn without_carets(text: &str) -> String {
    let mut before = ' ';
    let keeps = |c: &char| {
        let is_kept = *c != '^' || !(before.is_alphabetic() || before == ')');
        before = *c;
        is_kept
    };
    text.chars().filter(keeps).collect()
}

/// The text for comparison character by character: composed, without invisible characters and outer white space.
fn sign_by_sign(text: &str) -> String {
    unseen::without(text).replace('\n', " ").trim().nfc().collect()
}

/// Whether two names differ only by a possessive: Parkinson's disease, Down syndrome.
fn are_one_name(a: &str, b: &str) -> bool {
    let bare = |name: &str| name.strip_suffix("'s").unwrap_or(name).to_lowercase();
    let is_name = |name: &str| name.starts_with(char::is_uppercase);
    (is_name(a) || is_name(b)) && a.ends_with("'s") != b.ends_with("'s") && bare(a) == bare(b)
}

/// Whether two texts are equal except for numerals, which may be written as digits.
fn is_same_numeral(typed: &str, answer: &str, language: Language) -> bool {
    let (typed_digits, answer_digits) = (in_digits(typed), in_digits(answer));
    if answer_digits == answer && typed_digits == typed {
        return false;
    }
    let fold = |text: &str| Normal::of(text, language).text();
    fold(&typed_digits) == fold(&answer_digits) || fold(typed) == fold(&answer_digits)
}

/// The text with Roman numerals as digits.
fn in_digits(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        if length == 0 {
            let c = rest.chars().next().unwrap_or(' ');
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        // A lone letter at the beginning is a word: I am.
        match roman::numeral(&rest[..length], out.contains(char::is_alphanumeric)) {
            Some(value) => out.push_str(&value.to_string()),
            None => out.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    out
}

/// Why two similar texts differ by more than a typo.
fn why_far(typed: &Normal, answer: &Normal) -> Option<Reason> {
    let is_number = |word: &str, beside: bool| {
        word.chars().any(|c| c.is_ascii_digit()) || roman::numeral(&word.to_uppercase(), beside).is_some()
    };
    if typed.words.len() == answer.words.len() && !answer.words.is_empty() {
        let beside = answer.words.len() > 1;
        let mut differing = (0..answer.words.len()).filter(|&at| typed.word(at) != answer.word(at)).peekable();
        if differing.peek().is_some()
            && differing.all(|at| is_number(&typed.words[at], beside) && is_number(&answer.words[at], beside))
        {
            return Some(Reason::Number);
        }
    }
    let letters = |text: &Normal| -> String { text.text().chars().filter(|c| c.is_alphanumeric()).collect() };
    (letters(typed) == letters(answer)).then_some(Reason::Signs)
}

#[cfg(test)]
mod tests;
