//! Tests of the checker as a whole.

mod faults;
mod mutations;
mod vocabulary;
