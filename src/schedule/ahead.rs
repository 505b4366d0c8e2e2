//! Corrects what was written while the clock was ahead.

use super::replay::History;
use super::{Act, Event, EventDraft, EventKind, Moment};

/// What corrects an item's own events that are in the future.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PutRight {
    /// To be written in this order.
    pub drafts: Vec<EventDraft>,
    /// How many answers are taken back.
    pub answers: usize,
    /// How many marks (a suspension, a flag, …) now count as of now, or no longer.
    pub marks: usize,
}

impl PutRight {
    pub fn extend(&mut self, other: Self) {
        self.drafts.extend(other.drafts);
        self.answers += other.answers;
        self.marks += other.marks;
    }
}

/// Takes back future answers that feed memory: they would count as the last ones until that day comes. Acts that
/// express what the learner wants (a suspension, a flag, another rating) are written again as of now; a bury was for
/// a day of the wrong clock. Practice and exams change no schedule and stay.
#[must_use]
pub fn put_right(events: &[Event], now: Moment) -> PutRight {
    let history = History::of(events);
    let mut put = PutRight::default();
    for event in history.events().filter(|event| event.moment.at_ms > now.at_ms) {
        let again = match &event.what {
            EventKind::Review(review) if review.purpose.feeds_memory() => None,
            EventKind::Act(act @ (Act::Suspend | Act::Resume | Act::Flag { .. } | Act::Unflag)) => Some(act.clone()),
            EventKind::Act(act @ Act::Amend { target, .. }) => {
                let stays = |standing: super::EffectiveReview<'_>| {
                    standing.event.id == *target && standing.event.moment.at_ms <= now.at_ms
                };
                history.reviews().any(stays).then(|| act.clone())
            }
            EventKind::Act(Act::Due { .. }) => Some(Act::Due { day: now.day }),
            EventKind::Act(Act::Bury | Act::Unbury | Act::Forget | Act::Sm2(_)) => None,
            EventKind::Review(_)
            | EventKind::Act(
                Act::Retract { .. } | Act::Carry { .. } | Act::Params { .. } | Act::Exam { .. } | Act::Unknown { .. },
            ) => continue,
        };
        match event.what {
            EventKind::Review(_) => put.answers += 1,
            EventKind::Act(_) => put.marks += 1,
        }
        let acts = [Act::Retract { target: event.id }].into_iter().chain(again);
        put.drafts.extend(acts.map(|act| EventDraft {
            moment: now,
            item: event.item.clone(),
            what: EventKind::Act(act),
        }));
    }
    put
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::laws::{answered, event};
    use super::super::{Day, EventId, Model, Purpose, Rating, replay};
    use super::*;

    fn day(number: i32) -> Day {
        Day::from_number(20_000 + number)
    }

    fn now() -> Moment {
        Moment { at_ms: answered(500, day(5), Rating::Good).moment.at_ms, offset_minutes: 0, day: day(5) }
    }

    fn acted(number: usize, on: Day, act: Act) -> Event {
        event(number, answered(number, on, Rating::Good).moment, EventKind::Act(act))
    }

    /// The drafts as the log would have them.
    fn with(mut events: Vec<Event>, put: &PutRight) -> Vec<Event> {
        for (number, draft) in (1000..).zip(&put.drafts) {
            let moment = Moment { at_ms: draft.moment.at_ms + i64::try_from(number).expect("few"), ..draft.moment };
            events.push(event(number, moment, draft.what.clone()));
        }
        events
    }

    #[test]
    fn answers_ahead_are_taken_back_and_new_ones_count() {
        let events = vec![
            answered(0, day(1), Rating::Good),
            answered(1, day(160), Rating::Good),
            answered(2, day(170), Rating::Again),
        ];
        let put = put_right(&events, now());
        assert_eq!((put.answers, put.drafts.len()), (2, 2));
        let events = with(events, &put);
        let model = Model::default();
        assert_eq!(replay(&events, &model), replay(&events[..1], &model));
        let mut answer = answered(3000, day(5), Rating::Again);
        answer.id = EventId(Uuid::from_u128(3000));
        let state = replay(events.iter().chain([&answer]), &model).seen.expect("it was answered");
        assert_eq!((state.last_day, state.last_rating), (day(5), Rating::Again));
        // And nothing is left to be put right.
        assert_eq!(put_right(&events, Moment { at_ms: now().at_ms + 2_000, ..now() }), PutRight::default());
    }

    #[test]
    fn what_the_learner_wished_is_kept_and_can_be_unwished() {
        let note = Some("a typo".to_owned());
        let first = answered(0, day(1), Rating::Good);
        let amend =
            Act::Amend { target: first.id, rating: Rating::Again, due: day(1), guessed: true, overruled: false };
        let events = vec![
            first,
            acted(1, day(160), Act::Suspend),
            acted(2, day(160), Act::Flag { note: note.clone() }),
            acted(3, day(160), Act::Bury),
            acted(4, day(160), amend),
            acted(5, day(161), Act::Due { day: day(161) }),
        ];
        let put = put_right(&events, now());
        assert_eq!((put.answers, put.marks), (0, 5));
        let events = with(events, &put);
        let state = replay(&events, &Model::default());
        assert_eq!((state.suspended, state.buried, state.flag.and_then(|flag| flag.note)), (Some(true), None, note));
        let seen = state.seen.expect("it was answered");
        assert_eq!((seen.last_rating, seen.due), (Rating::Again, day(5)));
        let resume = event(3000, Moment { at_ms: now().at_ms + 9_000, ..now() }, EventKind::Act(Act::Resume));
        assert_eq!(replay(events.iter().chain([&resume]), &Model::default()).suspended, Some(false));
    }

    #[test]
    fn practice_and_exams_stay_and_so_does_what_was_taken_back() {
        let mut events = vec![answered(0, day(160), Rating::Good), answered(1, day(161), Rating::Good)];
        for (event, purpose) in events.iter_mut().zip([Purpose::Cram, Purpose::Exam]) {
            if let EventKind::Review(review) = &mut event.what {
                review.purpose = purpose;
            }
        }
        let undone = answered(2, day(162), Rating::Good);
        events.push(acted(3, day(162), Act::Retract { target: undone.id }));
        events.push(undone);
        assert_eq!(put_right(&events, now()), PutRight::default());
    }
}
