//! Handles the inputs of a session.

use super::effect::{Effect, Feedback, Input, Notice, Stage, Undone};
use super::machine::Session;
use super::undo_entry::{AfterWrite, AnswerTally, Judgement, UndoEntry};
use super::{
    Answer, AnswerKind, FinishedQuestion, Grade, GradeDetail, GradingContext, Question, TextFound, WrongForm,
    grade_answer, suggested,
};
use crate::deck::ItemId;
use crate::grading::TextMatch;
use crate::schedule::{Act, Event, EventDraft, EventKind, ItemState, Moment, Purpose, Rating, Review, Verdict};

impl Session {
    /// Handles an input. Nothing changes until the drafts are written and [`Session::recorded`] is called, which must
    /// be done after every input, even without drafts. If they can't be written, the same input or another can be taken.
    ///
    /// `ms` is how long the answer took.
    pub fn take(&mut self, input: Input, now: Moment, ms: u32) -> Effect {
        self.pending.clear();
        self.start_new_day(now.day);
        self.now_ms = now.at_ms;
        self.began_ms.get_or_insert(now.at_ms - i64::from(ms));
        self.count_lapses(&input);
        if self.exam.is_some() {
            return self.take_in_exam(input, now, ms);
        }
        match input {
            Input::Undo => return self.undo(now),
            Input::Quit => {
                self.current = None;
                self.stage = Stage::Over;
                return Effect::default();
            }
            _ => {}
        }
        let Some(current) = &self.current else { return Effect::saying(Notice::NotNow) };
        let asks = current.question.asks;
        match (&self.stage, input) {
            (Stage::Question, Input::Answer(answer)) if asks.judged() => self.answer(&answer, now, ms),
            (Stage::Question, input @ (Input::Reveal | Input::Answer(Answer::DontKnow))) if !asks.judged() => {
                self.reveal(input != Input::Reveal);
                Effect::default()
            }
            (Stage::Question, Input::Hint) => self.hint(),
            (Stage::Revealed, Input::Rate(rating)) => self.rate_oneself(rating, now, ms),
            (Stage::Verdict(feedback), input) if ends_verdict(feedback, &input) => {
                let feedback = feedback.clone();
                self.end_verdict(&feedback, &input, now)
            }
            (_, Input::Flag(note)) => self.flag(note, now),
            (Stage::Question | Stage::Revealed, Input::Skip) => self.skip(),
            (_, Input::Bury) => self.put_away(Act::Bury, Undone::Bury, now),
            (_, Input::Suspend) => self.put_away(Act::Suspend, Undone::Suspend, now),
            _ => Effect::saying(Notice::NotNow),
        }
    }

    /// Takes the events written for the drafts, and the new states of their items.
    pub fn recorded(&mut self, events: &[Event], states: impl IntoIterator<Item = (ItemId, ItemState)>) {
        for (id, state) in states {
            self.carried.remove(&id);
            self.before.note(&id, self.states.get(&id));
            self.queue.note(&id, &state, false);
            self.states.insert(id, state);
        }
        if let Some(exam) = &mut self.exam {
            exam.note_begun(events);
        }
        let written = events.last().map(|event| event.id);
        for pending in std::mem::take(&mut self.pending) {
            match pending {
                AfterWrite::Remember(mut step) => {
                    step.event = written;
                    if step.what == Undone::Answer
                        && let Some(current) = &mut self.current
                    {
                        current.review = written;
                    }
                    self.steps.push(*step);
                }
                AfterWrite::Judged(feedback) => self.stage = Stage::Verdict(feedback),
                AfterWrite::TakeBack => self.take_back(),
                AfterWrite::HandedIn => self.note_handed_in(),
                AfterWrite::Advance => self.advance(),
                AfterWrite::Given(given) => self.note_given(*given, written),
                AfterWrite::Mark { at, is_right } => self.note_mark(at, written.filter(|_| is_right)),
            }
        }
        self.notice_leech();
    }

    pub(super) fn draft(item: &ItemId, now: Moment, what: EventKind) -> EventDraft {
        EventDraft { moment: now, item: Some(item.clone()), what }
    }

    /// Grades an answer with the decks of this session.
    ///
    /// # Errors
    /// When the question expects another form of answer.
    pub fn grade(&self, question: &Question, answer: &Answer) -> Result<Grade, WrongForm> {
        let synonyms = self.found.synonyms(question.id.deck());
        grade_answer(question, answer, GradingContext { synonyms: &synonyms, known: &|| self.known() })
    }

    fn answer(&mut self, answer: &Answer, now: Moment, ms: u32) -> Effect {
        let Some(current) = &self.current else { return Effect::default() };
        let Ok(grade) = self.grade(&current.question, answer) else { return Effect::saying(Notice::DoesNotFit) };
        let rating = suggested(grade.verdict, current.hinted).unwrap_or(Rating::Again);
        let logged = grade.logged.clone();
        let drafts = self.review_drafts(grade.verdict, Some(rating), rating, logged, now, ms);
        self.pending.push(AfterWrite::Judged(Box::new(Feedback {
            verdict: grade.verdict,
            dont_know: grade.dont_know,
            partly: grade.partly,
            detail: grade.detail,
            suggested: rating,
        })));
        Effect { drafts, ..Effect::default() }
    }

    /// Reveals the answer of a self-rated card.
    fn reveal(&mut self, not_known: bool) {
        self.stage = Stage::Revealed;
        if let Some(current) = &mut self.current {
            current.not_known = not_known;
        }
    }

    /// The rating that Enter gives on a self-rated card; Again after "I don't know".
    #[must_use]
    pub fn own_rating(&self) -> Rating {
        if self.current.as_ref().is_some_and(|current| current.not_known) { Rating::Again } else { Rating::Good }
    }

    fn rate_oneself(&mut self, rating: Rating, now: Moment, ms: u32) -> Effect {
        // Practice only distinguishes whether something is known, not how well.
        let rating = if self.changes_schedule() || rating == Rating::Again { rating } else { Rating::Good };
        let drafts = self.review_drafts(Verdict::None, None, rating, None, now, ms);
        self.pending.push(AfterWrite::Advance);
        Effect { drafts, finished: self.finished(Verdict::None, rating, None), ..Effect::default() }
    }

    /// The drafts of a review; the first of an item that continues an earlier name records that too.
    fn review_drafts(
        &mut self,
        verdict: Verdict,
        suggested: Option<Rating>,
        rating: Rating,
        answer: Option<String>,
        now: Moment,
        ms: u32,
    ) -> Vec<EventDraft> {
        let Some(current) = &self.current else { return Vec::new() };
        let id = current.question.id.clone();
        let review = Review {
            purpose: if self.changes_schedule() { Purpose::Scheduled } else { Purpose::Cram },
            verdict,
            suggested,
            rating,
            due: now.day + i32::from(current.next.after(rating).interval),
            hints: current.hinted,
            revision: current.question.card.revision,
            ms,
            answer: answer.filter(|_| !self.settings.forget_answers),
        };
        let carry = self.carried.get(&id).map(|from| EventKind::Act(Act::Carry { from: from.clone() }));
        let drafts = carry.into_iter().chain([EventKind::Review(review)]);
        let drafts = drafts.map(|what| Self::draft(&id, now, what)).collect();
        self.remember(Undone::Answer, id, Some(AnswerTally { ms, rating }));
        drafts
    }

    fn remember(&mut self, what: Undone, item: ItemId, tally: Option<AnswerTally>) {
        let verdict = self.judgement();
        self.pending.push(AfterWrite::Remember(Box::new(UndoEntry { what, item, event: None, verdict, tally })));
    }

    /// The current verdict, to return to.
    fn judgement(&self) -> Option<Box<Judgement>> {
        let Stage::Verdict(feedback) = &self.stage else { return None };
        let current = self.current.clone()?;
        Some(Box::new(Judgement { feedback: feedback.clone(), current }))
    }

    fn end_verdict(&mut self, feedback: &Feedback, input: &Input, now: Moment) -> Effect {
        let Some(current) = &self.current else { return Effect::default() };
        let (id, hints) = (current.question.id.clone(), current.hinted);
        let (what, rating) = match input {
            Input::Rate(rating) => (Undone::Rating, *rating),
            Input::Guessed => (Undone::Guess, Rating::Again),
            Input::Overrule if feedback.verdict == Verdict::Right => (Undone::Overrule, Rating::Again),
            Input::Overrule => (Undone::Overrule, suggested(Verdict::Right, hints).unwrap_or(Rating::Good)),
            _ => (Undone::Rating, feedback.suggested),
        };
        let typed = match &feedback.detail {
            GradeDetail::Typed { typed, finding, .. } if *finding != TextMatch::Same => Some(typed.clone()),
            GradeDetail::Texts { wanted, extra }
                if feedback.verdict == Verdict::Wrong || wanted.iter().any(TextFound::is_near) =>
            {
                let found = wanted.iter().filter_map(|text| text.typed.as_deref());
                let all: Vec<&str> = found.chain(extra.iter().map(|text| text.typed.as_str())).collect();
                (!all.is_empty()).then(|| all.join("\n"))
            }
            _ => None,
        };
        let verdict = match (what, feedback.verdict) {
            (Undone::Overrule, Verdict::Right) => Verdict::Wrong,
            (Undone::Overrule, _) => Verdict::Right,
            (_, verdict) => verdict,
        };
        let finished = self.finished(verdict, rating, typed);
        let mut effect = Effect { finished, ..Effect::default() };
        let unchanged = what == Undone::Rating && rating == feedback.suggested;
        if let (Some(target), false) = (current.review, unchanged) {
            let amend = Act::Amend {
                target,
                rating,
                due: now.day + i32::from(current.next.after(rating).interval),
                guessed: what == Undone::Guess,
                overruled: what == Undone::Overrule,
            };
            effect.drafts.push(Self::draft(&id, now, EventKind::Act(amend)));
            self.remember(what, id, Some(AnswerTally { ms: 0, rating }));
        }
        self.pending.push(AfterWrite::Advance);
        effect
    }

    fn finished(&self, verdict: Verdict, rating: Rating, typed: Option<String>) -> Option<FinishedQuestion> {
        let current = self.current.as_ref()?;
        Some(FinishedQuestion {
            item: current.question.id.clone(),
            asks: current.question.asks,
            prompt: current.question.plain_prompt(),
            verdict,
            rating,
            interval: self.changes_schedule().then(|| current.next.after(rating).interval),
            right: current.question.right(),
            typed,
        })
    }

    fn hint(&mut self) -> Effect {
        if !self.has_hint() {
            return Effect::saying(self.why_no_hint());
        }
        if let Some(current) = &mut self.current {
            current.hinted += 1;
        }
        Effect::saying(Notice::Hint)
    }

    fn why_no_hint(&self) -> Notice {
        match self.question() {
            _ if !self.hints().is_empty() => Notice::LastHint,
            Some(question) if question.asks == AnswerKind::Truth => Notice::NoHintToTruth,
            _ => Notice::NoHint,
        }
    }

    fn skip(&mut self) -> Effect {
        let Some(question) = self.question() else { return Effect::default() };
        let id = question.id.clone();
        self.skipped.push(id.clone());
        self.steps.push(UndoEntry { what: Undone::Skip, item: id, event: None, verdict: None, tally: None });
        self.pending.push(AfterWrite::Advance);
        Effect::saying(Notice::Skipped)
    }

    fn flag(&mut self, note: Option<String>, now: Moment) -> Effect {
        let Some(question) = self.question() else { return Effect::default() };
        let id = question.id.clone();
        // Without a note the key toggles the flag.
        let unflag = note.is_none() && self.is_flagged();
        let (act, notice) =
            if unflag { (Act::Unflag, Notice::Unflagged) } else { (Act::Flag { note }, Notice::Flagged) };
        self.remember(Undone::Flag, id.clone(), None);
        Effect { drafts: vec![Self::draft(&id, now, EventKind::Act(act))], ..Effect::saying(notice) }
    }

    /// Buries or suspends: leaves a question, but keeps a verdict on screen.
    fn put_away(&mut self, act: Act, what: Undone, now: Moment) -> Effect {
        let Some(question) = self.question() else { return Effect::default() };
        let id = question.id.clone();
        let notice = if what == Undone::Bury { Notice::Buried } else { Notice::Suspended(id.clone()) };
        self.remember(what, id.clone(), None);
        if !matches!(self.stage, Stage::Verdict(_)) {
            self.pending.push(AfterWrite::Advance);
        }
        Effect { drafts: vec![Self::draft(&id, now, EventKind::Act(act))], ..Effect::saying(notice) }
    }
}

/// Whether an input ends the verdict: a right answer can be rated differently, a wrong one can only be overruled.
fn ends_verdict(feedback: &Feedback, input: &Input) -> bool {
    match input {
        Input::GoOn | Input::Overrule => true,
        Input::Guessed => feedback.verdict == Verdict::Right,
        Input::Rate(rating) => feedback.verdict == Verdict::Right || *rating == Rating::Again,
        _ => false,
    }
}
