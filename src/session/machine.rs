//! The session: a state machine without a terminal.
//!
//! The protocol is always the same: [`Session::take`] an input, write its drafts to the log, pass the written events
//! to [`Session::recorded`], then show the [`Effect`](super::Effect). So every answer is on disk before its verdict
//! is seen, and the session never knows more than the log.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use super::answer_pool::AnswerPool;
use super::carry::carry_states_of;
use super::effect::{Mode, SessionProgress, Settings, Stage, Undone};
use super::gain::KnownBefore;
use super::hint::Hint;
use super::leech::Leech;
use super::practice;
use super::undo_entry::{AfterWrite, AnswerTally, UndoEntry};
use super::{Candidates, Exam, Plan, Question, Queue, Summary};
use crate::deck::{DeckId, Decks, Item, ItemId};
use crate::grading::AnswerSet;
use crate::schedule::{Day, EventId, ItemState, Model, NextStates, Phase, Rating, preview};

/// The current question.
#[derive(Debug, Clone)]
pub(super) struct Current {
    pub(super) question: Arc<Question>,
    /// All its hints; `hinted` of them were shown.
    pub(super) hints: Vec<Hint>,
    pub(super) hinted: u8,
    pub(super) next: NextStates,
    /// The review, once it is on disk.
    pub(super) review: Option<EventId>,
    /// Progress when it was asked, without this question.
    pub(super) others: SessionProgress,
    /// Whether it was failed earlier today.
    pub(super) returned: bool,
    /// The item's state when it was asked.
    pub(super) state: ItemState,
    /// The learner said that they don't know it, and sees its answer.
    pub(super) not_known: bool,
    /// It was answered in another window after it was asked here.
    pub(super) elsewhere: bool,
}

#[derive(Debug)]
pub struct Session {
    pub(super) found: Rc<dyn Decks>,
    /// The states of the items that were asked, and of others.
    pub(super) states: HashMap<ItemId, ItemState>,
    /// The states of answered items before their first answer here.
    pub(super) before: KnownBefore,
    /// Whether there are more new items than the queue has.
    pub(super) more_new: bool,
    /// Items that continue the state of an earlier name: their first answer records this in the log.
    pub(super) carried: HashMap<ItemId, ItemId>,
    pub(super) model: Model,
    pub(super) settings: Settings,
    /// Lazy, because folding all answers takes longer than the rest of the start.
    gathered: AnswerPool,
    pub(super) queue: Queue,
    pub(super) today: Day,
    pub(super) stage: Stage,
    pub(super) current: Option<Current>,
    pub(super) plan: Plan,
    pub(super) steps: Vec<UndoEntry>,
    pub(super) skipped: Vec<ItemId>,
    /// New items answered today before this session.
    pub(super) introduced_before: usize,
    /// New items asked for with `--new`.
    pub(super) new_wanted: Option<u32>,
    /// The items of a session that changes no schedule, in order.
    pub(super) practice: Vec<usize>,
    /// When the session began and the current time, in milliseconds since 1970.
    pub(super) began_ms: Option<i64>,
    pub(super) now_ms: i64,
    pub(super) pending: Vec<AfterWrite>,
    /// How many items were left when the time limit was reached.
    pub(super) out_of_time: Option<usize>,
    /// The current item and its lapses before the latest input.
    pub(super) lapses_before: Option<(ItemId, u32)>,
    pub(super) leech: Option<Leech>,
    /// What is special to an exam.
    pub(super) exam: Option<Exam>,
}

impl Session {
    /// Begins a session on the decks found, with the states of all items in the log.
    #[cfg(test)]
    pub fn new<C: Decks + 'static>(
        found: Rc<C>,
        states: HashMap<ItemId, ItemState>,
        model: Model,
        settings: Settings,
        today: Day,
    ) -> Self {
        let candidates = Candidates::whole(&*found, states, &settings.filter, today);
        Self::on(found, candidates, model, settings)
    }

    /// Begins a session on candidates.
    #[must_use]
    pub fn on(found: Rc<dyn Decks>, candidates: Candidates, model: Model, settings: Settings) -> Self {
        let new_wanted = settings.limits.new_anyway;
        let mut session = Self {
            found,
            states: HashMap::new(),
            before: KnownBefore::default(),
            more_new: false,
            carried: HashMap::new(),
            model,
            settings,
            gathered: AnswerPool::default(),
            queue: Queue::default(),
            today: candidates.day,
            stage: Stage::Over,
            current: None,
            plan: Plan::default(),
            steps: Vec::new(),
            skipped: Vec::new(),
            introduced_before: 0,
            new_wanted,
            practice: Vec::new(),
            began_ms: None,
            now_ms: 0,
            pending: Vec::new(),
            out_of_time: None,
            lapses_before: None,
            leech: None,
            exam: None,
        };
        session.refresh(candidates);
        session.introduced_before = session.queue.introduced();
        session.advance();
        session
    }

    /// Rebuilds the queue after another process wrote to the log or a new study day began. The current question
    /// stays; its intervals count from the candidates' day.
    pub fn refresh(&mut self, candidates: Candidates) {
        let Candidates { day, items: candidates, states, carried, met, claims, more_new, .. } = candidates;
        let is_new_day = day != self.today;
        (self.today, self.states, self.carried) = (day, states, carried);
        self.more_new = more_new;
        for candidate in candidates.iter().filter(|candidate| !candidate.is_new()) {
            if !self.states.contains_key(&candidate.id) {
                self.states.insert(candidate.id.clone(), candidate.state.clone());
            }
        }
        let order = (&self.settings.filter, self.settings.limits.new_order, self.settings.seed);
        self.queue = Queue::new(candidates, (&self.states, &self.carried), (met, claims), day, order);
        self.practice = practice::shuffled(self.queue.candidates(), &self.settings, day);
        if let Mode::By(until) = self.settings.mode {
            let candidates = self.queue.candidates();
            let weak = practice::forgotten_by(until, candidates, &self.states, &self.settings, &self.model, day);
            self.queue.ask_ahead(&weak);
        }
        if is_new_day {
            self.count_from_today();
        }
        // The indices in the plan are those of the queue.
        self.plan = self.plan_now();
    }

    /// Rebuilds the queue like [`Session::refresh`] before an input, after another process wrote. Returns `true` if
    /// the current item was answered there: its schedule is decided, so an answer here is practice.
    pub fn catch_up(&mut self, candidates: Candidates) -> bool {
        let reviews = |session: &Self| session.state().seen.map_or(0, |seen| seen.reviews);
        let before = reviews(self);
        self.refresh(candidates);
        let waits = matches!(self.stage, Stage::Question | Stage::Revealed) && self.changes_schedule();
        let answered = waits && reviews(self) > before;
        if let Some(current) = self.current.as_mut().filter(|_| answered) {
            current.elsewhere = true;
        }
        answered
    }

    /// Continues with edited decks. A question without an answer is
    /// asked in its new wording; a verdict stays as it was.
    pub fn reload(&mut self, found: Rc<dyn Decks>, candidates: Candidates) {
        self.found = found;
        self.gathered = AnswerPool::default();
        self.refresh(candidates);
        if matches!(self.stage, Stage::Verdict(_)) {
            return;
        }
        let asked = self.question().and_then(|question| self.found.item(&question.id));
        self.plan = self.plan_now();
        match asked {
            Some(item) => {
                let hinted = self.current.as_ref().map_or(0, |current| current.hinted);
                self.pose(&item);
                if let Some(current) = &mut self.current {
                    current.hinted = hinted;
                }
            }
            None => self.advance(),
        }
    }

    /// Restores the state of the earlier name for items that lost their own reviews.
    pub(super) fn carry_states(&mut self) {
        let renamed: Vec<ItemId> = self
            .queue
            .candidates()
            .iter()
            .filter(|candidate| candidate.renamed && !self.carried.contains_key(&candidate.id))
            .map(|candidate| candidate.id.clone())
            .collect();
        let carried = carry_states_of(&renamed, &*self.found, &mut self.states);
        for id in carried.keys() {
            if let Some(state) = self.states.get(id) {
                self.queue.note(id, state, true);
            }
        }
        self.carried.extend(carried);
    }

    pub(super) fn state_of(&self, id: &ItemId) -> ItemState {
        self.states.get(id).cloned().unwrap_or_default()
    }

    /// The items whose states the session needs besides those of candidates: the current one, and those answered in it.
    pub fn items_needed(&self) -> impl Iterator<Item = &ItemId> {
        let current = self.current.as_ref().map(|current| &current.question.id);
        current.into_iter().chain(self.items_answered())
    }

    #[must_use]
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// The current question.
    #[must_use]
    pub fn question(&self) -> Option<&Arc<Question>> {
        self.current.as_ref().map(|current| &current.question)
    }

    /// The state of the current item.
    #[must_use]
    pub fn state(&self) -> ItemState {
        self.question().and_then(|q| self.states.get(&q.id)).cloned().unwrap_or_default()
    }

    /// Whether the current item comes back in this session after a failure; false once it is buried or suspended.
    #[must_use]
    pub fn returns(&self) -> bool {
        self.question().is_some_and(|question| !self.is_put_away(&question.id))
    }

    /// Whether an item is buried or suspended.
    fn is_put_away(&self, id: &ItemId) -> bool {
        let is_away = |state: &ItemState| state.buried == Some(self.today) || state.suspended == Some(true);
        self.states.get(id).is_some_and(is_away)
    }

    /// The hints shown so far, smallest first.
    #[must_use]
    pub fn hints(&self) -> &[Hint] {
        self.current.as_ref().map_or(&[], |c| &c.hints[..usize::from(c.hinted).min(c.hints.len())])
    }

    /// The wrong choice that a hint removed, by its index as shown.
    #[must_use]
    pub fn struck_out(&self) -> Option<usize> {
        self.hints().iter().find_map(|hint| hint.strikes)
    }

    #[must_use]
    pub fn has_hint(&self) -> bool {
        self.current.as_ref().is_some_and(|c| c.hints.len() > usize::from(c.hinted))
    }

    /// What each rating would lead to.
    #[must_use]
    pub fn preview(&self) -> Option<&NextStates> {
        self.current.as_ref().map(|current| &current.next)
    }

    /// The phase of the item when it was asked; its answer changes the phase.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.current.as_ref().map_or_else(|| self.state().phase(), |current| current.state.phase())
    }

    /// What is still to be asked today.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    #[must_use]
    pub fn today(&self) -> Day {
        self.today
    }

    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    #[must_use]
    pub fn found(&self) -> &dyn Decks {
        &*self.found
    }

    /// The states of the items that were or may be asked, including those taken over from an earlier name.
    #[cfg(test)]
    pub fn states(&self) -> &HashMap<ItemId, ItemState> {
        &self.states
    }

    /// The deck that the current item begins, if it is the first of its deck.
    #[must_use]
    pub fn begins(&self) -> Option<&DeckId> {
        let question = self.question()?;
        let deck = self.found.heading(question.id.deck())?;
        let first = self.stage == Stage::Question && self.exam.is_none() && !self.queue.has_begun(question.id.deck());
        first.then_some(&deck.id)
    }

    /// Whether an item of that deck was answered, in this session or before.
    #[must_use]
    pub fn has_begun(&self, deck: &str) -> bool {
        self.queue.has_begun(deck)
    }

    #[must_use]
    pub fn is_flagged(&self) -> bool {
        self.state().flag.is_some()
    }

    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary::of(self.tallies(), |id| self.is_put_away(id), &*self.found)
    }

    /// The answers that were not taken back, in order, each with the rating it counts as.
    fn tallies(&self) -> Vec<(&ItemId, AnswerTally)> {
        let mut answers: Vec<(&ItemId, AnswerTally)> = Vec::new();
        for (step, tally) in self.steps.iter().filter_map(|step| Some((step, step.tally?))) {
            match answers.last_mut() {
                // A new rating for the answer just given.
                Some((_, last)) if step.what != Undone::Answer => last.rating = tally.rating,
                _ => answers.push((&step.item, tally)),
            }
        }
        answers
    }

    pub(super) fn answers(&self) -> Vec<(&ItemId, Rating)> {
        self.tallies().into_iter().map(|(item, tally)| (item, tally.rating)).collect()
    }

    /// Whether an answer changes the item's schedule; false in practice, and if it was answered in another window.
    #[must_use]
    pub fn changes_schedule(&self) -> bool {
        self.settings.mode != Mode::Cram && !self.current.as_ref().is_some_and(|current| current.elsewhere)
    }

    /// Every answer of the decks found, which a typo must not turn into.
    pub(super) fn known(&self) -> &AnswerSet {
        self.gathered.known(&*self.found)
    }

    /// Whether a text is an answer or distractor of the decks, apart from the item's own.
    #[must_use]
    pub fn is_another_answer(&self, item: &Item, text: &str) -> bool {
        Question::new(item, 0).is_another(text, self.known())
    }

    /// Starts gathering known answers if the question is typed; otherwise the first nearly right answer would wait
    /// for it. Call it while the question is read.
    pub fn gather_ahead(&self) {
        if self.question().is_some_and(|question| question.asks.typed() && !question.exact()) {
            self.gathered.begin(&*self.found);
        }
    }

    /// How many different items were answered.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.items_answered().len()
    }

    /// The decks with an item that was answered in this session.
    #[must_use]
    pub fn decks_answered(&self) -> HashSet<&str> {
        self.items_answered().into_iter().map(ItemId::deck).collect()
    }

    pub(super) fn items_answered(&self) -> HashSet<&ItemId> {
        self.steps.iter().filter(|step| step.what == Undone::Answer).map(|step| &step.item).collect()
    }

    /// Asks an item now, due or not. `state` counts if the item isn't a candidate. Returns `false` if no deck has it.
    pub fn ask(&mut self, id: &ItemId, state: ItemState) -> bool {
        let Some(item) = self.found.item(id) else { return false };
        self.states.entry(id.clone()).or_insert(state);
        self.pose(&item);
        true
    }

    pub(super) fn pose(&mut self, item: &Item) {
        let attempts = self.states.get(&item.id).map_or(0, |state| state.attempts);
        self.pose_question(Arc::new(Question::new(item, attempts)));
    }

    pub(super) fn pose_question(&mut self, question: Arc<Question>) {
        let id = &question.id;
        let state = self.states.get(id).cloned().unwrap_or_default();
        let scheduling = self.settings.scheduling_in(id.deck());
        self.current = Some(Current {
            hints: question.hints(),
            hinted: 0,
            next: preview(id, &state, self.today, &self.model, &scheduling),
            review: None,
            others: self.others(id),
            returned: self.items_answered().contains(id) && self.plan.again.iter().any(|&at| *self.queue.id(at) == *id),
            question,
            state,
            not_known: false,
            elsewhere: false,
        });
        self.stage = Stage::Question;
        self.out_of_time = None;
    }

    /// Continues on a new study day for which the queue was not rebuilt.
    pub(super) fn start_new_day(&mut self, today: Day) {
        if today == self.today {
            return;
        }
        let (candidates, met) = std::mem::take(&mut self.queue).into_parts();
        let states = std::mem::take(&mut self.states);
        let carried = std::mem::take(&mut self.carried);
        let more_new = self.more_new;
        let (more_due, claims) = (false, HashMap::new());
        self.refresh(Candidates { day: today, items: candidates, states, carried, met, claims, more_new, more_due });
    }

    /// Counts the intervals of the current question from today, even if it was asked before the day began.
    pub(super) fn count_from_today(&mut self) {
        if let Some(current) = &mut self.current {
            let id = &current.question.id;
            // After a verdict the answer is in the log already.
            if !matches!(self.stage, Stage::Verdict(_)) {
                current.state = self.states.get(id).cloned().unwrap_or_default();
            }
            let scheduling = self.settings.scheduling_in(id.deck());
            current.next = preview(id, &current.state, self.today, &self.model, &scheduling);
        }
    }
}
