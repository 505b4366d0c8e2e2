//! Tests of the checker as a whole.

mod faults;
mod hostile;
mod mutations;
mod vocabulary;
