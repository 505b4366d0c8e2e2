//! The pager: what shows a text that is longer than the screen.

use super::program::Program;
use super::signals::Interrupted;

/// What `less` is told where its user tells it nothing: to end at once where all fits, to let colours through, and to
/// leave the text on the screen.
const LESS: &str = "FRX";

/// A program that shows long texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pager {
    program: Program,
    /// Whether somebody asked for this one.
    asked_for: bool,
    /// Whether the user tells `less` nothing.
    less_is_free: bool,
}

impl Pager {
    /// The program that `wish` names, as in `PAGER`; without a wish `less`. `None` if none is wanted: where the wish is
    /// empty, or `cat`. Where `less_is_free`, its user tells `less` nothing.
    #[must_use]
    pub fn of(wish: Option<&str>, less_is_free: bool) -> Option<Self> {
        let program = wish.map_or_else(|| Some(Program::named("less")), Program::of)?;
        let is_none = program.kind() == "cat" && program.arguments.is_empty();
        (!is_none).then(|| Self { program, asked_for: wish.is_some(), less_is_free })
    }

    /// Shows the text and waits until it is closed. Gives why it could not be started, in words, if it could not.
    ///
    /// # Errors
    /// When a signal came that ends this program.
    pub fn show(&self, text: &[u8]) -> anyhow::Result<Result<(), Option<String>>> {
        let variables: &[(&str, &str)] = if self.less_is_free { &[("LESS", LESS)] } else { &[] };
        match self.program.fed(text, variables) {
            Ok(()) => Ok(Ok(())),
            Err(err) if err.is::<Interrupted>() => Err(err),
            // Nobody is surprised that there is no `less`.
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
        let name = |wish| {
            Pager::of(wish, true).map(|pager| [vec![pager.program.name], pager.program.arguments].concat().join("|"))
        };
        for (wish, expected) in [
            (None, Some("less")),
            (Some("less -S"), Some("less|-S")),
            (Some("'/opt/my pager/most' -s"), Some("/opt/my pager/most|-s")),
            (Some(""), None),
            (Some("  "), None),
            (Some("cat"), None),
            (Some("/bin/cat"), None),
            (Some("cat -s"), Some("cat|-s")),
        ] {
            assert_eq!(name(wish).as_deref(), expected, "{wish:?}");
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
