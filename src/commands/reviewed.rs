//! The wording of past reviews.

use crate::deck::text::safe_line;
use crate::schedule::{Day, Event, Review};
use crate::terminal::date;

/// `Sat 28 Nov 20:14`
pub(super) fn when(event: &Event, today: Day) -> String {
    let at = event.moment.local();
    format!("{} {}", date(Day::from(at.date()), today), at.strftime("%H:%M"))
}

/// The answer, to follow the rating: `, you said: true`.
pub(super) fn said(review: &Review) -> String {
    let said = review.answer.as_ref().map(|answer| format!(", you said: {}", safe_line(&answer.replace('\n', "; "))));
    said.unwrap_or_default()
}
