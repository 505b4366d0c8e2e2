//! Formulas: `\(…\)`, `\[…\]`, `[latex]…[/latex]`, `[$]…[/$]` and `[$$]…[/$$]` become `$…$` and `$$…$$`.

use super::{Atom, Style};

const PAIRS: [(&str, &str, &str); 5] = [
    ("\\(", "\\)", "$"),
    ("\\[", "\\]", "$$"),
    ("[latex]", "[/latex]", "$"),
    ("[$]", "[/$]", "$"),
    ("[$$]", "[/$$]", "$$"),
];

pub(super) fn with_dollars(atoms: Vec<Atom>) -> Vec<Atom> {
    let is_text = |atom: &Atom| !matches!(atom.style, Style::Code | Style::Fenced);
    if !atoms.iter().any(|atom| matches!(atom.c, '\\' | '[') && is_text(atom)) {
        return atoms;
    }
    let begins = |at: usize, sign: &str| {
        let found = &atoms[at..];
        sign.chars().enumerate().all(|(nth, c)| found.get(nth).is_some_and(|atom| atom.c == c && is_text(atom)))
    };
    // What closes nowhere behind some place closes nowhere behind a later one.
    let mut closes = [true; PAIRS.len()];
    let mut out = Vec::with_capacity(atoms.len());
    let mut at = 0;
    while at < atoms.len() {
        let opened = matches!(atoms[at].c, '\\' | '[')
            .then(|| (0..PAIRS.len()).find(|&pair| closes[pair] && begins(at, PAIRS[pair].0)))
            .flatten();
        let Some(pair) = opened else {
            out.push(atoms[at]);
            at += 1;
            continue;
        };
        let (open, close, sign) = PAIRS[pair];
        let from = at + open.len();
        let Some(end) = (from..atoms.len()).find(|&end| begins(end, close)) else {
            closes[pair] = false;
            continue;
        };
        let sign = || sign.chars().map(|c| Atom { c, style: Style::Plain });
        let inside = atoms[from..end].iter().map(|atom| if atom.c == '\n' { ' ' } else { atom.c });
        out.extend(sign());
        out.extend(inside.map(|c| Atom { c, style: Style::Plain }));
        out.extend(sign());
        at = end + close.len();
    }
    out
}
