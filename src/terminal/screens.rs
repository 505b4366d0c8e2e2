//! Snapshots of the interactive interface.

mod room;

use super::input_state::InputState;
use super::samples::{HUGE, NARROW, UTF8, WIDE, after, asking, asking_in, screen};
use super::theme::Theme;
use crate::session::{Answer, Input, Mode, Settings};

pub(super) fn question(id: &str) -> String {
    screen(&asking(id), &InputState::default(), WIDE, UTF8)
}

pub(super) fn answered(id: &str, answer: Answer) -> String {
    screen(&after(id, Input::Answer(answer)), &InputState::default(), WIDE, UTF8)
}

pub(super) fn typed(id: &str, text: &str) -> String {
    answered(id, Answer::Text(text.to_owned()))
}

/// The indices of these choices, as shuffled.
pub(super) fn places(id: &str, texts: &[&str]) -> Vec<usize> {
    let session = asking(id);
    let question = session.question().expect("a question");
    let place = |text: &&str| question.choices.iter().position(|choice| choice.text.plain().starts_with(*text));
    texts.iter().map(|text| place(text).expect("a choice")).collect()
}

pub(super) fn picked(id: &str, texts: &[&str]) -> String {
    answered(id, Answer::Choices(places(id, texts)))
}

#[test]
fn a_choice_waits() {
    insta::assert_snapshot!(question("drift"), @r"
    1 of 10  ────────────────  challenges › governance · choice · new

    Why do versions of an open model drift apart?

      1  Graphics cards round numbers differently
      2  No common governance holds the forks together
      3  The licence of the first release runs out

    1-3 answer   0 don't know   h hint   s skip   u undo   ? keys
    ");
}

#[test]
fn a_choice_in_forty_columns() {
    insta::assert_snapshot!(screen(&asking("drift"), &InputState::default(), NARROW, UTF8), @r"
    1 of 10 ──────── challenges

    Why do versions of an open model drift
    apart?

    1  Graphics cards round numbers
       differently
    2  No common governance holds the
       forks together
    3  The licence of the first release
       runs out

    1-3 answer  0 don't know  q quit  ?
    ");
}

#[test]
fn a_choice_in_two_hundred_columns_is_no_wider_than_text_should_be() {
    let session = after("drift", Input::Answer(Answer::DontKnow));
    insta::assert_snapshot!(screen(&session, &InputState::default(), HUGE, UTF8), @r"
    1 of 10  ╍╍──────────────  1 coming back · challenges/drift · choice · new

    Why do versions of an open model drift apart?

      1  Graphics cards round numbers differently
    ✓ 2  No common governance holds the forks together  (right)
      3  The licence of the first release runs out

    ✗ Not known yet. It is 2, No common governance holds the forks together.
    Scattered groups run one project and nobody decides which fork leads; so updates are
    hard to follow, and parts cease to fit together.
    from challenges › governance

    Enter  go on; it comes back in this session
    o I was right   u undo   ! flag   i history and reasons   e edit   ? keys
    ");
}

#[test]
fn a_choice_in_ascii() {
    insta::assert_snapshot!(screen(&asking("drift"), &InputState::default(), WIDE, Theme::BARE), @r"
    1 of 10  ----------------  challenges > governance . choice . new

    Why do versions of an open model drift apart?

      1  Graphics cards round numbers differently
      2  No common governance holds the forks together
      3  The licence of the first release runs out

    1-3 answer   0 don't know   h hint   s skip   u undo   ? keys
    ");
    insta::assert_snapshot!(picked("drift", &["No common"]), @r"
    1 of 10  ━━──────────────  challenges/drift · choice · new

    Why do versions of an open model drift apart?

      1  Graphics cards round numbers differently
    ✓ 2  No common governance holds the forks together
      3  The licence of the first release runs out

    ✓ Right.
    Scattered groups run one project and nobody decides which fork leads; so
    updates are hard to follow, and parts cease to fit together.
    from challenges › governance

    Enter  Good: next in 2 days, Thursday
    1 Again   2 Hard, 1 day   4 Easy, 8 days
    g I guessed   o I was wrong   u undo   ? keys
    ");
    let session = after("drift", Input::Answer(Answer::DontKnow));
    insta::assert_snapshot!(screen(&session, &InputState::default(), NARROW, Theme::BARE), @r"
         differently
    + 2  No common governance holds the
         forks together  (right)
      3  The licence of the first release
         runs out

    x Not known yet. It is 2, No common
      governance holds the forks together.
    Scattered groups run one project and
    nobody decides which fork leads; so
    updates are hard to follow, and parts
    cease to fit together.
    from challenges > governance
    ... 4 lines above  Up
    Enter go on  o I was right  ? keys
    ");
}

#[test]
fn a_wrong_choice_says_why() {
    insta::assert_snapshot!(picked("drift", &["The licence"]), @r"
    1 of 10  ╍╍──────────────  1 coming back · challenges/drift · choice · new

    Why do versions of an open model drift apart?

      1  Graphics cards round numbers differently
    ✓ 2  No common governance holds the forks together  (right)
    ✗ 3  The licence of the first release runs out  (your choice)
         Licences of open projects do not expire.

    ✗ Wrong. It is 2, No common governance holds the forks together.
    Scattered groups run one project and nobody decides which fork leads; so
    updates are hard to follow, and parts cease to fit together.
    from challenges › governance

    Enter  go on; it comes back in this session
    o I was right   u undo   ! flag   i history and reasons   e edit   ? keys
    ");
}

#[test]
fn a_right_choice_in_colour() {
    let place = places("drift", &["No common"]);
    let session = after("drift", Input::Answer(Answer::Choices(place)));
    let theme = Theme { color: true, unicode: true };
    insta::assert_snapshot!(screen(&session, &InputState::default(), WIDE, theme).replace('\u{1b}', "␛"), @r"
    ␛[2m1 of 10  ━━──────────────  challenges/drift · choice · new␛[0m

    ␛[1mWhy do versions of an open model drift apart?␛[0m

    ␛[2m  1  Graphics cards round numbers differently␛[0m
    ␛[32m✓ 2  No common governance holds the forks together␛[0m
    ␛[2m  3  The licence of the first release runs out␛[0m

    ␛[32m✓ Right.␛[0m
    Scattered groups run one project and nobody decides which fork leads; so
    updates are hard to follow, and parts cease to fit together.
    ␛[2mfrom challenges › governance␛[0m

    ␛[1mEnter  ␛[0mGood: next in 2 days, Thursday
    ␛[1m1␛[0m Again   ␛[1m2␛[0m Hard, 1 day   ␛[1m4␛[0m Easy, 8 days
    ␛[1mg␛[0m I guessed   ␛[1mo␛[0m I was wrong   ␛[1mu␛[0m undo   ␛[1m?␛[0m keys
    ");
}

#[test]
fn all_that_apply() {
    let input_state =
        InputState { picks: places("harm", &["producing", "automating", "shutting"]), ..InputState::default() };
    insta::assert_snapshot!(screen(&asking("harm"), &input_state, WIDE, UTF8), @r"
    1 of 10  ────────────────  challenges · choice · new

    To which harmful ends can attackers put open models? Pick all that apply.

      1 [ ] spreading misinformation
      2 [x] producing deepfakes
      3 [x] shutting out small organisations
      4 [x] automating cyberattacks
      5 [ ] letting forks drift apart

    1-5 tick   Enter answer, 3 ticked   0 don't know   h hint   s skip   ? keys
    ");
    insta::assert_snapshot!(picked("harm", &["producing", "automating", "shutting"]), @r"
    1 of 10  ╍╍──────────────  1 coming back · challenges/harm · choice · new

    To which harmful ends can attackers put open models? Pick all that apply.

    ~ 1 [ ] spreading misinformation  (missed)
    ✓ 2 [x] producing deepfakes  (right)
    ✗ 3 [x] shutting out small organisations  (wrong)
            A matter of what computing costs, not of attack.
    ✓ 4 [x] automating cyberattacks  (right)
      5 [ ] letting forks drift apart

    ✗ Wrong: 2 of 3 found, 1 missed, 1 too many.

    Enter  go on; it comes back in this session
    o I was right   u undo   ! flag   i history and reasons   e edit   ? keys
    ");
}

#[test]
fn all_that_apply_in_forty_columns() {
    let answer = Answer::Choices(places("harm", &["producing", "shutting"]));
    insta::assert_snapshot!(screen(&after("harm", Input::Answer(answer)), &InputState::default(), NARROW, UTF8), @r"
    ~ 1 [ ] spreading misinformation
            (missed)
    ✓ 2 [x] producing deepfakes  (right)
    ✗ 3 [x] shutting out small
            organisations  (wrong)
            A matter of what computing
            costs, not of attack.
    ~ 4 [ ] automating cyberattacks
            (missed)
      5 [ ] letting forks drift apart

    ✗ Wrong: 1 of 3 found, 2 missed, 1 too
      many.
    … 3 lines above  Up
    Enter go on  o I was right  ? keys
    ");
}

#[test]
fn a_text_is_typed() {
    let mut input_state = InputState::default();
    input_state.fields.entry_mut().insert("Masakane");
    insta::assert_snapshot!(screen(&asking("masakhane"), &input_state, WIDE, UTF8), @r"
    1 of 10  ────────────────  challenges · typed · new

    Which project gathers volunteers across Africa to build models?

    > Masakane▉

    Enter answer   :hint   :skip   :undo   :quit   :help
    ");
}

#[test]
fn a_slip_is_shown() {
    insta::assert_snapshot!(typed("masakhane", "Masakane"), @r"
    1 of 10  ━━──────────────  challenges/masakhane · typed · new

    Which project gathers volunteers across Africa to build models?

    ~ Right, with a slip.
         you   Masak_ane
      answer   Masakhane
                    ^ missing
    The name means 'we build together' in isiZulu.

    Enter  Good: next in 2 days, Thursday
    1 Again   2 Hard, 1 day   4 Easy, 8 days
    g I guessed   o I was wrong   u undo   ? keys
    ");
}

#[test]
fn another_text_is_wrong() {
    insta::assert_snapshot!(typed("masakhane", "Masakhane Hub"), @r"
    1 of 10  ╍╍──────────────  1 coming back · challenges/masakhane · typed · new

    Which project gathers volunteers across Africa to build models?

    ✗ Wrong. It is Masakhane.
         you   Masakhane Hub
      answer   Masakhane____
                        ^^^^ too many
    The name means 'we build together' in isiZulu.

    Enter  go on; it comes back in this session
    o I was right   u undo   ! flag   i history   e edit   ? keys
    ");
    insta::assert_snapshot!(answered("masakhane", Answer::DontKnow), @r"
    1 of 10  ╍╍──────────────  1 coming back · challenges/masakhane · typed · new

    Which project gathers volunteers across Africa to build models?

    ✗ Not known yet. It is Masakhane.
    The name means 'we build together' in isiZulu.

    Enter  go on; it comes back in this session
    o I was right   u undo   ! flag   i history   e edit   ? keys
    ");
}

#[test]
fn an_order_grows() {
    let input_state = InputState { picks: places("groups", &["quality", "security"]), ..InputState::default() };
    insta::assert_snapshot!(screen(&asking("groups"), &input_state, WIDE, UTF8), @"
    1 of 10  ────────────────  challenges · order · new

    In which order does the essay take up its five groups of challenges?

      1  resources
    1 →  quality
      3  licensing
      4  governance
    2 →  security and ethics

    1 3 4 next   Backspace undo   0 don't know   h hint   s skip   ? keys
    ");
}

#[test]
fn an_order_shows_each_place() {
    let order = places("groups", &["quality", "security", "governance", "resources", "licensing"]);
    insta::assert_snapshot!(answered("groups", Answer::Places(order)), @r"
    1 of 10  ╍╍──────────────  1 coming back · challenges/groups · order · new

    In which order does the essay take up its five groups of challenges?

    ✓ 1  quality
    ✓ 2  security and ethics
    ✗ 3  resources  (you had it 4th)
    ✗ 4  governance  (you had it 3rd)
    ✓ 5  licensing

    ✗ Wrong: 3 of 5 in place.

    Enter  go on; it comes back in this session
    o I was right   u undo   ! flag   i history   e edit   ? keys
    ");
}

#[test]
fn true_or_false() {
    insta::assert_snapshot!(question("strict"), @r"
    1 of 10  ────────────────  challenges · true-false · new

    True or false?
    Open models typically undergo strict testing by industry.

    t true   f false   0 don't know   s skip   u undo   ? keys
    ");
    insta::assert_snapshot!(answered("strict", Answer::Truth(true)), @r"
    1 of 10  ╍╍──────────────  1 coming back · challenges · true-false · new

    True or false?
    Open models typically undergo strict testing by industry.

    ✗ Wrong. It is false.
    Correct: Proprietary models typically undergo strict testing by industry.

    Enter  go on; it comes back in this session
    o I was right   u undo   ! flag   i history   e edit   ? keys
    ");
}

#[test]
fn a_flip_card_is_revealed() {
    insta::assert_snapshot!(question("healthcare"), @r"
    1 of 10  ────────────────  challenges · flip · new

    Why is uneven quality a serious risk in healthcare and finance?

    Enter show the answer   s skip   u undo   ? keys
    ");
    insta::assert_snapshot!(screen(&after("healthcare", Input::Reveal), &InputState::default(), WIDE, UTF8), @r"
    1 of 10  ────────────────  challenges/healthcare · flip · new

    Why is uneven quality a serious risk in healthcare and finance?

      Because an error there reaches far.

    How well did you know it?  Enter Good
    1 Again   2 Hard, 1 day   3 Good, 2 days   4 Easy, 8 days   ? keys
    ");
    insta::assert_snapshot!(screen(&after("healthcare", Input::Reveal), &InputState::default(), NARROW, UTF8), @r"
    1 of 10 ──────── challenges

    Why is uneven quality a serious risk
    in healthcare and finance?

    Because an error there reaches far.

    How well did you know it?  Enter Good
    1 Again  2 Hard  3 Good  4 Easy
    ");
}

#[test]
fn a_term_says_what_is_wanted() {
    insta::assert_snapshot!(question("fork"), @r"
    1 of 10  ────────────────  challenges · term · new

    Which term means this?
    A copy of a project that goes its own way.

    Enter show the answer   h hint   s skip   u undo   ? keys
    ");
}

#[test]
fn a_gap_has_its_hint() {
    insta::assert_snapshot!(question("gap"), @r"
    1 of 10  ────────────────  challenges · cloze · new

    In 2022 ________ (a model for images) was released with open weights.

    > ▉

    Enter don't know   :hint   :skip   :undo   :quit   :help
    ");
}

#[test]
fn hints_stand_under_the_choices() {
    let mut session = after("drift", Input::Hint);
    session.recorded(&[], []);
    insta::assert_snapshot!(screen(&session, &InputState::default(), WIDE, UTF8), @r"
    1 of 10  ────────────────  challenges › governance · choice · new

    Why do versions of an open model drift apart?

      1  Graphics cards round numbers differently
      2  No common governance holds the forks together
      3  The licence of the first release runs out

    hint: Think of who decides.

    1-3 answer   0 don't know   h hint   s skip   u undo   ? keys
    ");
}

#[test]
fn a_hint_that_is_made_up_strikes_out_a_wrong_choice() {
    let mut session = after("harm", Input::Hint);
    session.recorded(&[], []);
    let mut input_state = InputState { picks: vec![2], ..InputState::default() };
    input_state.arrive(&session);
    insta::assert_snapshot!(screen(&session, &input_state, WIDE, UTF8), @r"
    1 of 10  ────────────────  challenges · choice · new

    To which harmful ends can attackers put open models? Pick all that apply.

      1 [ ] spreading misinformation
      2 [ ] producing deepfakes
      3 [ ] shutting out small organisations (struck out)
      4 [ ] automating cyberattacks
      5 [ ] letting forks drift apart

    1-5 tick   Enter answer, 0 ticked   0 don't know   s skip   u undo   ? keys
    ");
}

#[test]
fn a_note_is_typed_where_the_keys_were() {
    let input_state = InputState { note: Some(super::text_input::TextInput::default()), ..InputState::default() };
    insta::assert_snapshot!(screen(&asking("healthcare"), &input_state, WIDE, UTF8), @r"
    1 of 10  ────────────────  challenges · flip · new

    Why is uneven quality a serious risk in healthcare and finance?

    note: ▉

    Enter flag it   Esc leave it
    ");
}

#[test]
fn the_header_says_what_a_session_is_for_and_how_long_it_lasts() {
    let header = |settings| screen(&asking_in(settings, "drift"), &InputState::default(), WIDE, UTF8);
    let by = |day| header(Settings { mode: Mode::By(day), ..Settings::default() });
    assert!(by(super::samples::tuesday() + 10).contains("  for Fri 4 Dec · challenges"));
    let both = Settings { mode: Mode::Cram, most_ms: Some(90_000), ..Settings::default() };
    assert!(header(both).contains("  practice · 2 min left · challenges"));
}
