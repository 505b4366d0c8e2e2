//! Pairs to be put together: to each left side the right one that belongs to it.

use super::sent::{self, SentAs, Unfit, choices_in_words, wrong_count};
use super::sheet::{BoxMark, Sheet, SheetRow};
use super::{Answer, Form, GivenValue, GradeDetail, JsonField, Listed, Notes, are_shown, numbered};
use crate::deck::text::one_line;
use crate::deck::{Choice, Json, Text};
use crate::session::hint::{Hint, beside};
use crate::session::{Grade, GradingContext, Question, WrongForm};

/// A pair, and the right side that the learner put to its left one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairFound {
    pub left: Text,
    pub right: Text,
    /// `None` if they matched nothing.
    pub given: Option<Text>,
}

impl PairFound {
    /// Two right sides with the same text are the same.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.given.as_ref() == Some(&self.right)
    }
}

pub(super) struct MatchForm;

impl Form for MatchForm {
    fn grade(&self, question: &Question, answer: &Answer, _: GradingContext<'_>) -> Result<Grade, WrongForm> {
        let Answer::Places(picked) = answer else { return Err(WrongForm) };
        if picked.is_empty() {
            return Ok(Grade::dont_know(self.unanswered(question)));
        }
        let pairs = pairs(question, picked);
        if picked.len() != pairs.len() || !are_shown(question, picked) {
            return Err(WrongForm);
        }
        let right = pairs.iter().filter(|pair| pair.is_right()).count();
        let lines: Vec<String> =
            pairs.iter().filter_map(|pair| Some(before(&pair.left) + &line(pair.given.as_ref()?))).collect();
        Ok(Grade::of(right == pairs.len(), right > 0, GradeDetail::Pairs(pairs), lines.join("\n")))
    }

    fn unanswered(&self, question: &Question) -> GradeDetail {
        GradeDetail::Pairs(pairs(question, &[]))
    }

    fn logged_as(&self, question: &Question, text: &str) -> Option<Answer> {
        let mut lines: Vec<&str> = text.split('\n').collect();
        let mut places = Vec::new();
        for left in question.card.body.lefts() {
            let before = before(left);
            let place = |given: &str| {
                let mut shown = question.choices.iter().enumerate().filter(|(at, _)| !places.contains(at));
                shown.find(|(_, choice)| line(&choice.text) == given).map(|(at, _)| at)
            };
            let (at, place) = lines
                .iter()
                .enumerate()
                .find_map(|(at, line)| Some((at, place(line.strip_prefix(before.as_str())?)?)))?;
            lines.remove(at);
            places.push(place);
        }
        lines.is_empty().then_some(Answer::Places(places))
    }

    fn hint(&self, question: &Question) -> Option<Hint> {
        question.right().into_iter().next().map(Hint::saying)
    }

    /// The left sides with letters, then the right ones with numbers.
    fn listed<'q>(&self, question: &'q Question) -> Vec<Listed<'q>> {
        let left = |(letter, text): (char, &'q Text)| Listed { mark: letter.to_string(), text, why: None };
        ('a'..).zip(question.card.body.lefts()).map(left).chain(numbered(question)).collect()
    }

    fn sheet(&self, question: &Question) -> Sheet {
        let left = |text: &Text| SheetRow { mark: Some(BoxMark::Number), text: text.clone() };
        let right = |(number, choice): (usize, &Choice)| SheetRow {
            mark: None,
            text: beside(&format!("{number}."), &choice.text),
        };
        Sheet {
            say: Some("Write into each box the number of what belongs to it.".to_owned()),
            lists: vec![
                question.card.body.lefts().into_iter().map(left).collect(),
                (1..).zip(&question.choices).map(right).collect(),
            ],
            lines: 0,
        }
    }

    fn box_numbers(&self, question: &Question) -> Vec<usize> {
        let lefts = 0..question.card.body.lefts().len();
        lefts.filter_map(|at| question.choices.iter().position(|choice| choice.place == at)).map(|at| at + 1).collect()
    }

    fn fields(&self, question: &Question) -> Vec<JsonField> {
        let lefts = question.card.body.lefts();
        let plain: Vec<String> = lefts.iter().map(|text| text.plain()).collect();
        let source: Vec<String> = lefts.iter().map(|text| text.marked().into_owned()).collect();
        vec![("lefts", Json::from(&plain[..])), ("lefts_source", Json::from(&source[..]))]
    }

    fn notes(&self, _: &Question, detail: &GradeDetail) -> Notes {
        let GradeDetail::Pairs(pairs) = detail else { return Notes::default() };
        let missing = pairs.iter().filter(|pair| !pair.is_right());
        let missing: Vec<String> = missing.map(|pair| before(&pair.left) + &line(&pair.right)).collect();
        let text = |text: &Text| Json::from(text.plain());
        let source = |text: &Text| Json::from(text.marked().into_owned());
        let pair = |pair: &PairFound| {
            Json::map([
                ("left", text(&pair.left)),
                ("left_source", source(&pair.left)),
                ("right", text(&pair.right)),
                ("right_source", source(&pair.right)),
                ("given", pair.given.as_ref().map_or(Json::Null, text)),
            ])
        };
        let pairs = Json::List(pairs.iter().map(pair).collect());
        let fields = vec![("missing", Json::from(&missing[..])), ("pairs", pairs)];
        Notes { fields, told: vec![("belong together", missing)] }
    }

    fn read_sent(&self, question: &Question, values: &[GivenValue], way: SentAs) -> Result<Answer, Unfit> {
        if values.len() != question.card.body.lefts().len() {
            return Err(wrong_count(question, values, way));
        }
        sent::places(question, values, way).map(Answer::Places)
    }

    fn how_to_send(&self, question: &Question, way: SentAs) -> String {
        let lefts = question.card.body.lefts();
        let lefts = lefts.iter().map(|left| format!("`{}`", left.plain())).collect::<Vec<_>>().join(", ");
        let choices = choices_in_words(question);
        match way {
            SentAs::Flags => format!("give --answer for each of {lefts}, in this order, with one of {choices}"),
            SentAs::Json => {
                format!("give \"answers\", a list with one for each of {lefts}, in this order, of {choices}")
            }
        }
    }
}

fn line(text: &Text) -> String {
    one_line(&text.plain())
}

/// A left side as it stands before its right one.
fn before(left: &Text) -> String {
    line(left) + ": "
}

/// The pairs, with the right sides that the learner put to the left ones.
fn pairs(question: &Question, picked: &[usize]) -> Vec<PairFound> {
    let lefts = question.card.body.lefts().into_iter().enumerate();
    let pair = |(at, left): (usize, &Text)| {
        let right = question.choices.iter().find(|choice| choice.place == at)?;
        let given = picked.get(at).and_then(|&place| question.choices.get(place));
        Some(PairFound {
            left: left.clone(),
            right: right.text.clone(),
            given: given.map(|choice| choice.text.clone()),
        })
    };
    lefts.filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Collection, parse_deck};
    use crate::grading::AnswerSet;
    use crate::schedule::Verdict;
    use crate::session::grade_answer;

    fn question(card: &str) -> Question {
        let allow = "  # oss-quiz: allow duplicate-choice two belong to one";
        let deck = format!("title: T\nlanguage: en\ncards:\n{allow}\n  - {{id: a, kind: match, {card}}}\n");
        let deck = parse_deck("d", None, deck);
        let found = Collection::new(vec![deck.expect("a deck")]);
        Question::new(&found.items()[0], 0)
    }

    const YEARS: &str = "question: When?, pairs: [{left: Linux, right: 1991}, {left: MySQL, right: 1995}, \
                         {left: Git, right: 2005}], spare: [1983]";

    fn answer(question: &Question, rights: &[&str]) -> Answer {
        let values: Vec<GivenValue> = rights.iter().map(|text| GivenValue::Text((*text).to_owned())).collect();
        question.read_sent(&values, SentAs::Flags).expect("an answer")
    }

    fn grade(question: &Question, answer: &Answer) -> Result<Grade, WrongForm> {
        let nothing = AnswerSet::default();
        let synonyms = crate::deck::Synonyms::default();
        grade_answer(question, answer, GradingContext { synonyms: &synonyms, known: &|| &nothing })
    }

    #[test]
    fn all_pairs_must_be_right() {
        let question = question(YEARS);
        for (rights, verdict, partly) in [
            (["1991", "1995", "2005"], Verdict::Right, false),
            (["1991", "1995", "1983"], Verdict::Wrong, true),
            (["1995", "2005", "1991"], Verdict::Wrong, false),
        ] {
            let grade = grade(&question, &answer(&question, &rights)).expect("a grade");
            assert_eq!((grade.verdict, grade.partly), (verdict, partly), "{rights:?}");
        }
        let unknown = grade(&question, &Answer::DontKnow).expect("a grade");
        assert!(unknown.dont_know && matches!(unknown.detail, GradeDetail::Pairs(pairs) if pairs.len() == 3));
        for unfit in [vec![0, 1], vec![0, 1, 9]] {
            assert_eq!(grade(&question, &Answer::Places(unfit)), Err(WrongForm));
        }
    }

    #[test]
    fn right_sides_with_one_text_are_the_same() {
        let question =
            question("question: Where?, pairs: [{left: a, right: x}, {left: b, right: x}, {left: c, right: y}]");
        let answer = answer(&question, &["x", "x", "y"]);
        let Answer::Places(mut places) = answer else { panic!("no places") };
        places.swap(0, 1);
        assert_eq!(grade(&question, &Answer::Places(places)).expect("a grade").verdict, Verdict::Right);
    }

    #[test]
    fn the_log_keeps_pairs_whatever_their_order() {
        let asked = question(YEARS);
        let given = answer(&asked, &["2005", "1995", "1983"]);
        let logged = grade(&asked, &given).expect("a grade").logged.expect("a text");
        assert_eq!(logged, "Linux: 2005\nMySQL: 1995\nGit: 1983");
        assert_eq!(asked.form().logged_as(&asked, &logged), Some(given));
        assert_eq!(asked.form().logged_as(&asked, "Linux: 2005\nMySQL: 1995"), None);
        let turned = "Git: 1983\nLinux: 2005\nMySQL: 1995";
        assert_eq!(asked.form().logged_as(&asked, turned), asked.form().logged_as(&asked, &logged));
    }

    #[test]
    fn a_hint_puts_one_pair_together() {
        assert_eq!(question(YEARS).hints()[0].text.plain(), "Linux: 1991");
    }
}
