//! English word lists. Lints that need words are off for a language without such lists.
//!
//! Each list is one string of words separated by spaces.

use super::words::WordList;

/// Words that carry no meaning of their own.
pub(super) static STOP: WordList = WordList::of(
    "a about above across after against all along also although among an and any are aren't \
around as at back be because become been before being below besides between beyond both but by can can't cannot could \
couldn't did didn't do does doesn't doing don't done down during each either else even ever every few for from get \
gets give gives had has hasn't have haven't having he her here hers him his how however i if in into is isn't it it's \
its itself just let lets like made make makes many may me might more most much must my neither never no none nor not \
nothing of off on once one one's only onto or other others our out over own per rather same shall she should shouldn't \
since so some such than that that's the their theirs them themselves then there these they this those though three \
through to too two under until up upon us very was wasn't we were weren't what what's whatever when where whether \
which while who who's whom whose why will with within without won't would wouldn't yet you your yours",
);

/// Words that negate a sentence.
pub(super) const NEGATIONS: &str = "not never except least false incorrect neither nor no none aren't can't cannot \
couldn't didn't doesn't don't hasn't haven't isn't shouldn't wasn't weren't won't wouldn't";

/// Words that make a question ask for what is not true.
pub(super) static NEGATIVE_PROMPT: WordList = WordList::of(
    "not never except least false incorrect aren't can't cannot couldn't didn't \
doesn't don't hasn't haven't isn't shouldn't wasn't weren't won't wouldn't",
);

/// Words that allow no exception.
pub(super) static ABSOLUTES: WordList = WordList::of("all always never none only every must completely impossible");

/// Words that allow exceptions.
pub(super) static HEDGES: WordList =
    WordList::of("usually often may can some sometimes generally typically might could probably frequently");

/// Words that open a yes-no question.
pub(super) static YES_NO: WordList = WordList::of(
    "is are was were do does did can could has have had will would should may might must \
isn't aren't wasn't weren't doesn't don't didn't can't couldn't",
);

/// Words that open an instruction to the learner.
pub(super) static IMPERATIVES: WordList = WordList::of(
    "abbreviate add analyse analyze apply argue arrange assign bring calculate change characterise characterize check choose circle cite classify combine compare complete \
compute conjugate connect construct contrast convert correct count decide decline deduce define demonstrate \
derive describe determine diagnose differentiate discuss distinguish divide draw enumerate estimate evaluate expand explain \
express factor factorise factorize fill find finish form give guess identify illustrate imagine insert \
indicate integrate interpret introduce join justify label list locate mark match mention multiply name negate note number order \
outline paraphrase pick place predict pronounce prove provide put quote rank read rearrange recall recite \
reorder rephrase replace restate rewrite round say select show simplify sing sketch solve sort specify spell \
spot state substitute subtract suggest sum summarise summarize supply suppose tell test tick transcribe transform translate transpose turn type underline use \
work write",
);

/// Words that say who makes a statement, or that somebody makes it.
pub(super) static ATTRIBUTION: WordList = WordList::of(
    "essay essay's text text's article article's author author's book book's paper \
paper's chapter report report's speaker speaker's writer writer's source according lecture document overview \
says said say holds hold argues argue claims sees see expects believes hopes thinks \
finds regards calls describes praises ranks names cites counts credits wants",
);

/// Words that put a statement in the past.
pub(super) static PAST: WordList = WordList::of("did was were had didn't wasn't weren't hadn't");

/// Number words from one to twelve; [`DIGITS`] has their digits in the same order.
pub(super) const NUMBERS: &str = "one two three four five six seven eight nine ten eleven twelve";

/// The digits of [`NUMBERS`].
pub(super) const DIGITS: &str = "1 2 3 4 5 6 7 8 9 10 11 12";

/// Other words that say how many are wanted.
pub(super) const HOW_MANY: &str = "both pair pairs all each every triple trio list enumerate several";
