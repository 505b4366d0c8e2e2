//! The English words that lints know. Without such lists for a language its word lints are off.
//!
//! Each list is one text, its words between spaces.

/// Words that say nothing by themselves.
pub(super) const STOP: &str = "a about above across after against all along also although among an and any are aren't \
around as at back be because become been before being below besides between beyond both but by can can't cannot could \
couldn't did didn't do does doesn't doing don't done down during each either else even ever every few for from get \
gets give gives had has hasn't have haven't having he her here hers him his how however i if in into is isn't it it's \
its itself just let lets like made make makes many may me might more most much must my neither never no none nor not \
nothing of off on once one one's only onto or other others our out over own per rather same shall she should shouldn't \
since so some such than that that's the their theirs them themselves then there these they this those though three \
through to too two under until up upon us very was wasn't we were weren't what what's whatever when where whether \
which while who who's whom whose why will with within without won't would wouldn't yet you your yours";

/// What turns a sentence round.
pub(super) const NEGATIONS: &str = "not never except least false incorrect neither nor no none aren't can't cannot \
couldn't didn't doesn't don't hasn't haven't isn't shouldn't wasn't weren't won't wouldn't";

/// What makes a question ask for what is not so.
pub(super) const NEGATIVE_PROMPT: &str = "not never except least false incorrect aren't can't cannot couldn't didn't \
doesn't don't hasn't haven't isn't shouldn't wasn't weren't won't wouldn't";

/// Words that leave no exception.
pub(super) const ABSOLUTES: &str = "all always never none only every must completely impossible";

/// Words that leave a way out.
pub(super) const HEDGES: &str =
    "usually often may can some sometimes generally typically might could probably frequently";

/// How a question opens that yes or no would answer.
pub(super) const YES_NO: &str = "is are was were do does did can could has have had will would should may might must \
isn't aren't wasn't weren't doesn't don't didn't can't couldn't";

/// How a sentence opens that tells the learner what to do.
pub(super) const IMPERATIVES: &str = "add arrange assign calculate choose classify compare complete compute conjugate \
convert correct count decline define derive describe determine distinguish draw enumerate estimate evaluate explain \
expand fill find finish form give identify imagine integrate list match mention name order outline pick place put \
quote rank read recall recite rewrite say select show simplify sketch solve sort spell state suppose tell tick \
translate turn type write";

/// What says whose words these are.
pub(super) const ATTRIBUTION: &str = "essay essay's text text's article article's author author's book book's paper \
paper's chapter report report's speaker speaker's writer writer's source according lecture document overview";

/// What sets a statement in the past.
pub(super) const PAST: &str = "did was were had didn't wasn't weren't hadn't";

/// Words for how many, from one on; [`DIGITS`] has their digits.
pub(super) const NUMBERS: &str = "one two three four five six seven eight nine ten eleven twelve";

/// The digits of [`NUMBERS`].
pub(super) const DIGITS: &str = "1 2 3 4 5 6 7 8 9 10 11 12";

/// Other words that say how many are wanted.
pub(super) const HOW_MANY: &str = "both pair pairs all each every triple trio list enumerate several";

/// What reports a saying.
pub(super) const SAYING: &str = "says said say holds hold argues argue claims sees see expects believes hopes thinks \
finds regards calls describes praises ranks names cites counts credits wants";
