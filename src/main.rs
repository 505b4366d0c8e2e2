//! The program `oss-quiz`.

fn main() {}
