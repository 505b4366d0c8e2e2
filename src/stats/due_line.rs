//! The one line of `due`, in ASCII.

use super::dates::short;
use super::forecast::Next;
use super::given::Asked;
use crate::schedule::Day;

/// What the line tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueLine {
    /// The study day.
    pub today: Day,
    /// What `run` would ask.
    pub asked: Asked,
    /// About how many minutes that takes.
    pub minutes: usize,
    /// When there is something to study, once nothing is left today.
    pub next: Option<Next>,
}

/// `57 due, 10 new, about 9 minutes`, or `nothing due; next: 5 on Wed 25 Nov`.
impl std::fmt::Display for DueLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let about = format!("about {} {}", self.minutes, if self.minutes == 1 { "minute" } else { "minutes" });
        match self.asked {
            Asked { due: 0, new: 0 } => f.write_str(&nothing(self.next, self.today)),
            Asked { due, new: 0 } => write!(f, "{due} due, {about}"),
            Asked { due: 0, new } => write!(f, "{new} new, {about}"),
            Asked { due, new } => write!(f, "{due} due, {new} new, {about}"),
        }
    }
}

fn nothing(next: Option<Next>, today: Day) -> String {
    match next {
        None => "nothing due".to_owned(),
        Some(Next::Due(on)) => format!("nothing due; next: {} on {}", on.due, short(on.day, today)),
        Some(Next::New(on)) => format!("nothing due; next: {} new on {}", on.due, short(on.day, today)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::forecast::DueOn;

    #[test]
    fn it_says_what_is_asked_or_when_there_will_be_something() {
        let today = Day::from(jiff::civil::date(2026, 11, 24));
        let line = |due, new, minutes, next| DueLine { today, asked: Asked { due, new }, minutes, next }.to_string();
        let tomorrow = DueOn { day: today + 1, due: 5 };
        assert_eq!(line(57, 10, 9, None), "57 due, 10 new, about 9 minutes");
        assert_eq!(line(1, 0, 1, None), "1 due, about 1 minute");
        assert_eq!(line(0, 10, 3, None), "10 new, about 3 minutes");
        assert_eq!(line(0, 0, 0, Some(Next::Due(tomorrow))), "nothing due; next: 5 on Wed 25 Nov");
        assert_eq!(line(0, 0, 0, Some(Next::New(tomorrow))), "nothing due; next: 5 new on Wed 25 Nov");
        assert_eq!(line(0, 0, 0, None), "nothing due");
    }
}
