//! Several typed texts against the several that are wanted.

use super::slip::{self, Match, Others};
use crate::deck::{RightAnswer, Text};

/// What became of one of several texts that were wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFound {
    /// As it is shown; where it was typed with a slip, the form that was meant.
    pub answer: String,
    /// What was typed for it; `None` where it is missing.
    pub typed: Option<String>,
    /// Right, but not letter for letter.
    pub slip: bool,
    /// Where it was typed, from 0, if that is another place than the one where it is wanted.
    pub elsewhere: Option<usize>,
}

impl TextFound {
    /// Whether it was typed, and where it is wanted.
    #[must_use]
    pub const fn is_found(&self) -> bool {
        self.typed.is_some() && self.elsewhere.is_none()
    }
}

/// A typed text that is none of those wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextExtra {
    /// As it was typed.
    pub typed: String,
    /// It is one of them, and was typed before.
    pub again: bool,
}

/// What fits: with a slip, or without.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fit {
    slip: bool,
    answer: String,
}

/// Sets what was typed beside what is wanted. An empty text stands for "this one I don't know".
pub(super) fn compare(
    typed: &[String],
    wanted: &[RightAnswer],
    ordered: bool,
    exact: bool,
    others: Others<'_>,
) -> (Vec<TextFound>, Vec<TextExtra>) {
    let fits: Vec<Vec<Option<Fit>>> =
        typed.iter().map(|typed| wanted.iter().map(|right| fit(typed, right, exact, others)).collect()).collect();
    let given = if ordered { in_order(&fits, wanted.len()) } else { assigned(&fits, wanted.len()) };
    let found = wanted.iter().enumerate().map(|(place, right)| {
        let at = given.iter().position(|&of| of == Some(place));
        let fit = at.and_then(|at| fits[at][place].clone());
        TextFound {
            slip: fit.as_ref().is_some_and(|fit| fit.slip),
            answer: fit.map_or_else(|| right.text.plain(), |fit| fit.answer),
            typed: at.map(|at| typed[at].clone()),
            elsewhere: at.filter(|&at| ordered && at != place),
        }
    });
    let extra = typed.iter().zip(&given).zip(&fits).filter(|((typed, given), _)| given.is_none() && !typed.is_empty());
    let extra =
        extra.map(|((typed, _), fits)| TextExtra { typed: typed.clone(), again: fits.iter().any(Option::is_some) });
    (found.collect(), extra.collect())
}

fn fit(typed: &str, right: &RightAnswer, exact: bool, others: Others<'_>) -> Option<Fit> {
    if typed.is_empty() {
        return None;
    }
    let forms: Vec<String> = right.texts().map(Text::plain).collect();
    match slip::compare(typed, &forms, exact, others) {
        Match::Same => Some(Fit { slip: false, answer: forms.into_iter().next()? }),
        Match::Slip(form) => Some(Fit { slip: true, answer: forms.into_iter().nth(form)? }),
        Match::Other => None,
    }
}

/// Which wanted text each typed one is where the order counts: the one of its place if it fits, else one that is
/// found nowhere.
fn in_order(fits: &[Vec<Option<Fit>>], wanted: usize) -> Vec<Option<usize>> {
    let fitting = |at: usize, place: usize| fits[at].get(place).is_some_and(Option::is_some);
    let mut given: Vec<Option<usize>> = (0..fits.len()).map(|at| Some(at).filter(|&at| fitting(at, at))).collect();
    for at in 0..fits.len() {
        if given[at].is_none() {
            given[at] = (0..wanted).find(|&place| fitting(at, place) && !given.contains(&Some(place)));
        }
    }
    given
}

/// Which wanted text each typed one is where the order does not count: as many as can be, with as few slips as can be.
fn assigned(fits: &[Vec<Option<Fit>>], wanted: usize) -> Vec<Option<usize>> {
    // What the typed texts from one on come to, by the wanted ones that are taken: nine at most, so 512 sets.
    const MATCH: usize = 16;
    let sets = 1_usize << wanted;
    let worth = |fit: &Fit| MATCH - usize::from(fit.slip);
    let mut best = vec![vec![0_usize; sets]; fits.len() + 1];
    for at in (0..fits.len()).rev() {
        for taken in 0..sets {
            let with = fits[at].iter().enumerate().filter(|(place, _)| taken & (1 << place) == 0);
            let with = with.filter_map(|(place, fit)| Some(worth(fit.as_ref()?) + best[at + 1][taken | (1 << place)]));
            best[at][taken] = with.max().unwrap_or(0).max(best[at + 1][taken]);
        }
    }
    let mut taken = 0;
    let mut given = Vec::with_capacity(fits.len());
    for (at, fits) in fits.iter().enumerate() {
        let place = fits.iter().enumerate().position(|(place, fit)| {
            let free = taken & (1 << place) == 0;
            free && fit.as_ref().is_some_and(|fit| worth(fit) + best[at + 1][taken | (1 << place)] == best[at][taken])
        });
        taken |= place.map_or(0, |place| 1 << place);
        given.push(place);
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Known;

    /// What of these answers was found, and what of the typed ones is none of them.
    fn set(typed: &[&str], wanted: &[&[&str]], ordered: bool) -> (Vec<Option<String>>, Vec<String>) {
        let known = Known::default();
        let others = Others { english: true, known: &|| &known };
        let wanted: Vec<RightAnswer> = wanted
            .iter()
            .map(|forms| RightAnswer {
                text: Text::new(forms[0]),
                accept: forms[1..].iter().map(|t| Text::new(t)).collect(),
            })
            .collect();
        let typed: Vec<String> = typed.iter().map(|text| (*text).to_owned()).collect();
        let (found, extra) = compare(&typed, &wanted, ordered, false, others);
        let found = found.into_iter().map(|found| {
            let slip = if found.slip { "~" } else { "" };
            let elsewhere = found.elsewhere.map(|at| format!("@{at}")).unwrap_or_default();
            found.typed.map(|typed| format!("{slip}{typed}{elsewhere}"))
        });
        let extra = extra.into_iter().map(|extra| extra.typed + if extra.again { " again" } else { "" });
        (found.collect(), extra.collect())
    }

    fn some(texts: &[&str]) -> Vec<Option<String>> {
        texts.iter().map(|text| Some(*text).filter(|text| !text.is_empty()).map(str::to_owned)).collect()
    }

    #[test]
    fn in_any_order_each_text_goes_where_it_fits() {
        let gases: &[&[&str]] = &[&["hydrogen"], &["oxygen"], &["nitrogen"]];
        assert_eq!(
            set(&["oxygen", "Nitrogen", "hydrogin"], gases, false),
            (some(&["~hydrogin", "oxygen", "Nitrogen"]), vec![])
        );
        assert_eq!(
            set(&["carbon", "", "oxygen"], gases, false),
            (some(&["", "oxygen", ""]), vec!["carbon".to_owned()])
        );
        assert_eq!(
            set(&["oxygen", "oxygen"], gases, false),
            (some(&["", "oxygen", ""]), vec!["oxygen again".to_owned()])
        );
    }

    #[test]
    fn a_text_that_fits_two_leaves_the_other_its_only_place() {
        // "a" is right for both, "b" for the first alone.
        let both: &[&[&str]] = &[&["a", "b"], &["c", "a"]];
        assert_eq!(set(&["a", "b"], both, false), (some(&["b", "a"]), vec![]));
        assert_eq!(set(&["b", "a"], both, false), (some(&["b", "a"]), vec![]));
        // The one without a slip wins.
        let near: &[&[&str]] = &[&["Masakhane"], &["Masakhano"]];
        assert_eq!(set(&["Masakhano", "Masakhane"], near, false), (some(&["Masakhane", "Masakhano"]), vec![]));
    }

    #[test]
    fn where_the_order_counts_each_has_its_place() {
        let steps: &[&[&str]] = &[&["fork"], &["change"], &["merge"]];
        assert_eq!(set(&["fork", "change", "merge"], steps, true), (some(&["fork", "change", "merge"]), vec![]));
        assert_eq!(
            set(&["fork", "merge", "branch"], steps, true),
            (some(&["fork", "", "merge@1"]), vec!["branch".to_owned()])
        );
        assert_eq!(set(&["", "change"], steps, true), (some(&["", "change", ""]), vec![]));
    }
}
