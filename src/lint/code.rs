//! Tells code from prose by symbols that prose doesn't have.
//!
//! Formulas aren't code: `Fe(OH)3`, `[H+]`, `f(x)`, `{1, 2}`, `a -> b` are right whatever their punctuation.

use super::words::{Phrase, WordList};
use crate::deck::Text;

/// Words in questions whose answers are code if they look only a little like it.
static PROGRAMS: WordList = WordList::of(
    "bash cli cmake compiler css docker git golang grep haskell html java javascript jquery kotlin latex linux ls lua \
         markdown namespace perl php posix postgres postgresql powershell python regex regexp ruby rust scala selector sh \
         shell snippet sql sqlite stylesheet syntax terminal tex typescript unix vim xml yaml zsh",
);

/// Whether a question is about code: it contains some, or names a language or tool.
pub(super) fn is_about_code(question: &Text) -> bool {
    let plain = question.plain();
    question.has_code()
        || Phrase::new(plain.clone()).find(&PROGRAMS).is_some()
        || ["C++", "C#", " in C?", " in C,", " in C ends", "style sheet"].iter().any(|name| plain.contains(name))
}

/// Whether an answer looks like code, given its question.
pub(super) fn looks_like_code(answer: &str, question: impl FnOnce() -> Text) -> bool {
    let has_signs = answer.contains(|c: char| !c.is_alphanumeric() && c != ' ');
    let has_camel = answer.split_whitespace().any(is_camel);
    // In an answer without letters or digits, every character counts anyway.
    if !(has_signs || has_camel) || !answer.contains(char::is_alphanumeric) {
        return false;
    }
    if has_signs_of_code(answer) {
        return true;
    }
    let has_hints = has_hints_of_code(answer);
    if !(has_hints || has_camel) {
        return false;
    }
    let question = question();
    (has_hints && is_about_code(&question)) || (has_camel && question.has_code())
}

/// Whether a text has symbols that only code has.
pub(super) fn has_signs_of_code(text: &str) -> bool {
    const SIGNS: [&str; 16] =
        ["::", "==", "!=", "&&", "${", "$(", "{{", "{%", "{:", "{\"", "({", "[[", "[^", "[a-z", "[0-9", ".*"];
    // Most texts are prose: they skip the searches below.
    let is_of_prose = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii() || b" \n.,?'\")".contains(&byte);
    if text.bytes().all(is_of_prose) {
        return false;
    }
    SIGNS.iter().any(|sign| text.contains(sign))
        || has_call_or_index(text)
        || has_tag(text)
        || has_variable(text)
        || has_backslash(text)
        || text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(is_snake)
        || opens_as_code(text)
        || (text.is_ascii() && text.trim_end().ends_with([';', '{']))
}

/// Splits the text at each occurrence of a sign: what comes before it, and the rest from the sign on.
fn around<'t>(text: &'t str, sign: &'t str) -> impl Iterator<Item = (&'t str, &'t str)> {
    text.match_indices(sign).map(|(at, _)| text.split_at(at))
}

/// `print()`, `int[]`, `names[-1]`; not `f(x)`, `[Fe(CN)6]`, `colo[u]r`.
fn has_call_or_index(text: &str) -> bool {
    let call = |(before, _): (&str, &str)| before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let index = |(before, rest): (&str, &str)| {
        let name = before.rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
        let (inside, after) = rest[1..].split_once(']').unwrap_or_default();
        let is_index = inside.chars().all(|c| c.is_ascii_alphanumeric() || "_-:\"'".contains(c));
        name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
            && rest.contains(']')
            && is_index
            && !after.starts_with(char::is_alphabetic)
    };
    around(text, "()").any(call) || around(text, "[").any(index)
}

/// `<br>`, `</p>`, `Vec<u8>`, `&nbsp;`.
fn has_tag(text: &str) -> bool {
    let tag = |(_, rest): (&str, &str)| {
        let name = rest[1..].trim_start_matches(['/', '!']);
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.contains('>')
    };
    let entity = |(_, rest): (&str, &str)| {
        let letters = rest[1..].chars().take_while(char::is_ascii_alphanumeric).count();
        letters >= 2 && rest[1 + letters..].starts_with(';')
    };
    around(text, "<").any(tag) || around(text, "&").any(entity)
}

/// `$name`, `$@`, `%d`; not `$5`, `$m`, `50 %`, nor a formula between two dollar signs.
fn has_variable(text: &str) -> bool {
    let is_formula = text.len() > 1 && text.starts_with('$') && text.ends_with('$');
    let variable = |(before, rest): (&str, &str)| {
        let name: String = rest[1..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        let opens = rest[1..].starts_with(['@', '?', '#', '!', '*']);
        let is_name = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
            || (name.len() >= 4 && name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_'));
        !before.ends_with(char::is_alphanumeric) && (opens || (is_name && !matches!(name.as_str(), "m" | "k" | "bn")))
    };
    let format = |(before, rest): (&str, &str)| {
        rest[1..].starts_with(|c: char| c.is_ascii_lowercase()) && !before.trim_end().ends_with(char::is_numeric)
    };
    (!is_formula && around(text, "$").any(variable)) || around(text, "%").any(format)
}

/// `\d`, `C:\_old`; not a character made visible as `\u{200e}`.
fn has_backslash(text: &str) -> bool {
    text.contains(":\\")
        || around(text, "\\")
            .any(|(_, rest)| rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) && !rest.starts_with("\\u{"))
}

/// `snake_case`, `__init__`; not `H_2O`, `v_max`.
fn is_snake(word: &str) -> bool {
    let parts: Vec<&str> = word.split('_').collect();
    let is_dunder = word.starts_with("__") && word.contains(|c: char| c.is_ascii_alphabetic());
    let long = |part: &&str| part.len() >= 2 && part.starts_with(|c: char| c.is_ascii_alphabetic());
    is_dunder || (parts.len() > 1 && parts.windows(2).any(|pair| pair.iter().all(long)))
}

/// `--help`, `!x`, `./x`, `~/x`, `/etc/hosts`, `*.rs`.
fn opens_as_code(text: &str) -> bool {
    let lower = |rest: &str| rest.starts_with(|c: char| c.is_ascii_lowercase());
    let has_option = around(text, "--").any(|(before, rest)| {
        (before.is_empty() || before.ends_with(char::is_whitespace)) && lower(rest.trim_start_matches('-'))
    });
    let is_path = text.strip_prefix('/').and_then(|rest| rest.split_once('/')).is_some_and(|(first, rest)| {
        first.len() >= 2 && first.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.') && lower(rest)
    });
    let opens = ["./", "../", "~/", "#!/", "**/"].iter().any(|sign| text.starts_with(sign));
    has_option
        || is_path
        || opens
        || text.strip_prefix('!').is_some_and(lower)
        || text.strip_prefix("*.").is_some_and(lower)
}

/// Whether a text has symbols that mean code if the question is about code, but otherwise mark a word ending, the
/// arrow of a reaction or somebody's handle.
fn has_hints_of_code(text: &str) -> bool {
    const SIGNS: [&str; 9] = ["->", "=>", ":=", "+=", "-=", "<=", ">=", "||", " | "];
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let opens = text.strip_prefix(['.', '@', '&', '*', '-', '%', ':', '#']).is_some_and(|rest| {
        // Prose may contain `.NET`.
        rest.starts_with(is_letter) && !(text.starts_with('.') && rest.starts_with(char::is_uppercase))
    });
    let has_option = text.starts_with(|c: char| c.is_ascii_lowercase())
        && around(text, " -").any(|(_, rest)| rest[2..].starts_with(is_letter));
    opens || has_option || SIGNS.iter().any(|sign| text.contains(sign))
}

/// `getElementById`; not `iPhone`, `macOS`, `PyTorch`.
fn is_camel(word: &str) -> bool {
    let Some(hump) = word.find(|c: char| c.is_ascii_uppercase()) else { return false };
    let lower = |text: &str| text.bytes().take_while(u8::is_ascii_lowercase).count();
    hump >= 2 && lower(word) == hump && lower(&word[hump + 1..]) >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_known_by_its_signs() {
        for code in [
            "std::vector",
            "a == b",
            "x != y",
            "a && b",
            "${#name}",
            "\"$@\"",
            "$HOME",
            "{:?} x",
            "print()",
            "int[]",
            "names[-1]",
            "Vec<u8>",
            "</p>",
            "&nbsp;",
            "%d items",
            "\\d+",
            "C:\\temp",
            "C:\\_old",
            "snake_case",
            "__init__",
            "--help",
            "ls --all",
            "!x",
            "./run",
            "~/.bashrc",
            "/etc/passwd",
            "*.rs",
            "**/*.rs",
            "let x = 1;",
            "[a-z]+",
            "x.*?",
            "if (x) {",
        ] {
            assert!(has_signs_of_code(code), "{code}");
        }
    }

    #[test]
    fn prose_and_formulas_are_no_code() {
        for text in [
            "H2O",
            "Fe(OH)3",
            "[Fe(CN)6]4-",
            "K4[Fe(CN)6]",
            "[Na+]",
            "Ca2+",
            "C++",
            "C#",
            "F#",
            ".NET",
            "AT&T",
            "R&D",
            "TCP/IP",
            "and/or",
            "50 %",
            "50% of it",
            "5 km/h",
            "$5",
            "$5 m",
            "$m",
            "US$",
            "$x^2$",
            "2026-01-02",
            "12:30",
            "O(log n)",
            "f(x)",
            "sin(x)",
            "P(A|B)",
            "E = mc^2",
            "a -> b",
            "p->q",
            "-5",
            "-ing",
            "-itis",
            "be + verb -ing",
            "!Kung",
            "it's",
            "e.g.",
            "node.js",
            "fast.ai",
            "iPhone",
            "mRNA",
            "GPT-4",
            "1/2",
            "x_1",
            "H_2O",
            "v_max",
            "<5 %",
            "x < 3 > y",
            "BMI >= 30",
            "virus(es)",
            "iron(III) oxide",
            "{1, 2, 3}",
            "{x | x > 0}",
            "[0, 1)",
            "#MeToo",
            "@potus",
            "rock 'n' roll",
            "Yahoo!",
            "Mr. & Mrs. Smith",
            "AC/DC",
            "t(9;22)",
            "5'-3'",
            "/k\u{e6}t/",
            "colo[u]r",
            "C major",
            "a; b",
            "Bach, J. S.",
            "https://example.com",
            "me@example.com",
            "O-O",
            "Nf3+",
            "--",
            "Paris (France)",
            "quoi\u{a0}?",
            "\\u{200e}Masakhane",
            "2 x 3 = 6",
            "Wait...",
            "10^9",
            "α-helix",
            "___",
        ] {
            assert!(!has_signs_of_code(text), "{text}");
            assert!(!looks_like_code(text, || Text::new("Who or what is it?")), "{text}");
        }
    }

    #[test]
    fn a_question_about_code_makes_code_of_more() {
        let asked = |question: &str, answer: &str| looks_like_code(answer, || Text::new(question));
        for (question, answer) in [
            ("Which option of ls sorts by size?", "-S"),
            ("What in Python begins a decorator for a property?", "@property"),
            ("How is the field of a pointer reached in C?", "p->next"),
            ("Which folder has what git remembers?", ".git"),
            ("Which method replaces `querySelector('#x')`?", "getElementById"),
            ("Which command of vim saves?", ":w"),
        ] {
            assert!(asked(question, answer), "{answer}");
        }
        for (question, answer) in [
            ("Which German ending makes a plural?", "-en"),
            ("Which Python library has tensors?", "PyTorch"),
            ("What is `None` called in C#?", "null"),
            ("Which runtime has C#?", ".NET"),
            ("Who made `iptables`?", "Rusty Russell"),
            ("Which system has `launchd`?", "macOS"),
            ("Which is the sign `||` in C?", "||"),
        ] {
            assert!(!asked(question, answer), "{answer}");
        }
    }
}
