//! The HTML page: complete, self-contained and safe.

use super::html;
use crate::deck::kinds::FlipCard;
use crate::deck::{Body, DeckId, Text};
use crate::rng::Rng;
use crate::schedule::{Act, Rating};
use crate::session::Load;
use crate::stats::input::StatsInput;
use crate::stats::log_stats::LogStatsReader;
use crate::stats::sample::{Learner, card, deck, deck_of, noon, today};
use crate::stats::summary::Stats;

fn page(learner: &Learner) -> String {
    let mut reader = LogStatsReader::new(&learner.model, today());
    for item in learner.log.keys() {
        reader.item(item, learner.history(item));
    }
    let log_stats = reader.done();
    let known = learner.known();
    html(
        &Stats::of(&StatsInput {
            log_stats: Some(&log_stats),
            ..learner.stats_input(&known, today(), Load::default())
        }),
        false,
        "1.0",
    )
}

/// Every element is closed in its turn.
fn assert_nested(html: &str) {
    let mut open: Vec<&str> = vec!["html", "head"];
    let body = html.split_once("</style>").expect("a style").1;
    for tag in body.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default()) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "closed in the wrong turn");
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert_eq!(open.len(), 0, "left open: {open:?}");
}

#[test]
fn it_is_whole_for_every_learner() {
    let mut learner = Learner::new(vec![deck("rise", 36), deck("barriers", 34)]);
    assert_nested(&page(&Learner::default()));
    assert_nested(&page(&learner));
    learner.study(today() - 46, today() - 1, 5, &mut Rng::seeded(3));
    learner.act("rise/c1", today(), Act::Suspend);
    let html = page(&learner);
    assert_nested(&html);
    for part in [
        "Knowledge",
        "Coming",
        "How long it lasts",
        "Kept",
        "Time per answer",
        "A year of answers",
        "Is the prediction any good?",
        "What is hard",
    ] {
        assert!(html.contains(&format!("<h2>{part}</h2>")), "{part} is missing");
    }
    assert!(!html.contains("NaN") && !html.contains("inf\""), "a number that is none");
    // Nothing is fetched and nothing runs.
    for word in ["http://", "https://", "<script", "url(", "@import", " onload"] {
        assert!(!html.contains(word), "{word}");
    }
}

#[test]
fn it_says_what_the_screen_says() {
    let mut learner = Learner::new(vec![deck("rise", 36)]);
    let header = |learner: &Learner| {
        let html = page(learner);
        html.split_once("<h1>").and_then(|(_, rest)| rest.split_once("</p>")).expect("a header").0.to_owned()
    };
    assert!(header(&Learner::default()).starts_with("Nothing to know</h1>"));
    assert_eq!(
        header(&learner),
        "36 items ahead of you</h1><p>You have seen none of them yet. Begin with: oss-quiz run"
    );
    learner.answer(&learner.found.items()[0].id.clone(), noon(today(), 0), Rating::Good, 5_000);
    learner.settle();
    // No range if there is none, and no empty parts.
    assert_eq!(header(&learner), "You know about 1 of 36</h1><p>35 you have not seen yet.");
    let known = learner.known();
    let later = StatsInput { on: today() + 30, ..learner.stats_input(&known, today(), Load::default()) };
    assert!(html(&Stats::of(&later), false, "1.0").contains("<h1>On Thu 24 Dec you would know about 1 of 36"));
}

#[test]
fn nothing_of_a_deck_becomes_markup() {
    let id = DeckId::new("d").expect("an id");
    let body = Body::Flip(FlipCard { question: Text::new("<img src=x onerror=alert(1)>"), answer: Text::new("a") });
    let mut learner = Learner::new(vec![deck_of(id.clone(), vec![card(&id, "c0", body)])]);
    learner.study(today() - 60, today(), 5, &mut Rng::seeded(3));
    assert!(!page(&learner).contains("<img"));
}

#[test]
fn after_midnight_the_date_is_called_the_study_days_and_numbers_keep_apart_as_text() {
    let learner = Learner::new(vec![deck("a", 2)]);
    let known = learner.known();
    let stats = Stats::of(&learner.stats_input(&known, today(), Load::default()));
    let date = today().date().strftime("%-d %B %Y").to_string();
    let of = |past_midnight| html(&stats, past_midnight, "1.0");
    assert!(of(true).contains(&format!("oss-quiz, study day {date}<")), "{}", of(true));
    assert!(of(false).contains(&format!("oss-quiz, {date}<")));
    assert!(of(false).contains("0 days <small>"), "{}", of(false));
}
