//! What `stats` and `due` cost with a store of a million reviews: `cargo bench --bench picture [ITEMS]`.
//!
//! It builds decks of 100 cards each and a store in which 97 % of the items have ten reviews, then times each step of
//! the picture and both commands as processes, which find the catalogue made.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench that can't go on should stop")]
#![allow(clippy::disallowed_methods, reason = "a bench measures time")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use oss_quiz::{
    Candidates, Collection, Day, Deck, Decks as _, Filter, Forecast, ItemSummary, Limit, Limits, Load, Pace, PageForm,
    Plan, SchedulingParams, Stats, StatsInput, StatsJson, Store, Streak, known, parse_deck, stats_screen,
};
use tempfile::TempDir;

mod learner;

const CARDS: usize = 100;
const REVIEWS: u32 = 10;
const RUNS: usize = 15;

fn main() {
    let items = std::env::args().find_map(|arg| arg.parse::<usize>().ok()).unwrap_or(100_000);
    let dir = TempDir::new().unwrap();
    let (decks, path) = (dir.path().join("decks"), dir.path().join("progress.db"));
    let today = Day::from(jiff::civil::date(2026, 11, 24));
    let texts: Vec<(String, String)> = (0..items / CARDS).map(|at| (format!("deck-{at:04}"), yaml(at))).collect();
    fs::create_dir(&decks).unwrap();
    for (name, text) in &texts {
        fs::write(decks.join(format!("{name}.yaml")), text).unwrap();
    }
    let found = Collection::new(texts.iter().map(|(name, text)| parse(name, text)).collect());
    let start = Instant::now();
    let store = Store::open(&path, "0.1.0").unwrap();
    let reviews = learner::fill(&store, &learner::items(found.decks()), REVIEWS, today).unwrap();
    drop(store);
    println!("{items} items, {reviews} reviews; the store was built in {:.1} s", start.elapsed().as_secs_f64());
    steps(&path, &found, today);
    for args in [&["due"][..], &["stats"], &["stats", "--json"]] {
        process(&dir, args);
        time(&format!("oss-quiz {}, as a process", args.join(" ")), RUNS, || process(&dir, args));
    }
}

/// Each step, from an open store on.
fn steps(path: &Path, found: &Collection, today: Day) {
    let store = Store::open_to_read(path).unwrap().unwrap();
    let (states, days, model) = (store.states().unwrap(), store.day_sums().unwrap(), store.model().unwrap());
    time("due: what falls due when, from the index of states", RUNS, || store.due_by_day(today + 14).unwrap());
    time("states of all items, from the store", RUNS, || store.states().unwrap());
    time("every state, one after the other", RUNS, || {
        let mut lapses = 0;
        store.each_state(|_, state| lapses += state.seen.map_or(0, |seen| seen.lapses)).unwrap();
        lapses
    });
    time("sums of all days, from the store", RUNS, || store.day_sums().unwrap());
    let slate = || Candidates::whole(found, states.clone(), &Filter::default(), today);
    let plan = || Plan::of(slate(), &Limits::default(), &Filter::default());
    let items: Vec<ItemSummary> = (0..found.summaries().len()).flat_map(|deck| found.entries(deck)).collect();
    time("what `run` would ask, with a look at every item", RUNS, plan);
    let limit = Limit { left_today: plan().due, a_day: 200 };
    time("the forecast", RUNS, || Forecast::of_known(&known(&items, &states), today, limit));
    let known = known(&items, &states);
    let given = StatsInput {
        found,
        known: &known,
        elsewhere: 0,
        days: &days,
        streak: Streak::of(&days, &BTreeMap::new(), (today, i64::MAX)),
        model: &model,
        desired: SchedulingParams::default().desired_retention,
        today,
        outlook: Pace::of(&days, today).outlook(today, Load { due: plan().due, new: plan().new }, None),
        reviews_per_day: 200,
        on: today,
        log_stats: None,
        of_items: false,
    };
    time("the picture", RUNS, || Stats::of(&given));
    let picture = Stats::of(&given);
    let look = PageForm { columns: 80, rows: Some(50), unicode: true };
    time("the picture as a page", RUNS, || stats_screen::page(&picture, look));
    time("the picture as JSON", RUNS, || serde_json::to_string(&StatsJson::from(&picture)).unwrap());
}

fn time<T>(what: &str, runs: usize, mut run: impl FnMut() -> T) {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(run());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!("{what:<52} {:>9.2} ms", times[times.len() / 2].as_secs_f64() * 1e3);
}

fn process(dir: &TempDir, args: &[&str]) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_oss-quiz"));
    command.env_clear().env("HOME", dir.path()).env("OSS_QUIZ_NOW", "2026-11-24T20:00:00+01:00");
    command.arg("--decks").arg(dir.path().join("decks")).arg("--store").arg(dir.path().join("progress.db")).args(args);
    let status = command.stdout(std::process::Stdio::null()).status().unwrap();
    assert!(matches!(status.code(), Some(0 | 1)), "{status}");
}

fn yaml(at: usize) -> String {
    let mut text = format!("title: Deck {at}\ncards:\n");
    for card in 0..CARDS {
        writeln!(
            text,
            "  - id: c{card}\n    kind: flip\n    question: What is {card} of {at}?\n    answer: It is {card}."
        )
        .unwrap();
    }
    text
}

fn parse(name: &str, text: &str) -> Deck {
    let deck = parse_deck(name, None, text).unwrap();
    assert_eq!(deck.cards.len(), CARDS);
    deck
}
