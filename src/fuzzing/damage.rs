//! Changes of a file's bytes, as an input describes them.

use std::path::Path;

use tempfile::TempDir;

/// The size of a page, the unit in which disks lose what they hold.
const PAGE: usize = 4_096;

/// The file itself if the input is one, else the sound file after some changes: an operation, a place in three bytes, and
/// what the operation needs.
pub(super) fn damaged(sound: &[u8], input: &[u8]) -> Vec<u8> {
    if input.starts_with(b"SQLite format 3\0") {
        return input.to_vec();
    }
    let (mut file, mut rest) = (sound.to_vec(), input);
    while let [operation, high, middle, low, more @ ..] = rest {
        rest = more;
        if file.is_empty() {
            break;
        }
        let at = u32::from_be_bytes([0, *high, *middle, *low]) as usize % file.len();
        let page = at / PAGE * PAGE..(at / PAGE * PAGE + PAGE).min(file.len());
        match operation % 16 {
            0 => file.truncate(at),
            1 => file[page].fill(0),
            2 => {
                // Another page stands in its place.
                let from = usize::from(*low) * PAGE % file.len();
                let length = page.len().min(file.len() - from);
                file.copy_within(from..from + length, page.start);
            }
            3 => file[at] ^= 1 << (operation >> 5),
            _ => {
                let length = (usize::from(operation >> 4) + 1).min(rest.len()).min(file.len() - at);
                file[at..at + length].copy_from_slice(&rest[..length]);
                rest = &rest[length..];
            }
        }
    }
    file
}

/// A folder for damaged files; in memory where the system has a place for it, as they are written and synced again and
/// again.
pub(super) fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.or_else(|_| tempfile::tempdir()).expect("a folder")
}
