//! What a correction says: what is true instead, or only that the statement is wrong.

use super::inflection;
use crate::grading::Language;
use crate::lint::small_words::SmallWords;
use crate::lint::words::{Phrase, Token, WordList, WordSet, sorted};

/// What a correction amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// Something the statement doesn't say.
    Something,
    /// Only that the statement is wrong, or that things are otherwise.
    Nothing,
    /// Why it is wrong, but not what is true.
    Reason,
}

/// What a correction says beyond a rejection: `It's wrong`, `No, he wasn't born there`,
/// `It was another year` say nothing.
pub(super) fn said(statement: &Phrase, correction: &Phrase, tongue: &SmallWords) -> Said {
    let ours = sorted(statement.tokens.iter().map(|token| token.stem));
    let is_ours = |token: &Token| ours.binary_search(&token.stem).is_ok();
    let (rejected, rest) = after_rejection(correction, tongue);
    let is_other = |at: usize| rest.get(at).is_some_and(|token| tongue.other.contains(&token.raw));
    let rejects = rest.len() <= 7 && rest.iter().any(|token| WRONG.contains(&token.raw));
    let is_negation = |token: &Token| tongue.negations.contains(&token.raw);
    let adds = |(at, token): (usize, &Token)| {
        let is_led = at > 0 && is_other(at - 1) && (rejected || tongue.kinds.contains(&token.raw));
        // `That date is not right.`
        let is_pointed = rejects && at > 0 && POINTING.contains(&rest[at - 1].raw) && POINTED.contains(&token.raw);
        !is_empty(token, tongue) && !is_ours(token) && !is_led && !is_pointed
    };
    let opens = |list: &WordSet| rest.first().is_some_and(|first| list.contains(&first.raw));
    if rest.iter().enumerate().any(adds) {
        let of_statement = rest.iter().any(|token| is_ours(token) && !is_empty(token, tongue));
        return if rejected && opens(&tongue.because) && !of_statement { Said::Reason } else { Said::Something };
    }
    // `It has none` corrects a number.
    let is_none = |at: usize| NONE.contains(&rest[at].raw) && (at > 0 || rest.len() == 1);
    let counts = |token: &Token| {
        tongue.number(token.raw).is_some() || statement.word_at(token).starts_with(|c: char| c.is_ascii_digit())
    };
    if !rejected && (0..rest.len()).any(is_none) && statement.tokens.iter().any(counts) {
        return Said::Something;
    }
    let negated = rest.iter().any(is_negation);
    // A number says something, and so do the words of the statement in another order.
    let is_blank = rest.iter().all(|token| is_empty(token, tongue));
    let is_vague = rest.iter().any(|token| tongue.vague.contains(&token.raw));
    // For a negated statement, `It does.` may say everything.
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

/// Whether a statement names a place, source or means that a thing must have: `lives in`, `consists of`. Merely
/// negating it leaves the right one open.
pub(super) fn is_elsewhere(statement: &Phrase) -> bool {
    let tokens = &statement.tokens;
    let Some(verb) = tokens.iter().position(|token| ELSEWHERE.contains(&token.raw)) else { return false };
    let behind = &tokens[verb + 1..];
    behind.len() <= 6 && behind.first().is_some_and(|next| LEADING.contains(&next.raw))
}

/// Whether a statement singles something out: `is the capital`. Merely negating it leaves open which one it is.
pub(super) fn is_the_one(statement: &Phrase) -> bool {
    static BEING: WordList =
        WordList::of("is was are were ist war sind waren est était sont étaient es fue era son fueron");
    static THE: WordList = WordList::of("the der die das le la l' les el los las lo");
    static MOST: WordList = WordList::of(
        "most least only first last capital hauptstadt erste erster erstes letzte letzter einzige einziger einziges plus moins \
             seul seule premier première dernier dernière capitale más menos único única primer primera primero último última \
             capital mayor menor",
    );
    let tokens = &statement.tokens;
    let Some(verb) = tokens.windows(2).position(|two| BEING.contains(&two[0].raw) && THE.contains(&two[1].raw)) else {
        return false;
    };
    let is_most = |token: &Token| {
        let word = statement.word_at(token);
        let ends = ["est", "ste", "ster", "stes"].iter().any(|end| word.ends_with(end));
        MOST.contains(&token.raw) || (word.len() > 5 && ends && word.starts_with(char::is_lowercase))
    };
    tokens[verb + 2..].iter().take(2).any(is_most)
}

static ELSEWHERE: WordList = WordList::of(
    "live lives lie lies breathe breathes flow flows come comes belong belongs consist consists originate originates \
         stem stems feed feeds lebt leben liegt liegen atmet atmen fließt fließen kommt kommen gehört gehören besteht bestehen \
         stammt stammen mündet münden ernährt ernähren vit vivent trouve trouvent respire respirent coule coulent vient \
         viennent appartient appartiennent provient jette vive viven está están respira respiran fluye viene vienen pertenece \
         pertenecen desemboca proviene",
);
static LEADING: WordList = WordList::of(
    "in at on into from to of through with by under near in im am an auf aus durch mit zu zum zur von vom bei unter \
         dans à au aux sur de du des par avec sous en a de del por con entre sobre",
);

/// Whether a correction only says what people claim, not what is true: `Vikings are said to have worn horned helmets`.
pub(super) fn only_reports(statement: &Phrase, correction: &Phrase) -> bool {
    let said = |text: &Phrase| {
        let pairs = text.tokens.windows(2);
        pairs.filter(|two| REPORTING.contains(&two[0].raw) && TO.contains(&two[1].raw)).count()
    };
    if said(correction) == 0 || said(statement) > 0 {
        return false;
    }
    let begins = |token: &Token, text: &Phrase| text.word_at(token).to_lowercase().chars().take(3).collect::<String>();
    let is_ours = |token: &Token| {
        let begun = begins(token, correction);
        statement.tokens.iter().any(|ours| begins(ours, statement) == begun)
    };
    correction.tokens.iter().all(|token| token.stop || REPORTING.contains(&token.raw) || is_ours(token))
}

static REPORTING: WordList =
    WordList::of("said believed thought claimed supposed considered alleged reported rumoured rumored assumed");
static TO: WordList = WordList::of("to by that");

/// Words for "none".
static NONE: WordList = WordList::of(
    "no none zero kein keine keinen keiner keins aucun aucune ningún ninguno ninguna nessun nessuno nessuna nenhum nenhuma geen",
);

/// Words that call a thing wrong, or not right.
static WRONG: WordList = WordList::of(
    "wrong false incorrect untrue inaccurate right correct true falsch unrichtig richtig korrekt faux fausse inexact inexacte \
         incorrect exact exacte juste incorrecto incorrecta falso falsa correcto correcta",
);
static POINTING: WordList =
    WordList::of("the that this der die das diese dieser dieses le la cette ce el esa ese esta este");
static POINTED: WordList = WordList::of(
    "date year number figure name place city town country river person author amount count order colour color direction \
         datum jahr zahl jahreszahl name ort stadt land fluss person autor menge reihenfolge angabe année chiffre nombre nom \
         lieu ville pays fleuve auteur ordre fecha año número nombre lugar ciudad país río autor orden cifra",
);

/// Whether a word corrects nothing.
fn is_empty(token: &Token, tongue: &SmallWords) -> bool {
    let lists = [&tongue.fillers, &tongue.negations, &tongue.vague, &tongue.other];
    let is_little = token.stop || lists.iter().any(|list| list.contains(&token.raw));
    is_little && !token.code && tongue.number(token.raw).is_none()
}

/// Splits off a first clause that only rejects, as in `That's not quite right, …`. Returns
/// whether there is one, and the rest.
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

/// Whether they begin or end alike: rebuilt from the same words, or fewer of them, a
/// correction may still put things right.
fn begins_or_ends_alike(one: &Phrase, other: &Phrase) -> bool {
    let alike = |one: Option<&Token>, other: Option<&Token>| one.map(|token| token.raw) == other.map(|token| token.raw);
    alike(one.tokens.first(), other.tokens.first()) || alike(one.tokens.last(), other.tokens.last())
}

/// Whether a sentence is about something else: it has a subject of its own and shares no word with the statement.
pub(super) fn is_about_something_else(statement: &Phrase, correction: &Phrase, language: Language) -> bool {
    const SENTENCE: usize = 4;
    static PRONOUNS: WordList = WordList::of(
        "it he she they this that these those there one its their his her es er sie das dies ihr ihre ihren sein seine seinen deren dessen il elle son sa ses leur leurs suo sua loro \
             ce c'est cela ils elles él ella ellos eso esto su sus esso essa ele ela isso het hij zij ze dat",
    );
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

/// Whether a sentence opens with an article, and so with a subject. In languages that drop pronouns, a sentence
/// that opens with its verb is about the same thing as the statement.
fn opens_with_article(sentence: &Phrase) -> bool {
    static ARTICLES: WordList = WordList::of("el la los las una unos unas un il lo i gli gl le o os as um uma uno");
    let is_elided = |first: &Token| sentence.word_at(first).contains(['\'', '’']);
    sentence.tokens.first().is_some_and(|first| ARTICLES.contains(&first.raw) || is_elided(first))
}

/// Whether a language drops subject pronouns.
fn drops_pronouns(language: Language) -> bool {
    matches!(language.code(), "es" | "it" | "pt" | "ca" | "gl" | "ro" | "pl" | "cs" | "fi" | "hu" | "tr" | "el" | "la")
}
