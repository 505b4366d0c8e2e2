//! The built program, driven as its users drive it.
#![allow(clippy::unwrap_used, reason = "a test that can't go on should stop")]
#![allow(unreachable_pub, reason = "one binary: its modules are private anyway")]

#[cfg(unix)]
mod afresh;
mod again;
mod anki_out;
mod answers;
mod arrows;
mod authoring;
mod authors;
#[cfg(unix)]
mod backups;
mod bounds;
mod check;
mod cli;
mod clocks;
#[cfg(unix)]
mod completion;
mod config;
#[cfg(unix)]
mod csv_out;
mod days;
#[cfg(unix)]
mod dialog;
mod disk;
#[cfg(unix)]
mod doctor;
mod durability;
mod editions;
mod edits;
mod exam;
#[cfg(unix)]
mod exam_left;
#[cfg(unix)]
mod exam_screen;
#[cfg(unix)]
mod exchange;
#[cfg(unix)]
mod faces;
#[cfg(unix)]
mod finding;
mod fix;
mod fortnight;
mod graded;
#[cfg(unix)]
mod import_decks;
mod json;
mod kinds;
#[cfg(unix)]
mod last_one;
#[cfg(unix)]
mod learner;
#[cfg(unix)]
mod leech;
mod many;
#[cfg(unix)]
mod matching;
#[cfg(unix)]
mod meanwhile;
#[cfg(unix)]
mod opener;
#[cfg(unix)]
mod outputs;
#[cfg(unix)]
mod pager;
#[cfg(unix)]
mod painted;
mod picture;
mod programs;
#[cfg(unix)]
mod pty;
mod readme;
#[cfg(unix)]
mod recipes;
#[cfg(unix)]
mod restored;
mod samples;
mod schema;
mod schema_agrees;
#[cfg(unix)]
mod screen;
mod several;
mod store_file;
mod support;
mod today;
mod unsaved;
mod upgrade;
mod verdicts;
