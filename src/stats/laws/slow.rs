//! A plain, slow implementation: it reads only the raw log and shares no code with what it checks.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::deck::ItemId;
use crate::schedule::{Act, Day, Event, EventId, EventKind, Phase, Purpose, Rating, Verdict};
use crate::stats::retention::Kept;
use crate::stats::sample::Learner;
use crate::stats::summary::ItemCounts;

/// A review that isn't undone.
#[derive(Clone)]
struct SlowReview {
    day: i32,
    due: i32,
    purpose: Purpose,
    rating: Rating,
    verdict: Verdict,
    guessed: bool,
    ms: u32,
}

impl SlowReview {
    fn is_study(&self) -> bool {
        !matches!(self.purpose, Purpose::Cram | Purpose::Exam)
    }
}

/// The log of one item, read from its beginning.
#[derive(Default)]
struct Story {
    lines: Vec<SlowReview>,
    suspended: bool,
    buried: Option<i32>,
    due: Option<i32>,
}

/// The whole log.
pub(super) struct Slow(BTreeMap<String, Story>);

pub(super) struct Predictions {
    /// Interval, reviews and lapses; the prediction; the outcome.
    pub(super) predictions: Vec<((u32, u32, u32), f64, bool)>,
}

impl Slow {
    pub(super) fn of(learner: &Learner) -> Self {
        Self(learner.log.iter().map(|(item, events)| (item.to_string(), story(events))).collect())
    }

    fn lines(&self) -> impl Iterator<Item = &SlowReview> {
        self.0.values().flat_map(|story| &story.lines)
    }

    pub(super) fn reviews(&self) -> i64 {
        let feeding = self.lines().filter(|l| l.is_study());
        i64::try_from(feeding.count()).expect("few")
    }

    pub(super) fn counts(&self, learner: &Learner) -> ItemCounts {
        let mut counts = ItemCounts { total: learner.found.items().len(), ..ItemCounts::default() };
        for item in learner.found.items() {
            let story = self.0.get(item.id.as_str());
            match (story.is_some_and(|s| s.suspended), story.and_then(last_rating)) {
                (true, _) => counts.suspended += 1,
                (false, None) => counts.new += 1,
                (false, Some(Rating::Again)) => counts.learning += 1,
                (false, Some(_)) => counts.review += 1,
            }
        }
        let found: BTreeSet<&str> = learner.found.items().iter().map(|item| item.id.as_str()).collect();
        counts.elsewhere =
            self.0.iter().filter(|(name, s)| !s.lines.is_empty() && !found.contains(name.as_str())).count();
        counts
    }

    pub(super) fn streak(&self, today: Day) -> (u32, u32) {
        let days: BTreeSet<i32> = self.lines().filter(|l| l.is_study()).map(|l| l.day).collect();
        let back_from = |day: i32| (0..100_000).take_while(|back| days.contains(&(day - back))).count();
        let today = today.number();
        let now = if days.contains(&today) { back_from(today) } else { back_from(today - 1) };
        // A streak that ends tomorrow, because a clock was ahead, is not one that ends today.
        let longest = days.iter().map(|&day| back_from(day)).max().unwrap_or(0);
        (u32::try_from(now).expect("few"), u32::try_from(longest).expect("few"))
    }

    pub(super) fn retention(&self, today: Day) -> (Kept, Kept) {
        let (mut young, mut mature) = (Kept::default(), Kept::default());
        for story in self.0.values() {
            for at in 0..story.lines.len() {
                let line = &story.lines[at];
                let Some(before) = counted(story, at) else { continue };
                if line.day <= today.number() - 30 || line.day > today.number() {
                    continue;
                }
                let kept = if before.due - before.day >= 21 { &mut mature } else { &mut young };
                kept.reviews += 1;
                kept.kept += i64::from(line.rating != Rating::Again);
            }
        }
        (young, mature)
    }

    pub(super) fn forecast(&self, learner: &Learner, today: Day) -> Vec<(Day, usize)> {
        let today = today.number();
        let due_on = |day: i32| {
            let due = |item: &&crate::deck::Item| {
                let Some(story) = self.0.get(item.id.as_str()).filter(|s| !s.suspended) else { return false };
                let Some(due) = story.due else { return false };
                let due = if story.buried == Some(today) { due.max(today + 1) } else { due.max(today) };
                due == day
            };
            learner.found.items().iter().filter(due).count()
        };
        (today..=today + 14).map(|day| (Day::from_number(day), due_on(day))).collect()
    }

    pub(super) fn done_on(&self, today: Day) -> (i64, i64) {
        let done: Vec<&SlowReview> = self.lines().filter(|l| l.is_study() && l.day == today.number()).collect();
        (i64::try_from(done.len()).expect("few"), done.iter().map(|l| i64::from(l.ms.min(120_000))).sum())
    }

    /// The knowledge of each deck, as the `fsrs` crate computes it from a whole history.
    pub(super) fn expected(&self, learner: &Learner, today: Day) -> Vec<(String, f64)> {
        let known = |item: &ItemId| {
            let story = self.0.get(item.as_str())?;
            let last = story.lines.iter().rfind(|l| l.is_study())?;
            let elapsed = u16::try_from((today.number() - last.day).max(0)).expect("not long");
            if elapsed == 0 && last.rating == Rating::Again {
                return Some(0.0);
            }
            Some(recall(memory(story, story.lines.len())?, f32::from(elapsed)))
        };
        let of_deck = |deck: &crate::deck::Deck| {
            let items = learner.found.items().iter().filter(|item| item.id.deck() == deck.id.as_str());
            (deck.id.to_string(), items.filter_map(|item| known(&item.id)).sum())
        };
        learner.found.decks().iter().map(of_deck).collect()
    }

    pub(super) fn stability(&self, learner: &Learner) -> Vec<usize> {
        let mut counts = vec![0; 6];
        for item in learner.found.items() {
            let Some(story) = self.0.get(item.id.as_str()) else { continue };
            let Some(memory) = memory(story, story.lines.len()) else { continue };
            let at = [1.0, 7.0, 30.0, 182.0, 365.0].iter().filter(|&&from| memory.stability >= from).count();
            counts[at] += 1;
        }
        counts
    }

    pub(super) fn lapses(&self, item: &str) -> u32 {
        let feeding: Vec<Rating> = self.0[item].lines.iter().filter(|l| l.is_study()).map(|l| l.rating).collect();
        let lapse = |pair: &&[Rating]| pair[0] != Rating::Again && pair[1] == Rating::Again;
        u32::try_from(feeding.windows(2).filter(lapse).count()).expect("few")
    }

    pub(super) fn calibration(&self) -> Predictions {
        let mut predictions = Vec::new();
        for story in self.0.values() {
            for at in 0..story.lines.len() {
                let Some((elapsed, recall)) = predicted(story, at) else { continue };
                let earlier: Vec<(u32, Rating)> =
                    (0..at).filter_map(|e| predicted(story, e).map(|(t, _)| (t, story.lines[e].rating))).collect();
                let lapses = earlier.iter().filter(|(_, rating)| *rating == Rating::Again).count();
                let cell =
                    (elapsed, u32::try_from(earlier.len()).expect("few") + 1, u32::try_from(lapses).expect("few"));
                predictions.push((cell, recall, story.lines[at].rating != Rating::Again));
            }
        }
        Predictions { predictions }
    }

    pub(super) fn expected_kept(&self, today: Day) -> f64 {
        let mut all = Vec::new();
        for story in self.0.values() {
            for at in 0..story.lines.len() {
                let recent = (today.number() - 29..=today.number()).contains(&story.lines[at].day);
                if recent && counted(story, at).is_some() {
                    all.push(predicted(story, at).expect("a day or more ago").1);
                }
            }
        }
        all.iter().sum::<f64>() / super::real(all.len())
    }

    pub(super) fn guesses(&self) -> (usize, usize) {
        let said: Vec<&SlowReview> = self.lines().filter(|l| l.guessed).collect();
        (said.len(), said.iter().filter(|l| l.verdict == Verdict::Right).count())
    }

    /// Reviews of items in loaded decks.
    fn asked(&self) -> impl Iterator<Item = &SlowReview> {
        let found = self.0.iter().filter(|(name, _)| !name.starts_with("gone"));
        found.flat_map(|(_, story)| &story.lines).filter(|l| l.purpose != Purpose::Imported)
    }

    pub(super) fn answers(&self) -> usize {
        self.asked().count()
    }

    pub(super) fn right(&self) -> usize {
        let right = |l: &&SlowReview| match l.verdict {
            Verdict::Right => true,
            Verdict::Wrong => false,
            Verdict::None => l.rating != Rating::Again,
        };
        self.asked().filter(right).count()
    }
}

impl Predictions {
    pub(super) fn mean(&self) -> f64 {
        super::real(self.predictions.iter().filter(|p| p.2).count()) / super::real(self.predictions.len())
    }

    pub(super) fn log_loss(&self) -> f64 {
        let loss = self.predictions.iter().map(|&(_, p, recalled)| if recalled { -p.ln() } else { -(1.0 - p).ln() });
        loss.sum::<f64>() / super::real(self.predictions.len())
    }

    pub(super) fn trivial_log_loss(&self) -> f64 {
        let mean = self.mean();
        -(mean * mean.ln() + (1.0 - mean) * (1.0 - mean).ln())
    }

    pub(super) fn rmse(&self, predict: impl Fn(f64) -> f64) -> f64 {
        let mut cells: HashMap<(u64, u64, u64), Vec<(f64, bool)>> = HashMap::new();
        for &((elapsed, reviews, lapses), p, recalled) in &self.predictions {
            let step = |n: u32, base: f64| (f64::from(n).ln() / base.ln() + 1e-12).floor().to_bits();
            let lapses = if lapses == 0 { u64::MAX } else { step(lapses, 1.73) };
            cells
                .entry((step(elapsed, 3.62), step(reviews + 1, 1.89), lapses))
                .or_default()
                .push((predict(p), recalled));
        }
        let squares = cells.values().map(|cell| {
            let count = super::real(cell.len());
            let predicted = cell.iter().map(|c| c.0).sum::<f64>() / count;
            let recalled = super::real(cell.iter().filter(|c| c.1).count()) / count;
            count * (predicted - recalled) * (predicted - recalled)
        });
        (squares.sum::<f64>() / super::real(self.predictions.len())).sqrt()
    }
}

fn story(events: &[Event]) -> Story {
    let mut events: Vec<&Event> = events.iter().collect();
    events.sort_by_key(|event| (event.moment.at_ms, event.id));
    let retracted = |id: EventId| {
        events.iter().any(|event| matches!(&event.what, EventKind::Act(Act::Retract { target }) if *target == id))
    };
    let standing: Vec<&&Event> = events.iter().filter(|event| !retracted(event.id)).collect();
    let mut story = Story::default();
    for event in &standing {
        match &event.what {
            EventKind::Review(review) => {
                let mut line = SlowReview {
                    day: event.moment.day.number(),
                    due: review.due.number(),
                    purpose: review.purpose,
                    rating: review.rating,
                    verdict: review.verdict,
                    guessed: false,
                    ms: review.ms,
                };
                for other in &standing {
                    amend(&mut line, event.id, other, review.verdict);
                }
                if line.is_study() {
                    story.due = Some(line.due);
                }
                story.lines.push(line);
            }
            EventKind::Act(Act::Suspend) => story.suspended = true,
            EventKind::Act(Act::Resume) => story.suspended = false,
            EventKind::Act(Act::Bury) => story.buried = Some(event.moment.day.number()),
            EventKind::Act(Act::Due { day }) if story.due.is_some() => story.due = Some(day.number()),
            EventKind::Act(_) => {}
        }
    }
    story
}

fn amend(line: &mut SlowReview, id: EventId, other: &Event, verdict: Verdict) {
    if let EventKind::Act(Act::Amend { target, rating, due, guessed, overruled }) = &other.what
        && *target == id
    {
        (line.rating, line.due, line.guessed, line.verdict) = (*rating, due.number(), *guessed, verdict);
        if *overruled && verdict != Verdict::None {
            line.verdict = if verdict == Verdict::Right { Verdict::Wrong } else { Verdict::Right };
        }
    }
}

fn last_rating(story: &Story) -> Option<Rating> {
    story.lines.iter().rfind(|l| l.is_study()).map(|l| l.rating)
}

/// The last line before `at` that feeds memory.
fn feeding_before(story: &Story, at: usize) -> Option<&SlowReview> {
    story.lines[..at].iter().rfind(|l| l.is_study())
}

/// The line before this one, if true retention counts this one.
fn counted(story: &Story, at: usize) -> Option<&SlowReview> {
    let line = &story.lines[at];
    let before = feeding_before(story, at)?;
    let phase = if before.rating == Rating::Again { Phase::Learning } else { Phase::Review };
    let counts = line.is_study() && phase == Phase::Review && line.day > before.day;
    counts.then_some(before)
}

/// For a line that feeds memory a day or more after the last: the days between, and the chance of recall.
fn predicted(story: &Story, at: usize) -> Option<(u32, f64)> {
    let line = &story.lines[at];
    let before = feeding_before(story, at).filter(|_| line.is_study())?;
    let elapsed = u16::try_from(line.day - before.day).ok().filter(|&days| days > 0)?;
    Some((u32::from(elapsed), recall(memory(story, at)?, f32::from(elapsed))))
}

/// The memory after the first `until` lines, computed in one go by the crate.
fn memory(story: &Story, until: usize) -> Option<fsrs::MemoryState> {
    let mut last: Option<i32> = None;
    let mut reviews = Vec::new();
    for line in story.lines[..until].iter().filter(|l| l.is_study()) {
        let delta_t = last.map_or(0, |last| (line.day - last).max(0)).unsigned_abs();
        reviews.push(fsrs::FSRSReview { rating: u32::from(line.rating.number()), delta_t });
        last = Some(line.day);
    }
    if reviews.is_empty() {
        return None;
    }
    fsrs::FSRS::default().memory_state(fsrs::FSRSItem { reviews }, None).ok()
}

fn recall(memory: fsrs::MemoryState, elapsed: f32) -> f64 {
    f64::from(fsrs::current_retrievability(memory, elapsed, fsrs::FSRS6_DEFAULT_DECAY))
}
