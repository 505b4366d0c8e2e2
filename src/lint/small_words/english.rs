//! English.

use super::Lists;
use crate::lint::stop_words;

pub(super) const LISTS: Lists = Lists {
    numbers: "two three four five six seven eight nine ten eleven twelve",
    and: &["and", "or", "&"],
    both: "and while whereas but",
    fillers: "knows wip a an the and or so as because since for of in on at to by with from this that that's these those it it's \
             its they they're he she we you i is are was were be been being am isn't aren't has have had do does did \
             can will would must should there here just simply really very indeed also too then thus hence all what \
             which who why how when where ok yes yep no not course true false correct correctly right wrong incorrect \
             answer answers option options choice choices statement statements question explanation reason see above \
             below obvious obviously clear clearly evident known know well fact facts way say says said exactly \
             absolutely definitely certainly good great job done bravo congratulations nice perfect excellent super \
             definition self explanatory explains explain explained explaining speaks itself remember learn learned \
             learnt taught told memorise memorize heart needed need needs needing nothing none add added adding \
             simple easy everyone everybody anyone like stated mentioned given lecture script book books notes note \
             textbook chapter page slide slides wikipedia google look up follows follow following is's case others \
             other remaining only one me my don't doesn't i'll i'm idea clue guess trust think about makes make sense \
             logical logic logically elementary common general knowledge naturally surely later soon coming come \
             pending provide provided written write put missing todo class classes school lesson lessons teacher ask \
             asked fill filled filling completed complete filler still out it'll may might could we've",
    reasons: "why explain describe difference differ differs compare",
    asking: "which what name list give state mention the are these those following write recall cite enumerate",
    negations: stop_words::NEGATIONS,
    rejections: "no false wrong incorrect not it's that's",
    than: "than",
    conditions: "if when where whenever that which who whose with while unless between both",
    verbs: "is are was were has have had can does did will isn't aren't wasn't weren't can't doesn't didn't",
    joining: "a an the and or but nor of at in on by to for from with as into onto upon is are was were be been being \
             am has have had do does did that which who whom whose its their his her it he she they this these those \
             so then there such also very",
    vague: "different differently opposite contrary reverse otherwise elsewhere somewhere somebody someone something \
             anybody actually reality quite entirely completely exactly partly half somewhat mostly rather more less \
             much many lot complicated complex depends sort kind earlier later misconception myth error mistake \
             nonsense rubbish untrue happen happens happened thing things detail details else long far bit \
             unfortunately sadly sorry common popular widespread alas nope time even at over nearly almost fully \
             strictly speaking way around",
    other: "somebody someone something somewhere another other different else elsewhere",
    kinds: "year years time times date day month century place places country city town person people man woman one \
             way thing things reason name else river lake sea mountain animal plant organ bone metal element gas planet star king \
            queen writer composer author painter colour color language battle war treaty law book",
    because: "because since as for",
    pointers: "see cf compare p pp page pages chapter ch section lecture slide slides note notes book lesson",
    persons: "i i'm i've i'd i'll me my mine we we're we've our us you you're your yours let's",
    subjects: "he she they it there",
};
