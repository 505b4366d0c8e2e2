//! The lines `#separator:tab` and so on, with which Anki's text export begins.

/// What they say; columns are counted from 0.
#[derive(Debug, Default)]
pub(super) struct AnkiHead {
    /// How many bytes and lines they take.
    pub(super) bytes: usize,
    pub(super) lines: usize,
    pub(super) separator: Option<u8>,
    pub(super) is_html: bool,
    pub(super) names: Vec<String>,
    pub(super) deck: Option<usize>,
    pub(super) tags: Option<usize>,
    pub(super) guid: Option<usize>,
    pub(super) note_type: Option<usize>,
}

impl AnkiHead {
    pub(super) fn of(text: &str) -> Self {
        let mut head = Self::default();
        for line in text.split_inclusive('\n') {
            let Some((key, value)) =
                line.trim_end_matches(['\r', '\n']).strip_prefix('#').and_then(|line| line.split_once(':'))
            else {
                break;
            };
            let column = || value.trim().parse::<usize>().ok()?.checked_sub(1);
            match key.trim() {
                "separator" => head.separator = separator(value),
                "html" => head.is_html = value.trim() == "true",
                "columns" => {
                    let sign = char::from(head.separator.unwrap_or(b'\t'));
                    head.names = value.split(sign).map(|name| name.trim().to_owned()).collect();
                }
                "deck column" => head.deck = column(),
                "tags column" => head.tags = column(),
                "guid column" => head.guid = column(),
                "notetype column" => head.note_type = column(),
                "deck" | "tags" | "notetype" | "if matches" => {}
                _ => break,
            }
            head.bytes += line.len();
            head.lines += 1;
        }
        head
    }
}

fn separator(value: &str) -> Option<u8> {
    match value.trim().to_ascii_lowercase().as_str() {
        "tab" => Some(b'\t'),
        "comma" => Some(b','),
        "semicolon" => Some(b';'),
        "pipe" => Some(b'|'),
        "colon" => Some(b':'),
        "space" => Some(b' '),
        _ => match value.as_bytes() {
            [sign] if sign.is_ascii() => Some(*sign),
            _ => None,
        },
    }
}
