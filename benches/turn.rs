//! What a learner waits for between two questions, on a pseudo-terminal: from the key that rates to the next question,
//! with the review on disk. Beside it, in the same rounds and on the same disk, what it is made of: one fsync, the
//! store's append, a screen painted, the way through the terminal. `cargo bench --bench turn`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench that can't go on should stop")]
#![allow(clippy::disallowed_methods, reason = "a bench measures time")]

use std::fs::File;
use std::io::Write;
use std::thread::sleep;
use std::time::{Duration, Instant};

use oss_quiz::{Day, EventDraft, EventKind, Moment, Purpose, Rating, Review, Store, Verdict};
use tempfile::TempDir;

use quiz::{PAINTED, Quiz, ms, percentile};

mod quiz;

const ROUNDS: usize = 100;
/// The same key again within 300 ms is a bounce. Each part waits half of that before it: a machine that has slept
/// takes longer for everything, an fsync too.
const PAUSE: Duration = Duration::from_millis(160);
/// What an answer to a new card adds to the write-ahead log: ten pages, each with its head.
const WRITTEN: usize = 10 * (24 + 4096);

#[derive(Default)]
struct Times {
    way: Vec<Duration>,
    fsync: Vec<Duration>,
    append: Vec<Duration>,
    paint: Vec<Duration>,
    turn: Vec<Duration>,
    work: Vec<Duration>,
}

fn main() {
    let home = TempDir::new().unwrap();
    let card =
        |n| format!("  - {{id: c{n}, kind: flip, question: \"What about number {n} of these?\", answer: that}}\n");
    let deck = (0..ROUNDS + 2).map(card).collect::<Vec<String>>().concat();
    std::fs::write(home.path().join("deck.yaml"), format!("title: T\ncards:\n{deck}")).unwrap();
    let mut quiz = Quiz::start(&home, &["--decks", "deck.yaml", "run", "--new", "1000"]);
    quiz.until(PAINTED);
    let mut cat = Quiz::of("/bin/cat", &home, &[]);
    let store = Store::open(&home.path().join("beside.db"), "1").unwrap();
    let mut file = File::create(home.path().join("beside")).unwrap();
    let mut times = Times::default();
    for round in 0..ROUNDS {
        round_of(round, &mut quiz, &store, &mut file, &mut times);
        sleep(PAUSE);
        // The terminal says it, and then the program does.
        times.way.push(cat.answer("x\n", "x\r\nx\r\n"));
    }
    times.print();
}

fn round_of(round: usize, quiz: &mut Quiz, store: &Store, file: &mut File, times: &mut Times) {
    sleep(PAUSE);
    times.fsync.push(fsync(file));
    sleep(PAUSE);
    quiz.answer("\r", " Easy");
    sleep(PAUSE);
    let draft = draft(round);
    let start = Instant::now();
    store.append(&[draft]).unwrap();
    times.append.push(start.elapsed());
    sleep(PAUSE);
    quiz.answer("?", "closes");
    sleep(PAUSE);
    times.paint.push(quiz.answer("x", " Easy"));
    sleep(PAUSE);
    let before = quiz.work();
    times.turn.push(quiz.answer("3", PAINTED));
    sleep(Duration::from_millis(20));
    times.work.extend(quiz.work().zip(before).map(|(after, before)| after.saturating_sub(before)));
}

fn fsync(file: &mut File) -> Duration {
    file.write_all(&vec![1; WRITTEN]).unwrap();
    let start = Instant::now();
    file.sync_all().unwrap();
    start.elapsed()
}

fn draft(n: usize) -> EventDraft {
    let at_ms = 1_700_000_000_000 + i64::try_from(n).unwrap() * 2_000;
    let day = Day::from_number(19_675);
    let review = Review {
        purpose: Purpose::Scheduled,
        verdict: Verdict::None,
        suggested: None,
        rating: Rating::Good,
        due: day + 2,
        hints: 0,
        revision: 0,
        ms: 700,
        answer: None,
    };
    EventDraft {
        moment: Moment { at_ms, offset_minutes: 0, day },
        item: Some(format!("deck/c{n}").parse().unwrap()),
        what: EventKind::Review(review),
    }
}

impl Times {
    fn print(&self) {
        println!("{ROUNDS} rounds, ms                                      median     p90     p99");
        for (what, times) in [
            ("to a program on such a terminal and back (cat)", &self.way),
            ("one fsync of as many bytes, alone", &self.fsync),
            ("the store's append, alone, with its fsync", &self.append),
            ("a key that only paints a screen", &self.paint),
            ("an answer, on disk, the next question painted", &self.turn),
            ("  the program's own work in it", &self.work),
        ] {
            if times.is_empty() {
                continue;
            }
            let [median, p90, p99] = [50, 90, 99].map(|part| ms(percentile(times, part)));
            println!("{what:<48} {median:>9.2} {p90:>7.2} {p99:>7.2}");
        }
        let [turn, fsync, way] = [&self.turn, &self.fsync, &self.way].map(|times| ms(percentile(times, 50)));
        println!("beyond one fsync {:.2}, and beyond the way there and back {:.2}", turn - fsync, turn - fsync - way);
    }
}
