#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| oss_quiz::fuzzing::table(bytes));
