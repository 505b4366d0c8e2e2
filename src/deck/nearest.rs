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
    let letters: Vec<char> = written.chars().collect();
    let length = letters.len();
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
        let found = distance(&letters, name);
        if (found <= allowed || begins) && near.is_none_or(|(least, _)| found < least) {
            near = Some((found, name));
        }
    }
    near.map(|(_, name)| name)
}

/// Edit distance: insertions, deletions, changes, and swaps of neighbours.
fn distance(a: &[char], b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row = last.clone();
    for i in 1..=a.len() {
        row[0] = i;
        for j in 1..=b.len() {
            let changed = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = changed.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        std::mem::swap(&mut before_last, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last[b.len()]
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
