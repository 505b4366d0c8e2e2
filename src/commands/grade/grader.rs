//! One answer after another, judged as the quiz does.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use uuid::Uuid;

use super::change::{Change, change};
use super::fit::{self, Act as Wish};
use super::out::{Counted, Graded, Notes};
use super::sent::Sent;
use crate::app::App;
use crate::commands::desk::Desk;
use crate::commands::{ahead, item_of_name};
use crate::deck::ItemId;
use crate::outcome::{Failure, Fault};
use crate::schedule::{
    Act, Day, Draft, Event, EventId, History, ItemState, Moment, Purpose, Verdict, What, preview, replay_history,
    state_before, state_through,
};
use crate::session::{Answer, Effect, Input, Question, Session, Stage};

/// The decks, the log, and a session to judge in.
pub(super) struct Grader {
    pub(super) desk: Rc<Desk>,
    session: Option<(i64, Session)>,
    /// Of the keys that were asked for those that reviews have already, with their items.
    known: HashMap<EventId, ItemId>,
    dry_run: bool,
}

impl Grader {
    pub(super) fn new(desk: Rc<Desk>, dry_run: bool) -> Self {
        Self { desk, session: None, known: HashMap::new(), dry_run }
    }

    /// Learns which of these keys are used already.
    pub(super) fn look_up(&mut self, keys: &[EventId]) -> anyhow::Result<()> {
        self.known = self.desk.store.items_of(keys)?;
        Ok(())
    }

    /// Judges an answer and writes its review, or changes one. To be called within a transaction, where it writes.
    ///
    /// # Errors
    /// When it can't be; then nothing was written.
    pub(super) fn grade(&mut self, sent: &Sent, app: &App) -> anyhow::Result<Graded> {
        match (sent.amend, sent.key.filter(|key| self.known.contains_key(key))) {
            (Some(review), _) => self.amend(sent, review, app),
            (None, Some(key)) => self.again(sent, key, app),
            (None, None) => self.first(sent, app),
        }
    }

    /// A session of today that knows the log as it is.
    fn session(&mut self, app: &App) -> anyhow::Result<&mut Session> {
        let (version, day) = (self.desk.store.data_version()?, app.now().day);
        let session = match self.session.take() {
            Some((of, session)) if of == version && session.today() == day => session,
            _ => self.desk.session(app.settings(&[], &*self.desk.found)?, day)?,
        };
        Ok(&mut self.session.insert((version, session)).1)
    }

    fn first(&mut self, sent: &Sent, app: &App) -> anyhow::Result<Graded> {
        let item = item_of_name(&sent.item, &*self.desk.found)?.id;
        let now = app.now();
        if let Some(key) = sent.key {
            may_be_used(key, now)?;
        }
        let (dry_run, desk) = (self.dry_run, Rc::clone(&self.desk));
        let session = self.session(app)?;
        session.ask(&item);
        let question = Arc::clone(session.question().ok_or_else(|| Failure::usage("the item can't be asked"))?);
        let before = session.state();
        let next = session.preview().copied().ok_or_else(|| Failure::usage("the item can't be asked"))?;
        let wish = fit::act(sent, &question)?;
        let (effect, verdict, notes) = taken(session, wish, sent, now)?;
        desk.checked(())?;
        let change = match verdict {
            Verdict::None => None,
            verdict => change(sent, verdict, sent.hints, false)?,
        };
        // "I guessed" of a wrong answer changes nothing: it counts as Again already.
        let change = change.filter(|change| !change.guessed || verdict == Verdict::Right);
        let amended = |target| {
            let change = change?;
            let due = now.day + i32::from(next.after(change.rating).interval);
            Some(amend_draft(target, change, due, &item, now))
        };
        let (id, events) = if dry_run {
            let mut events = desk.store.history(&item)?;
            for draft in &effect.drafts {
                if let What::Act(Act::Carry { from }) = &draft.what {
                    events.extend(desk.store.history(from)?);
                }
            }
            let id = sent.key.unwrap_or(EventId(Uuid::max()));
            let drafts = effect.drafts.iter().cloned().chain(amended(id));
            events.extend(drafts.map(|draft| would_be(draft, id)));
            (id, events)
        } else {
            let written = desk.store.append_as(&effect.drafts, sent.key)?;
            let id = written.events.last().map(|event| event.id);
            let id = id.ok_or_else(|| Failure::usage("nothing was graded"))?;
            session.recorded(&written.events, written.states);
            if let Some(draft) = amended(id) {
                let written = desk.store.append(&[draft])?;
                session.recorded(&written.events, written.states);
            }
            desk.checked(())?;
            (id, desk.store.history(&item)?)
        };
        if let Some(key) = sent.key.filter(|_| !dry_run) {
            self.known.insert(key, item);
        }
        let history = History::of(&events);
        let after = replay_history(&history, &desk.store.model()?);
        let warning = without_effect(&after, id, app);
        let counted = Counted {
            review: (!dry_run).then(|| id.to_string()),
            counts: counts(&history, id)?,
            before: &before,
            after: &after,
            next: &next,
            today: now.day,
            dry_run,
            warning,
        };
        Ok(Graded::of(&question, notes, &desk.found.synonyms(question.id.deck()), counted))
    }

    /// What was sent before is answered as it was then.
    fn again(&mut self, sent: &Sent, key: EventId, app: &App) -> anyhow::Result<Graded> {
        let item = item_of_name(&sent.item, &*self.desk.found)?;
        let desk = Rc::clone(&self.desk);
        let events = desk.store.history(&item.id)?;
        let other = |what: String| Failure::usage(what).help("each answer has a key of its own; the first one stands");
        let Some(event) = events.iter().find(|event| event.id == key) else {
            let of = self.known.get(&key).map(ToString::to_string).unwrap_or_default();
            return Err(other(format!("key {key} was used for another answer, to `{of}`")).into());
        };
        let history = History::of(&events);
        let What::Review(review) = &event.what else {
            return Err(other(format!("{key} is no review")).into());
        };
        if !history.stands(event) {
            return Err(other(format!("review {key} was taken back")).into());
        }
        let model = desk.store.model()?;
        let (before, after) = (state_before(&history, key, &model), state_through(&history, key, &model));
        let question = Question::new(&item, before.attempts);
        let (mut notes, mut verdict, mut logged) = (Notes::default(), Verdict::None, None);
        let mut differs = review.hints != sent.hints;
        match fit::act(sent, &question)? {
            Wish::Rate(rating) => differs |= rating != review.rating,
            Wish::Answer(answer) => {
                let judged = self.session(app)?.judged(&question, &answer);
                let judged = judged.map_err(|_| no_answer(&question))?;
                notes = Notes::of(&judged.detail, judged.partly, &question);
                (verdict, logged) = (review.verdict, judged.logged);
            }
        }
        let forgotten = review.answer.is_none() && !app.config.keep_answers;
        differs |= !forgotten && review.answer != logged;
        let wished = if verdict == Verdict::None { None } else { change(sent, verdict, sent.hints, false)? };
        let wished = wished.filter(|change| !change.guessed || verdict == Verdict::Right);
        differs |= wished.is_some_and(|wished| first_change(&events, key) != Some(wished));
        if differs {
            return Err(other(format!("key {key} was used for another answer to `{}`", item.id)).into());
        }
        let spacing = app.settings(&[], &*desk.found)?.spacing_of(item.id.deck());
        let next = preview(&item.id, &before, event.moment.day, &model, &spacing);
        let counted = Counted {
            review: Some(key.to_string()),
            counts: counts(&history, key)?,
            before: &before,
            after: &after,
            next: &next,
            today: event.moment.day,
            dry_run: self.dry_run,
            warning: None,
        };
        Ok(Graded::of(&question, notes, &desk.found.synonyms(question.id.deck()), counted))
    }

    /// Changes what a review counts as: appends an amend act. An earlier overrule stays.
    fn amend(&mut self, sent: &Sent, id: EventId, app: &App) -> anyhow::Result<Graded> {
        let item = item_of_name(&sent.item, &*self.desk.found)?;
        let desk = Rc::clone(&self.desk);
        let mut events = desk.store.history(&item.id)?;
        let history = History::of(&events);
        let model = desk.store.model()?;
        let standing = history.reviews().find(|standing| standing.event.id == id).ok_or_else(|| {
            Failure::usage(format!("`{}` has no review {id} that stands", item.id))
                .help(format!("`oss-quiz show {} --json` lists its reviews", item.id))
        })?;
        let overruled = standing.verdict != standing.review.verdict;
        let change = change(sent, standing.review.verdict, standing.review.hints, overruled)?
            .ok_or_else(|| Failure::usage("--amend needs --rating, --guessed or --overrule"))?;
        let before = state_before(&history, id, &model);
        let spacing = app.settings(&[], &*desk.found)?.spacing_of(item.id.deck());
        let day = standing.event.moment.day;
        let next = preview(&item.id, &before, day, &model, &spacing);
        // An exam's review chooses no day; what it counts as changes none.
        let due = match standing.review.purpose {
            Purpose::Exam => standing.review.due,
            _ => day + i32::from(next.after(change.rating).interval),
        };
        let own = standing.event.item.clone().unwrap_or_else(|| item.id.clone());
        let draft = amend_draft(id, change, due, &own, app.now());
        let events = if self.dry_run {
            events.push(would_be(draft, id));
            events
        } else {
            desk.store.append(&[draft])?;
            // What the session knew of it is of before.
            self.session = None;
            desk.store.history(&item.id)?
        };
        let history = History::of(&events);
        let after = replay_history(&history, &model);
        let question = Question::new(&item, before.attempts);
        let counted = Counted {
            review: Some(id.to_string()),
            counts: counts(&history, id)?,
            before: &before,
            after: &after,
            next: &next,
            today: day,
            dry_run: self.dry_run,
            warning: None,
        };
        Ok(Graded::of(&question, Notes::default(), &desk.found.synonyms(question.id.deck()), counted))
    }
}

/// Hands an answer to the session: what is to be written, the verdict, and what there is to say.
fn taken(session: &mut Session, wish: Wish, sent: &Sent, now: Moment) -> anyhow::Result<(Effect, Verdict, Notes)> {
    for _ in 0..sent.hints {
        session.take(Input::Hint, now, sent.ms);
    }
    let answer: Answer = match wish {
        Wish::Rate(rating) => {
            session.take(Input::Reveal, now, sent.ms);
            return Ok((session.take(Input::Rate(rating), now, sent.ms), Verdict::None, Notes::default()));
        }
        Wish::Answer(answer) => answer,
    };
    let question = session.question().cloned();
    let effect = session.take(Input::Answer(answer), now, sent.ms);
    match (session.stage(), question) {
        (Stage::Verdict(feedback), Some(question)) => {
            Ok((effect, feedback.verdict, Notes::of(&feedback.detail, feedback.partly, &question)))
        }
        (_, question) => {
            Err(question.map_or_else(|| Failure::usage("the item can't be asked"), |q| no_answer(&q)).into())
        }
    }
}

fn no_answer(question: &Question) -> Failure {
    Failure::usage(format!("this is no answer to `{}`", question.id))
}

/// A day in milliseconds.
const DAY_MS: i64 = 24 * 3_600_000;

/// The time in an id tells what was written last: one that is far ahead would be the last for years.
fn may_be_used(key: EventId, now: Moment) -> Result<(), Failure> {
    let at_ms = i64::try_from(key.0.as_u128() >> 80).unwrap_or(i64::MAX);
    if key.0.get_version_num() == 7 && at_ms > now.at_ms.saturating_add(DAY_MS) {
        return Err(Failure::usage(format!("key {key} is a UUID of version 7 from a time still to come"))
            .help("set the clock of who made it, or use a UUID of version 4"));
    }
    Ok(())
}

fn amend_draft(target: EventId, change: Change, due: Day, item: &ItemId, now: Moment) -> Draft {
    let Change { rating, guessed, overruled } = change;
    let what = What::Act(Act::Amend { target, rating, due, guessed, overruled });
    Draft { moment: now, item: Some(item.clone()), what }
}

/// A draft as it would be written: after all else.
fn would_be(draft: Draft, review: EventId) -> Event {
    let id = if matches!(draft.what, What::Review(_)) { review } else { EventId(Uuid::from_u128(u128::MAX - 1)) };
    Event { id, moment: draft.moment, item: draft.item, device: Uuid::nil(), version: String::new(), what: draft.what }
}

/// What a review counted as first, where its learner said otherwise than the program.
fn first_change(events: &[Event], review: EventId) -> Option<Change> {
    events.iter().find_map(|event| match event.what {
        What::Act(Act::Amend { target, rating, guessed, overruled, .. }) if target == review => {
            Some(Change { rating, guessed, overruled })
        }
        _ => None,
    })
}

/// What a review counts as now.
fn counts(history: &History<'_>, review: EventId) -> anyhow::Result<(Verdict, crate::schedule::Rating)> {
    let found = history.reviews().find(|standing| standing.event.id == review);
    let found = found.map(|standing| (standing.verdict, standing.rating));
    found.ok_or_else(|| Failure::new(Fault::Store, format!("review {review} was taken back by another process")).into())
}

/// What is said where another review than the one just written is the item's last.
fn without_effect(state: &ItemState, review: EventId, app: &App) -> Option<String> {
    let last = state.seen.filter(|seen| seen.last_id != review)?;
    let last = ahead::date(Moment { at_ms: last.last_at_ms, ..app.by_the_clock() });
    Some(format!("this answer does not change when the item is due: the answer dated {last} counts as the last one"))
}
