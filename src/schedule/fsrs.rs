//! FSRS-6, through the `fsrs` crate; the only file that knows its formulas.
