//! HTML of other programs.

use super::{assert_safe, parts};
use crate::deck::{Text, cloze};
use crate::exchange::html::{GAP, GAP_END, GAP_HINT, GAP_TEXT, Rich};

/// HTML, what is in a gap within it, a hint, and what follows the gap.
pub fn html(bytes: &[u8]) {
    let [before, gap, hint, behind]: [String; 4] = parts(bytes);
    let rich = Rich::read(&before);
    let text = rich.text();
    assert_safe(&text);
    let read = Text::new(&text);
    assert_eq!(read.source(), text, "it is safe as it is");
    assert_eq!(read.plain().trim(), rich.plain(), "it shows the same: {text}");
    assert_eq!(rich.is_blank(), rich.plain().is_empty());
    for remark in rich.remarks() {
        assert_safe(&remark);
        assert!(!remark.contains('\n'), "{remark}");
    }
    for name in &rich.media {
        assert!(!name.is_empty() && !name.contains(['/', '\\', '\n']), "{name:?}");
    }
    assert!(!Rich::compared(&before).plain().contains('\n'));
    let bare = |text: &str| text.replace(|c| matches!(c, GAP..=GAP_END), "");
    let [before, gap, hint, behind] = [bare(&before), bare(&gap), bare(&hint), bare(&behind)];
    let rich = Rich::gapped(&format!("{before}{GAP}1{GAP_TEXT}{gap}{GAP_HINT}{hint}{GAP_END}{behind}"));
    if let Some(text) = rich.cloze() {
        assert_safe(&text);
        assert!(cloze::parse(&text).is_ok_and(|pieces| cloze::numbers(&pieces) == [1]), "{text}");
    }
}
