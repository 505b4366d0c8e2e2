//! The lines that come before a table: `#separator:tab` and so on of Anki's text export, `sep=;` of spreadsheets.

use crate::deck::text::safe;

/// What they say; columns are counted from 0.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// How many bytes they take.
    pub(super) bytes: usize,
    /// How many of them count as rows.
    pub(super) rows: usize,
    pub(super) separator: Option<char>,
    /// Whether it is that of Anki's.
    pub(super) is_of_anki: bool,
    pub(super) is_html: bool,
    pub(super) names: Vec<String>,
    pub(super) deck: Option<usize>,
    pub(super) tags: Option<usize>,
    pub(super) guid: Option<usize>,
    pub(super) note_type: Option<usize>,
    /// The deck of all rows.
    pub(super) whole_deck: Option<String>,
    pub(super) whole_note_type: Option<String>,
    /// Tags of all rows.
    pub(super) whole_tags: Vec<String>,
}

impl Head {
    pub(super) fn of(text: &str) -> Self {
        let first = text.split_inclusive('\n').next().unwrap_or_default();
        if let Some(separator) = of_spreadsheet(first.trim_end_matches(['\r', '\n'])) {
            // Spreadsheets don't count it as a row.
            return Self { bytes: first.len(), separator: Some(separator), ..Self::default() };
        }
        Self::of_anki(text)
    }

    fn of_anki(text: &str) -> Self {
        let mut head = Self::default();
        let mut names = None;
        for line in text.split_inclusive('\n') {
            let bare = line.trim_end_matches(['\r', '\n']);
            let Some((key, value)) = bare.strip_prefix('#').and_then(|line| line.split_once(':')) else { break };
            let shown = safe(value);
            let trimmed = shown.trim();
            let column = || trimmed.parse::<usize>().ok()?.checked_sub(1);
            match key.trim().to_ascii_lowercase().as_str() {
                "separator" => head.separator = separator(value),
                "html" => head.is_html = trimmed.eq_ignore_ascii_case("true"),
                "columns" => names = Some(value),
                "deck column" => head.deck = column(),
                "tags column" => head.tags = column(),
                "guid column" => head.guid = column(),
                "notetype column" => head.note_type = column(),
                "deck" => head.whole_deck = Some(trimmed.to_owned()).filter(|name| !name.is_empty()),
                "notetype" => head.whole_note_type = Some(trimmed.to_owned()).filter(|name| !name.is_empty()),
                "tags" => head.whole_tags = trimmed.split_whitespace().map(str::to_owned).collect(),
                "if matches" => {}
                _ => break,
            }
            head.bytes += line.len();
            head.rows += 1;
            head.is_of_anki = true;
        }
        if let Some(names) = names {
            let sign = head.separator.unwrap_or('\t');
            head.names = names.split(sign).map(|name| safe(name.trim()).into_owned()).collect();
        }
        head
    }

    /// Whether a column has a meaning of its own.
    pub(super) fn is_special(&self, at: usize) -> bool {
        [self.deck, self.tags, self.guid, self.note_type].contains(&Some(at))
    }
}

/// The separator that a first line `sep=;` names.
fn of_spreadsheet(line: &str) -> Option<char> {
    let line = line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).unwrap_or(line);
    let mut signs = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))?.chars();
    let sign = signs.next()?;
    (signs.next().is_none() && can_separate(sign)).then_some(sign)
}

fn separator(value: &str) -> Option<char> {
    match value.trim().to_ascii_lowercase().as_str() {
        "tab" => Some('\t'),
        "comma" => Some(','),
        "semicolon" => Some(';'),
        "pipe" => Some('|'),
        "colon" => Some(':'),
        "space" => Some(' '),
        _ => {
            let mut signs = value.chars();
            signs.next().filter(|&sign| signs.next().is_none() && can_separate(sign))
        }
    }
}

const fn can_separate(sign: char) -> bool {
    !matches!(sign, '"' | '\n' | '\r')
}
