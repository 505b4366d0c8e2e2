//! The result of an exam: the score by deck and section, the missed items, and what the memory model expected.

use super::questions::{Exam, ExamQuestion};
use crate::deck::{Decks, ItemId, Named, SourceRef, Text};
use crate::schedule::{EventId, LONGEST_MS};
use crate::session::{ChoiceMark, GradeDetail};

/// The result of an exam. No answer counts as wrong.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExamResult {
    /// How many questions.
    pub asked: usize,
    /// How many of them were answered.
    pub answered: usize,
    /// How many answers were right.
    pub right: usize,
    /// How many of these count as right because the learner overruled the verdict.
    pub overruled: usize,
    /// How many of the items had been reviewed before.
    pub met: usize,
    /// How many right answers the memory model expected: the sum of the items' chances.
    pub expected: f64,
    /// How long it took, in milliseconds; each question counts for two minutes at most.
    pub ms: u64,
    /// By deck, in the order of the decks.
    pub decks: Vec<ExamGroup>,
    /// By section of the source, in the order of the decks; without cards that belong to none.
    pub sections: Vec<ExamGroup>,
    /// Missed items, in the order of asking.
    pub missed: Vec<MissedQuestion>,
    /// The percentage needed to pass.
    pub pass: Option<u8>,
    /// Items left out because only the learner can judge them.
    pub left_out: usize,
}

/// How an exam ended.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExamEnding {
    /// `None` if it was left early.
    pub result: Option<ExamResult>,
    /// The range in which the number of right answers lies with 90 % probability, by the memory model.
    pub likely: (usize, usize),
}

/// The score of a deck or a section.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExamGroup {
    /// The deck's id or the section's slug; empty for cards without a section.
    pub id: String,
    pub title: String,
    /// How many questions.
    pub asked: usize,
    /// How many answers were right.
    pub right: usize,
    /// How many the memory model expected.
    pub expected: f64,
    /// For a deck, the scores by section of its source, in the order of the deck; empty if there is only one, or if
    /// each question has its own.
    pub sections: Vec<Self>,
}

/// A missed question, with all that explains it.
#[derive(Debug, Clone, PartialEq)]
pub struct MissedQuestion {
    /// From 1.
    pub number: usize,
    pub item: ItemId,
    pub prompt: String,
    pub right: Vec<Text>,
    pub answered: bool,
    /// The review of its answer.
    pub review: Option<EventId>,
    /// `None` for "I don't know", and if answers are not kept.
    pub given: Option<String>,
    /// Whether the learner said "I don't know", as far as is known.
    pub dont_know: bool,
    /// Why the picked choice is wrong, or what is true instead.
    pub why: Option<Text>,
    /// The explanation of the right answer.
    pub because: Option<Text>,
}

impl ExamResult {
    pub(super) fn of(exam: &Exam, found: &dyn Decks) -> Self {
        let mut result = Self { pass: exam.plan.pass, left_out: exam.left_out, ..Self::default() };
        for (number, asked) in (1..).zip(&exam.asked) {
            let right = asked.is_right();
            result.asked += 1;
            result.answered += usize::from(asked.given.is_some());
            result.right += usize::from(right);
            result.overruled += usize::from(asked.given.as_ref().is_some_and(|given| given.overruled_by.is_some()));
            result.met += usize::from(asked.met);
            result.expected += asked.chance;
            result.ms += asked.given.as_ref().map_or(0, |given| u64::from(given.ms.min(LONGEST_MS)));
            if !right {
                result.missed.push(miss(number, asked));
            }
        }
        let all = in_order(exam, found);
        result.decks = groups(&all, |asked| {
            let deck = found.heading(asked.question.id.deck())?;
            Some((deck.id.to_string(), deck.title.plain()))
        });
        for deck in &mut result.decks {
            deck.sections = sections_within(deck, &all, found);
        }
        result.sections = groups(&all, |asked| {
            let Named { slug, title } = asked.passage(found)?.section;
            let title = title.as_ref().map_or_else(|| slug.clone(), Text::plain);
            Some((slug, title))
        });
        result
    }

    /// The expected number of right answers with one decimal: the number shown and kept.
    #[must_use]
    pub fn expected_in_tenths(&self) -> f64 {
        (self.expected * 10.0).round() / 10.0
    }

    /// Percentage right.
    #[must_use]
    pub fn percent(&self) -> usize {
        percent(self.right, self.asked, self.pass)
    }

    /// Whether it is passed; true if no percentage is needed.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.pass.is_none_or(|pass| self.right * 100 >= usize::from(pass) * self.asked)
    }
}

/// The nearest percentage, but 100 only if all are right, 0 only if none is, and below `pass` if that was not
/// reached.
pub(super) fn percent(right: usize, asked: usize, pass: Option<u8>) -> usize {
    let nearest = (right * 200 + asked).checked_div(asked * 2).unwrap_or(0);
    let pass = pass.map(usize::from).filter(|pass| right * 100 < pass * asked);
    match right {
        0 => 0,
        all if all == asked => 100,
        _ => nearest.min(pass.map_or(99, |pass| pass - 1)).max(1),
    }
}

/// The questions in the order of the decks.
fn in_order<'e>(exam: &'e Exam, found: &dyn Decks) -> Vec<&'e ExamQuestion> {
    let place = |asked: &ExamQuestion| {
        let (card, deck) = (&asked.question.card, asked.question.id.deck());
        let deck = found.summaries().iter().position(|summary| summary.id.as_str() == deck);
        (deck, card.place)
    };
    let mut in_order: Vec<&'e ExamQuestion> = exam.asked.iter().collect();
    in_order.sort_by_cached_key(|asked| place(asked));
    in_order
}

/// A deck's sections or subsections; empty if they would add nothing to the deck's score and the misses.
fn sections_within(deck: &ExamGroup, all: &[&ExamQuestion], found: &dyn Decks) -> Vec<ExamGroup> {
    let sections = groups(all, |asked| {
        if asked.question.id.deck() != deck.id {
            return None;
        }
        let Some(SourceRef { section, part }) = asked.passage(found) else {
            return Some((String::new(), "no section".to_owned()));
        };
        let (slug, title) = match part {
            Some(part) => (format!("{}/{}", section.slug, part.slug), part.title),
            None => (section.slug, section.title),
        };
        let title = title.as_ref().map_or_else(|| slug.clone(), Text::plain);
        Some((slug, title))
    });
    if (2..deck.asked).contains(&sections.len()) { sections } else { Vec::new() }
}

/// Adds up questions by the id and title that `name` gives them.
fn groups(all: &[&ExamQuestion], name: impl Fn(&ExamQuestion) -> Option<(String, String)>) -> Vec<ExamGroup> {
    let mut groups: Vec<ExamGroup> = Vec::new();
    for asked in all {
        let Some((id, title)) = name(asked) else { continue };
        let at = groups.iter().position(|group| group.id == id).unwrap_or_else(|| {
            groups.push(ExamGroup { id, title, ..ExamGroup::default() });
            groups.len() - 1
        });
        groups[at].asked += 1;
        groups[at].right += usize::from(asked.is_right());
        groups[at].expected += asked.chance;
    }
    groups
}

fn miss(number: usize, asked: &ExamQuestion) -> MissedQuestion {
    let question = &asked.question;
    let grade = asked.given.as_ref().map(|given| &given.grade);
    MissedQuestion {
        number,
        item: question.id.clone(),
        prompt: question.plain_prompt(),
        right: question.right(),
        answered: grade.is_some(),
        review: asked.given.as_ref().and_then(|given| given.review),
        dont_know: grade.is_some_and(|grade| grade.dont_know),
        given: grade.and_then(|grade| grade.logged.clone()),
        why: why(asked),
        because: question.card.because.clone(),
    }
}

/// Why the first wrong choice is wrong, if the author says so; for a false statement, what is true instead.
fn why(asked: &ExamQuestion) -> Option<Text> {
    if let Some(correction) = asked.question.card.body.correction() {
        return Some(correction.clone());
    }
    let GradeDetail::Choices(marks) = &asked.given.as_ref()?.grade.detail else { return None };
    let mut wrong = asked.question.choices.iter().zip(marks).filter(|(_, mark)| **mark == ChoiceMark::Wrong);
    wrong.find_map(|(choice, _)| choice.why.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_are_the_nearest_and_only_all_is_100() {
        for (right, asked, pass, whole) in [
            (1, 6, None, 17),
            (1, 3, None, 33),
            (199, 200, None, 99),
            (1, 300, None, 1),
            (0, 3, None, 0),
            (3, 3, Some(100), 100),
            (0, 0, None, 0),
            (16, 23, Some(70), 69),
            (16, 23, Some(69), 70),
            (1, 300, Some(1), 1),
        ] {
            assert_eq!(percent(right, asked, pass), whole, "{right} of {asked}, {pass:?}");
        }
    }
}
