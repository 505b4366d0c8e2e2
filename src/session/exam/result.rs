//! How an exam went: the score by deck and section, what was missed, and what the memory model had expected.

use super::machine::{Exam, ExamQuestion};
use crate::deck::{Body, ItemId, Text};
use crate::schedule::EventId;
use crate::session::{ChoiceMark, GradeDetail};

/// A longer look at the screen is a break.
const LONGEST_MS: u32 = 120_000;

/// How an exam went. What has no answer counts as wrong.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExamResult {
    /// How many questions.
    pub asked: usize,
    /// How many of them have an answer.
    pub answered: usize,
    /// How many answers are right.
    pub right: usize,
    /// How many of them are so by the learner's word, against the verdict.
    pub overruled: usize,
    /// How many of the items had been met before.
    pub met: usize,
    /// How many right the memory model had expected: the sum of the items' chances.
    pub expected: f64,
    /// How long it took, in milliseconds, each question counted for two minutes at most.
    pub ms: u64,
    /// The same by deck, in the order of the decks.
    pub decks: Vec<ExamGroup>,
    /// The same by section of the source, in the order of the decks; without cards that teach none.
    pub sections: Vec<ExamGroup>,
    /// What was missed, in the order it was asked.
    pub missed: Vec<ExamMiss>,
    /// From so many percent on it is passed.
    pub pass: Option<u8>,
    /// Items that were left out since only the learner can judge them.
    pub left_out: usize,
}

/// The score of a deck or a section.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExamGroup {
    /// The deck's id, or the section's slug; empty for what teaches no section.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many questions.
    pub asked: usize,
    /// How many answers are right.
    pub right: usize,
    /// How many the memory model had expected.
    pub expected: f64,
    /// Of a deck the same by section of its source, in the order the deck comes to them; none where there is but one,
    /// or each question has its own.
    pub sections: Vec<Self>,
}

/// A question that was missed, with all that explains it.
#[derive(Debug, Clone, PartialEq)]
pub struct ExamMiss {
    /// Its number, from 1.
    pub number: usize,
    /// The item.
    pub item: ItemId,
    /// What was asked.
    pub prompt: String,
    /// The right answer.
    pub right: Vec<Text>,
    /// Whether it has an answer at all.
    pub answered: bool,
    /// The review of that answer.
    pub review: Option<EventId>,
    /// What was answered; `None` for "I don't know".
    pub given: Option<String>,
    /// Why the choice picked is wrong, or what would be true instead.
    pub why: Option<Text>,
    /// Why the right answer is right.
    pub because: Option<Text>,
}

impl ExamResult {
    pub(super) fn of(exam: &Exam) -> Self {
        let mut result = Self { pass: exam.plan.pass, left_out: exam.left_out, ..Self::default() };
        for (number, asked) in (1..).zip(&exam.asked) {
            let right = asked.is_right();
            result.asked += 1;
            result.answered += usize::from(asked.given.is_some());
            result.right += usize::from(right);
            result.overruled += usize::from(asked.given.as_ref().is_some_and(|given| given.word.is_some()));
            result.met += usize::from(asked.met);
            result.expected += asked.chance;
            result.ms += asked.given.as_ref().map_or(0, |given| u64::from(given.ms.min(LONGEST_MS)));
            if !right {
                result.missed.push(miss(number, asked));
            }
        }
        let all = in_order(exam);
        result.decks = groups(&all, |asked| {
            let deck = exam.found.deck(asked.question.id.deck())?;
            Some((deck.id.to_string(), deck.title.plain()))
        });
        for deck in &mut result.decks {
            deck.sections = sections_within(deck, &all, exam);
        }
        result.sections = groups(&all, |asked| {
            let (section, _) = exam.found.section_of(&asked.question.card)?;
            Some((section.slug.clone(), section.title.as_ref().map_or_else(|| section.slug.clone(), Text::plain)))
        });
        result
    }

    /// How many right had been expected, with one digit behind the point: the number shown and kept.
    #[must_use]
    pub fn expected_in_tenths(&self) -> f64 {
        (self.expected * 10.0).round() / 10.0
    }

    /// Whole percent right.
    #[must_use]
    pub fn percent(&self) -> usize {
        percent(self.right, self.asked, self.pass)
    }

    /// Whether it is passed; an exam without a mark to reach is.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.pass.is_none_or(|pass| self.right * 100 >= usize::from(pass) * self.asked)
    }
}

/// Whole percent, the nearest; but 100 only where all are right, 0 only where none is, and what is below the mark to
/// reach does not look as if it had reached it.
pub(super) fn percent(right: usize, asked: usize, pass: Option<u8>) -> usize {
    let nearest = (right * 200 + asked).checked_div(asked * 2).unwrap_or(0);
    let pass = pass.map(usize::from).filter(|pass| right * 100 < pass * asked);
    match right {
        0 => 0,
        all if all == asked => 100,
        _ => nearest.min(pass.map_or(99, |pass| pass - 1)).max(1),
    }
}

/// The questions in the order the decks come to them.
fn in_order(exam: &Exam) -> Vec<&ExamQuestion> {
    let place = |asked: &ExamQuestion| exam.found.items().iter().position(|item| item.id == asked.question.id);
    let mut in_order: Vec<&ExamQuestion> = exam.asked.iter().collect();
    in_order.sort_by_cached_key(|asked| place(asked));
    in_order
}

/// A deck's sections, or the parts of one; none where they would say no more than the deck and the misses do.
fn sections_within(deck: &ExamGroup, all: &[&ExamQuestion], exam: &Exam) -> Vec<ExamGroup> {
    let sections = groups(all, |asked| {
        if asked.question.id.deck() != deck.id {
            return None;
        }
        let Some((section, part)) = exam.found.section_of(&asked.question.card) else {
            return Some((String::new(), "no section".to_owned()));
        };
        let (slug, title) = match part {
            Some(part) => (format!("{}/{}", section.slug, part.slug), part.title.as_ref()),
            None => (section.slug.clone(), section.title.as_ref()),
        };
        let title = title.map_or_else(|| slug.clone(), Text::plain);
        Some((slug, title))
    });
    if (2..deck.asked).contains(&sections.len()) { sections } else { Vec::new() }
}

/// Sums by what `name` gives of a question, an id and a title.
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

fn miss(number: usize, asked: &ExamQuestion) -> ExamMiss {
    let question = &asked.question;
    let judged = asked.given.as_ref().map(|given| &given.judged);
    ExamMiss {
        number,
        item: question.id.clone(),
        prompt: question.plain_prompt(),
        right: question.right(),
        answered: judged.is_some(),
        review: asked.given.as_ref().and_then(|given| given.review),
        given: judged.and_then(|judged| judged.logged.clone()),
        why: why(asked),
        because: question.card.because.clone(),
    }
}

/// Why the first wrong choice is wrong, if the author says so; of a false statement, what would be true.
fn why(asked: &ExamQuestion) -> Option<Text> {
    if let Body::TrueFalse { correction, .. } = &asked.question.card.body {
        return correction.clone();
    }
    let GradeDetail::Choices(marks) = &asked.given.as_ref()?.judged.detail else { return None };
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
