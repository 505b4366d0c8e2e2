//! A prompt read word by word, without quotations and code; and phrases to look for in it.

use std::ops::Range;
use std::sync::OnceLock;

use crate::lint::words::{Phrase, Token, Word, WordMap, WordSet};

/// A text whose words are addressed by index.
#[derive(Debug)]
pub(super) struct Speech<'p> {
    phrase: &'p Phrase,
    /// Whether each word is quoted; empty if none is.
    quoted: Vec<bool>,
}

impl<'p> Speech<'p> {
    pub(super) fn of(phrase: &'p Phrase) -> Self {
        let quotations = quotations(&phrase.text);
        if quotations.is_empty() {
            return Self { phrase, quoted: Vec::new() };
        }
        let mut quotations = quotations.into_iter().peekable();
        let quoted = phrase.tokens.iter().map(|token| {
            let start = token.start as usize;
            while quotations.next_if(|quotation| quotation.end <= start).is_some() {}
            quotations.peek().is_some_and(|quotation| quotation.contains(&start))
        });
        Self { phrase, quoted: quoted.collect() }
    }

    pub(super) fn text(&self) -> &'p str {
        &self.phrase.text
    }

    pub(super) fn len(&self) -> usize {
        self.phrase.tokens.len()
    }

    pub(super) fn token(&self, at: usize) -> Option<&'p Token> {
        self.phrase.tokens.get(at)
    }

    /// The word as written; empty if there is none.
    pub(super) fn written(&self, at: usize) -> &'p str {
        self.token(at).map_or("", |token| self.phrase.word_at(token))
    }

    /// A word of the author's own; `None` if it is quoted or code.
    pub(super) fn word(&self, at: usize) -> Option<Word> {
        let token = self.token(at)?;
        (!token.code && !self.is_quoted(at)).then_some(token.raw)
    }

    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get(at).copied().unwrap_or(false)
    }

    pub(super) fn is(&self, at: usize, list: &WordSet) -> bool {
        self.word(at).is_some_and(|word| list.contains(&word))
    }

    /// Whether a word carries meaning, and is neither quoted nor code.
    pub(super) fn is_content(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| !token.stop) && self.word(at).is_some()
    }

    /// Whether a word may be a name: it has a capital and doesn't open a sentence.
    pub(super) fn is_name(&self, at: usize) -> bool {
        let opens = at == 0 || self.ends_sentence(at - 1) || self.between(at - 1).contains(['¿', '¡']);
        self.written(at).chars().next().is_some_and(char::is_uppercase) && !opens && self.written(at) != "I"
    }

    /// The text between a word and the next one.
    pub(super) fn between(&self, at: usize) -> &'p str {
        let Some(token) = self.token(at) else { return "" };
        let end = self.token(at + 1).map_or(self.text().len(), |next| next.start as usize);
        self.text().get(token.end as usize..end).unwrap_or_default()
    }

    /// Whether a word ends its sentence. The points in `fast.ai`, `p. 84` and `St. Gallen` don't end one.
    pub(super) fn ends_sentence(&self, at: usize) -> bool {
        if at + 1 >= self.len() {
            return true;
        }
        let between = self.between(at);
        let short = self.written(at).chars().count() <= 2;
        between.char_indices().any(|(place, mark)| {
            let behind = between[place + mark.len_utf8()..].chars().next();
            mark == '\n'
                || (matches!(mark, '?' | '!' | ':' | ';') || (mark == '.' && !short))
                    && behind.is_none_or(char::is_whitespace)
                    && behind.is_some()
        })
    }

    /// Whether a pause follows a word: the end of its sentence, a comma, a bracket.
    pub(super) fn pauses(&self, at: usize) -> bool {
        self.ends_sentence(at) || self.between(at).contains([',', '(', ')', '–', '—'])
    }

    /// The words of the last sentence that asks, or else of the last sentence.
    pub(super) fn question(&self) -> Range<usize> {
        let asked = self.text().rfind('?').unwrap_or(self.text().len());
        let end = (0..self.len()).rfind(|&at| self.token(at).is_some_and(|token| (token.start as usize) < asked));
        let end = end.map_or(0, |end| end + 1);
        let start = (0..end.saturating_sub(1)).rfind(|&at| self.ends_sentence(at)).map_or(0, |at| at + 1);
        start..end
    }

    /// The text of these words.
    pub(super) fn span(&self, words: Range<usize>) -> &'p str {
        let start = self.token(words.start).map_or(0, |token| token.start as usize);
        let end = words.end.checked_sub(1).and_then(|last| self.token(last)).map_or(start, |token| token.end as usize);
        self.text().get(start..end).unwrap_or_default()
    }
}

/// The byte ranges of quotations.
fn quotations(text: &str) -> Vec<Range<usize>> {
    const PAIRS: [(char, &[char]); 7] = [
        ('“', &['”']),
        ('„', &['“', '”']),
        ('«', &['»']),
        ('»', &['«']),
        ('‘', &['’']),
        ('「', &['」']),
        ('"', &['"']),
    ];
    let mut all = Vec::new();
    if !text.bytes().any(|b| matches!(b, b'"' | b'\'' | 0x80..)) {
        return all;
    }
    let mut open: Option<(usize, &[char])> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match open {
            Some((from, closing)) if closing.contains(&c) => {
                // An apostrophe within a word closes nothing.
                let within = c == '’' && text[at + c.len_utf8()..].starts_with(char::is_alphanumeric);
                if !within {
                    all.push(from..at);
                    open = None;
                }
            }
            Some(_) => {}
            None if c == '\'' && !before.is_alphanumeric() => open = Some((at, &['\''])),
            None => open = PAIRS.iter().find(|(opening, _)| *opening == c).map(|(_, closing)| (at, *closing)),
        }
        before = c;
    }
    all
}

/// Phrases that are all searched for at once.
#[derive(Debug)]
pub(super) struct Phrases {
    lines: &'static [&'static str],
    /// By its first word, what else a phrase has.
    spelled: OnceLock<WordMap<Vec<Vec<Word>>>>,
}

impl Phrases {
    /// One phrase per line. `in|on the picture` has two alternatives for its first word; `~` stands for no word.
    pub(super) const fn of(lines: &'static [&'static str]) -> Self {
        Self { lines, spelled: OnceLock::new() }
    }

    fn spell(&self) -> WordMap<Vec<Vec<Word>>> {
        let mut all: WordMap<Vec<Vec<Word>>> = WordMap::default();
        for line in self.lines {
            let mut spelled: Vec<Vec<Word>> = vec![Vec::new()];
            for place in line.split_whitespace() {
                let longer = |begun: &Vec<Word>| {
                    let begun = begun.clone();
                    place.split('|').map(move |word| {
                        let more = (word != "~").then(|| Word::of(word));
                        begun.iter().copied().chain(more).collect::<Vec<Word>>()
                    })
                };
                spelled = spelled.iter().flat_map(longer).collect();
            }
            for phrase in spelled {
                if let Some((first, rest)) = phrase.split_first() {
                    all.entry(*first).or_default().push(rest.to_vec());
                }
            }
        }
        all
    }

    /// The words of the longest phrase that begins at a word.
    pub(super) fn at(&self, speech: &Speech, at: usize) -> Option<Range<usize>> {
        let rests = self.spelled.get_or_init(|| self.spell()).get(&speech.word(at)?)?;
        // Hundreds of phrases begin with `the`, but most differ in the next word.
        let next = speech.word(at + 1);
        let fits = |rest: &&Vec<Word>| {
            let mut words = rest.iter().enumerate();
            let may_fit = rest.first().is_none_or(|first| next == Some(*first));
            may_fit
                && words.all(|(nth, word)| {
                    // A phrase never crosses the end of a sentence.
                    speech.word(at + 1 + nth) == Some(*word) && !speech.between(at + nth).contains(['?', '!', ';'])
                })
        };
        rests.iter().filter(fits).map(Vec::len).max().map(|more| at..at + 1 + more)
    }

    /// The first phrase found in a text.
    pub(super) fn find(&self, speech: &Speech) -> Option<Range<usize>> {
        (0..speech.len()).find_map(|at| self.at(speech, at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_left_out() {
        let phrase = Phrase::new("Who said “she won’t”, 'he did', and it’s ‘they’re’ \"all\"?".to_owned());
        let speech = Speech::of(&phrase);
        let own: Vec<&str> =
            (0..speech.len()).filter(|&at| speech.word(at).is_some()).map(|at| speech.written(at)).collect();
        assert_eq!(own, ["Who", "said", "and", "it’s"]);
    }

    #[test]
    fn phrases_have_words_to_choose_from() {
        let phrases = Phrases::of(&["in|on the red|~ picture"]);
        for (text, found) in [
            ("What is in the picture?", Some("in the picture")),
            ("What is on the red picture?", Some("on the red picture")),
            ("What is in the green picture?", None),
            ("What is in 'the' picture?", None),
        ] {
            let phrase = Phrase::new(text.to_owned());
            let speech = Speech::of(&phrase);
            assert_eq!(phrases.find(&speech).map(|words| speech.span(words)), found, "{text}");
        }
    }

    #[test]
    fn the_question_is_the_sentence_that_asks() {
        for (text, expected) in [
            ("A ship sinks. Who is to blame? Say it.", "Who is to blame"),
            ("Who?", "Who"),
            ("Name it.", "Name it"),
            ("", ""),
        ] {
            let phrase = Phrase::new(text.to_owned());
            let speech = Speech::of(&phrase);
            assert_eq!(speech.span(speech.question()), expected, "{text}");
        }
    }
}
