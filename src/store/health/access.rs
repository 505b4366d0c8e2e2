//! Who may read and write a file or folder.

use std::io;
use std::path::{Path, PathBuf};

/// The permissions of a file or folder that is meant for its owner alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    pub path: PathBuf,
    /// The permission bits of a Unix system.
    pub mode: u32,
    /// Whether it belongs to who runs this program.
    pub is_own: bool,
}

/// What others than the owner may do.
const READ: u32 = 0o055;
const WRITE: u32 = 0o022;

impl Access {
    /// That of a path; `None` if nothing is there or the system has no such permissions.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            let found = std::fs::metadata(path).ok()?;
            let is_own = found.uid() == rustix::process::geteuid().as_raw();
            Some(Self { path: path.to_owned(), mode: found.mode() & 0o777, is_own })
        }
        #[cfg(not(unix))]
        {
            let _ = path;
            None
        }
    }

    /// Whether others may read or enter it.
    #[must_use]
    pub const fn is_readable_by_others(&self) -> bool {
        self.mode & READ != 0
    }

    /// Whether others may change it.
    #[must_use]
    pub const fn is_writable_by_others(&self) -> bool {
        self.mode & WRITE != 0
    }
}

/// Takes the permissions of all others away.
///
/// # Errors
/// If the system refuses.
pub fn close(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mut permissions = std::fs::metadata(path)?.permissions();
        permissions.set_mode(permissions.mode() & 0o700);
        std::fs::set_permissions(path, permissions)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        Ok(())
    }
}
