//! The disk below the store, and the file itself.

use std::path::Path;

use super::check::{Act, Check};
use crate::app::App;
use crate::store::health::{Access, DiskSpace, Examined, FileSystem, LogState, SchemaFault, synced_by};
use crate::store::{Backups, Store, StoreFault};
use crate::terminal::{bytes, count};

pub(super) fn space(store: &Path) -> Option<Check> {
    let space = DiskSpace::of(store)?;
    let free = format!("{} free", bytes(space.free));
    Some(if space.is_short() {
        Check::fault("disk-space", format!("{free}, and the store has {}", bytes(space.used))).help(
            "Free some space: a store should have room for two copies, and never less than 10 MB. Answers that can't \
             be written are kept in a file of their own, if that can be.",
        )
    } else {
        Check::fine("disk-space", free)
    })
}

pub(super) fn file_system(store: &Path, examined: Option<&Examined>) -> Check {
    const NAME: &str = "file-system";
    let found = FileSystem::of(store);
    let kind = found.as_ref().map_or_else(|| "a disk of this computer".to_owned(), |found| found.kind.clone());
    let copy = "A store belongs on a disk of this computer; `oss-quiz backup FILE` puts a copy wherever you like.";
    if found.as_ref().is_some_and(FileSystem::is_on_network) {
        let help = format!("Over a network, locks may not hold, and two programs may then write at once. {copy}");
        return Check::advice(NAME, format!("{kind}, a network drive")).help(help);
    }
    if let Some(program) = synced_by(store) {
        let help = format!("It may be copied while it is written, or replaced by an older one. {copy}");
        return Check::advice(NAME, format!("in a folder of {program}, which copies it elsewhere and back")).help(help);
    }
    // A store that was just restored has no log yet either.
    let is_told = |store: &Store| store.disk_told().is_ok_and(|told| told.is_some());
    if examined.is_some_and(|examined| examined.lacks_log && examined.store.as_ref().is_some_and(is_told)) {
        let help = "Each answer takes a little longer to write there. On another disk the store is as quick as ever.";
        return Check::advice(NAME, format!("{kind}, without shared memory or locks for a write-ahead log")).help(help);
    }
    Check::fine(NAME, kind)
}

/// Who may read the answers, and all that tells of them.
pub(super) fn permissions(store: &Path, backups: &Backups, app: &App) -> Option<Check> {
    const NAME: &str = "permissions";
    let ending = |ending: &str| {
        let mut name = store.as_os_str().to_owned();
        name.push(ending);
        name.into()
    };
    // Another folder than ours may be meant for others.
    let own_folder = app.data_folder().filter(|folder| store.parent() == Some(folder));
    let files = ["-wal", "-shm", "-journal", ".stamp"].map(ending);
    let copies = backups.list().unwrap_or_default().into_iter().map(|backup| backup.path);
    let paths = own_folder.into_iter().chain([store.to_owned()]).chain(files);
    let paths = paths.chain([backups.folder().to_owned()]).chain(copies).chain(app.cache_folder());
    let all: Vec<Access> = paths.filter_map(|path| Access::of(&path)).collect();
    if all.is_empty() {
        return None;
    }
    let names = |which: &dyn Fn(&Access) -> bool| -> Vec<String> {
        all.iter().filter(|access| which(access)).map(|access| app.shown(&access.path)).collect()
    };
    let foreign = names(&|access| !access.is_own);
    if !foreign.is_empty() {
        let help = "Their owner can give them to you with `chown`; a start with `sudo` may have made them.";
        return Some(Check::fault(NAME, "not all of it belongs to you").naming(foreign.into_iter()).help(help));
    }
    let open = names(&Access::is_readable_by_others);
    if open.is_empty() {
        return Some(Check::fine(NAME, "only you can read your answers"));
    }
    if FileSystem::of(store).is_some_and(|found| !found.keeps_permissions()) {
        return Some(Check::advice(NAME, "this file system has none: who can use the disk can read your answers"));
    }
    let can_write = all.iter().any(Access::is_writable_by_others);
    let check = if can_write {
        Check::fault(NAME, "others can change your answers")
    } else {
        Check::advice(NAME, "others can read your answers")
    };
    let paths = all.iter().filter(|access| access.is_readable_by_others()).map(|access| access.path.clone()).collect();
    let words = match open.as_slice() {
        [one] => format!("let nobody but you use {one}"),
        several => format!("let nobody but you use these {}", several.len()),
    };
    Some(check.naming(open.into_iter()).fix(Act::Close(paths), words))
}

/// The pages of the file, its tables, and its log.
pub(super) fn file(examined: &Examined, backups: &Backups) -> Vec<Check> {
    let damage = examined.faults.iter().filter(|fault| !fault.is_of_views()).map(ToString::to_string);
    // SQLite tells all pages of a table in one breath.
    let damage: Vec<String> =
        damage.flat_map(|words| words.split("; ").map(str::to_owned).collect::<Vec<_>>()).collect();
    if !damage.is_empty() {
        let is_backed_up = backups.list().is_ok_and(|backups| !backups.is_empty());
        let backup = if is_backed_up { " and of the newest backup" } else { "" };
        let words = format!("make a new store of what can be read of it{backup}");
        let check = Check::fault("file", "damaged").naming(damage.into_iter()).fix(Act::Salvage, words);
        return vec![check.help("The damaged file is kept beside the new one.")];
    }
    let (format, present) = (examined.format, Examined::present_format());
    let upgraded = if format < present { ", upgraded when you next start" } else { "" };
    let fine = format!("format {format}{upgraded}; each page, index and reference is in order");
    [Check::fine("file", fine), tables(&examined.schema)].into_iter().chain(log(examined.log)).collect()
}

fn tables(faults: &[SchemaFault]) -> Check {
    const NAME: &str = "tables";
    let words = |fault: &SchemaFault| match fault {
        SchemaFault::Missing(name) => format!("{name} is missing"),
        SchemaFault::Changed(name) => format!("{name} is not as oss-quiz makes it"),
        SchemaFault::Added(name) => format!("{name} is not from oss-quiz"),
    };
    let told = faults.iter().map(words);
    if faults.is_empty() {
        Check::fine(NAME, "all as oss-quiz makes them")
    } else if faults.iter().any(SchemaFault::matters) {
        let check = Check::fault(NAME, "not as oss-quiz makes them").naming(told);
        let can_be_made = faults.iter().any(SchemaFault::can_be_made);
        if can_be_made { check.fix(Act::CompleteSchema, "make again what is missing") } else { check }
    } else {
        Check::advice(NAME, "more than oss-quiz makes").naming(told).help("Nothing of it is touched.")
    }
}

fn log(state: LogState) -> Option<Check> {
    const NAME: &str = "log";
    Some(match state {
        LogState::Empty => return None,
        LogState::InUse => Check::fine(NAME, "another oss-quiz works with it now"),
        LogState::Left => Check::fine(NAME, "left by a session that was killed; all in it counts"),
        LogState::Stray => Check::advice(NAME, "belongs to another state of the store, which counts without it")
            .help("Perhaps you put a copy in its place. The next start sets the log aside."),
        LogState::HalfWritten => {
            Check::fine(NAME, "a session was killed while it wrote; the next start takes back what is half written")
        }
    })
}

/// Whether the views are what the log comes to.
pub(super) fn views(examined: &Examined, items: usize) -> Check {
    const NAME: &str = "views";
    let faults: Vec<&StoreFault> = examined.faults.iter().filter(|fault| fault.is_of_views()).collect();
    if faults.is_empty() {
        return Check::fine(NAME, format!("{}, each as a replay of its answers has it", count(items, "item")));
    }
    Check::fault(NAME, "not what the answers come to")
        .naming(faults.iter().map(ToString::to_string))
        .fix(Act::RebuildViews, "make them anew from the log, after a backup")
}
