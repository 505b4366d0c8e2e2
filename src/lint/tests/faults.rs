//! A deck with all the different faults listed here: each is found at its place, in one run.

use crate::deck::{Level, RuleId};
use crate::lint::fixture::checked;
use crate::lint::run::Options;

/// A card with a fault, the same card fixed, the rule, and the text that the fault is at.
struct Fault {
    rule: RuleId,
    faulty: &'static str,
    mended: &'static str,
    at: &'static str,
}

const fn fault(rule: RuleId, at: &'static str, faulty: &'static str, mended: &'static str) -> Fault {
    Fault { rule, faulty, mended, at }
}

const FAULTS: &[Fault] = &[
    // What the reader finds.
    fault(
        RuleId::QuoteNeeded,
        "{{Ada}}",
        "  - id: f01\n    kind: cloze\n    text: {{Ada}} wrote the first program for a machine of brass.\n",
        "  - id: f01\n    kind: cloze\n    text: \"{{Ada}} wrote the first program for a machine of brass.\"\n",
    ),
    fault(
        RuleId::CutByComment,
        "# is",
        "  - id: f02\n    kind: flip\n    question: Which sharp language # is named after a note?\n    answer: C sharp\n",
        "  - id: f02\n    kind: flip\n    question: Which language is named after a note?\n    answer: C sharp\n",
    ),
    fault(
        RuleId::MissingField,
        "id: f03",
        "  - id: f03\n    kind: typed\n    question: Which river crosses Paris?\n",
        "  - id: f03\n    kind: typed\n    question: Which river crosses Paris?\n    answer: Seine\n",
    ),
    fault(
        RuleId::UnknownField,
        "becuase",
        "  - id: f04\n    kind: flip\n    question: Why do cats purr?\n    answer: To soothe\n    becuase: Nobody knows.\n",
        "  - id: f04\n    kind: flip\n    question: Why do cats purr?\n    answer: To soothe\n    because: Nobody knows.\n",
    ),
    fault(
        RuleId::UnknownKind,
        "flipp",
        "  - id: f05\n    kind: flipp\n    question: Where do salmon spawn?\n    answer: In rivers\n",
        "  - id: f05\n    kind: flip\n    question: Where do salmon spawn?\n    answer: In rivers\n",
    ),
    fault(
        RuleId::DuplicateKey,
        "answer: In winter",
        "  - id: f06\n    kind: flip\n    question: When do bears sleep?\n    answer: In the cold\n    answer: In winter\n",
        "  - id: f06\n    kind: flip\n    question: When do bears sleep?\n    answer: In winter\n",
    ),
    fault(
        RuleId::WrongType,
        "maybe",
        "  - id: f07\n    kind: true-false\n    statement: Ice floats on water.\n    answer: maybe\n    because: Frozen \
         molecules stand further apart than liquid ones.\n",
        "  - id: f07\n    kind: true-false\n    statement: Ice floats on water.\n    answer: true\n    because: Frozen \
         molecules stand further apart than liquid ones.\n",
    ),
    fault(
        RuleId::ClozeSyntax,
        "{{honey",
        "  - id: f08\n    kind: cloze\n    text: \"Bees gather nectar from flowers and make {{honey} in wax.\"\n",
        "  - id: f08\n    kind: cloze\n    text: \"Bees gather nectar from flowers and make {{honey}} in wax.\"\n",
    ),
    fault(
        RuleId::BadId,
        "volcano ash",
        "  - id: volcano ash\n    kind: flip\n    question: What do volcanoes throw out?\n    answer: Lava and ash\n",
        "  - id: volcano-ash\n    kind: flip\n    question: What do volcanoes throw out?\n    answer: Lava and ash\n",
    ),
    fault(
        RuleId::DuplicateChoice,
        "an oak, a",
        "  - id: f10\n    kind: choice\n    question: Which tree gives corks?\n    answer: an oak\n    distractors: [an oak, a \
         fir, a yew]\n    because: Its thick bark is peeled off every nine years.\n",
        "  - id: f10\n    kind: choice\n    question: Which tree gives corks?\n    answer: an oak\n    distractors: [an ash, a \
         fir, a yew]\n    because: Its thick bark is peeled off every nine years.\n",
    ),
    fault(
        RuleId::BadLanguage,
        "Latin",
        "  - id: f28\n    kind: flip\n    question: What is a horse in Rome?\n    answer: equus\n    language: {answer: Latin}\n",
        "  - id: f28\n    kind: flip\n    question: What is a horse in Rome?\n    answer: equus\n    language: {answer: la}\n",
    ),
    fault(
        RuleId::BadAnswers,
        "answers: [Romulus]",
        "  - id: f29\n    kind: typed\n    question: Which twins were fed by a wolf?\n    answers: [Romulus]\n",
        "  - id: f29\n    kind: typed\n    question: Which twins were fed by a wolf?\n    answers: [Romulus, Remus]\n",
    ),
    fault(
        RuleId::AcceptMismatch,
        "Castor]",
        "  - id: f30\n    kind: typed\n    question: Which sons had Leda?\n    answers: [Kastor, Pollux]\n    accept: [Castor]\n",
        "  - id: f30\n    kind: typed\n    question: Which sons had Leda?\n    answers: [Kastor, Pollux]\n    accept: [[Castor], []]\n",
    ),
    fault(
        RuleId::ToleranceOnText,
        "tolerance",
        "  - id: f31\n    kind: typed\n    question: How high is Olympus?\n    answer: over 2 km\n    tolerance: 0.1\n",
        "  - id: f31\n    kind: typed\n    question: How high is Olympus?\n    answer: 2.9 km\n    tolerance: 0.1\n",
    ),
    // What the lints find.
    fault(
        RuleId::NoId,
        "kind: flip",
        "  - kind: flip\n    question: Who carved the young David?\n    answer: Michelangelo\n",
        "  - id: f11\n    kind: flip\n    question: Who carved the young David?\n    answer: Michelangelo\n",
    ),
    fault(
        RuleId::UnnumberedGaps,
        "\"On the stage",
        "  - id: f12\n    kind: cloze\n    text: \"On the stage Puccini let {{Tosca}} jump from a castle in {{Rome}}.\"\n",
        "  - id: f12\n    kind: cloze\n    text: \"On the stage Puccini let {{c1::Tosca}} jump from a castle in {{c2::Rome}}.\"\n",
    ),
    fault(
        RuleId::YesNoQuestion,
        "Is glass",
        "  - id: f13\n    kind: flip\n    question: Is glass a liquid?\n    answer: No\n",
        "  - id: f13\n    kind: flip\n    question: What sort of matter is glass?\n    answer: Amorphous\n",
    ),
    fault(
        RuleId::AsksNothing,
        "Capital and largest",
        "  - id: f14\n    kind: flip\n    question: Capital and largest town of Norway\n    answer: Oslo\n",
        "  - id: f14\n    kind: typed\n    question: What is the capital of Norway?\n    answer: Oslo\n",
    ),
    fault(
        RuleId::RefersElsewhere,
        "Which sea borders",
        "  - id: f15\n    kind: typed\n    question: Which sea borders the land of the previous question?\n    answer: Baltic\n",
        "  - id: f15\n    kind: typed\n    question: Which sea borders Estonia?\n    answer: Baltic\n",
    ),
    fault(
        RuleId::AnswerInPrompt,
        "Which magnetic needle",
        "  - id: f16\n    kind: flip\n    question: Which magnetic needle guides sailors?\n    answer: A magnetic needle on cork\n",
        "  - id: f16\n    kind: flip\n    question: What guides sailors?\n    answer: A magnetic needle on cork\n",
    ),
    fault(
        RuleId::TwoFacts,
        "It is light",
        "  - id: f17\n    kind: flip\n    question: What makes aluminium good for planes?\n    answer: It is light; it does not rust\n",
        "  - id: f17\n    kind: flip\n    question: What makes aluminium good for planes?\n    answer: It is light\n",
    ),
    fault(
        RuleId::HardToType,
        "by the smell",
        "  - id: f18\n    kind: typed\n    question: How do moths find each other?\n    answer: by the smell that each of them gives off\n",
        "  - id: f18\n    kind: typed\n    question: How do moths find each other?\n    answer: by smell\n",
    ),
    fault(
        RuleId::MissingBecause,
        "id: f19",
        "  - id: f19\n    kind: true-false\n    statement: Sound is faster than light.\n    answer: false\n    correction: \
         Sound is slower than light.\n",
        "  - id: f19\n    kind: true-false\n    statement: Sound is faster than light.\n    answer: false\n    correction: \
         Sound is slower than light.\n    because: Thunder reaches us seconds after its lightning was seen.\n",
    ),
    fault(
        RuleId::MissingCorrection,
        "false\n    because",
        "  - id: f20\n    kind: true-false\n    statement: Spiders have six legs.\n    answer: false\n    because: Insects \
         walk upon six, arachnids differ by one pair.\n",
        "  - id: f20\n    kind: true-false\n    statement: Spiders have six legs.\n    answer: false\n    correction: \
         Spiders have eight legs.\n    because: Insects walk upon six, arachnids differ by one pair.\n",
    ),
    fault(
        RuleId::ChoiceCount,
        "copper",
        "  - id: f21\n    kind: choice\n    question: Which metal is liquid?\n    answer: mercury\n    distractors:\n      - \
         copper\n      - iron\n      - zinc\n      - tin\n      - lead\n    because: Its atoms hold each other weakly at room temperature.\n",
        "  - id: f21\n    kind: choice\n    question: Which metal is liquid?\n    answer: mercury\n    distractors:\n      - \
         copper\n      - iron\n    because: Its atoms hold each other weakly at room temperature.\n",
    ),
    fault(
        RuleId::LengthCue,
        "a thin film",
        "  - id: f22\n    kind: choice\n    question: What protects skin?\n    answer: a thin film of oil and dead cells that is renewed day by day\n    \
         distractors: [the blood in it, a fine dust]\n    because: Glands and dying tissue renew that shield daily.\n",
        "  - id: f22\n    kind: choice\n    question: What protects skin?\n    answer: a layer of oil\n    \
         distractors: [the blood in it, a fine dust]\n    because: Glands and dying tissue renew that shield daily.\n",
    ),
    fault(
        RuleId::AllOfTheAbove,
        "all of these",
        "  - id: f23\n    kind: choice\n    question: What do cows eat?\n    answer: fresh grass\n    distractors: [dry red meat, \
         all of these]\n    because: Four stomachs break down fibre that others leave.\n",
        "  - id: f23\n    kind: choice\n    question: What do cows eat?\n    answer: fresh grass\n    distractors: [dry red meat, \
         wet sand]\n    because: Four stomachs break down fibre that others leave.\n",
    ),
    fault(
        RuleId::WordCue,
        "a locked door",
        "  - id: f24\n    kind: choice\n    question: What does a key to locks open?\n    answer: a locked door\n    \
         distractors: [a wide road, a tall wall]\n    because: Wards and pins let only one shape turn.\n",
        "  - id: f24\n    kind: choice\n    question: What does a key open?\n    answer: a locked door\n    \
         distractors: [a wide road, a tall wall]\n    because: Wards and pins let only one shape turn.\n",
    ),
    fault(
        RuleId::NegativePrompt,
        "Among the many",
        "  - id: f25\n    kind: choice\n    question: Among the many kinds of fruit at a market in some southern town, which is \
         not a citrus?\n    answer: plum\n    distractors: [lime, \
         lemon]\n    because: Stone and skin show it belongs among roses instead.\n",
        "  - id: f25\n    kind: choice\n    question: Which fruit belongs to roses?\n    answer: plum\n    distractors: [lime, \
         lemon]\n    because: Stone and skin show its family tree instead.\n",
    ),
    fault(
        RuleId::ColonsInGap,
        "\"In Ruby",
        "  - id: f32\n    kind: cloze\n    text: \"In Ruby somebody asks the web for something by the class {{Net::HTTP}}.\"\n",
        "  - id: f32\n    kind: cloze\n    text: \"In Ruby somebody asks the web for something by the class {{Net\\\\:\\\\:HTTP}}.\"\n    exact: true\n",
    ),
    fault(
        RuleId::UnseenSign,
        "\\u00ad",
        "  - id: f33\n    kind: typed\n    question: What do bakers raise dough with?\n    answer: \"ye\\u00adast\"\n",
        "  - id: f33\n    kind: typed\n    question: What do bakers raise dough with?\n    answer: yeast\n",
    ),
    fault(
        RuleId::MarksInAnswer,
        "\"**bold",
        "  - id: f34\n    kind: typed\n    question: How does Markdown spell loud type?\n    answer: \"**bold**\"\n",
        "  - id: f34\n    kind: typed\n    question: How does Markdown spell loud type?\n    answer: \"`**bold**`\"\n",
    ),
    fault(
        RuleId::CodeAnswer,
        "len()",
        "  - id: f35\n    kind: typed\n    question: Which call counts bytes?\n    answer: len()\n",
        "  - id: f35\n    kind: typed\n    question: Which call counts bytes?\n    answer: len()\n    exact: true\n",
    ),
    fault(
        RuleId::ZeroAtEnd,
        "\"3.10",
        "  - id: f36\n    kind: typed\n    question: Which snake release brought pattern matching?\n    answer: \"3.10\"\n",
        "  - id: f36\n    kind: typed\n    question: Which snake release brought pattern matching?\n    answer: \"`3.10`\"\n",
    ),
    fault(
        RuleId::SlashInAnswer,
        "hammer / sickle",
        "  - id: f37\n    kind: typed\n    question: Which two tools crossed on a red flag?\n    answer: hammer / sickle\n",
        "  - id: f37\n    kind: typed\n    question: Which two tools crossed on a red flag?\n    answers: [hammer, sickle]\n",
    ),
    fault(
        RuleId::MissingVariant,
        "eleven",
        "  - id: f38\n    kind: typed\n    question: How many play on a football side?\n    answer: eleven\n",
        "  - id: f38\n    kind: typed\n    question: How many play on a football side?\n    answer: eleven\n    accept: [\"11\"]\n",
    ),
    fault(
        RuleId::GapCue,
        "\"Whoever dives",
        "  - id: f26\n    kind: cloze\n    text: \"Whoever dives deep in cold water wears an {{overall}} of rubber.\"\n",
        "  - id: f26\n    kind: cloze\n    text: \"Whoever dives deep in cold water wears overalls of {{rubber}}.\"\n",
    ),
    fault(
        RuleId::UnusedAllow,
        "# oss-quiz",
        "  # oss-quiz: allow long-prompt it was long once\n  - id: f27\n    kind: flip\n    question: Why do leaves \
         fall?\n    answer: To save water\n",
        "  - id: f27\n    kind: flip\n    question: Why do leaves fall?\n    answer: To save water\n",
    ),
];

/// The deck with the first `mended` faults fixed, and where each of the others must be found.
fn deck(mended: usize) -> (String, Vec<(RuleId, u32, u32)>) {
    let mut text = "title: Faults\ncards:\n".to_owned();
    let mut expected = Vec::new();
    for (at, fault) in FAULTS.iter().enumerate() {
        if at < mended {
            text.push_str(fault.mended);
            continue;
        }
        let line = u32::try_from(text.lines().count()).unwrap();
        let (before, _) = fault.faulty.split_once(fault.at).unwrap_or_else(|| panic!("no {}", fault.at));
        let lines = u32::try_from(before.matches('\n').count()).unwrap();
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        expected.push((fault.rule, line + lines + 1, u32::try_from(column).unwrap()));
        text.push_str(fault.faulty);
    }
    (text, expected)
}

fn found(text: &str) -> Vec<(RuleId, u32, u32)> {
    let checked = checked(&[("faults", text)], None, &Options::default());
    checked
        .diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.rule, diagnostic.place.line, diagnostic.place.column))
        .collect()
}

#[test]
fn every_fault_is_found_at_its_place_and_mending_them_ends_clean() {
    assert!(FAULTS.len() >= 25);
    for mended in 0..=FAULTS.len() {
        let (text, expected) = deck(mended);
        assert_eq!(found(&text), expected, "{mended} mended in\n{text}");
    }
}

#[test]
fn every_problem_has_its_line_and_says_what_to_do() {
    let (text, _) = deck(0);
    let checked = checked(&[("faults", &text)], None, &Options::default());
    let lines: Vec<&str> = text.lines().collect();
    for diagnostic in &checked.diagnostics {
        assert_eq!(diagnostic.line_text, lines[diagnostic.place.line as usize - 1], "{diagnostic:?}");
        assert_eq!(diagnostic.caret, diagnostic.place.column as usize - 1, "{diagnostic:?}");
        assert!(diagnostic.help.is_some() || diagnostic.level() == Level::Warning, "{diagnostic:?}");
    }
}
