//! The answers of all decks, since a typed answer that is nearly right may be the answer to another card. They are
//! gathered when they are needed, or ahead of time.

use std::cell::{OnceCell, RefCell};
use std::panic::resume_unwind;
use std::thread::{JoinHandle, spawn};

use super::grading_context::gather;
use crate::deck::Decks;
use crate::grading::AnswerSet;

/// With more items than this, nothing is gathered ahead: it takes seconds.
const MOST: usize = 200_000;

/// The answers, or the thread that gathers them.
#[derive(Debug, Default)]
pub(super) struct AnswerPool {
    known: OnceCell<AnswerSet>,
    ahead: RefCell<Option<JoinHandle<AnswerSet>>>,
}

impl AnswerPool {
    /// The answers; gathers them now if that hasn't been done yet.
    pub(super) fn known(&self, found: &dyn Decks) -> &AnswerSet {
        self.known.get_or_init(|| match self.ahead.take() {
            Some(ahead) => ahead.join().unwrap_or_else(|panic| resume_unwind(panic)),
            None => gather(|each| found.each_card(each)),
        })
    }

    /// Starts to gather them in the background.
    pub(super) fn begin(&self, found: &dyn Decks) {
        let mut ahead = self.ahead.borrow_mut();
        if self.known.get().is_none() && ahead.is_none() && found.count() <= MOST {
            let cards = found.each_card_later();
            *ahead = Some(spawn(move || gather(cards)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Collection, parse_deck};
    use crate::grading::{KnownAnswers, RightForm, Rules, TextMatch, grade};

    #[test]
    fn what_is_gathered_ahead_is_what_would_be_gathered() {
        let text = "title: t\nlanguage: fi\ncards:\n  - {id: a, kind: typed, question: Where, answer: Hungary}\n  - {id: b, kind: \
                    typed, question: How, answer: hungry}\n";
        let decks = vec![parse_deck("d", None, text).expect("a deck")];
        let found = Collection::gather(decks.into_iter().map(|deck| (0, deck)).collect(), Vec::new()).collection;
        for is_ahead in [false, true] {
            let gathered = AnswerPool::default();
            if is_ahead {
                gathered.begin(&found);
                gathered.begin(&found);
            }
            assert_eq!(gathered.ahead.borrow().is_some(), is_ahead);
            let others = KnownAnswers { known: &|| gathered.known(&found) };
            let judged = |typed| grade(typed, &[RightForm::plain("Hungary")], &Rules::default(), others).finding;
            assert_eq!((judged("hungary"), judged("hungray")), (TextMatch::Same, TextMatch::Slip));
            assert!(!judged("hungry").is_right());
        }
    }
}
