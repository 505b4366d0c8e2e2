//! Pairs without a right side to spare.

use crate::deck::RuleId;
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::rule::Rule;

pub(in crate::lint) static NO_SPARE: Rule = Rule {
    threshold: "pairs to be matched have a right side to spare",
    what: "pairs whose last one is given away by the others",
    why: "Whoever knows all pairs but one gets the last by elimination, and whoever knows all but two guesses both at once.",
    weak: "pairs: [{left: Linux, right: 1991}, {left: MySQL, right: 1995}, {left: Git, right: 2005}]",
    better: "pairs: [{left: Linux, right: 1991}, {left: MySQL, right: 1995}, {left: Git, right: 2005}]\nspare: [1983]",
    ..Rule::slight(RuleId::NoSpare)
};

pub(super) fn check(reading: &CardTexts, out: &mut Findings) {
    // With nine right sides there is no digit for another one.
    let (lefts, rights) = (reading.card.body.lefts().len(), reading.answers.len() + reading.wrong.len());
    if lefts == 0 || !reading.wrong.is_empty() || rights >= 9 {
        return;
    }
    let what = "the last pair is given away by the others";
    out.add(&NO_SPARE, reading.card.place_of("pairs", 0), what)
        .help("add one or two right sides to `spare` that look as if they belonged to a left one");
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::count;

    fn warned(pairs: usize, spare: &str) -> usize {
        let pairs: Vec<String> = (0..pairs).map(|at| format!("{{left: l{at}, right: r{at}}}")).collect();
        let card = format!("kind: match, question: Which is which?, pairs: [{}]{spare}", pairs.join(", "));
        count(RuleId::NoSpare, &format!("- {{id: a, {card}}}"))
    }

    #[test]
    fn a_right_side_to_spare_is_wanted_where_there_is_a_digit_for_it() {
        assert_eq!((warned(3, ""), warned(8, "")), (1, 1));
        assert_eq!((warned(3, ", spare: [x]"), warned(9, "")), (0, 0));
    }
}
