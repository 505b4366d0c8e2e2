//! Sessions driven by hand, on a log that is a list.

mod aims;
mod course;
mod day;
mod order;

use std::collections::HashMap;
use std::rc::Rc;

use uuid::Uuid;

use super::{
    Answer, Candidates, Effect, Filter, FilterTerm, Input, Limits, Mode, Notice, Session, Settings, Stage, Undone,
};
use crate::deck::{Collection, ItemId, parse_deck};
use crate::schedule::{
    Act, Day, Event, EventDraft, EventId, EventKind, History, ItemState, Model, Moment, NewOrder, Purpose, Rating,
    SchedulingParams, Verdict, replay,
};

/// A log without a disk: what the store is to the program.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) events: Vec<Event>,
}

impl Ledger {
    pub(super) fn append(&mut self, drafts: &[EventDraft]) -> (Vec<Event>, Vec<(ItemId, ItemState)>) {
        let first = self.events.len();
        for draft in drafts {
            let number = self.events.len() as u128 + 1;
            self.events.push(Event {
                id: EventId(Uuid::from_u128(number)),
                moment: draft.moment,
                item: draft.item.clone(),
                device: Uuid::nil(),
                version: String::new(),
                what: draft.what.clone(),
            });
        }
        let written = self.events[first..].to_vec();
        let states = written.iter().filter_map(|e| e.item.clone()).map(|id| (id.clone(), self.state(&id))).collect();
        (written, states)
    }

    /// The events of an item and of those it carries on from.
    pub(super) fn history(&self, item: &ItemId) -> Vec<&Event> {
        let own: Vec<&Event> = self.events.iter().filter(|event| event.item.as_ref() == Some(item)).collect();
        let carried = own.iter().filter_map(|event| match &event.what {
            EventKind::Act(Act::Carry { from }) => Some(self.history(from)),
            _ => None,
        });
        let carried: Vec<&Event> = carried.flatten().collect();
        own.into_iter().chain(carried).collect()
    }

    pub(super) fn state(&self, item: &ItemId) -> ItemState {
        replay(self.history(item), &Model::default())
    }

    pub(super) fn states(&self) -> HashMap<ItemId, ItemState> {
        let items: Vec<ItemId> = self.events.iter().filter_map(|event| event.item.clone()).collect();
        items.into_iter().map(|id| (id.clone(), self.state(&id))).collect()
    }

    /// What stands: item and rating, in the order answered.
    pub(super) fn standing(&self) -> Vec<(String, Rating)> {
        let stands = |event: &Event| {
            let item = event.item.as_ref()?;
            let history = History::of(self.history(item));
            let rating = history.reviews().find(|s| s.event.id == event.id)?.rating;
            Some((item.to_string(), rating))
        };
        self.events.iter().filter_map(stands).collect()
    }
}

/// A session with its log and its clock.
pub(super) struct Play {
    pub(super) session: Session,
    pub(super) ledger: Ledger,
    pub(super) now: Moment,
}

impl Play {
    pub(super) fn new(decks: &[(&str, &str)]) -> Self {
        Self::with(decks, Ledger::default(), settings(), 20_000)
    }

    pub(super) fn with(decks: &[(&str, &str)], ledger: Ledger, settings: Settings, day: i32) -> Self {
        let found = Rc::new(collection(decks));
        let now = Moment { at_ms: i64::from(day) * 86_400_000, offset_minutes: 0, day: Day::from_number(day) };
        let session = Session::new(found, ledger.states(), Model::default(), settings, now.day);
        Self { session, ledger, now }
    }

    /// The same log on another day.
    fn on(self, decks: &[(&str, &str)], day: i32) -> Self {
        Self::with(decks, self.ledger, settings(), day)
    }

    pub(super) fn take(&mut self, input: Input) -> Effect {
        self.now.at_ms += 1_000;
        let effect = self.session.take(input, self.now, 1_000);
        let (events, states) = self.ledger.append(&effect.drafts);
        self.session.recorded(&events, states);
        effect
    }

    /// The decks were edited meanwhile.
    fn reload(&mut self, found: Collection) {
        let candidates = Candidates::whole(&found, self.ledger.states(), &Filter::default(), self.now.day);
        self.session.reload(Rc::new(found), candidates);
    }

    fn current(&self) -> String {
        self.session.question().map_or_else(|| "-".to_owned(), |question| question.id.to_string())
    }

    pub(super) fn text(&mut self, text: &str) -> Effect {
        self.take(Input::Answer(Answer::Text(text.to_owned())))
    }

    /// Answers right and goes on; the answer of every card of these tests is "yes".
    fn right(&mut self) {
        self.text("yes");
        self.take(Input::GoOn);
    }

    fn wrong(&mut self) {
        self.text("nonsense");
        self.take(Input::GoOn);
    }
}

pub(super) fn settings() -> Settings {
    Settings { scheduling: SchedulingParams { fuzz: false, ..SchedulingParams::default() }, ..Settings::default() }
}

fn collection(decks: &[(&str, &str)]) -> Collection {
    let decks = decks.iter().map(|(stem, text)| parse_deck(stem, None, text).expect("a good deck")).collect();
    Collection::new(decks)
}

/// A deck of typed cards with these ids, all answered by "yes".
fn typed(ids: &[&str]) -> String {
    let card =
        |id: &&str| format!("  - id: {id}\n    kind: typed\n    question: What about {id}?\n    answer: \"yes\"\n");
    format!("title: T\ncards:\n{}", ids.iter().map(card).collect::<String>())
}

#[test]
fn a_failed_item_returns_once_four_others_were_answered() {
    let deck = typed(&["a", "b", "c", "d", "e", "f"]);
    let mut play = Play::new(&[("d", &deck)]);
    play.wrong();
    let mut order = Vec::new();
    while *play.session.stage() != Stage::Over {
        order.push(play.current());
        play.right();
    }
    assert_eq!(order, ["d/b", "d/c", "d/d", "d/e", "d/a", "d/f"]);
    let summary = play.session.summary();
    assert_eq!((summary.items, summary.right_at_once, summary.came_right), (6, 5, 1));
}

#[test]
fn a_failed_item_returns_at_once_when_nothing_else_is_left() {
    let deck = typed(&["a", "b"]);
    let mut play = Play::new(&[("d", &deck)]);
    play.wrong();
    play.right();
    assert_eq!(play.current(), "d/a");
    assert!(play.session.plan().only_again);
}

#[test]
fn with_two_failed_items_neither_is_the_only_one_left() {
    let deck = typed(&["a", "b"]);
    let mut play = Play::new(&[("d", &deck)]);
    play.wrong();
    play.wrong();
    assert_eq!(play.current(), "d/a");
    assert!(!play.session.plan().only_again);
}

#[test]
fn in_a_practice_one_knows_it_or_not() {
    let deck = "title: T\ncards:\n  - { id: a, kind: flip, question: Why?, answer: Because. }\n";
    let cram = Settings { mode: Mode::Cram, ..settings() };
    for (told, logged) in [(Rating::Again, Rating::Again), (Rating::Hard, Rating::Good), (Rating::Easy, Rating::Good)] {
        let mut play = Play::with(&[("d", deck)], Ledger::default(), cram.clone(), 20_000);
        play.take(Input::Reveal);
        let effect = play.take(Input::Rate(told));
        assert_eq!(effect.finished.map(|finished| (finished.rating, finished.interval)), Some((logged, None)));
    }
}

#[test]
fn an_answer_is_drafted_before_its_verdict_and_another_rating_amends_it() {
    let deck = typed(&["a", "b"]);
    let mut play = Play::new(&[("d", &deck)]);
    let effect = play.text("yes");
    assert!(matches!(effect.drafts.as_slice(), [EventDraft { what: EventKind::Review(review), .. }]
        if review.verdict == Verdict::Right && review.rating == Rating::Good));
    let effect = play.take(Input::Rate(Rating::Easy));
    assert!(matches!(&effect.drafts[0].what, EventKind::Act(Act::Amend { rating: Rating::Easy, .. })));
    assert_eq!(play.ledger.standing(), [("d/a".to_owned(), Rating::Easy)]);
    assert_eq!(play.current(), "d/b");
}

#[test]
fn a_guess_counts_as_again_and_an_overrule_turns_the_verdict_round() {
    let deck = typed(&["a", "b", "c", "d", "e", "f", "g"]);
    let mut play = Play::new(&[("d", &deck)]);
    play.text("yes");
    play.take(Input::Guessed);
    play.text("I mean yes");
    play.take(Input::Overrule);
    play.text("yes");
    play.take(Input::Overrule);
    let ratings: Vec<Rating> = play.ledger.standing().into_iter().map(|(_, rating)| rating).collect();
    assert_eq!(ratings, [Rating::Again, Rating::Good, Rating::Again]);
}

#[test]
fn after_a_wrong_answer_only_again_stands() {
    let deck = typed(&["a", "b"]);
    let mut play = Play::new(&[("d", &deck)]);
    play.text("nonsense");
    assert_eq!(play.take(Input::Rate(Rating::Good)).notice, Some(Notice::NotNow));
    assert_eq!(play.take(Input::Guessed).notice, Some(Notice::NotNow));
    play.take(Input::Rate(Rating::Again));
    assert_eq!(play.current(), "d/b");
}

#[test]
fn undo_goes_back_step_by_step_and_names_each() {
    let deck = typed(&["a", "b", "c"]);
    let mut play = Play::new(&[("d", &deck)]);
    play.text("yes");
    play.take(Input::Rate(Rating::Hard));
    play.take(Input::Skip);
    play.take(Input::Flag(Some("unclear".to_owned())));
    let mut undone = Vec::new();
    loop {
        match play.take(Input::Undo).notice {
            Some(Notice::Undone(what)) => undone.push((what, play.current())),
            other => {
                assert_eq!(other, Some(Notice::NothingToUndo));
                break;
            }
        }
    }
    let named = |what, at: &str| (what, at.to_owned());
    assert_eq!(
        undone,
        [
            named(Undone::Flag, "d/c"),
            named(Undone::Skip, "d/b"),
            named(Undone::Rating, "d/a"),
            named(Undone::Answer, "d/a"),
        ]
    );
    assert_eq!(*play.session.stage(), Stage::Question);
    assert_eq!(play.ledger.standing(), []);
    assert!(play.session.states().values().all(|state| state.seen.is_none() && state.flag.is_none()));
}

#[test]
fn an_undone_rating_shows_the_verdict_again_and_can_be_given_anew() {
    let deck = typed(&["a", "b"]);
    let mut play = Play::new(&[("d", &deck)]);
    play.text("yes");
    play.take(Input::Rate(Rating::Hard));
    play.take(Input::Undo);
    assert!(matches!(play.session.stage(), Stage::Verdict(_)));
    play.take(Input::Rate(Rating::Easy));
    assert_eq!(play.ledger.standing(), [("d/a".to_owned(), Rating::Easy)]);
}

#[test]
fn a_hint_makes_good_hard() {
    let deck = "title: T\ncards:\n  - {id: a, kind: typed, question: \"What now, then?\", answer: \"yes\", hint: affirmative}\n";
    let mut play = Play::new(&[("d", deck)]);
    assert_eq!(play.take(Input::Hint).notice, Some(Notice::Hint));
    assert_eq!(play.take(Input::Hint).notice, Some(Notice::LastHint));
    play.right();
    assert_eq!(play.ledger.standing(), [("d/a".to_owned(), Rating::Hard)]);
}

#[test]
fn a_hint_that_is_made_up_counts_as_one() {
    let mut play = Play::new(&[("d", &typed(&["a"]))]);
    assert_eq!(play.take(Input::Hint).notice, Some(Notice::Hint));
    assert_eq!(play.session.hints()[0].text.plain(), "1 word, 3 letters");
    play.right();
    assert_eq!(play.ledger.standing(), [("d/a".to_owned(), Rating::Hard)]);
}

#[test]
fn where_there_is_no_hint_it_says_why() {
    for (card, notice) in [
        ("kind: true-false, statement: So it is., answer: true", Notice::NoHintToTruth),
        ("kind: flip, question: Why?, answer: Because an error there reaches very far.", Notice::NoHint),
    ] {
        let mut play = Play::new(&[("d", &format!("title: T\ncards:\n  - {{id: a, {card}}}\n"))]);
        assert_eq!(play.take(Input::Hint).notice, Some(notice));
    }
}

#[test]
fn an_edited_card_is_asked_in_its_new_words() {
    let deck = typed(&["a", "b"]);
    let mut play = Play::new(&[("d", &deck)]);
    let edited = deck.replace("What about a?", "What about the first?");
    play.reload(collection(&[("d", &edited)]));
    assert_eq!(play.session.question().map(|q| q.plain_prompt()).as_deref(), Some("What about the first?"));
    play.text("yes");
    play.reload(collection(&[("d", &deck)]));
    assert!(matches!(play.session.stage(), Stage::Verdict(_)), "a verdict stays");
    play.take(Input::GoOn);
    assert_eq!(play.current(), "d/b");
    play.reload(collection(&[("d", &typed(&["a"]))]));
    assert_eq!(*play.session.stage(), Stage::Over, "a card that is gone is not asked");
}

#[test]
fn the_eighth_lapse_is_noticed_as_long_as_its_verdict_is_shown() {
    let deck = typed(&["a", "b"]);
    let decks = [("d", deck.as_str())];
    let mut play = Play::new(&decks);
    let item: ItemId = "d/a".parse().expect("an id");
    let mut noticed = Vec::new();
    for lapse in 1..=12 {
        play = play.on(&decks, 20_000 + 2 * lapse);
        assert!(play.session.ask(&item, ItemState::default()));
        play.right();
        play = play.on(&decks, 20_001 + 2 * lapse);
        assert!(play.session.ask(&item, ItemState::default()));
        play.text("nonsense");
        noticed.extend(play.session.leech_here().map(|leech| leech.lapses));
        play.take(Input::Flag(None));
        assert_eq!(play.session.leech_here().is_some(), lapse % 4 == 0 && lapse > 4, "{lapse}");
        // Undone and done again it is noticed again; failed once more it is not.
        play.take(Input::Undo);
        play.take(Input::Undo);
        assert_eq!(play.session.leech(), None, "{lapse}");
        play.wrong();
        assert_eq!(play.session.leech_here(), None, "{lapse}");
        assert!(play.session.ask(&item, ItemState::default()));
        play.text("nonsense");
        assert_eq!(play.session.leech(), None, "{lapse}");
    }
    assert_eq!(noticed, [8, 12]);
}

#[test]
fn a_lapse_that_ends_its_question_is_noticed_until_the_next_input() {
    let deck = "title: T\ncards:\n  - id: a\n    kind: flip\n    question: What?\n    answer: This\n".to_owned()
        + &typed(&["b"]).replace("title: T\ncards:\n", "");
    let decks = [("d", deck.as_str())];
    let mut play = Play::new(&decks);
    let item: ItemId = "d/a".parse().expect("an id");
    for lapse in 1..=8 {
        for (day, rating) in [(0, Rating::Good), (1, Rating::Again)] {
            play = play.on(&decks, 20_000 + 2 * lapse + day);
            assert!(play.session.ask(&item, ItemState::default()));
            play.take(Input::Reveal);
            play.take(Input::Rate(rating));
        }
        let lapses = play.session.leech().map(|leech| (leech.item.to_string(), leech.lapses));
        assert_eq!(lapses, (lapse == 8).then(|| ("d/a".to_owned(), 8)));
        assert_eq!(play.session.leech_here(), None);
    }
    play.take(Input::Hint);
    assert_eq!(play.session.leech(), None);
}

#[test]
fn what_is_put_away_after_its_miss_does_not_come_right_any_more() {
    for put_away in [Input::Bury, Input::Suspend] {
        let mut play = Play::new(&[("d", &typed(&["a", "b", "c"]))]);
        play.right();
        play.wrong();
        play.text("nonsense");
        play.take(put_away);
        play.take(Input::GoOn);
        let summary = play.session.summary();
        assert_eq!((summary.items, summary.right_at_once, summary.put_away, summary.to_come_right()), (3, 1, 1, 1));
        let missed: Vec<String> = summary.missed.iter().map(|missed| missed.item.to_string()).collect();
        assert_eq!(missed, ["d/b"]);
    }
}
