//! Which file system a store lies on: locks may not hold on a network drive, and a program that keeps folders in step
//! copies a file while it is written.

use std::path::{Path, PathBuf};

/// The file system of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileSystem {
    /// As the system calls it: `ext4`, `nfs4`.
    pub kind: String,
    /// Where it is mounted.
    pub mount: PathBuf,
}

/// Kinds that reach another computer, or the host of a virtual machine.
const NETWORK: &[&str] = &[
    "9p",
    "afs",
    "ceph",
    "cifs",
    "fuse.glusterfs",
    "fuse.gvfsd-fuse",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "fuse.vmhgfs-fuse",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "prl_fs",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
];

/// Kinds that keep no permissions.
const OPEN: &[&str] = &["exfat", "fuseblk", "msdos", "ntfs", "ntfs3", "vfat"];

/// The names of folders that a program keeps in step with other computers, and that program.
const SYNCED: &[(&str, &str)] = &[
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("icloud drive", "iCloud"),
    ("iclouddrive", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("mobile documents", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("onedrive", "OneDrive"),
    ("owncloud", "ownCloud"),
    ("pcloud", "pCloud"),
    ("seafile", "Seafile"),
    ("syncthing", "Syncthing"),
];

impl FileSystem {
    /// That of a path; `None` if the system doesn't say.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let there = path.ancestors().find_map(|folder| folder.canonicalize().ok())?;
        Self::among(&std::fs::read_to_string("/proc/self/mountinfo").ok()?, &there)
    }

    /// That of a path without links, by the lines of Linux's `mountinfo`.
    fn among(mounts: &str, path: &Path) -> Option<Self> {
        let read = |line: &str| {
            let (before, after) = line.split_once(" - ")?;
            let mount = PathBuf::from(unescaped(before.split(' ').nth(4)?));
            Some(Self { kind: after.split(' ').next()?.to_owned(), mount })
        };
        let over = mounts.lines().filter_map(read).filter(|found| path.starts_with(&found.mount));
        // A later mount hides an earlier one at the same place.
        over.max_by_key(|found| found.mount.components().count())
    }

    #[must_use]
    pub fn is_on_network(&self) -> bool {
        NETWORK.contains(&self.kind.as_str())
    }

    /// Whether files have permissions there.
    #[must_use]
    pub fn keeps_permissions(&self) -> bool {
        !OPEN.contains(&self.kind.as_str())
    }
}

/// `\040` stands for a space.
fn unescaped(text: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .into_iter()
        .fold(text.to_owned(), |text, (code, sign)| text.replace(code, sign))
}

/// The program that keeps a folder above the path in step with other computers, as far as names tell.
#[must_use]
pub fn synced_by(path: &Path) -> Option<&'static str> {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let named = |folder: &Path| {
        let name = folder.file_name()?.to_string_lossy().to_lowercase();
        // `OneDrive - A Company`, `Dropbox (Personal)`
        let is_it = |known: &str| name.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        SYNCED.iter().find(|(known, _)| is_it(known)).map(|(_, program)| *program)
    };
    let marked = |folder: &Path| folder.join(".stfolder").exists().then_some("Syncthing");
    whole.ancestors().skip(1).find_map(|folder| named(folder).or_else(|| marked(folder)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /anna/far rw - nfs4 server:/export rw
31 22 0:41 / /anna/far\\040away rw shared:7 master:2 - fuse.sshfs server: rw
32 22 8:17 / /media/stick rw - vfat /dev/sdb1 rw
33 30 8:33 / /anna/far/near rw - btrfs /dev/sdc1 rw
";

    #[test]
    fn the_nearest_mount_above_a_path_counts() {
        for (path, kind, network) in [
            ("/anna/p.db", "ext4", false),
            ("/anna/far/p.db", "nfs4", true),
            ("/anna/farther/p.db", "ext4", false),
            ("/anna/far away/p.db", "fuse.sshfs", true),
            ("/anna/far/near/p.db", "btrfs", false),
        ] {
            let found = FileSystem::among(MOUNTS, Path::new(path)).expect("a mount");
            assert_eq!((found.kind.as_str(), found.is_on_network()), (kind, network), "{path}");
        }
        let stick = FileSystem::among(MOUNTS, Path::new("/media/stick/p.db")).expect("a mount");
        assert!(!stick.keeps_permissions());
        assert_eq!(FileSystem::among("", Path::new("/p.db")), None);
    }

    #[test]
    fn a_folder_that_is_kept_in_step_is_known_by_its_name_or_mark() {
        for (path, program) in [
            ("/anna/Dropbox/p.db", Some("Dropbox")),
            ("/anna/OneDrive - A Company/quiz/p.db", Some("OneDrive")),
            ("/anna/onedriver/p.db", None),
            ("/anna/quiz/Dropbox", None),
        ] {
            assert_eq!(synced_by(Path::new(path)), program, "{path}");
        }
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(folder.path().join("a/b")).expect("folders");
        std::fs::create_dir(folder.path().join("a/.stfolder")).expect("a folder");
        assert_eq!(synced_by(&folder.path().join("a/b/p.db")), Some("Syncthing"));
    }
}
