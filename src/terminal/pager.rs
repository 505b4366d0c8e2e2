//! The pager that shows texts longer than the screen.

use super::program::Program;
use super::signals::Interrupted;

/// Options for `less` unless its user sets their own: quit if everything fits, pass colours through, leave the text
/// on the screen.
const LESS: &str = "FRX";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pager {
    program: Program,
    /// Whether the user chose this pager.
    asked_for: bool,
    /// Whether the user sets no options for `less`.
    less_is_free: bool,
}

impl Pager {
    /// The program named in `PAGER`, or `less` if that is unset. `None` if it is empty or `cat`. `less_is_free` if
    /// the user sets no options for `less`.
    #[must_use]
    pub fn of(value: Option<&str>, less_is_free: bool) -> Option<Self> {
        let program = value.map_or_else(|| Some(Program::named("less")), Program::of)?;
        let is_none = program.kind() == "cat" && program.arguments.is_empty();
        (!is_none).then(|| Self { program, asked_for: value.is_some(), less_is_free })
    }

    /// Shows the text and waits until the pager is closed. The inner error says why it could not be started, if that
    /// is worth telling.
    ///
    /// # Errors
    /// If a signal came that ends this program.
    pub fn show(&self, text: &[u8]) -> anyhow::Result<Result<(), Option<String>>> {
        let variables: &[(&str, &str)] = if self.less_is_free { &[("LESS", LESS)] } else { &[] };
        match self.program.fed(text, variables) {
            Ok(()) => Ok(Ok(())),
            Err(err) if err.is::<Interrupted>() => Err(err),
            // A system without `less` is no surprise.
            Err(err) => {
                Ok(Err(self.asked_for.then(|| format!("the pager `{}` can't be started: {err}", self.program.name))))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wished_for_else_less_else_none() {
        let name = |value| {
            Pager::of(value, true).map(|pager| [vec![pager.program.name], pager.program.arguments].concat().join("|"))
        };
        for (value, expected) in [
            (None, Some("less")),
            (Some("less -S"), Some("less|-S")),
            (Some("'/opt/my pager/most' -s"), Some("/opt/my pager/most|-s")),
            (Some(""), None),
            (Some("  "), None),
            (Some("cat"), None),
            (Some("/bin/cat"), None),
            (Some("cat -s"), Some("cat|-s")),
        ] {
            assert_eq!(name(value).as_deref(), expected, "{value:?}");
        }
    }

    #[test]
    fn one_that_is_not_there_is_spoken_of_where_it_was_asked_for() {
        let shown = |pager: Pager| pager.show(b"text").expect("no signal");
        let named = Pager::of(Some("/no/such/pager -x"), true).expect("one");
        let why = shown(named.clone()).expect_err("not there").expect("words");
        assert!(why.starts_with("the pager `/no/such/pager` can't be started: "), "{why}");
        assert_eq!(shown(Pager { asked_for: false, ..named }), Err(None));
    }
}
