//! Damaged stores are salvaged, and what is said of it is true.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use super::upgrade::of_format_1;
use super::{acted, answered, day, item, moment, place};
use crate::rng::Rng;
use crate::schedule::{Act, Event, EventDraft, EventId, EventKind, Rating};
use crate::store::health::Examined;
use crate::store::salvage::is_log_damaged;
use crate::store::verify::StoreFault;
use crate::store::{Backups, Missing, Salvage, Salvaged, Store, StoreError, files};

const PAGE: usize = 4096;

/// A store of some weeks with a log beside it, and a backup that lacks the last of them.
struct Sample {
    file: Vec<u8>,
    log: Vec<u8>,
    backup: Vec<u8>,
    events: HashMap<EventId, Event>,
    in_backup: usize,
}

fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let (_folder, path) = place();
        let store = Store::open(&path, "1").unwrap();
        let names: Vec<String> = (0..30).map(|n| format!("deck-{}/card-{n}", n % 4)).collect();
        let prompts: Vec<_> = names.iter().map(|name| (item(name), "What is asked here?", 2)).collect();
        store.remember_prompts(&prompts).unwrap();
        let backups = Backups::new(path.with_extension("backups"));
        for on in 0..5 {
            study_for_a_day(&store, &names, on);
        }
        let backup = backups.make(&store, day(4)).unwrap().path;
        study_for_a_day(&store, &names, 5);
        store.checkpoint().unwrap();
        study_for_a_day(&store, &names[..5], 6);
        Sample {
            file: fs::read(&path).unwrap(),
            log: fs::read(files::log_path(&path)).unwrap(),
            in_backup: events_of(&backup).values().filter(|event| is_answer(event)).count(),
            backup: fs::read(&backup).unwrap(),
            events: events_of(&path),
        }
    })
}

/// Answers, some of them long, and a few acts.
fn study_for_a_day(store: &Store, names: &[String], on: i32) {
    let answer = |(name, n): (&String, i32)| {
        let rating = if (n + on) % 5 == 0 { Rating::Again } else { Rating::Good };
        let mut draft = answered(name, moment(on, i64::from(n) * 1000), rating, on + 3);
        if let EventKind::Review(review) = &mut draft.what {
            let long = if n == 7 && on % 4 == 0 { "a long answer ".repeat(700) } else { String::new() };
            review.answer = Some(format!("answer {n} {long}"));
        }
        draft
    };
    let answers: Vec<_> = names.iter().zip(0..).map(answer).collect();
    let written = store.append(&answers).unwrap().events;
    let later = moment(on, 999_000);
    store
        .append(&[
            acted(&names[3], later, Act::Retract { target: written[3].id }),
            acted(&names[2], later, Act::Flag { note: Some("look at it".to_owned()) }),
            acted("deck-9/new", later, Act::Carry { from: item(&names[1]) }),
            EventDraft { moment: later, item: None, what: EventKind::Act(Act::Exam { body: "{}".to_owned() }) },
        ])
        .unwrap();
}

fn events_of(path: &Path) -> HashMap<EventId, Event> {
    let store = Store::open_to_read(path).unwrap().unwrap();
    let mut events = HashMap::new();
    store
        .each_event::<StoreError>(|event| {
            events.insert(event.id, event);
            Ok(())
        })
        .unwrap();
    events
}

fn is_answer(event: &Event) -> bool {
    matches!(event.what, EventKind::Review(_))
}

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_hours(500_000)
}

/// What became of a damaged store.
#[derive(Debug, PartialEq)]
enum Fate {
    Sound,
    Mended,
    Salvaged(Salvaged),
}

/// Does with a store what a learner would have done.
fn treated(path: &Path, backup: Option<&Path>) -> Fate {
    let faults = Store::open_to_read(path).and_then(|store| store.unwrap().faults());
    match faults {
        Ok(faults) if faults.is_empty() => return Fate::Sound,
        Ok(faults) if faults.iter().all(StoreFault::is_of_views) => {
            let mended = Store::open(path, "1").and_then(|store| {
                store.rebuild_views()?;
                store.faults()
            });
            if mended.is_ok_and(|faults| faults.is_empty()) {
                return Fate::Mended;
            }
        }
        _ => {}
    }
    let bytes = fs::read(path).unwrap();
    let salvage = Salvage::of(path, backup).unwrap();
    let salvaged = salvage.salvaged;
    let aside = salvage.put(now()).unwrap().unwrap();
    assert_eq!(fs::read(aside).unwrap(), bytes, "the damaged store is kept as it was");
    assert_eq!(Store::open_existing(path, "1").unwrap().unwrap().faults().unwrap(), []);
    Fate::Salvaged(salvaged)
}

/// Whether an event is one of the sample's, be it with a bit turned.
fn is_of_sample(event: &Event, moments: &HashMap<(Option<&str>, i64), EventId>) -> bool {
    let there = moments.get(&(event.item.as_ref().map(crate::deck::ItemId::as_str), event.moment.at_ms));
    sample().events.contains_key(&event.id)
        || there.is_some_and(|id| (id.0.as_u128() ^ event.id.0.as_u128()).count_ones() < 20)
}

fn below(rng: &mut Rng, end: usize) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "small numbers"
    )]
    let number = (rng.unit() * end as f64) as usize;
    number
}

#[test]
fn damaged_stores_are_sound_mended_or_salvaged_with_a_true_account() {
    let sample = sample();
    let moments: HashMap<_, _> = sample
        .events
        .values()
        .map(|event| ((event.item.as_ref().map(crate::deck::ItemId::as_str), event.moment.at_ms), event.id))
        .collect();
    let all: HashSet<EventId> = sample.events.values().filter(|event| is_answer(event)).map(|event| event.id).collect();
    let (mut salvaged_stores, mut lost_in_all) = (0, 0);
    for seed in 0..40 {
        let mut rng = Rng::seeded(seed);
        let (_folder, path, backup) = damaged(|file, log| match seed % 5 {
            0 => (0..=below(&mut rng, 3)).for_each(|_| {
                let page = below(&mut rng, file.len() / PAGE);
                file[page * PAGE..(page + 1) * PAGE].fill(0);
            }),
            1 => (0..1 << below(&mut rng, 7)).for_each(|_| {
                let at = below(&mut rng, file.len());
                file[at] ^= 1 << below(&mut rng, 8);
            }),
            2 => file.truncate(below(&mut rng, file.len())),
            3 => (0..8).for_each(|_| {
                let (at, in_log) = (below(&mut rng, file.len()), below(&mut rng, log.len()));
                file[at] ^= 1 << below(&mut rng, 8);
                log[in_log] ^= 1 << below(&mut rng, 8);
            }),
            _ => {
                let at = below(&mut rng, file.len() / 512) * 512;
                file[at..at + 512].fill(0xff);
                log.truncate(below(&mut rng, log.len()));
            }
        });
        let has_backup = seed % 2 == 0;
        let fate = treated(&path, has_backup.then_some(&backup));
        let events = events_of(&path);
        for event in events.values() {
            assert!(is_of_sample(event, &moments), "{seed}: {event:?}");
        }
        let Fate::Salvaged(salvaged) = fate else { continue };
        salvaged_stores += 1;
        let there = events.values().filter(|event| is_answer(event)).count();
        assert_eq!(salvaged.read + salvaged.from_backup, there, "{seed}");
        let lost = (all.len() - there) as u64;
        match salvaged.missing {
            Missing::Nothing => assert_eq!(lost, 0, "{seed}: {salvaged:?}"),
            Missing::AtLeast(least) => assert!(least <= lost, "{seed}: lost {lost}, {salvaged:?}"),
        }
        if has_backup {
            assert!(there >= sample.in_backup, "{seed}: {salvaged:?}");
        }
        lost_in_all += lost;
    }
    // So that the above says something.
    assert!(salvaged_stores > 20 && lost_in_all > 100, "{salvaged_stores} {lost_in_all}");
}

/// The sample's file, log and backup in a folder, after some damage.
fn damaged(damage: impl FnOnce(&mut Vec<u8>, &mut Vec<u8>)) -> (tempfile::TempDir, PathBuf, PathBuf) {
    let (folder, path) = place();
    let (mut file, mut log) = (sample().file.clone(), sample().log.clone());
    damage(&mut file, &mut log);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, file).unwrap();
    fs::write(files::log_path(&path), log).unwrap();
    let backup = folder.path().join("backup.db");
    fs::write(&backup, &sample().backup).unwrap();
    (folder, path, backup)
}

fn in_sample() -> usize {
    sample().events.values().filter(|event| is_answer(event)).count()
}

#[test]
fn of_a_file_that_holds_nothing_the_backup_remains_and_without_one_nothing_changes() {
    for content in [vec![], vec![0; 50_000], b"no database at all".repeat(1000)] {
        let (_folder, path, backup) = damaged(|file, log| {
            *file = content.clone();
            log.clear();
        });
        let refused = Salvage::of(&path, None).unwrap_err();
        assert!(matches!(refused, StoreError::Damaged { .. }), "{refused}");
        assert_eq!(fs::read(&path).unwrap(), content);
        let salvage = Salvage::of(&path, Some(&backup)).unwrap();
        let in_backup = sample().in_backup;
        let expected = Salvaged {
            read: 0,
            from_backup: in_backup,
            unreadable: 0,
            missing: Missing::AtLeast(0),
            is_new_learner: false,
        };
        assert_eq!(salvage.salvaged, expected);
        salvage.put(now()).unwrap();
        let store = Store::open(&path, "1").unwrap();
        let of_backup = Store::open_to_read(&backup).unwrap().unwrap();
        assert_eq!((store.learner(), store.device()), (of_backup.learner(), of_backup.device()));
        assert_eq!(store.prompts_of_deck("deck-1").unwrap(), of_backup.prompts_of_deck("deck-1").unwrap());
        assert_eq!(store.states().unwrap(), of_backup.states().unwrap());
    }
}

#[test]
fn a_store_whose_first_page_is_lost_keeps_its_answers_names_prompts_and_ids() {
    let (_folder, path, _) = damaged(|file, _| file[..PAGE].fill(0));
    let salvage = Salvage::of(&path, None).unwrap();
    assert_eq!((salvage.salvaged.read, salvage.salvaged.is_new_learner), (in_sample(), false));
    let aside = salvage.put(now()).unwrap().unwrap();
    assert_eq!(fs::read(files::log_path(&aside)).unwrap(), sample().log);
    let mut events = events_of(&path);
    events.retain(|id, event| sample().events.get(id) != Some(event));
    assert_eq!(events, HashMap::new());
    let (store, (_sound, sound, _)) = (Store::open(&path, "1").unwrap(), damaged(|_, _| ()));
    let sound = Store::open(&sound, "1").unwrap();
    assert_eq!((store.learner(), store.device()), (sound.learner(), sound.device()));
    assert_eq!(store.states().unwrap(), sound.states().unwrap());
    assert_eq!(store.prompts_of_deck("deck-1").unwrap(), sound.prompts_of_deck("deck-1").unwrap());
}

#[test]
fn frames_behind_a_damaged_one_are_read_and_rows_of_earlier_pages_too() {
    let (_folder, path, _) = damaged(|_, log| {
        // The first frame, and the header of the whole log.
        log[32 + 24 + 2000] ^= 1;
        log[5] ^= 1;
    });
    assert!(is_log_damaged(&path).unwrap() && Examined::of(&path).unwrap().unwrap().is_damaged());
    assert!(events_of(&path).len() < sample().events.len(), "SQLite reads none of them");
    let salvaged = Salvage::of(&path, None).unwrap().salvaged;
    assert_eq!((salvaged.read, salvaged.missing), (in_sample(), Missing::AtLeast(0)));
}

#[test]
fn a_log_with_an_unfinished_end_is_not_damaged() {
    let is_damaged = |damage: &dyn Fn(&mut Vec<u8>)| is_log_damaged(&damaged(|_, log| damage(log)).1).unwrap();
    assert!(!is_damaged(&|_| ()));
    assert!(!is_damaged(&|log| log.truncate(log.len() - 2000)));
    assert!(!is_damaged(&|log| *log.last_mut().unwrap() ^= 1));
    assert!(!is_damaged(&Vec::clear));
    assert!(is_damaged(&|log| log[17] ^= 1), "a salt of its header");
}

#[test]
fn a_store_of_the_first_format_is_salvaged_to_the_present_one() {
    let (folder, path) = place();
    of_format_1(&path);
    let sound = folder.path().join("sound.db");
    fs::copy(&path, &sound).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let views = bytes.chunks(PAGE).enumerate().filter(|(nth, page)| *nth > 0 && page[0] == 13).map(|(nth, _)| nth);
    for page in views.collect::<Vec<_>>() {
        bytes[page * PAGE..page * PAGE + 8].fill(0xff);
    }
    fs::write(&path, bytes).unwrap();
    let salvage = Salvage::of(&path, None).unwrap();
    assert_eq!((salvage.salvaged.read, salvage.salvaged.from_backup), (6, 0));
    salvage.put(now()).unwrap();
    let (store, sound_events) = (Store::open(&path, "1").unwrap(), events_of(&sound));
    assert_eq!(store.faults().unwrap(), []);
    let events = events_of(&path);
    assert_eq!(events.keys().collect::<HashSet<_>>(), sound_events.keys().collect());
}

#[test]
fn what_is_not_this_learners_store_is_refused() {
    let (folder, path, _) = damaged(|file, _| file[2 * PAGE..3 * PAGE].fill(0));
    let other = folder.path().join("other.db");
    drop(Store::open(&other, "1").unwrap());
    let refused = Salvage::of(&path, Some(&other)).unwrap_err();
    assert!(matches!(&refused, StoreError::OtherLearner { path } if *path == other), "{refused}");

    let refused = Salvage::of(&path, Some(&path)).unwrap_err();
    assert!(matches!(refused, StoreError::Damaged { .. }), "a backup that is damaged, too: {refused}");

    let (_folder, newer, _) = damaged(|file, log| {
        file[60..64].copy_from_slice(&9_u32.to_be_bytes());
        log.clear();
    });
    assert!(matches!(Salvage::of(&newer, None), Err(StoreError::TooNew { found: 9, .. })));

    let foreign = folder.path().join("foreign.db");
    rusqlite::Connection::open(&foreign).unwrap().execute_batch("create table cards (id integer)").unwrap();
    assert!(matches!(Salvage::of(&foreign, None), Err(StoreError::Foreign { .. })));
    assert!(matches!(Salvage::of(&folder.path().join("none.db"), None), Err(StoreError::File { .. })));
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 2, "nothing is left beside it");
}

#[test]
fn a_store_that_changes_before_the_new_one_is_put_in_place_stays() {
    let (_folder, path, _) = damaged(|file, _| file[2 * PAGE..3 * PAGE].fill(0));
    let salvage = Salvage::of(&path, None).unwrap();
    let changed = [fs::read(&path).unwrap(), vec![0]].concat();
    fs::write(&path, &changed).unwrap();
    assert!(matches!(salvage.put(now()), Err(StoreError::InUse { .. })));
    assert_eq!(fs::read(&path).unwrap(), changed);
}

/// Every byte begins a record with an overflow chain that runs in a circle.
#[test]
fn hostile_bytes_end_soon() {
    let review = [0x83, 0xff, 0x7f, 17, 1, 1, 44, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0x87, 0xff, 0x4b];
    let mut file = Vec::new();
    while file.len() < 40 * PAGE {
        file.extend(review);
        file.extend([1, 0, 0, 0]);
    }
    let (_folder, path, backup) = damaged(|store, log| {
        *store = file;
        log.clear();
    });
    assert!(Salvage::of(&path, None).is_err());
    assert_eq!(Salvage::of(&path, Some(&backup)).unwrap().salvaged.read, 0);
}
