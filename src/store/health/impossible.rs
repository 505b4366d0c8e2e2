//! Events that can't be: no oss-quiz with a sound clock and memory writes them.

use rusqlite::Connection;
use uuid::Uuid;

use crate::schedule::EventId;

/// An event of the log that can't be, and still counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImpossibleEvent {
    /// Its item as the log has it; empty for the whole log.
    pub item: String,
    /// `None` if it isn't a UUID.
    pub id: Option<EventId>,
    /// What is wrong, as in "it is due before its day".
    pub why: String,
    /// Whether it is read all the same, so that it can be taken back.
    pub is_readable: bool,
}

/// At most so many are told.
const MOST: usize = 1000;

/// The years 1970 to 9999, in milliseconds and days.
const TIMES: &str = "between 0 and 253402300799999";
const DAYS: &str = "between 0 and 2932896";

/// Columns that both tables of events have: what makes a row unreadable, and what is impossible. The first that is true
/// counts.
const COMMON: &[(&str, &str, bool)] = &[
    ("length(e.id) <> 16", "its id is not a UUID", false),
    ("length(w.device) <> 16", "its device is not a UUID", false),
    (
        "e.offset_minutes not between -2147483648 and 2147483647",
        "its offset from UTC is not a number of minutes",
        false,
    ),
    ("e.day not between -2147483648 and 2147483647", "its day is not a day", false),
];

const REVIEWS: &[(&str, &str, bool)] = &[
    ("e.rating not between 1 and 4", "its rating is none of the four", false),
    ("e.suggested not between 1 and 4", "its suggested rating is none of the four", false),
    ("e.purpose not between 0 and 3", "its purpose is not known", false),
    ("e.verdict not in (0, 1)", "its verdict is not known", false),
    ("e.hints not between 0 and 255", "its number of hints is none", false),
    ("e.revision not between 0 and 4294967295", "its revision is not a number", false),
    ("e.ms not between 0 and 4294967295", "its time taken is none", false),
    ("e.due_day not between -2147483648 and 2147483647", "the day it is due is not a day", false),
];

const ACTS: &[(&str, &str, bool)] = &[
    ("e.target is not null and length(e.target) <> 16", "what it refers to is not a UUID", false),
    ("e.rating not between 1 and 4", "its rating is none of the four", false),
    ("e.due_day not between -2147483648 and 2147483647", "the day it is due is not a day", false),
];

/// The events that can't be, the first [`MOST`] of either table.
pub(super) fn events(db: &Connection) -> rusqlite::Result<Vec<ImpossibleEvent>> {
    let moment = [
        (format!("e.at_ms not {TIMES}"), "its moment is not between 1970 and 9999", true),
        (format!("e.day not {DAYS}"), "its day is not between 1970 and 9999", true),
        ("abs(e.offset_minutes) > 1560".to_owned(), "its offset from UTC is more than 26 hours", true),
        (format!("e.due_day not {DAYS}"), "the day it is due is not between 1970 and 9999", true),
    ];
    let moment: Vec<(&str, &str, bool)> = moment.iter().map(|(sql, why, read)| (sql.as_str(), *why, *read)).collect();
    let scheduled = [("e.purpose = 0 and e.due_day < e.day", "it is due before its day", true)];
    let mut found = of_table(db, "reviews", &[COMMON, REVIEWS, &moment, &scheduled].concat())?;
    found.extend(of_table(db, "acts", &[COMMON, ACTS, &moment].concat())?);
    found.extend(names(db)?);
    Ok(found)
}

fn of_table(db: &Connection, table: &str, rules: &[(&str, &str, bool)]) -> rusqlite::Result<Vec<ImpossibleEvent>> {
    let which: Vec<String> = (0..).zip(rules).map(|(at, (sql, ..))| format!("when {sql} then {at}")).collect();
    let which = which.join(" ");
    let sql = format!(
        "select name, id, rule from ( \
           select i.name, e.id, case {which} end as rule from {table} e \
           join items i on i.id = e.item join writers w on w.id = e.writer \
           where not exists (select 1 from acts r where r.item = e.item and r.kind = 'retract' and r.target = e.id) \
         ) where rule is not null limit {MOST}"
    );
    let mut rows = db.prepare(&sql)?;
    let mut rows = rows.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let id: Vec<u8> = row.get(1)?;
        let (_, why, is_readable) = rules[usize::from(row.get::<_, u8>(2)?)];
        let id = Uuid::from_slice(&id).ok().map(EventId);
        found.push(ImpossibleEvent { item: row.get(0)?, id, why: why.to_owned(), is_readable });
    }
    Ok(found)
}

/// Items with a name that can't be one.
fn names(db: &Connection) -> rusqlite::Result<Vec<ImpossibleEvent>> {
    let mut names = db.prepare("select name from items where id <> 0")?;
    let names = names.query_map([], |row| row.get::<_, String>(0))?;
    let mut found = Vec::new();
    for name in names {
        let name = name?;
        if let Err(err) = name.parse::<crate::deck::ItemId>() {
            found.push(ImpossibleEvent { item: name, id: None, why: err.to_string(), is_readable: false });
        }
    }
    found.truncate(MOST);
    Ok(found)
}
