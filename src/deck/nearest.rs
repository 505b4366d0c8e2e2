//! The name that was probably meant.

/// How long a name may be that is compared: `deck/card#definition`.
const MAX_CHARS: usize = 2 * super::MAX_ID_CHARS + 12;

/// The name that `written` is probably a slip for: the nearest, if it is near.
#[must_use]
pub fn nearest<'n>(written: &str, names: &[&'n str]) -> Option<&'n str> {
    among(written, names.iter().copied())
}

/// [`nearest`] over whatever gives names.
pub(super) fn among<'n>(written: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let written = written.to_lowercase().replace('_', "-");
    let length = written.chars().count();
    // A long one is no slip, and comparing it costs time.
    if length == 0 || length > MAX_CHARS {
        return None;
    }
    let allowed = 1 + length / 4;
    names
        .into_iter()
        .map(|name| (distance(&written, name), name))
        .filter(|&(distance, name)| distance <= allowed || (length >= 3 && name.starts_with(&written)))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

/// How many letters must be put in, taken out, changed, or swapped with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let changed = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = changed.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        before_last = std::mem::replace(&mut last, row);
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
