//! Days of study on a pseudo-terminal, on screens of three sizes. Whatever is said of today and tomorrow is compared with
//! a count of its own: from when each item is due, and from the answers that were given here.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use crate::screen::Screen;
use crate::support::World;

/// New items a day, as the program has it unless told.
const NEW_A_DAY: usize = 10;

/// Columns and rows.
const SIZES: [(u16, u16); 3] = [(80, 24), (40, 15), (200, 50)];

/// What the key line shows in each situation.
const OFFER: &str = "missed now?";
const LAST: &str = "That was the last question";
const GO_ON: &str = "Enter  go on";
const GOOD: &str = "Enter  Good";
const RATE: &str = "3 Good";
/// The same where there is little room, and where Enter takes it.
const RATE_BRIEFLY: &str = "1-4 rate";
const RATE_ENTER: &str = "Enter Good,";
/// The same where there is little room.
const GO_ON_BRIEFLY: &str = "Enter go on";
const GOOD_BRIEFLY: &str = "Enter Good";
const SHOW: &str = "show the answer";
const TYPE: &str = ":help";
const PICK: &str = "don't know";
const TRUTH: &str = "t true";
const TICK: &str = " tick  ";
const ORDER: &str = " next  ";
/// What is asked and judged.
const JUDGED: [&str; 5] = [TYPE, PICK, TRUTH, TICK, ORDER];
const VERDICTS: [&str; 4] = [GO_ON, GOOD, GO_ON_BRIEFLY, GOOD_BRIEFLY];
const ALL: [&str; 15] = [
    OFFER,
    LAST,
    RATE,
    RATE_BRIEFLY,
    RATE_ENTER,
    GO_ON,
    GOOD,
    GO_ON_BRIEFLY,
    GOOD_BRIEFLY,
    SHOW,
    TYPE,
    PICK,
    TRUTH,
    TICK,
    ORDER,
];

/// The items as they stand at a moment: when each is due, `None` for new ones.
type Items = BTreeMap<String, Option<String>>;

/// How many are due, and how many new ones are left.
type Load = (usize, usize);

/// One who studies, and what is known of it without asking the program what is due.
struct Student {
    world: World,
    day: i32,
    /// Answers given on each day.
    answers: BTreeMap<i32, usize>,
    /// The items as the day began.
    morning: Items,
    /// What was said of a day the evening before.
    promised: Option<(i32, Load)>,
    rng: u64,
    /// Sentences compared.
    compared: usize,
}

#[test]
fn three_days_are_told_as_they_are() {
    study(&[1, 2, 3]);
}

/// Ten days of study within eleven. `tests/long/README.md` tells how to run it.
#[test]
#[ignore = "takes a minute"]
fn a_fortnight_is_told_as_it_is() {
    let student = study(&[1, 2, 3, 4, 5, 7, 8, 9, 10, 11]);
    let answers: usize = student.answers.values().sum();
    assert!(answers >= 300, "{answers} answers on {} days", student.answers.len());
    assert!(student.compared >= 100, "{} sentences compared", student.compared);
}

fn study(days: &[i32]) -> Student {
    let (answers, morning) = Default::default();
    let mut student = Student { world: World::new(), day: 0, answers, morning, promised: None, rng: 7, compared: 0 };
    for (at, &day) in days.iter().enumerate() {
        let size = |session: usize| SIZES[(at + session) % SIZES.len()];
        student.dawn(day);
        student.all_tell_the_same();
        // Each way to leave before all is done.
        match at % 3 {
            // What fails here comes back with nothing between, while `next` would ask others first.
            0 => student.sit(&["--limit", "5"], &[], 12, size(0)),
            1 => student.sit(&["rise"], &["rise"], 4, size(0)),
            _ => student.sit(&["--minutes", "60"], &[], 3, size(0)),
        }
        student.all_tell_the_same();
        // On some days not all is done.
        student.sit(&[], &[], if at % 5 == 3 { 6 } else { usize::MAX }, size(1));
        student.all_tell_the_same();
        student.sit(&["rise", "barriers"], &["rise", "barriers"], usize::MAX, size(2));
    }
    student
}

fn card(item: &str) -> &str {
    item.split('#').next().unwrap_or(item)
}

/// `18 due, 6 new` out of a sentence.
fn load(sentence: &str) -> Load {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let count = |what: &str| {
        let at = words.iter().position(|word| word.trim_end_matches([',', '.', ':', ';']) == what);
        at.and_then(|at| words[at.checked_sub(1)?].parse().ok()).unwrap_or(0)
    };
    let due = words.windows(2).find_map(|pair| pair[1].starts_with("due").then(|| pair[0].parse().ok()).flatten());
    (due.unwrap_or(0), count("new"))
}

impl Student {
    /// The evening of a day of December 2026.
    fn dawn(&mut self, day: i32) {
        self.day = day;
        self.world.set_now(&format!("2026-12-{day:02}T20:00:00+01:00"));
        self.morning = self.items();
        if let Some((promised, load)) = self.promised.take()
            && promised == day
        {
            assert_eq!(self.left(), load, "what was said of day {day} the evening before");
        }
    }

    fn date(&self, ahead: i32) -> String {
        format!("2026-12-{:02}", self.day + ahead)
    }

    fn items(&self) -> Items {
        let json = self.world.run(&["items", "--json"]).json();
        let due = |item: &Value| item["due"].as_str().map(str::to_owned);
        json["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| (item["id"].as_str().unwrap().to_owned(), due(item)))
            .collect()
    }

    /// A number below `sides`, from a fixed row.
    fn roll(&mut self, sides: u64) -> u64 {
        self.rng = self.rng.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.rng >> 33) % sides
    }

    /// What is left today: one item of each card, and of a card asked today none but the one that failed.
    fn left(&self) -> Load {
        let (now, today) = (self.items(), self.date(0));
        let answered: HashSet<&str> =
            now.iter().filter(|(id, due)| self.morning[*id] != **due).map(|(id, _)| id.as_str()).collect();
        let introduced = answered.iter().filter(|id| self.morning[**id].is_none()).count();
        let asked: HashSet<&str> = answered.iter().map(|id| card(id)).collect();
        let due = now.iter().filter(|(id, due)| {
            due.as_ref().is_some_and(|due| *due <= today)
                && (answered.contains(id.as_str()) || !asked.contains(card(id)))
        });
        (due.map(|(id, _)| card(id)).collect::<HashSet<_>>().len(), NEW_A_DAY - introduced)
    }

    /// What tomorrow asks, once nothing is left today.
    fn tomorrow(&self) -> Load {
        self.tomorrow_of(&[])
    }

    /// The same of some decks; of all where none is named.
    fn tomorrow_of(&self, decks: &[&str]) -> Load {
        let (now, tomorrow) = (self.items(), self.date(1));
        let named = |id: &str| decks.is_empty() || decks.iter().any(|deck| id.split('/').next() == Some(deck));
        let due = now.iter().filter(|(id, due)| named(id) && due.as_ref().is_some_and(|due| *due <= tomorrow));
        (due.map(|(id, _)| card(id)).collect::<HashSet<_>>().len(), NEW_A_DAY)
    }

    /// Days in a row with answers, up to today, or to yesterday while there is none yet today.
    fn streak(&self) -> usize {
        let last = if self.answers.contains_key(&self.day) { self.day } else { self.day - 1 };
        (1..=last).rev().take_while(|day| self.answers.contains_key(day)).count()
    }

    /// Everything that tells of today tells the same.
    #[track_caller]
    fn all_tell_the_same(&mut self) {
        let (left, day) = (self.left(), self.day);
        let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        let json = |args: &[&str]| serde_json::from_str::<Value>(&self.world.run(args).output().stdout()).unwrap();
        let due = json(&["due", "--json"]);
        assert_eq!((number(&due["due"]), number(&due["new"])), left, "due --json on day {day}");
        assert_eq!(number(&due["forecast"][0]["due"]), left.0, "the first day of the forecast on day {day}");
        let stats = json(&["stats", "--json"]);
        assert_eq!(number(&stats["due"]), left.0, "stats --json on day {day}");
        assert_eq!(number(&stats["streak"]["now"]), self.streak(), "the streak on day {day}");
        assert_eq!(number(&stats["reviews"]), self.answers.values().sum::<usize>(), "answers until day {day}");
        let decks = json(&["decks", "--json"]);
        let sum: usize = decks["decks"].as_array().unwrap().iter().map(|deck| number(&deck["due"])).sum();
        assert_eq!(sum, left.0, "decks --json on day {day}");
        let expected = if left == (0, 0) { self.tomorrow() } else { left };
        for args in [&["due"][..], &[], &["stats"]] {
            let told = self.world.run(args).output().stdout();
            let line = told.lines().find(|line| line.contains(" due") || line.contains(" new")).unwrap_or_default();
            assert_eq!(load(line), expected, "{args:?} on day {day}: {line}");
        }
        self.compared += 9;
    }

    /// A session, until it is over or `most` answers are given; its end tells what is left and what comes.
    #[track_caller]
    fn sit(&mut self, args: &[&str], what: &[&str], most: usize, (columns, rows): (u16, u16)) {
        let mut screen = Screen::run(&self.world, &[&["run"], args].concat(), columns, rows);
        let (mut given, mut undone) = (0, false);
        while let Some(shown) = screen.until_any(&ALL) {
            assert!(given < 200, "it does not end; the screen is\n{}", screen.text());
            let leaves = (shown == SHOW || JUDGED.contains(&shown)) && given >= most;
            let judged = JUDGED.contains(&shown) && !leaves;
            let keys = match shown {
                OFFER => "n".to_owned(),
                LAST => "\r".to_owned(),
                _ if leaves => "\u{3}".to_owned(),
                // One answer is taken back, and given again.
                shown if VERDICTS.contains(&shown) && !undone && given == 2 => {
                    (undone, given) = (true, given - 1);
                    "u".to_owned()
                }
                shown if VERDICTS.contains(&shown) => "\r".to_owned(),
                RATE | RATE_BRIEFLY | RATE_ENTER => {
                    given += 1;
                    if self.roll(4) == 0 { "1".to_owned() } else { "3".to_owned() }
                }
                SHOW => "\r".to_owned(),
                _ => {
                    given += 1;
                    self.answer(what, shown == TYPE)
                }
            };
            screen.keys(&keys);
            if judged {
                // It is painted anew for each letter.
                screen.until_any(&VERDICTS);
            } else {
                screen.until_left(shown);
            }
        }
        let text = screen.text().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!([0, 130].contains(&screen.exit()), "{text}");
        if given > 0 {
            *self.answers.entry(self.day).or_default() += given;
        }
        self.ending(&text, what);
    }

    /// What is typed at the question: mostly what is right.
    fn answer(&mut self, what: &[&str], typed: bool) -> String {
        let next = self.world.run(&[&["next", "--json"], what].concat()).json();
        let item = &next["item"];
        let asks = item["asks"].as_str().unwrap();
        // A session that is limited may ask another one.
        if self.roll(4) == 0 || asks.starts_with("text") != typed {
            return if typed { "\r".to_owned() } else { "0".to_owned() };
        }
        let shown = self.world.run(&["show", item["id"].as_str().unwrap()]).success().stdout();
        let right: Vec<&str> = shown.lines().filter_map(|line| line.strip_prefix("Answer: ")).collect();
        let choices: Vec<&str> =
            item["choices"].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
        let digit = |text: &str| choices.iter().position(|choice| *choice == text).map_or(0, |at| at + 1).to_string();
        match asks {
            "text" | "texts" => right.join("\r") + "\r",
            "truth" => (if right == ["true"] { "t" } else { "f" }).to_owned(),
            "choice" => digit(right[0]),
            "choices" => right.iter().map(|text| digit(text)).collect::<String>() + "\r",
            // The steps stand there as they are shown, and then as they are right.
            _ => {
                let steps = shown.lines().filter_map(|line| line.split_once(". ").map(|(_, step)| step));
                let steps: Vec<&str> = steps.filter(|step| choices.contains(step)).skip(choices.len()).collect();
                steps.into_iter().map(digit).collect::<String>() + "\r"
            }
        }
    }

    /// The end of a session is true.
    #[track_caller]
    fn ending(&mut self, text: &str, what: &[&str]) {
        let (left, day) = (self.left(), self.day);
        self.compared += 1;
        if left == (0, 0) {
            let tomorrow = self.tomorrow();
            let Some((_, said)) = text.rsplit_once("Tomorrow, ").or_else(|| text.rsplit_once("Next: ")) else {
                panic!("nothing is said of tomorrow on day {day}: {text}")
            };
            // Where decks are named, what they bring comes first, and alone where they have nothing to ask.
            let (said, expected) = match said.rsplit_once("In all: ") {
                Some((_, said)) => (said, tomorrow),
                None if text.contains(" new wait;") => (said, self.tomorrow_of(what)),
                None => (said, tomorrow),
            };
            assert_eq!(load(said), expected, "what is said of tomorrow on day {day}: {text}");
            self.promised = Some((day + 1, tomorrow));
        } else {
            let Some((_, said)) = text.rsplit_once("Left today") else { panic!("nothing is said of today: {text}") };
            assert_eq!(load(said), left, "what is said of today on day {day}: {text}");
        }
    }
}
