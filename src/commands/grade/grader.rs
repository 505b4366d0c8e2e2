//! Grades answers one after another as the quiz does.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use uuid::Uuid;

use super::change::{Amendment, at_first, change};
use super::fit::{self, GradeRequest};
use super::out::{GradeOut, NotesOut, StateChange};
use super::sent::SentAnswer;
use crate::app::App;
use crate::app::error::CliError;
use crate::commands::clock_ahead::{self, DAY_MS};
use crate::commands::item_of_name;
use crate::commands::written::kept_of;
use crate::deck::ItemId;
use crate::schedule::{
    Act, Day, EffectiveReview, Event, EventDraft, EventId, EventKind, History, ItemState, Moment, NextStates, Purpose,
    preview, replay_history, state_before, state_through,
};
use crate::session::{Answer, Effect, Grade, Input, Question, Session};
use crate::study::StudyContext;
use crate::study::item_events;

/// The decks, the log, and a session to grade in.
pub(super) struct GradeRun {
    context: Rc<StudyContext>,
    session: Option<(i64, Session)>,
    /// The keys of this batch that are already taken; with the item if the key is a review's.
    known: HashMap<EventId, Option<ItemId>>,
    dry_run: bool,
}

impl GradeRun {
    pub(super) fn new(context: Rc<StudyContext>, dry_run: bool) -> Self {
        Self { context, session: None, known: HashMap::new(), dry_run }
    }

    /// Runs `work` in one transaction: when this returns, either all of it is on disk or none.
    ///
    /// # Errors
    /// What `work` returns, and errors of the store.
    pub(super) fn at_once<T>(
        &mut self,
        sent: &[&SentAnswer],
        app: &App,
        work: impl FnOnce(&mut Self) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        if sent.iter().any(|sent| sent.amend.is_none()) {
            // Before the transaction, while other processes can still write.
            self.session(app)?;
        }
        let keys: Vec<EventId> = sent.iter().filter_map(|sent| sent.key).collect();
        let store = Rc::clone(&self.context.store);
        let dry_run = self.dry_run;
        let work = || {
            self.known = store.items_of(&keys)?;
            work(self)
        };
        if dry_run { work() } else { store.at_once(work) }
    }

    /// The error with where the answers are kept, if the file of the store is not the one that was opened.
    pub(super) fn kept(&self, err: anyhow::Error, app: &App) -> anyhow::Error {
        kept_of(err, &self.context.store, app)
    }

    /// Upkeep that can wait until the reply has been printed.
    ///
    /// # Errors
    /// When the store fails.
    pub(super) fn rest(&self) -> anyhow::Result<()> {
        if !self.dry_run {
            self.context.store.checkpoint_now_and_then()?;
        }
        Ok(())
    }

    /// Grades an answer and writes its review, or amends one. To be called within [`GradeRun::at_once`].
    ///
    /// # Errors
    /// If it can't be graded; then nothing was written.
    pub(super) fn grade(&mut self, sent: &SentAnswer, app: &App) -> anyhow::Result<GradeOut> {
        match (sent.amend, sent.key.filter(|key| self.known.contains_key(key))) {
            (Some(review), _) => self.amend(sent, review, app),
            (None, Some(key)) => self.again(sent, key, app),
            (None, None) => self.first(sent, app),
        }
    }

    /// A session that is up to date with the log, and the present moment.
    fn session(&mut self, app: &App) -> anyhow::Result<(&mut Session, Moment)> {
        let (version, now) = (self.context.store.data_version()?, app.now());
        // Never go back a study day: the session's answers must stay the last ones.
        let last = self.session.as_ref().map(|(_, session)| session.today());
        let now = Moment { day: now.day.not_before(last), ..now };
        let session = match self.session.take() {
            Some((of, session)) if of == version && session.today() == now.day => session,
            _ => self.context.session(app.settings(&[], &*self.context.found)?, now.day)?,
        };
        Ok((&mut self.session.insert((version, session)).1, now))
    }

    fn first(&mut self, sent: &SentAnswer, app: &App) -> anyhow::Result<GradeOut> {
        let item = item_of_name(&sent.item, &*self.context.found)?.id;
        let (dry_run, context) = (self.dry_run, Rc::clone(&self.context));
        let (session, now) = self.session(app)?;
        if let Some(key) = sent.key {
            may_be_used(key, now)?;
        }
        session.ask(&item, context.store.state(&item)?);
        let question = Arc::clone(session.question().ok_or_else(|| CliError::usage("the item can't be asked"))?);
        let before = session.state();
        let next = session.preview().copied().ok_or_else(|| CliError::usage("the item can't be asked"))?;
        let (input, notes, change) = match fit::request(sent, &question)? {
            GradeRequest::Rate(rating) => (Input::Rate(rating), NotesOut::default(), None),
            GradeRequest::Answer(answer) => {
                let judged = judged(session, &question, &answer)?;
                let notes = NotesOut::of(&judged.detail, judged.partly, &question);
                (Input::Answer(answer), notes, at_first(sent, judged.verdict)?)
            }
        };
        let effect = take(session, input, sent, now);
        let amended = |target| {
            let change = change?;
            let due = now.day + i32::from(next.after(change.rating).interval);
            Some(amend_draft(target, change, due, &item, now))
        };
        let (id, events) = if dry_run {
            let mut events = item_events(&item, &*context.found, &context.store)?;
            let id = sent.key.unwrap_or(EventId(Uuid::max()));
            let drafts = effect.drafts.iter().cloned().chain(amended(id));
            events.extend(would_be(drafts, id));
            (id, events)
        } else {
            let written = context.store.append_as(&effect.drafts, sent.key)?;
            let id = written.events.last().map(|event| event.id);
            let id = id.ok_or_else(|| CliError::usage("nothing was graded"))?;
            session.recorded(&written.events, written.states);
            if let Some(draft) = amended(id) {
                let written = context.store.append(&[draft])?;
                session.recorded(&written.events, written.states);
            }
            (id, context.store.history(&item)?)
        };
        if let Some(key) = sent.key.filter(|_| !dry_run) {
            self.known.insert(key, Some(item));
        }
        let history = History::of(&events);
        let after = replay_history(&history, &context.store.model()?);
        let warning = without_effect(&after, id, app);
        let left = StateChange { before, after, next, today: now.day };
        let mut graded = self.output(&question, notes, &history, id, &left)?;
        graded.review = graded.review.filter(|_| !dry_run);
        graded.warning = warning;
        Ok(graded)
    }

    /// Replies to an answer that was sent before as the first time, including later changes.
    fn again(&mut self, sent: &SentAnswer, key: EventId, app: &App) -> anyhow::Result<GradeOut> {
        let item = item_of_name(&sent.item, &*self.context.found)?;
        let context = Rc::clone(&self.context);
        let other = |what: String| CliError::usage(what).help("each answer has a key of its own; the first one stands");
        let Some(of) = self.known.get(&key).cloned().flatten() else {
            return Err(other(format!("{key} is not a review")).into());
        };
        let events = item_events(&item.id, &*context.found, &context.store)?;
        if !events.iter().any(|event| event.id == key) {
            return Err(other(format!("key {key} was used for another answer, to `{of}`")).into());
        }
        let history = History::of(&events);
        let Ok(EffectiveReview { review, event, .. }) = standing(&history, key, &item.id) else {
            return Err(other(format!("review {key} was taken back")).into());
        };
        let model = context.store.model()?;
        let (before, next) = self.back_then(event, &history, &item.id, app)?;
        let left = StateChange { before, after: state_through(&history, key, &model), next, today: event.moment.day };
        let question = Question::new(&item, left.before.attempts);
        let (mut notes, mut wanted, mut logged) = (NotesOut::default(), None, None);
        let mut differs = review.hints != sent.hints;
        match fit::request(sent, &question)? {
            GradeRequest::Rate(rating) => differs |= rating != review.rating,
            GradeRequest::Answer(answer) => {
                let judged = judged(self.session(app)?.0, &question, &answer)?;
                notes = NotesOut::of(&judged.detail, judged.partly, &question);
                logged = judged.logged;
                wanted = at_first(sent, review.verdict)?;
            }
        }
        let forgotten = review.answer.is_none() && !app.config.keep_answers;
        differs |= !forgotten && review.answer != logged;
        differs |= wanted.is_some_and(|wanted| first_change(&events, key) != Some(wanted));
        if differs {
            return Err(other(format!("key {key} was used for another answer to `{}`", item.id)).into());
        }
        self.output(&question, notes, &history, key, &left)
    }

    /// Amends a review. An earlier overrule stays.
    fn amend(&mut self, sent: &SentAnswer, id: EventId, app: &App) -> anyhow::Result<GradeOut> {
        let item = item_of_name(&sent.item, &*self.context.found)?;
        let context = Rc::clone(&self.context);
        let mut events = item_events(&item.id, &*context.found, &context.store)?;
        let history = History::of(&events);
        let EffectiveReview { event, review, verdict, .. } = standing(&history, id, &item.id)?;
        let change = change(sent, review.verdict, review.hints, verdict != review.verdict)?
            .ok_or_else(|| CliError::usage("--amend needs --rating, --guessed or --overrule"))?;
        let (today, (before, next)) = (event.moment.day, self.back_then(event, &history, &item.id, app)?);
        // An exam's review sets no due day, so amending it changes none.
        let due = match review.purpose {
            Purpose::Exam => review.due,
            _ => today + i32::from(next.after(change.rating).interval),
        };
        let own = event.item.clone().unwrap_or_else(|| item.id.clone());
        let draft = amend_draft(id, change, due, &own, app.now());
        let events = if self.dry_run {
            events.extend(would_be([draft], id));
            events
        } else {
            let written = context.store.append(&[draft])?;
            match &mut self.session {
                Some((_, session)) if own == item.id => session.recorded(&written.events, written.states),
                // For an item carried over from another, the session's state is out of date.
                _ => self.session = None,
            }
            item_events(&item.id, &*context.found, &context.store)?
        };
        let history = History::of(&events);
        let left = StateChange { before, after: replay_history(&history, &context.store.model()?), next, today };
        let question = Question::new(&item, left.before.attempts);
        self.output(&question, NotesOut::default(), &history, id, &left)
    }

    /// The state just before a review, and what each rating would have led to.
    fn back_then(
        &self,
        event: &Event,
        history: &History<'_>,
        item: &ItemId,
        app: &App,
    ) -> anyhow::Result<(ItemState, NextStates)> {
        let model = self.context.store.model()?;
        let before = state_before(history, event.id, &model);
        let scheduling = app.settings(&[], &*self.context.found)?.scheduling_in(item.deck());
        let next = preview(item, &before, event.moment.day, &model, &scheduling);
        Ok((before, next))
    }

    /// The output for a review.
    fn output(
        &self,
        question: &Question,
        notes: NotesOut,
        history: &History<'_>,
        id: EventId,
        left: &StateChange,
    ) -> anyhow::Result<GradeOut> {
        let EffectiveReview { verdict, rating, .. } = standing(history, id, &question.id)?;
        let synonyms = self.context.found.synonyms(question.id.deck());
        let mut graded = GradeOut::of(question, notes, &synonyms, (verdict, rating), left);
        graded.review = Some(id.to_string());
        graded.dry_run = self.dry_run;
        Ok(graded)
    }
}

/// Feeds the hints that were shown and the answer to the session; returns what to write.
fn take(session: &mut Session, input: Input, sent: &SentAnswer, now: Moment) -> Effect {
    for _ in 0..sent.hints {
        session.take(Input::Hint, now, sent.ms);
    }
    if matches!(input, Input::Rate(_)) {
        session.take(Input::Reveal, now, sent.ms);
    }
    session.take(input, now, sent.ms)
}

fn judged(session: &Session, question: &Question, answer: &Answer) -> Result<Grade, CliError> {
    session.grade(question, answer).map_err(|_| CliError::usage(format!("this does not answer `{}`", question.id)))
}

/// The highest time in an id marks the latest event: an id dated far ahead would stay the latest for years.
fn may_be_used(key: EventId, now: Moment) -> Result<(), CliError> {
    let at_ms = i64::try_from(key.at_ms()).unwrap_or(i64::MAX);
    if key.0.get_version_num() == 7 && at_ms > now.at_ms.saturating_add(DAY_MS) {
        return Err(CliError::usage(format!("key {key} is a UUID of version 7 from a time still to come"))
            .help("set the clock of who made it, or use a UUID of version 4"));
    }
    Ok(())
}

fn amend_draft(target: EventId, change: Amendment, due: Day, item: &ItemId, now: Moment) -> EventDraft {
    let Amendment { rating, guessed, overruled } = change;
    let what = EventKind::Act(Act::Amend { target, rating, due, guessed, overruled });
    EventDraft { moment: now, item: Some(item.clone()), what }
}

/// The events that the drafts would become: later than all others, the review with this id.
fn would_be(drafts: impl IntoIterator<Item = EventDraft>, review: EventId) -> impl Iterator<Item = Event> {
    let last = u128::MAX - 1;
    drafts.into_iter().zip(0_u128..).map(move |(draft, nth)| {
        let act = EventId(Uuid::from_u128(last - nth));
        let id = if matches!(draft.what, EventKind::Review(_)) { review } else { act };
        let EventDraft { moment, item, what } = draft;
        Event { id, moment, item, device: Uuid::nil(), version: String::new(), what }
    })
}

/// The first amendment of a review, if the learner disagreed with the program.
fn first_change(events: &[Event], review: EventId) -> Option<Amendment> {
    events.iter().find_map(|event| match event.what {
        EventKind::Act(Act::Amend { target, rating, guessed, overruled, .. }) if target == review => {
            Some(Amendment { rating, guessed, overruled })
        }
        _ => None,
    })
}

fn standing<'a>(history: &History<'a>, review: EventId, item: &ItemId) -> Result<EffectiveReview<'a>, CliError> {
    history.reviews().find(|standing| standing.event.id == review).ok_or_else(|| {
        CliError::usage(format!("`{item}` has no review {review}, or it was taken back"))
            .help(format!("`oss-quiz show {item} --json` lists its reviews"))
    })
}

/// A warning if the review just written is not the item's latest.
fn without_effect(state: &ItemState, review: EventId, app: &App) -> Option<String> {
    let last = state.seen.filter(|seen| seen.last_id != review)?;
    let last = clock_ahead::date(Moment { at_ms: last.last_at_ms, ..app.by_the_clock() });
    Some(format!("this answer does not change when the item is due: the answer dated {last} counts as the last one"))
}
