use super::*;

fn graded(typed: &str, answer: &str, code: &str) -> TextMatch {
    let known = AnswerSet::default();
    let rules = Rules { language: Language::of_tag(code).expect("a tag"), ..Rules::default() };
    grade(typed, &[RightForm::plain(answer)], &rules, KnownAnswers { known: &|| &known }).finding
}

#[test]
fn a_slip_of_the_keyboard_is_right() {
    for (typed, form) in [
        ("Masakane", "Masakhane"),
        ("Msaakhane", "Masakhane"),
        ("amsakhane", "Masakhane"),
        ("Masakhanne", "Masakhane"),
        ("mazakhana", "Masakhane"),
        ("nanoGTP", "nanoGPT"),
        ("scikit lern", "scikit-learn"),
        ("cafe", "café"),
        ("Hugging Fcae", "Hugging Face"),
        ("Papers wiht Code", "Papers with Code"),
    ] {
        assert_eq!(graded(typed, form, "en"), TextMatch::Slip, "{typed} for {form}");
    }
}

#[test]
fn case_and_punctuation_are_not_worth_a_word() {
    for (typed, form, code) in [
        ("hungary", "Hungary", "en"),
        ("the hungary", "Hungary", "en"),
        ("open-source", "Open Source", "en"),
        ("x^2", "x²", "en"),
        ("World War 2", "World War II", "en"),
        ("die brücke", "die Brücke", "de"),
    ] {
        assert_eq!(graded(typed, form, code), TextMatch::Same, "{typed} for {form}");
    }
    for (typed, form, code, wanted) in [
        ("licence", "licences", "en", TextMatch::Form),
        ("license", "licence", "en", TextMatch::Form),
        ("Brücke", "die Brücke", "de", TextMatch::NoArticle),
        ("cafe", "café", "en", TextMatch::Slip),
    ] {
        assert_eq!(graded(typed, form, code), wanted, "{typed} for {form}");
    }
}

#[test]
fn what_is_near_and_wrong_has_its_reason() {
    for (typed, form, code, reason) in [
        ("hypotension", "hypertension", "en", Reason::Word("hypotension".to_owned())),
        ("der Brücke", "die Brücke", "de", Reason::Article),
        ("ich arbeitet", "ich arbeite", "de", Reason::Form("arbeitet".to_owned())),
        ("3.6", "3.5", "en", Reason::Number),
        ("Python 2", "Python 3", "en", Reason::Number),
        ("World War III", "World War II", "en", Reason::Number),
        ("5 g", "5 kg", "en", Reason::Unit),
        ("GTP-model", "GPT-model", "en", Reason::Initials("GTP".to_owned())),
        ("x", "!x", "en", Reason::Signs),
    ] {
        assert_eq!(graded(typed, form, code), TextMatch::Wrong(Some(reason)), "{typed} for {form}");
    }
}

#[test]
fn what_is_another_word_is_no_slip() {
    for (typed, form) in [
        ("unsupervised", "supervised"),
        ("supervised", "unsupervised"),
        ("decentralised", "centralised"),
        ("inductive", "deductive"),
        ("GTP", "GPT"),
        ("edx", "ed"),
        ("edy", "edX"),
        ("Python 2", "Python 3"),
        ("1984", "1948"),
        ("FSRS-6", "FSRS-5"),
        ("Facing Hug", "Hugging Face"),
        ("Nassakkanne", "Masakhane"),
    ] {
        assert!(!graded(typed, form, "en").is_right(), "{typed} for {form}");
    }
}

#[test]
fn the_nearest_form_is_named() {
    let forms = [RightForm::plain("convolutional network"), RightForm::plain("convnet")];
    let known = AnswerSet::default();
    let found = grade("convnte", &forms, &Rules::default(), KnownAnswers { known: &|| &known });
    assert_eq!(found, Graded { form: 1, finding: TextMatch::Slip });
}
