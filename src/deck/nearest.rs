//! Finds the name that was probably meant.

/// Longer names are not compared: `deck/card#definition`.
const MAX_CHARS: usize = 2 * super::MAX_ID_CHARS + 12;

/// The name that `written` is probably a typo of: the nearest, if it is near enough.
#[must_use]
pub fn nearest<'n>(written: &str, names: &[&'n str]) -> Option<&'n str> {
    among(written, names.iter().copied())
}

/// [`nearest`] over any iterator.
pub(super) fn among<'n>(written: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    // A long one is not a typo, and comparing it takes time.
    if written.len() > 4 * MAX_CHARS {
        return None;
    }
    let written = written.to_lowercase().replace('_', "-");
    let length = written.chars().count();
    if length == 0 || length > MAX_CHARS {
        return None;
    }
    let allowed = 1 + length / 4;
    let mut near: Option<(usize, &str)> = None;
    for name in names {
        let begins = length >= 3 && name.starts_with(&written);
        if name.chars().count().abs_diff(length) > allowed && !begins {
            continue;
        }
        let found = strsim::osa_distance(&written, name);
        if (found <= allowed || begins) && near.is_none_or(|(least, _)| found < least) {
            near = Some((found, name));
        }
    }
    near.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name() {
        let names = ["question", "answer", "answers", "distractors", "because"];
        for (written, meant) in [
            ("anwser", Some("answer")),
            ("Question", Some("question")),
            ("distractor", Some("distractors")),
            ("becuase", Some("because")),
            ("dist", Some("distractors")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, &names), meant, "{written}");
        }
    }
}
