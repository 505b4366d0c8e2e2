//! LaTeX in a text.

use super::around;

/// Commands that lay out a formula: nobody can read these as plain text.
const LAYOUT: &[&str] = &[
    "frac",
    "dfrac",
    "tfrac",
    "int",
    "sum",
    "prod",
    "begin",
    "end",
    "left",
    "right",
    "text",
    "textbf",
    "textit",
    "mathrm",
    "mathbf",
    "mathbb",
    "mathcal",
    "mathit",
    "overline",
    "underline",
    "binom",
    "ce",
    "vec",
    "hat",
    "displaystyle",
    "operatorname",
    "underset",
    "overset",
    "boxed",
    "cancel",
];
/// Other commands, which are left alone between dollar signs.
const NAMES: &[&str] = &[
    "sqrt",
    "cdot",
    "times",
    "div",
    "pm",
    "leq",
    "geq",
    "neq",
    "approx",
    "infty",
    "partial",
    "nabla",
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "theta",
    "lambda",
    "mu",
    "pi",
    "rho",
    "sigma",
    "tau",
    "phi",
    "psi",
    "omega",
    "Delta",
    "Sigma",
    "Omega",
    "to",
    "rightarrow",
    "Rightarrow",
    "leftarrow",
    "rightleftharpoons",
    "longrightarrow",
    "lim",
    "sin",
    "cos",
    "tan",
    "log",
    "ln",
    "exp",
    "circ",
    "quad",
    "ldots",
    "cdots",
    "dots",
    "bar",
    "forall",
    "exists",
    "subset",
    "cup",
    "cap",
    "emptyset",
    "equiv",
    "sim",
    "angle",
    "degree",
    "le",
    "ge",
    "ne",
];

/// `\frac`, `\(x\)`, `\[x\]`, `$$x$$`; not `$x^2$`, `$\sin x$`, `C:\text`, `\d`.
pub(super) fn latex(text: &str) -> Option<&str> {
    let pair = |open: &'static str, close: &'static str| {
        text.find(open).and_then(|at| {
            let rest = &text[at..];
            rest[open.len()..]
                .find(close)
                .filter(|&inside| inside > 0)
                .map(|inside| &rest[..inside + open.len() + close.len()])
        })
    };
    let last_dollar = text.rfind('$').unwrap_or(0);
    let command = || {
        let (mut in_dollars, mut from) = (false, 0);
        around(text, "\\").find_map(|(before, rest)| {
            let dollars = before[from..].matches('$').count();
            (in_dollars, from) = (in_dollars ^ (dollars % 2 == 1), before.len());
            let letters = rest[1..].bytes().take_while(u8::is_ascii_alphabetic).count();
            let name = &rest[1..=letters];
            let opens = rest[1 + letters..].starts_with(['{', '[']);
            let is_path = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ':' | '\\')) && !opens;
            let is_formula = in_dollars && last_dollar > before.len();
            let is_known = LAYOUT.contains(&name) || (!is_formula && NAMES.contains(&name));
            (is_known && !is_path).then(|| &rest[..=letters])
        })
    };
    let marked = || ["[latex]", "[$]", "[$$]", "[/$]"].into_iter().find(|mark| text.contains(mark));
    pair("\\(", "\\)").or_else(|| pair("\\[", "\\]")).or_else(|| pair("$$", "$$")).or_else(command).or_else(marked)
}
