//! What a correction says: something that is so instead, or only that the statement is wrong.

use std::sync::LazyLock;

use super::inflection;
use crate::grading::Language;
use crate::lint::small_words::SmallWords;
use crate::lint::words::{Phrase, Token, WordSet, set_of, sorted};

/// What a correction comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// Something that the statement does not say.
    Something,
    /// That the statement is wrong, or that it is otherwise.
    Nothing,
    /// Why it is wrong, and not what is so.
    Reason,
}

/// What is said beyond a rejection: `It's wrong`, `No, he wasn't born there`, `It was another year`.
pub(super) fn said(statement: &Phrase, correction: &Phrase, tongue: &SmallWords) -> Said {
    let ours = sorted(statement.tokens.iter().map(|token| token.stem));
    let is_ours = |token: &Token| ours.binary_search(&token.stem).is_ok();
    let (rejected, rest) = after_rejection(correction, tongue);
    let is_other = |at: usize| rest.get(at).is_some_and(|token| tongue.other.contains(&token.raw));
    let is_negation = |token: &Token| tongue.negations.contains(&token.raw);
    let adds = |(at, token): (usize, &Token)| {
        let is_led = at > 0 && is_other(at - 1) && (rejected || tongue.kinds.contains(&token.raw));
        !is_empty(token, tongue) && !is_ours(token) && !is_led
    };
    let opens = |list: &WordSet| rest.first().is_some_and(|first| list.contains(&first.raw));
    if rest.iter().enumerate().any(adds) {
        let of_statement = rest.iter().any(|token| is_ours(token) && !is_empty(token, tongue));
        return if rejected && opens(&tongue.because) && !of_statement { Said::Reason } else { Said::Something };
    }
    // `It has none` puts a number right.
    let is_none = |at: usize| NONE.contains(&rest[at].raw) && (at > 0 || rest.len() == 1);
    let counts = |token: &Token| {
        tongue.number(token.raw).is_some() || statement.word_at(token).starts_with(|c: char| c.is_ascii_digit())
    };
    if !rejected && (0..rest.len()).any(is_none) && statement.tokens.iter().any(counts) {
        return Said::Something;
    }
    let negated = rest.iter().any(is_negation);
    // A number is something, and so is what the statement has in another order.
    let is_blank = rest.iter().all(|token| is_empty(token, tongue));
    let is_vague = rest.iter().any(|token| tongue.vague.contains(&token.raw));
    // `It does.` may be all there is to say of a negated statement.
    let is_nothing = if is_blank {
        rejected || negated || is_vague || !statement.tokens.iter().any(is_negation)
    } else {
        let points = (0..rest.len()).any(|at| {
            let next = rest.get(at + 1);
            is_other(at) && next.is_some_and(|next| tongue.kinds.contains(&next.raw) || (rejected && !is_ours(next)))
        });
        points || (negated && (rejected || opens(&tongue.rejections) || !begins_or_ends_alike(statement, correction)))
    };
    if is_nothing { Said::Nothing } else { Said::Something }
}

/// What says that there is none.
static NONE: LazyLock<WordSet> = LazyLock::new(|| {
    set_of(
        "no none zero kein keine keinen keiner keins aucun aucune ningún ninguno ninguna nessun nessuno nessuna nenhum nenhuma geen",
    )
});

/// A word that puts nothing right.
fn is_empty(token: &Token, tongue: &SmallWords) -> bool {
    let lists = [&tongue.fillers, &tongue.negations, &tongue.vague, &tongue.other];
    let is_little = token.stop || lists.iter().any(|list| list.contains(&token.raw));
    is_little && !token.code && tongue.number(token.raw).is_none()
}

/// Whether a first clause only rejects, as in `That's not quite right, …`, and what comes after it.
fn after_rejection<'t>(correction: &'t Phrase, tongue: &SmallWords) -> (bool, &'t [Token]) {
    let tokens = &correction.tokens;
    let between = |pair: &[Token]| &correction.text[pair[0].end as usize..pair[1].start as usize];
    let pauses = |pair: &[Token]| between(pair).contains([',', '.', ':', ';', '–', '—', '!']);
    let Some(end) = tokens.windows(2).position(pauses) else { return (false, tokens) };
    let (clause, rest) = tokens.split_at(end + 1);
    let rejects = |token: &Token| tongue.negations.contains(&token.raw) || tongue.vague.contains(&token.raw);
    let is_rejection = clause.iter().all(|token| is_empty(token, tongue)) && clause.iter().any(rejects);
    if is_rejection { (true, rest) } else { (false, tokens) }
}

/// Whether the statement is rebuilt: the same words in another order, or fewer of them, may put it right.
fn begins_or_ends_alike(one: &Phrase, other: &Phrase) -> bool {
    let alike = |one: Option<&Token>, other: Option<&Token>| one.map(|token| token.raw) == other.map(|token| token.raw);
    alike(one.tokens.first(), other.tokens.first()) || alike(one.tokens.last(), other.tokens.last())
}

/// A sentence about other things: it has a subject of its own, and no word of the statement.
pub(super) fn is_about_something_else(statement: &Phrase, correction: &Phrase, language: Language) -> bool {
    const SENTENCE: usize = 4;
    static PRONOUNS: LazyLock<WordSet> = LazyLock::new(|| {
        set_of(
            "it he she they this that these those there one its their his her es er sie das dies ihr ihre ihren sein seine seinen deren dessen il elle son sa ses leur leurs suo sua loro \
             ce c'est cela ils elles él ella ellos eso esto su sus esso essa ele ela isso het hij zij ze dat",
        )
    });
    let theirs: Vec<&Token> = correction.content().collect();
    let is_shared = |token: &&Token| {
        let word = inflection::folded(correction.word_at(token));
        statement.content().any(|ours| {
            let ours_written = inflection::folded(statement.word_at(ours));
            ours.stem == token.stem || inflection::are_akin(&ours_written, &word)
        })
    };
    correction.word_count() >= SENTENCE
        && theirs.len() >= 2
        && (!drops_pronouns(language) || opens_with_article(correction))
        && correction.find(&PRONOUNS).is_none()
        && !theirs.iter().any(is_shared)
}

/// Whether a sentence opens with a subject: with an article. Where pronouns are left out, a sentence that opens with its
/// verb speaks of what the statement speaks of.
fn opens_with_article(sentence: &Phrase) -> bool {
    static ARTICLES: LazyLock<WordSet> =
        LazyLock::new(|| set_of("el la los las una unos unas un il lo i gli gl le o os as um uma uno"));
    let is_elided = |first: &Token| sentence.word_at(first).contains(['\'', '’']);
    sentence.tokens.first().is_some_and(|first| ARTICLES.contains(&first.raw) || is_elided(first))
}

/// Whether a sentence of a language does without a pronoun.
fn drops_pronouns(language: Language) -> bool {
    matches!(language.code(), "es" | "it" | "pt" | "ca" | "gl" | "ro" | "pl" | "cs" | "fi" | "hu" | "tr" | "el" | "la")
}
