//! What an answer counts as if the learner disagrees with the program.

use crate::app::error::CliError;
use crate::schedule::{Rating, Verdict};
use crate::session::suggested;

use super::sent::SentAnswer;

/// What a review is to count as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amendment {
    pub(super) rating: Rating,
    pub(super) guessed: bool,
    pub(super) overruled: bool,
}

/// The amendment that `sent` makes to a review with this verdict; an earlier overrule stays. As in the quiz, a wrong
/// answer counts as Again.
pub(super) fn change(
    sent: &SentAnswer,
    found: Verdict,
    hints: u8,
    overruled: bool,
) -> Result<Option<Amendment>, CliError> {
    if sent.overrule && found == Verdict::None {
        return Err(CliError::usage("there is no verdict to overrule").help("give --rating"));
    }
    let overruled = sent.overrule || overruled;
    let verdict = match found {
        Verdict::Right if overruled => Verdict::Wrong,
        Verdict::Wrong if overruled => Verdict::Right,
        verdict => verdict,
    };
    if sent.guessed {
        return Ok(Some(Amendment { rating: Rating::Again, guessed: true, overruled }));
    }
    let rating = match sent.rating {
        Some(rating) if verdict == Verdict::Wrong && rating != Rating::Again => {
            return Err(CliError::usage(format!("a wrong answer counts as Again, not as {rating}"))
                .help("leave out --rating, or add --overrule if the answer was right"));
        }
        Some(rating) => rating,
        None if sent.overrule => suggested(verdict, hints).unwrap_or(Rating::Good),
        None => return Ok(None),
    };
    Ok(Some(Amendment { rating, guessed: false, overruled }))
}

/// The same for a new answer; `None` if it counts as the program suggests anyway.
pub(super) fn at_first(sent: &SentAnswer, found: Verdict) -> Result<Option<Amendment>, CliError> {
    // A wrong answer counts as Again already, guessed or not.
    Ok(change(sent, found, sent.hints, false)?.filter(|change| !change.guessed || found == Verdict::Right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_answer_is_again_unless_it_is_overruled() {
        let sent = |rating, overrule| SentAnswer { rating, overrule, ..SentAnswer::default() };
        let ask = |sent: SentAnswer, found, before| change(&sent, found, 0, before).map_err(|err| err.what);
        let counts = |rating, overruled| Ok(Some(Amendment { rating, guessed: false, overruled }));
        assert_eq!(ask(sent(None, false), Verdict::Wrong, false), Ok(None));
        assert!(ask(sent(Some(Rating::Easy), false), Verdict::Wrong, false).is_err());
        assert_eq!(ask(sent(Some(Rating::Easy), true), Verdict::Wrong, false), counts(Rating::Easy, true));
        assert_eq!(ask(sent(Some(Rating::Easy), false), Verdict::Wrong, true), counts(Rating::Easy, true));
        assert_eq!(ask(sent(None, true), Verdict::Right, false), counts(Rating::Again, true));
        assert!(ask(sent(Some(Rating::Good), true), Verdict::Right, false).is_err());
        assert!(ask(sent(None, true), Verdict::None, false).is_err());
    }
}
