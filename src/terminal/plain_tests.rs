//! The plain interface from its first line to its last, as bytes.

use super::plain::Plain;
use super::samples::{asking, moment};
use crate::session::{Input, Session, Stage, Ui, Welcome};

/// Plays these lines and returns the output. Nothing is recorded.
pub(super) fn played(session: Session, lines: &str) -> String {
    played_by(session, lines, true)
}

/// The same, with lines from a script or from a person, whose lines the terminal echoes.
fn played_by(mut session: Session, lines: &str, script: bool) -> String {
    let mut out = Vec::new();
    let mut face = Plain::new(lines.as_bytes(), &mut out, script);
    for _ in 0..100 {
        if *session.stage() == Stage::Over {
            break;
        }
        let (input, ms) = face.ask(&session, &mut || Ok(())).expect("a face");
        let effect = session.take(input, moment(), ms);
        session.recorded(&[], []);
        face.show(&session, &effect).expect("a face");
        if effect.finished.is_some() {
            break;
        }
    }
    // Trim the space after a prompt, which would be invisible here.
    String::from_utf8(out).expect("text").lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

#[test]
fn a_wrong_choice() {
    insta::assert_snapshot!(played(asking("drift"), "9\n3\n\n"), @r"
    A new deck begins: challenges, Challenges and limitations.
    Question 1 of 10, choice.
    Why do versions of an open model drift apart?
    1. Graphics cards round numbers differently
    2. No common governance holds the forks together
    3. The licence of the first release runs out
    Answer 1 to 3, or 0 if you don't know: 9
    Type one number, 1 to 3, or 0 if you don't know.
    Answer 1 to 3, or 0 if you don't know: 3
    Wrong. The answer is 2, No common governance holds the forks together.
    Your choice, The licence of the first release runs out: Licences of open projects do not expire.
    Scattered groups run one project and nobody decides which fork leads; so updates are hard to follow, and parts cease to fit together.
    From challenges, governance.
    It comes back in this session. Enter goes on; o I was right; :undo; :help lists the rest.
    ");
}

#[test]
fn a_choice_that_is_struck_out_is_no_answer() {
    insta::assert_snapshot!(played(asking("harm"), ":hint\n:hint\n1 3\n1 2 4\n\n"), @"
    A new deck begins: challenges, Challenges and limitations.
    Question 1 of 10, choice, all that apply.
    To which harmful ends can attackers put open models? Pick all that apply.
    1. spreading misinformation
    2. producing deepfakes
    3. shutting out small organisations
    4. automating cyberattacks
    5. letting forks drift apart
    Answer with all that apply, like 1 3, or 0 if you don't know: :hint
    Hint: choice 3 is wrong.
    Answer with all that apply, like 1 3, or 0 if you don't know: :hint
    That was the last hint.
    Answer with all that apply, like 1 3, or 0 if you don't know: 1 3
    Choice 3 is struck out.
    Answer with all that apply, like 1 3, or 0 if you don't know: 1 2 4
    Right.
    Hard, next in 1 day, Wednesday. Enter takes it. Or: 1 Again; 3 Good, 2 days; 4 Easy, 8 days; g I guessed; o I was wrong; :undo; :help lists the rest.
    ");
}

#[test]
fn true_or_false_has_no_hint() {
    insta::assert_snapshot!(played(asking("strict"), ":hint\nf\n\n"), @"
    A new deck begins: challenges, Challenges and limitations.
    Question 1 of 10, true-false.
    True or false?
    Open models typically undergo strict testing by industry.
    Answer t for true or f for false, or 0 if you don't know: :hint
    A true-or-false question has no hint.
    Answer t for true or f for false, or 0 if you don't know: f
    Right.
    Correct: Proprietary models typically undergo strict testing by industry.
    Good, next in 2 days, Thursday. Enter takes it. Or: 1 Again; 2 Hard, 1 day; 4 Easy, 8 days; g I guessed; o I was wrong; :undo; :help lists the rest.
    ");
}

#[test]
fn a_right_choice_after_a_hint() {
    insta::assert_snapshot!(played(asking("drift"), ":hint\n2\nwhat\ng\n"), @"
    A new deck begins: challenges, Challenges and limitations.
    Question 1 of 10, choice.
    Why do versions of an open model drift apart?
    1. Graphics cards round numbers differently
    2. No common governance holds the forks together
    3. The licence of the first release runs out
    Answer 1 to 3, or 0 if you don't know: :hint
    Hint: Think of who decides.
    Answer 1 to 3, or 0 if you don't know: 2
    Right.
    Scattered groups run one project and nobody decides which fork leads; so updates are hard to follow, and parts cease to fit together.
    From challenges, governance.
    Hard, next in 1 day, Wednesday. Enter takes it. Or: 1 Again; 3 Good, 2 days; 4 Easy, 8 days; g I guessed; o I was wrong; :undo; :help lists the rest.
    what
    An empty line takes the suggested rating, 1 to 4 another; g says you guessed, o that you were wrong.
    Hard, next in 1 day, Wednesday. Enter takes it. Or: 1 Again; 3 Good, 2 days; 4 Easy, 8 days; g I guessed; o I was wrong; :undo; :help lists the rest.
    g
    Noted as a guess: Again.
    ");
}

#[test]
fn several_answers_a_line_each() {
    let said = |lines: &str| {
        let said = played(asking("libraries"), lines);
        said.lines()
            .skip_while(|line| !line.starts_with("1 of 3"))
            .map(|line| line.to_owned() + "\n")
            .collect::<String>()
    };
    insta::assert_snapshot!(said("OpenCV\n:hint\nKeras\n:undo\ntensorflow\npytorch\n\n"), @"
    1 of 3, or an empty line if you don't know: OpenCV
    2 of 3: :hint
    Hint: 1 word, 10 letters, begins with T; 1 word, 7 letters, begins with P; 1 word, 6 letters, begins with O
    2 of 3: Keras
    3 of 3: :undo
    Taken back: Keras.
    2 of 3: tensorflow
    3 of 3: pytorch
    Right.
    All three came before the open models, and most of these stand on them.
    Hard, next in 1 day, Wednesday. Enter takes it. Or: 1 Again; 3 Good, 2 days; 4 Easy, 8 days; g I guessed; o I was wrong; :undo; :help lists the rest.
    ");
    insta::assert_snapshot!(said("\n\n"), @r"
    1 of 3, or an empty line if you don't know:
    Not known yet. The answer is TensorFlow, PyTorch, OpenCV.
    All three came before the open models, and most of these stand on them.
    It comes back in this session. Enter goes on; o I was right; :undo; :help lists the rest.
    ");
    insta::assert_snapshot!(said("Torch\n\n\n"), @r"
    1 of 3, or an empty line if you don't know: Torch
    2 of 3:
    Wrong: 0 of 3 found, 1 wrong.
    Missed: TensorFlow.
    Missed: PyTorch.
    Missed: OpenCV.
    Wrong: Torch.
    All three came before the open models, and most of these stand on them.
    It comes back in this session. Enter goes on; o I was right; :undo; :help lists the rest.
    ");
}

#[test]
fn gaps_have_their_places() {
    insta::assert_snapshot!(played(asking("union"), "AI Act\nEuropean Union\n\n"), @r"
    A new deck begins: challenges, Challenges and limitations.
    Question 1 of 10, cloze, 2 gaps, in order.
    The ________ was the first to regulate AI by a law of its own, the ________.
    1 of 2, or an empty line if you don't know: AI Act
    2 of 2: European Union
    Wrong: 0 of 2 found, 2 out of place.
    Out of place: European Union, you had it 2nd.
    Out of place: AI Act, you had it 1st.
    It comes back in this session. Enter goes on; o I was right; :undo; :help lists the rest.
    ");
}

#[test]
fn all_that_apply() {
    insta::assert_snapshot!(played(asking("harm"), "1 2 3\n\n"), @r"
    A new deck begins: challenges, Challenges and limitations.
    Question 1 of 10, choice, all that apply.
    To which harmful ends can attackers put open models? Pick all that apply.
    1. spreading misinformation
    2. producing deepfakes
    3. shutting out small organisations
    4. automating cyberattacks
    5. letting forks drift apart
    Answer with all that apply, like 1 3, or 0 if you don't know: 1 2 3
    Wrong: 2 of 3 found, 1 missed, 1 too many.
    Right: 1, spreading misinformation.
    Right: 2, producing deepfakes.
    Wrong: 3, shutting out small organisations: A matter of what computing costs, not of attack.
    Missed: 4, automating cyberattacks.
    It comes back in this session. Enter goes on; o I was right; :undo; :help lists the rest.
    ");
}

#[test]
fn a_slip() {
    insta::assert_snapshot!(played(asking("masakhane"), "Masakane\n\n"), @"
    A new deck begins: challenges, Challenges and limitations.
    Question 1 of 10, typed.
    Which project gathers volunteers across Africa to build models?
    Answer, or an empty line if you don't know: Masakane
    Right, with a slip. You wrote Masakane. The answer is Masakhane.
    The name means 'we build together' in isiZulu.
    Good, next in 2 days, Thursday. Enter takes it. Or: 1 Again; 2 Hard, 1 day; 4 Easy, 8 days; g I guessed; o I was wrong; :undo; :help lists the rest.
    ");
}

#[test]
fn an_order() {
    insta::assert_snapshot!(played(asking("groups"), "2 5 4 1 3\n\n"), @r"
    A new deck begins: challenges, Challenges and limitations.
    Question 1 of 10, order.
    In which order does the essay take up its five groups of challenges?
    1. resources
    2. quality
    3. licensing
    4. governance
    5. security and ethics
    Answer with all 5 numbers in order, or 0 if you don't know: 2 5 4 1 3
    Wrong: 3 of 5 in place.
    The right order:
    1. quality
    2. security and ethics
    3. resources, you had it 4th
    4. governance, you had it 3rd
    5. licensing
    It comes back in this session. Enter goes on; o I was right; :undo; :help lists the rest.
    ");
}

#[test]
fn true_or_false() {
    insta::assert_snapshot!(played(asking("strict"), "t\no\n"), @r"
    A new deck begins: challenges, Challenges and limitations.
    Question 1 of 10, true-false.
    True or false?
    Open models typically undergo strict testing by industry.
    Answer t for true or f for false, or 0 if you don't know: t
    Wrong. The answer is false.
    Correct: Proprietary models typically undergo strict testing by industry.
    It comes back in this session. Enter goes on; o I was right; :undo; :help lists the rest.
    o
    Counted as right.
    ");
}

#[test]
fn a_person_is_asked_whether_the_word_against_a_picked_answer_is_meant_and_a_script_is_not() {
    let said = |lines: &str, script| {
        let played = played_by(asking("strict"), lines, script);
        let (_, said) = played.split_once("industry.\nAnswer").expect("a question");
        said.split_once("by industry.\n").expect("a correction").1.to_owned()
    };
    insta::assert_snapshot!(said("t\no\nn\no\ny\n", false), @r"
    It comes back in this session. Enter goes on; o I was right; :undo; :help lists the rest.
    Count this as right? y or n: It comes back in this session. Enter goes on; o I was right; :undo; :help lists the rest.
    Count this as right? y or n: Counted as right.
    ");
    insta::assert_snapshot!(said("t\no\n", true), @"
    It comes back in this session. Enter goes on; o I was right; :undo; :help lists the rest.
    o
    Counted as right.
    ");
    let typed = played_by(asking("masakhane"), "Mozilla\no\n", false);
    assert!(!typed.contains("Count this"), "{typed}");
}

#[test]
fn a_flip_card() {
    insta::assert_snapshot!(played(asking("code"), "\n5\n4\n"), @r#"
    A new deck begins: challenges, Challenges and limitations.
    Question 1 of 10, flip.
    What does `tidy` do in this function?
      def tidy(text):
          """Says nothing."""
          words = text.split()
          if not words:
              return ''
          first = words[0]
          rest = words[1:]
          for word in rest:
              first += ' ' + word
          return first
    Enter shows the answer:
    Answer: It leaves one space between words.
    How well did you know it? 1 Again; 2 Hard, 1 day; 3 Good, 2 days; 4 Easy, 8 days; Enter for Good: 5
    Type 1 for Again, 2 for Hard, 3 or an empty line for Good, 4 for Easy.
    How well did you know it? 1 Again; 2 Hard, 1 day; 3 Good, 2 days; 4 Easy, 8 days; Enter for Good: 4
    Easy, next in 8 days, Wed 2 Dec.
    "#);
    // An empty line means Good.
    let rated = played(asking("code"), "\n\n:quit\n");
    assert!(rated.ends_with("Enter for Good:\nGood, next in 2 days, Thursday.\n"), "{rated}");
    // A learner who doesn't know it has rated it already.
    let not_known = played(asking("code"), "0\n5\n\n");
    assert!(not_known.contains("Enter for Again:"), "{not_known}");
    assert!(not_known.contains("Type 1 or an empty line for Again"), "{not_known}");
}

#[test]
fn the_end_of_the_input_quits() {
    insta::assert_snapshot!(played(asking("gap"), ":help\n:wat\n:undo\n"), @r"
    A new deck begins: challenges, Challenges and limitations.
    Question 1 of 10, cloze.
    In 2022 ________ (a model for images) was released with open weights.
    Answer, or an empty line if you don't know: :help
    Answer a choice by its number, several like 1 3; true or false by t or f; an order or pairs by their numbers; 0 is I don't know.
    Where a text is asked for, type it; an empty line is I don't know, and so is 0 where no number is asked for. Two colons begin an answer that starts with one.
    A question mark alone shows this page; type ::? to answer with one.
    Where several are asked for, type one a line; an empty line says that you know no more.
    Where you rate yourself: 1 to 4, or Enter for Good; after 0 for Again.
    After an answer: Enter takes the suggested rating, 1 Again, 2 Hard, 3 Good, 4 Easy, g I guessed, o I was right or I was wrong.
    Commands: :undo the last step, :hint, :skip for now, :flag with a note, :bury until tomorrow, :suspend, :edit the card, :history of it, :quit; all is kept.
    Answer, or an empty line if you don't know: :wat
    There is no command :wat. :help lists them; a second colon, ::wat, makes it an answer.
    Answer, or an empty line if you don't know: :undo
    Nothing to undo in this session; oss-quiz undo goes further back.
    Answer, or an empty line if you don't know:
    ");
}

/// A writer whose content can be read.
#[derive(Clone, Default)]
struct Arrived(std::rc::Rc<std::cell::RefCell<Vec<u8>>>);

impl std::io::Write for Arrived {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn what_nobody_should_wait_for_is_done_once_the_question_is_there() {
    let arrived = Arrived::default();
    let mut face = Plain::new(&b"2\n"[..], std::io::BufWriter::new(arrived.clone()), true);
    let mut seen = Vec::new();
    let mut theme = || {
        seen.clone_from(&arrived.0.borrow());
        Ok(())
    };
    face.ask(&asking("drift"), &mut theme).expect("a face");
    let seen = String::from_utf8(seen).expect("text");
    assert!(seen.ends_with("Answer 1 to 3, or 0 if you don't know: "), "{seen}");
}

#[test]
fn no_byte_steers_a_terminal() {
    let text = played(asking("masakhane"), "\u{1b}[2J\u{7}evil\n\n");
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
}

#[test]
fn the_beginning_and_the_end() {
    let session = asking("drift");
    let mut out = Vec::new();
    let mut face = Plain::new(&b""[..], &mut out, true);
    let welcome = Welcome {
        questions: 252,
        topic: Some("open-source AI".to_owned()),
        new_per_day: 10,
        kept_in: Some("~/.local/share/oss-quiz/progress.db".to_owned()),
        first_deck: Some("rise".to_owned()),
    };
    face.welcome(&welcome).expect("a face");
    face.end(&session, &super::page_tests::end()).expect("a face");
    insta::assert_snapshot!(String::from_utf8(out).expect("text"), @r"
    Welcome. 252 questions on open-source AI, 10 new ones a day.
    No reading needed: you may start without knowing (key 0), and every answer is explained.
    To read a deck first: oss-quiz show rise
    Answers are kept in ~/.local/share/oss-quiz/progress.db and nowhere else.
    18 questions in 6 minutes: 14 right at once, 4 right later.
    About 12 more known than before, 5 days in a row, 14 minutes today.
    Missed:
    Which publication is cited on security worries about open-source AI? Answer: MIT Technology Review.
    What is a fork? Answer: A copy of a project that goes its own way.
    Why is uneven quality a serious risk in healthcare and finance? Answer: Because an error there reaches far.
    Today is done. Tomorrow, Wed 25 Nov: 9 due, 10 new, about 6 minutes.
    ");
}

#[test]
fn a_thousand_lines_that_are_no_answer_end_the_input() {
    let played = |idle: usize| {
        let mut session = asking("masakhane");
        let lines = format!("{}Masakhane\n", ":nonsense\n".repeat(idle));
        let mut out = Vec::new();
        let mut face = Plain::new(lines.as_bytes(), &mut out, true);
        let (input, _) = face.ask(&session, &mut || Ok(())).expect("a face");
        let is_answered = matches!(input, Input::Answer(_));
        if !is_answered {
            let (again, _) = face.ask(&session, &mut || Ok(())).expect("a face");
            assert_eq!(again, Input::Quit);
        }
        session.take(input, moment(), 0);
        (is_answered, String::from_utf8(out).expect("text"))
    };
    assert!(played(999).0);
    let (is_answered, out) = played(1_000);
    assert!(!is_answered);
    assert_eq!(out.matches("\n1,000 lines in a row were no answer; no more are read.\n").count(), 1);
}

#[test]
fn an_answer_sets_the_count_of_idle_lines_back() {
    let idle = ":help\n".repeat(600);
    let out = played(asking("masakhane"), &format!("{idle}Masakhane\n{idle}4\n"));
    assert!(!out.contains("no more are read") && out.contains("Right"), "{out:.400}");
}
