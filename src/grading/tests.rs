use super::*;

fn graded(typed: &str, answer: &str, code: &str) -> Finding {
    let known = AnswerSet::default();
    let rules = Rules { language: Language::of_tag(code).expect("a tag"), ..Rules::default() };
    grade(typed, &[Form::plain(answer)], &rules, Others { known: &|| &known }).finding
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
        assert_eq!(graded(typed, form, "en"), Finding::Slip, "{typed} for {form}");
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
    let forms = [Form::plain("convolutional network"), Form::plain("convnet")];
    let known = AnswerSet::default();
    let found = grade("convnte", &forms, &Rules::default(), Others { known: &|| &known });
    assert_eq!(found, Graded { form: 1, finding: Finding::Slip });
}
