//! Recognises the names that sync clients, file managers and editors give to copies.

/// The name of a possible copy, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CopyName<'n> {
    /// The name of the original, without its ending.
    pub(super) original: &'n str,
    /// The program that names copies like this.
    pub(super) maker: &'static str,
    /// Whether no person would give a deck such a name.
    pub(super) is_sure: bool,
}

impl<'n> CopyName<'n> {
    /// What a file with this name, without its ending, may be a copy of; the likeliest first.
    pub(super) fn all_of(stem: &'n str) -> Vec<Self> {
        // A quick exit: this runs for every file, and most names are lower-case letters and hyphens.
        if stem.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
            return Vec::new();
        }
        let sure = [of_syncthing(stem), of_conflict(stem)];
        let likely = [numbered(stem), called_copy(stem), kept_by_editor(stem), of_merge(stem)];
        let mut all: Vec<Self> = sure.into_iter().chain(likely).flatten().collect();
        all.extend(of_machine(stem));
        all.retain(|name| !name.original.is_empty());
        all
    }

    const fn likely(original: &'n str, maker: &'static str) -> Self {
        Self { original, maker, is_sure: false }
    }
}

/// `rivers.sync-conflict-20261120-101500-ABCDEFG`.
fn of_syncthing(stem: &str) -> Option<CopyName<'_>> {
    let (original, rest) = stem.split_once(".sync-conflict-")?;
    let mut parts = rest.splitn(3, '-');
    let are_digits = |part: Option<&str>| part.is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let is_sure = are_digits(parts.next()) && are_digits(parts.next());
    Some(CopyName { original, maker: "Syncthing", is_sure })
}

/// `rivers (conflicted copy 2026-11-20)`, `rivers (Anna's conflicted copy …)`, and translations.
fn of_conflict(stem: &str) -> Option<CopyName<'_>> {
    let (original, mark) = stem.rmatch_indices(" (").find_map(|(at, begin)| {
        let mark = stem[at + begin.len()..].to_lowercase();
        ["conflict", "konflikt", "conflit"].iter().any(|word| mark.contains(word)).then_some((&stem[..at], mark))
    })?;
    let maker = match mark.as_str() {
        mark if mark.starts_with("sfconflict") => "Seafile",
        mark if mark.starts_with("conflicted copy") => "Dropbox, Nextcloud or ownCloud",
        mark if mark.contains("conflicted copy") => "Dropbox",
        _ => "a sync client",
    };
    let is_sure = ["copy", "kopi", "copi", "cópi"].iter().any(|word| mark.contains(word)) || maker == "Seafile";
    Some(CopyName { original, maker, is_sure })
}

/// `rivers (1)`, `rivers 2`.
fn numbered(stem: &str) -> Option<CopyName<'_>> {
    let is_number = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let (original, number) = stem.rsplit_once(' ')?;
    match number.strip_prefix('(').and_then(|number| number.strip_suffix(')')) {
        Some(number) => is_number(number).then(|| CopyName::likely(original, "Google Drive or a browser")),
        None => is_number(number).then(|| CopyName::likely(original, "iCloud or Finder")),
    }
}

/// `rivers copy`, `rivers - Copy (2)`, `Copy of rivers`.
fn called_copy(stem: &str) -> Option<CopyName<'_>> {
    const WORDS: [&str; 6] = ["copy", "Copy", "Kopie", "kopie", "copie", "copia"];
    const BEFORE: [&str; 6] = ["Copy of ", "Kopie von ", "Copie de ", "Copia de ", "Copia di ", "Kopie van "];
    if let Some(original) = BEFORE.iter().find_map(|words| stem.strip_prefix(words)) {
        return Some(CopyName::likely(original, "a file manager"));
    }
    let unnumbered = numbered(stem).map_or(stem, |numbered| numbered.original);
    let before = WORDS.iter().find_map(|word| unnumbered.strip_suffix(word))?;
    let by_windows = [" - ", " – ", " — "].iter().find_map(|dash| before.strip_suffix(dash));
    match by_windows {
        Some(original) => Some(CopyName::likely(original, "Windows")),
        None => before.strip_suffix(' ').map(|original| CopyName::likely(original, "Finder")),
    }
}

/// `rivers~`, `rivers.orig`, `rivers.bak`, `rivers.conflict1`.
fn kept_by_editor(stem: &str) -> Option<CopyName<'_>> {
    if let Some(original) = stem.strip_suffix('~') {
        return Some(CopyName::likely(original, "an editor"));
    }
    let (original, mark) = stem.rsplit_once('.')?;
    let mark = mark.to_ascii_lowercase();
    match mark.as_str() {
        "orig" => Some(CopyName::likely(original, "a merge")),
        "bak" | "old" | "backup" | "save" => Some(CopyName::likely(original, "an editor")),
        mark if mark.starts_with("conflict") => Some(CopyName::likely(original, "a sync client")),
        _ => None,
    }
}

/// `rivers_BACKUP_4711`, also `_BASE_`, `_LOCAL_`, `_REMOTE_`.
fn of_merge(stem: &str) -> Option<CopyName<'_>> {
    ["_BACKUP_", "_BASE_", "_LOCAL_", "_REMOTE_"].iter().find_map(|mark| {
        let (original, number) = stem.rsplit_once(mark)?;
        number.bytes().all(|byte| byte.is_ascii_digit()).then(|| CopyName::likely(original, "git mergetool"))
    })
}

/// `rivers-LAPTOP-4711`, `rivers-Annas-MacBook`: each hyphen may belong to the machine's name or to the deck's.
fn of_machine(stem: &str) -> impl Iterator<Item = CopyName<'_>> {
    let hyphens = stem.rmatch_indices('-').map(|(at, _)| at);
    hyphens.filter_map(|at| {
        let machine = &stem[at + 1..];
        let is_name = machine.chars().all(|c| c.is_alphanumeric() || "-' ".contains(c));
        let has_capital = machine.chars().next().is_some_and(char::is_uppercase);
        (is_name && has_capital).then(|| CopyName::likely(&stem[..at], "OneDrive"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_copies_tell_the_original_and_who_made_them() {
        let told = |stem: &str| {
            let all = CopyName::all_of(stem);
            all.first()
                .map(|name| format!("{} <- {}{}", name.original, name.maker, if name.is_sure { "!" } else { "" }))
        };
        for (stem, expected) in [
            ("rivers (conflicted copy 2026-11-20)", "rivers <- Dropbox, Nextcloud or ownCloud!"),
            ("rivers (conflicted copy 2026-11-20 101500)", "rivers <- Dropbox, Nextcloud or ownCloud!"),
            ("rivers (Anna's conflicted copy 2026-11-20 (1))", "rivers <- Dropbox!"),
            ("rivers (In Konflikt stehende Kopie von Anna 2026-11-20)", "rivers <- a sync client!"),
            ("rivers (SFConflict anna@example.org 2026-11-20-10-15-00)", "rivers <- Seafile!"),
            ("rivers (1) (conflicted copy 2026-11-20)", "rivers (1) <- Dropbox, Nextcloud or ownCloud!"),
            ("wars (conflicts)", "wars <- a sync client"),
            ("rivers.sync-conflict-20261120-101500-ABCDEFG", "rivers <- Syncthing!"),
            ("essay.source.sync-conflict-20261120-101500-ABCDEFG", "essay.source <- Syncthing!"),
            ("rivers.sync-conflict-of-mine", "rivers <- Syncthing"),
            ("rivers (1)", "rivers <- Google Drive or a browser"),
            ("rivers 2", "rivers <- iCloud or Finder"),
            ("rivers copy", "rivers <- Finder"),
            ("rivers - Copy", "rivers <- Windows"),
            ("rivers – Kopie", "rivers <- Windows"),
            ("Copy of rivers", "rivers <- a file manager"),
            ("rivers~", "rivers <- an editor"),
            ("rivers.bak", "rivers <- an editor"),
            ("rivers.orig", "rivers <- a merge"),
            ("rivers.conflict1", "rivers <- a sync client"),
            ("rivers_BACKUP_4711", "rivers <- git mergetool"),
            ("rivers-LAPTOP", "rivers <- OneDrive"),
        ] {
            assert_eq!(told(stem).as_deref(), Some(expected), "{stem}");
        }
        for stem in
            ["rivers", "french-verbs", "rivers-2", "rivers.2", "copy", "copycat", " copy", "~", "", "Rivers", "a_b"]
        {
            assert_eq!(told(stem), None, "{stem}");
        }
    }

    #[test]
    fn a_number_behind_a_copy_and_a_hyphen_in_a_name_leave_more_than_one_original() {
        let originals = |stem| CopyName::all_of(stem).iter().map(|name| name.original).collect::<Vec<_>>().join(" | ");
        assert_eq!(originals("rivers copy 2"), "rivers copy | rivers");
        assert_eq!(originals("rivers - Copy (2)"), "rivers - Copy | rivers");
        assert_eq!(originals("french-verbs-DESKTOP-AB12"), "french-verbs-DESKTOP | french-verbs");
    }
}
