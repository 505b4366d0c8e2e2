//! The answers of all decks, which a typed answer that is nearly right may turn out to be: gathered when they are needed,
//! or ahead.

use std::cell::{OnceCell, RefCell};

use super::Known;
use crate::beside::Promise;
use crate::deck::Contents;

/// Of more items nothing is gathered ahead: it takes seconds.
const MOST: usize = 200_000;

/// What is known of the answers: folded as other languages are, and as English is.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    known: [OnceCell<Known>; 2],
    ahead: [RefCell<Option<Promise<Known>>>; 2],
}

impl Gathered {
    /// The answers; gathered now if they are not yet.
    pub(super) fn known(&self, found: &dyn Contents, english: bool) -> &Known {
        let at = usize::from(english);
        self.known[at].get_or_init(|| match self.ahead[at].take() {
            Some(ahead) => ahead.kept(),
            None => Known::of(found, english),
        })
    }

    /// Begins to gather them, beside what is done meanwhile.
    pub(super) fn begin(&self, found: &dyn Contents, english: bool) {
        let at = usize::from(english);
        let mut ahead = self.ahead[at].borrow_mut();
        if self.known[at].get().is_none() && ahead.is_none() && found.count() <= MOST {
            let cards = found.each_card_later();
            *ahead = Some(Promise::beside(move || Known::of_each(cards, english)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Collection, parse_deck};
    use crate::session::slip::{Match, Others, compare};

    #[test]
    fn what_is_gathered_ahead_is_what_would_be_gathered() {
        let text = "title: t\ncards:\n  - {id: a, kind: typed, question: Where, answer: Hungary}\n  - {id: b, kind: typed, \
                    question: How, answer: hungry}\n";
        let decks = vec![parse_deck("d", None, text).expect("a deck")];
        let found = Collection::gather(decks.into_iter().map(|deck| (0, deck)).collect(), Vec::new()).collection;
        for is_ahead in [false, true] {
            let gathered = Gathered::default();
            if is_ahead {
                gathered.begin(&found, true);
                gathered.begin(&found, true);
            }
            assert_eq!(gathered.ahead[1].borrow().is_some(), is_ahead);
            let others = Others { english: true, known: &|| gathered.known(&found, true) };
            let judged = |typed| compare(typed, &["Hungary".to_owned()], false, others);
            assert_eq!(
                (judged("hungary"), judged("hungari"), judged("hungry")),
                (Match::Same, Match::Slip(0), Match::Other)
            );
        }
    }
}
