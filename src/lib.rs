//! The library behind `oss-quiz`, a quiz and flashcard trainer for the terminal.
//!
//! Values in, values out; the clock, random numbers, the disk and the screen at the edges. See `ARCHITECTURE.md`.

pub mod app;
pub mod cli;
pub mod commands;
pub mod deck;
pub mod grading;
pub mod library;
pub mod lint;
mod parallel;
pub mod rng;
pub mod schedule;
pub mod session;
pub mod stats;
pub mod store;
mod study;
pub mod styled;
pub mod terminal;
