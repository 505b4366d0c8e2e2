//! Saves what can be read of a damaged store, and says what that comes to.

use std::path::Path;
use std::time::SystemTime;

use crate::app::App;
use crate::commands::backup::in_words;
use crate::schedule::Day;
use crate::stats::dates;
use crate::store::{Missing, Salvage, Salvaged, StoreError, StoreResult};

/// Puts a new store in the place of the damaged one; returns the account of it.
pub(super) fn salvage(store: &Path, app: &App) -> anyhow::Result<String> {
    let (salvage, backup) = with_newest_backup(store, app)?;
    let salvaged = salvage.salvaged;
    let aside = salvage.put(SystemTime::from(app.clock.now().timestamp()))?;
    let kept = aside.map(|aside| format!(" The damaged store is kept as {}.", app.shown(&aside)));
    let backup = backup.map(|day| dates::past(day, app.now().day));
    Ok(account(&salvaged, backup.as_deref()) + &kept.unwrap_or_default())
}

/// With the newest backup that is sound and of this learner, and the day of that.
fn with_newest_backup(store: &Path, app: &App) -> StoreResult<(Salvage, Option<Day>)> {
    for backup in app.backups(store).list()? {
        match Salvage::of(store, Some(&backup.path)) {
            Err(StoreError::OtherLearner { .. }) => {}
            Err(
                StoreError::Damaged { path, .. }
                | StoreError::Emptied { path }
                | StoreError::Foreign { path }
                | StoreError::TooNew { path, .. },
            ) if path == backup.path => {}
            salvage => return Ok((salvage?, Some(backup.name.day))),
        }
    }
    Ok((Salvage::of(store, None)?, None))
}

/// "211 answers were read, 3 more come from the backup of today. None is missing."
fn account(salvaged: &Salvaged, backup: Option<&str>) -> String {
    let Salvaged { read, from_backup, unreadable, missing, is_new_learner } = *salvaged;
    let counted = |answers: usize| in_words(u64::try_from(answers).unwrap_or(u64::MAX));
    let read_words = format!("{} {} read", counted(read), if read == 1 { "was" } else { "were" });
    let backup_words = match backup {
        Some(day) if from_backup > 0 => format!(", and {from_backup} more from the backup of {day}."),
        Some(day) => format!("; the backup of {day} has no other."),
        None => "; there is no backup.".to_owned(),
    };
    let missing_words = match missing {
        Missing::Nothing => " None is missing.".to_owned(),
        Missing::AtLeast(0) => " There may have been others.".to_owned(),
        Missing::AtLeast(1) => " At least 1 answer is missing.".to_owned(),
        Missing::AtLeast(many) => format!(" At least {many} answers are missing."),
    };
    let unreadable_words = match unreadable {
        0 => String::new(),
        1 => " 1 damaged row was left out.".to_owned(),
        rows => format!(" {rows} damaged rows were left out."),
    };
    let learner = if is_new_learner { " The learner's id was lost, so the store has a new one." } else { "" };
    format!("{read_words}{backup_words}{missing_words}{unreadable_words}{learner}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_account_has_all_numbers_and_no_more_than_is_known() {
        let whole =
            Salvaged { read: 211, from_backup: 0, unreadable: 0, missing: Missing::Nothing, is_new_learner: false };
        let told = [
            account(&whole, Some("today")),
            account(&Salvaged { from_backup: 3, unreadable: 4, missing: Missing::AtLeast(2), ..whole }, Some("today")),
            account(
                &Salvaged { read: 1, unreadable: 1, missing: Missing::AtLeast(0), is_new_learner: true, ..whole },
                None,
            ),
        ];
        insta::assert_snapshot!(told.join("\n"), @r"
        211 answers were read; the backup of today has no other. None is missing.
        211 answers were read, and 3 more from the backup of today. At least 2 answers are missing. 4 damaged rows were left out.
        1 answer was read; there is no backup. There may have been others. 1 damaged row was left out. The learner's id was lost, so the store has a new one.
        ");
    }
}
