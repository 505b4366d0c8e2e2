//! Opens files that others may have put there.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

/// How many bytes a file that is not a deck may have, such as the settings or the text for `check --text`.
pub const MAX_TEXT_BYTES: usize = 8 << 20;

/// Opens a regular file for reading. Reading anything else might wait, or go on, for ever.
///
/// # Errors
/// If it is a folder, a FIFO, a socket or a device, or can't be opened.
pub fn open_regular(path: &Path) -> io::Result<File> {
    // Opening some devices has an effect, so this is asked first; what came in its place meanwhile must not wait.
    if !fs::metadata(path)?.is_file() {
        return Err(not_regular());
    }
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(not_regular()) }
}

/// Reads a regular file.
///
/// # Errors
/// As [`open_regular`], and if it has more than `most` bytes.
pub fn read_regular(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let file = open_regular(path)?;
    let size = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    let mut bytes = Vec::with_capacity(size.min(most));
    // One byte more than allowed, so that a file that grows meanwhile is refused too.
    file.take(most as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > most {
        let most = if most < 1 << 20 { format!("{} KiB", most >> 10) } else { format!("{} MiB", most >> 20) };
        let what = format!("it is larger than {most}, the most that is read");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, what));
    }
    Ok(bytes)
}

/// Reads a regular file of at most [`MAX_TEXT_BYTES`] as text.
///
/// # Errors
/// As [`read_regular`], and if it isn't UTF-8.
pub fn read_small_text(path: &Path) -> io::Result<String> {
    let bytes = read_regular(path, MAX_TEXT_BYTES)?;
    String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8"))
}

/// The error for what is there but is no regular file.
pub(super) fn not_regular() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "not a regular file")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_or_too_large_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        fs::write(&path, "text").expect("a file");
        assert_eq!(read_regular(&path, 4).expect("a small file"), b"text");
        assert_eq!(read_regular(&path, 3).expect_err("too large").kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(open_regular(folder.path()).expect_err("a folder").to_string(), "not a regular file");
    }

    #[cfg(unix)]
    #[test]
    fn devices_and_links_to_them_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let link = folder.path().join("link");
        std::os::unix::fs::symlink("/dev/zero", &link).expect("a link");
        for path in [Path::new("/dev/zero"), &link] {
            assert_eq!(read_regular(path, 10).expect_err("a device").to_string(), "not a regular file");
        }
    }
}
