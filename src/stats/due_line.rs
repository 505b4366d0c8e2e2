//! The one-line summary of `due`, in ASCII.

use super::dates::short;
use crate::session::Outlook;

/// `57 due, 10 new, about 9 minutes`, or `nothing due; next: 23 due, 10 new on Wed 25 Nov`.
#[must_use]
pub fn due_line(outlook: &Outlook) -> String {
    let Outlook { today, left, minutes, next } = *outlook;
    if left.all() > 0 {
        return format!("{}, about {minutes} {}", left.words(), if minutes == 1 { "minute" } else { "minutes" });
    }
    match next {
        None => "nothing due".to_owned(),
        Some(next) => format!("nothing due; next: {} on {}", next.load.words(), short(next.day, today)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::Day;
    use crate::session::{Load, NextDay};

    #[test]
    fn it_says_what_is_asked_or_when_there_will_be_something() {
        let today = Day::from(jiff::civil::date(2026, 11, 24));
        let line = |due, new, minutes| due_line(&Outlook { today, left: Load { due, new }, minutes, next: None });
        assert_eq!(line(57, 10, 9), "57 due, 10 new, about 9 minutes");
        assert_eq!(line(1, 0, 1), "1 due, about 1 minute");
        assert_eq!(line(0, 10, 3), "10 new, about 3 minutes");
        assert_eq!(line(0, 0, 0), "nothing due");
        let next = |due, new| {
            let next = Some(NextDay { day: today + 1, load: Load { due, new }, minutes: 2 });
            due_line(&Outlook { today, next, ..Outlook::default() })
        };
        assert_eq!(next(5, 0), "nothing due; next: 5 due on Wed 25 Nov");
        assert_eq!(next(0, 5), "nothing due; next: 5 new on Wed 25 Nov");
        assert_eq!(next(23, 10), "nothing due; next: 23 due, 10 new on Wed 25 Nov");
    }
}
