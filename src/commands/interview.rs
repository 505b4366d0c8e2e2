//! The dialog of `add`: asks for a card field by field, following the table of kinds.

use crate::deck::edit::{CardDraft, FieldValue, named_after, numbered};
use crate::deck::format::{self, Field, FieldShape};
use crate::deck::kinds;
use crate::deck::{CardId, Deck, Kind, cloze};
use crate::terminal::{Ask, Dialog};

/// The prompt for a continued line.
const NEXT_LINE: &str = "next line";

pub(super) struct Interview<'a> {
    pub(super) dialog: &'a mut dyn Dialog,
    pub(super) deck: &'a Deck,
    /// The previous draft, when the author changes it.
    pub(super) earlier: Option<CardDraft>,
}

type CardFields = Vec<(&'static str, FieldValue)>;

impl Interview<'_> {
    /// The card; `None` if the author gives up.
    pub(super) fn card(&mut self) -> anyhow::Result<Option<CardDraft>> {
        let Some(kind) = self.kind()? else { return Ok(None) };
        if self.dialog.is_person() && self.earlier.is_none() {
            self.dialog.say("End a line with \\ to continue it on the next.")?;
        }
        let has_distractors = kind.info().fields.iter().any(|field| field.shape == FieldShape::Distractors);
        let mut fields = if has_distractors { self.choice()? } else { self.own_fields(kind)? };
        let first = match fields.first() {
            Some((_, FieldValue::Text(text))) => text.clone(),
            _ => String::new(),
        };
        let cites = self.deck.source.is_some();
        for field in format::CARD.iter().filter(|field| is_asked(field, cites)) {
            self.field(field, &mut fields)?;
        }
        let id = self.id(&first)?;
        Ok(Some(CardDraft { id, kind, fields }))
    }

    fn kind(&mut self) -> anyhow::Result<Option<Kind>> {
        if let Some(earlier) = &self.earlier {
            return Ok(Some(earlier.kind));
        }
        // Two spaces end the name, which alone remains once it is chosen.
        let width = kinds::KINDS.iter().map(|info| info.word.len()).max().unwrap_or_default();
        let entries: Vec<String> =
            kinds::KINDS.iter().map(|info| format!("{:<width$}  {}", info.word, info.what)).collect();
        let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
        let chosen = self.dialog.choose("Which kind of card?", &entries)?;
        Ok(chosen.and_then(|at| Kind::ALL.get(at).copied()))
    }

    /// Several `answers` in place of one are rare, and left to the editor.
    fn own_fields(&mut self, kind: Kind) -> anyhow::Result<CardFields> {
        let mut fields = CardFields::new();
        for field in kind.info().fields.iter().filter(|field| field.name != "answers") {
            let required = field.required || field.name == "answer";
            self.field(&Field { required, ..*field }, &mut fields)?;
        }
        Ok(fields)
    }

    fn field(&mut self, field: &Field, fields: &mut CardFields) -> anyhow::Result<()> {
        let label = format!("{} ({})", field.name, field.what);
        let value = match field.shape {
            FieldShape::Cloze => {
                let text = self.text(&label, &self.earlier_text(field.name), &|text| gaps(text))?;
                Some(FieldValue::Text(numbered(&text)))
            }
            FieldShape::Text | FieldShape::TextOrTexts => {
                let text = self.one(&label, field)?;
                text.map(FieldValue::Text)
            }
            FieldShape::Texts | FieldShape::Words | FieldShape::AcceptAnswers => {
                let texts = self.list(&label, field.name, field.required)?;
                (!texts.is_empty()).then_some(FieldValue::texts(texts))
            }
            FieldShape::Records(parts) => {
                let entries = self.records(field, parts)?;
                (!entries.is_empty()).then_some(FieldValue::List(entries))
            }
            FieldShape::Flag if field.required => Some(FieldValue::Bare(self.truth(&label)?.to_string())),
            // Rare fields are left to the editor.
            _ => None,
        };
        fields.extend(value.map(|value| (field.name, value)));
        Ok(())
    }

    fn one(&mut self, label: &str, field: &Field) -> anyhow::Result<Option<String>> {
        let initial = self.earlier_text(field.name);
        if field.required {
            return self.text(label, &initial, &|text| something(text)).map(Some);
        }
        let text = self.text(&format!("{label}, or nothing"), &initial, &|_| Ok(()))?;
        Ok((!text.is_empty()).then_some(text))
    }

    fn truth(&mut self, label: &str) -> anyhow::Result<bool> {
        loop {
            if let Some(at) = self.dialog.choose(label, &["true", "false"])? {
                return Ok(at == 0);
            }
        }
    }

    /// Asks for the choices. One right choice becomes `answer`, several become `answers`.
    fn choice(&mut self) -> anyhow::Result<CardFields> {
        let mut fields = CardFields::new();
        self.field(&format::QUESTION, &mut fields)?;
        let earlier = if self.earlier_texts("answers").is_empty() { "answer" } else { "answers" };
        let mut right = self.list("right choice (several, if all of them are to be picked)", earlier, true)?;
        fields.push(match right.len() {
            1 => ("answer", FieldValue::Text(right.remove(0))),
            _ => ("answers", FieldValue::texts(right)),
        });
        let wrong = self.distractors()?;
        fields.push(("distractors", FieldValue::List(wrong)));
        Ok(fields)
    }

    fn distractors(&mut self) -> anyhow::Result<Vec<FieldValue>> {
        let earlier = match self.earlier_value("distractors") {
            Some(FieldValue::List(entries)) => entries.clone(),
            _ => Vec::new(),
        };
        let mut all = Vec::new();
        loop {
            let number = all.len() + 1;
            let (text, why) = earlier.get(all.len()).map(distractor_of).unwrap_or_default();
            let (ends, needed) = if all.is_empty() { ("", true) } else { (", or nothing", false) };
            let label = format!("wrong choice {number}{ends}");
            let text = self.text(&label, &text, &|text| if needed { something(text) } else { Ok(()) })?;
            if text.is_empty() {
                return Ok(all);
            }
            let why = self.text("why it is wrong, or nothing", &why, &|_| Ok(()))?;
            all.push(distractor(text, why));
        }
    }

    fn list(&mut self, label: &str, name: &str, required: bool) -> anyhow::Result<Vec<String>> {
        let earlier = self.earlier_texts(name);
        let mut all: Vec<String> = Vec::new();
        loop {
            let number = all.len() + 1;
            let initial = earlier.get(all.len()).cloned().unwrap_or_default();
            let label = match (number, required) {
                (1, true) => format!("{label} 1"),
                (1, false) => format!("{label}, or nothing"),
                _ => format!("{} {number}, or nothing", label.split(" (").next().unwrap_or_default()),
            };
            let needed = number == 1 && required;
            let text = self.text(&label, &initial, &|text| if needed { something(text) } else { Ok(()) })?;
            if text.is_empty() {
                return Ok(all);
            }
            all.push(text);
        }
    }

    /// Asks for mappings part by part; nothing for the first part ends them.
    fn records(&mut self, field: &Field, parts: &[Field]) -> anyhow::Result<Vec<FieldValue>> {
        let earlier = match self.earlier_value(field.name) {
            Some(FieldValue::List(entries)) => entries.clone(),
            _ => Vec::new(),
        };
        let mut all = Vec::new();
        loop {
            let (number, before) = (all.len() + 1, earlier.get(all.len()));
            let mut entry = Vec::new();
            for part in parts {
                let may_end = entry.is_empty() && (number > 1 || !field.required);
                let label = match (number, may_end) {
                    (1, _) => format!("{} 1 ({})", part.name, part.what),
                    (_, true) => format!("{} {number}, or nothing", part.name),
                    (_, false) => format!("{} {number}", part.name),
                };
                let initial = before.and_then(|before| part_of(before, part.name)).unwrap_or_default();
                let text = self.text(&label, &initial, &|text| if may_end { Ok(()) } else { something(text) })?;
                if text.is_empty() {
                    return Ok(all);
                }
                entry.push((part.name.to_owned(), FieldValue::Text(text)));
            }
            all.push(FieldValue::Map(entry));
        }
    }

    fn id(&mut self, prompt: &str) -> anyhow::Result<String> {
        let deck = self.deck;
        let taken = |id: &str| {
            let id = id.to_lowercase();
            let known = deck.cards.iter().map(|card| card.id.card());
            known.chain(deck.left_out.iter().filter_map(|card| card.id.as_deref())).any(|own| own.to_lowercase() == id)
        };
        let check = |id: &str| match CardId::new(&deck.id, id) {
            Ok(_) if taken(id) => Err(format!("the deck has a card `{id}` already")),
            Ok(_) => Ok(()),
            Err(err) => Err(err.to_string()),
        };
        let proposed = match &self.earlier {
            Some(earlier) => earlier.id.clone(),
            None => named_after(prompt, &taken),
        };
        self.text("id (its name in the deck; progress is kept under it)", &proposed, &check)
    }

    fn text(
        &mut self,
        label: &str,
        initial: &str,
        check: &dyn Fn(&str) -> Result<(), String>,
    ) -> anyhow::Result<String> {
        loop {
            let whole = self.lines(label, initial, check)?;
            match check(whole.trim_end()) {
                Ok(()) => return Ok(whole.trim_end().to_owned()),
                Err(words) => self.dialog.say(&words)?,
            }
        }
    }

    /// A text of one or more lines: a line that ends in a backslash continues on the next.
    fn lines(
        &mut self,
        label: &str,
        initial: &str,
        check: &dyn Fn(&str) -> Result<(), String>,
    ) -> anyhow::Result<String> {
        let mut rows = initial.split('\n').peekable();
        let mut whole = String::new();
        loop {
            let mut there = rows.next().unwrap_or_default().to_owned();
            // One that ends in a backslash itself is offered with two.
            if rows.peek().is_some() || there.ends_with('\\') {
                there.push('\\');
            }
            let goes_on = !whole.is_empty();
            let label = if goes_on { NEXT_LINE } else { label };
            let check = |line: &str| if goes_on || line.ends_with('\\') { Ok(()) } else { check(line) };
            let line = self.dialog.text(&Ask { label, initial: &there, check: &check, indented: goes_on })?;
            match line.strip_suffix('\\') {
                // Two backslashes at the end stand for one and don't continue the line.
                Some(text) if text.ends_with('\\') => return Ok(whole + text),
                Some(text) => whole = format!("{whole}{text}\n"),
                None => return Ok(whole + &line),
            }
        }
    }

    fn earlier_value(&self, name: &str) -> Option<&FieldValue> {
        let earlier = self.earlier.as_ref()?;
        earlier.fields.iter().find(|(field, _)| *field == name).map(|(_, value)| value)
    }

    fn earlier_text(&self, name: &str) -> String {
        self.earlier_texts(name).into_iter().next().unwrap_or_default()
    }

    fn earlier_texts(&self, name: &str) -> Vec<String> {
        match self.earlier_value(name) {
            Some(FieldValue::List(entries)) => entries.iter().filter_map(text_of).collect(),
            value => value.and_then(text_of).into_iter().collect(),
        }
    }
}

fn text_of(value: &FieldValue) -> Option<String> {
    match value {
        FieldValue::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// A text within a mapping.
fn part_of(entry: &FieldValue, name: &str) -> Option<String> {
    let FieldValue::Map(pairs) = entry else { return None };
    pairs.iter().find(|(part, _)| part == name).and_then(|(_, value)| text_of(value))
}

/// A wrong choice, with the reason if there is one.
fn distractor(text: String, why: String) -> FieldValue {
    if why.is_empty() {
        return FieldValue::Text(text);
    }
    FieldValue::Map(vec![("text".to_owned(), FieldValue::Text(text)), ("why".to_owned(), FieldValue::Text(why))])
}

fn distractor_of(wrong: &FieldValue) -> (String, String) {
    match wrong {
        FieldValue::Map(pairs) => {
            let mut texts = pairs.iter().filter_map(|(_, value)| text_of(value));
            (texts.next().unwrap_or_default(), texts.next().unwrap_or_default())
        }
        text => (text_of(text).unwrap_or_default(), String::new()),
    }
}

/// Whether an optional field of every card is worth asking for each time.
fn is_asked(field: &Field, cites: bool) -> bool {
    matches!(field.name, "because" | "hint") || (field.name == "claims" && cites)
}

fn something(text: &str) -> Result<(), String> {
    if text.is_empty() { Err("a card of this kind needs it".to_owned()) } else { Ok(()) }
}

fn gaps(text: &str) -> Result<(), String> {
    cloze::parse(text).map(|_| ()).map_err(|(err, _)| format!("{err}: {}", err.help()))
}
