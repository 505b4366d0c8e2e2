//! The notes above the first question of a session, and at its end.

use crate::app::{App, FoundDecks};
use crate::schedule::Day;
use crate::session::{FilterTerm, Session};
use crate::stats::COMING_DAYS;
use crate::store::Store;
use crate::study::StudyContext;
use crate::study::outlook;

/// The notes about the decks.
pub(super) fn of(found: &FoundDecks, what: &[FilterTerm], store: &Store, app: &App) -> anyhow::Result<Vec<String>> {
    Ok(places(found, what, store, app)?.into_iter().chain(without_id(found)).collect())
}

/// The note above a session that changes no schedule.
pub(super) fn practice(session: &Session) -> Option<String> {
    let questions = crate::terminal::count(session.progress().total, "question");
    (!session.changes_schedule()).then(|| format!("Practice: {questions}. It changes no schedule."))
}

/// The first lines at the end: that time is up, that it was practice.
pub(super) fn at_the_end(session: &Session) -> Vec<String> {
    let time = session.out_of_time().map(|left| {
        let are = if left == 1 { "is" } else { "are" };
        format!("Time is up. {} {are} left in this session.", crate::terminal::count(left, "question"))
    });
    let practised = !session.changes_schedule() && session.answered() > 0;
    let practice = practised.then(|| "That was practice: no schedule has changed.".to_owned());
    time.into_iter().chain(practice).collect()
}

/// After this many days without an answer, the learner is told how much is due.
const AWAY_DAYS: i32 = 3;

/// The note for a learner who was away, or who has more due than a day allows.
pub(super) fn backlog(session: &Session, context: &StudyContext, limit: u32) -> anyhow::Result<Option<String>> {
    let (plan, today) = (session.plan(), session.today());
    let overdue = plan.due + plan.beyond;
    let studied = studied_before(today, &context.store)?;
    let away = studied.map_or(0, |day| today.since(day));
    let away = (away >= AWAY_DAYS && overdue > 0).then(|| format!("You were away {away} days: {overdue} due"));
    if plan.beyond == 0 {
        return Ok(away);
    }
    let by_day = outlook::coming(context, session.settings(), today)?;
    let coming = (1..=COMING_DAYS).map(|ahead| by_day.get(&(today + ahead)).copied().unwrap_or(0));
    let coming: Vec<usize> = coming.collect();
    let level = level_after(overdue, &coming, limit as usize);
    let level = level.map_or_else(String::new, |days| {
        format!("; at {limit} a day you catch up on {}", crate::terminal::date(today + days, today))
    });
    let new = if plan.new_held_back { "; no new ones until then, except with --new N" } else { "" };
    let start = away.unwrap_or_else(|| format!("{overdue} due, more than a day allows"));
    Ok(Some(format!("{start}{level}{new}")))
}

/// The latest study day before today. Looks at the last few days first.
fn studied_before(today: Day, store: &Store) -> anyhow::Result<Option<Day>> {
    let latest = |first: Day| -> anyhow::Result<Option<Day>> {
        let studied = store.day_sums_since(first)?.into_iter().rfind(|(day, sums)| sums.reviews > 0 && *day < today);
        Ok(studied.map(|(day, _)| day))
    };
    match latest(today - AWAY_DAYS)? {
        Some(day) => Ok(Some(day)),
        None => latest(Day::from_number(i32::MIN)),
    }
}

/// The number of days until nothing is overdue, if `limit` items are answered a day and `coming` fall due on the days
/// after today. `None` if that takes more than a year.
fn level_after(overdue: usize, coming: &[usize], limit: usize) -> Option<i32> {
    let mut left = overdue;
    for (day, due) in (0..).zip(coming.iter().copied().chain([0; 366])) {
        if left <= limit {
            return Some(day);
        }
        left = left - limit + due;
    }
    None
}

/// `decks: ./decks`, if the places have changed since last time, or if `--decks` or `-v` is given.
fn places(found: &FoundDecks, what: &[FilterTerm], store: &Store, app: &App) -> anyhow::Result<Option<String>> {
    const BUILT_IN: &str = "built in";
    let used = found.roots_used.iter().filter(|root| root.decks > 0);
    let used = used.map(|root| root.path.as_ref().map_or_else(|| BUILT_IN.to_owned(), |path| app.shown(path)));
    let used = used.collect::<Vec<_>>().join(", ");
    let line = Some(format!("decks: {used}"));
    if app.global.verbose || !app.global.decks.is_empty() {
        return Ok(line);
    }
    let told = store.decks_told()?;
    if told.as_deref().unwrap_or(BUILT_IN) == used {
        return Ok(None);
    }
    // A path in WHAT counts for this run only.
    if !what.iter().any(|word| matches!(word, FilterTerm::Path(_))) {
        store.tell_decks(&used)?;
    }
    Ok(line)
}

/// A warning about cards without an id.
fn without_id(found: &FoundDecks) -> Option<String> {
    let derived = found.contents.summaries().iter().map(|deck| deck.sums.derived).sum();
    let cards = match derived {
        0 => return None,
        1 => "1 card has".to_owned(),
        many => format!("{many} cards have"),
    };
    Some(format!("{cards} no `id:` and will count as new after each edit of the question"))
}

#[cfg(test)]
mod tests {
    use super::level_after;

    #[test]
    fn a_backlog_shrinks_by_what_a_day_allows_and_grows_by_what_falls_due() {
        assert_eq!(level_after(57, &[], 20), Some(2));
        assert_eq!(level_after(20, &[9, 9], 20), Some(0));
        assert_eq!(level_after(57, &[10, 10, 10, 10], 20), Some(4));
        assert_eq!(level_after(57, &[], 0), None);
    }
}
