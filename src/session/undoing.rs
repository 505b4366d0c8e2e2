//! Undoes the last input, one step at a time.

use super::effect::{Effect, Notice, Stage, Undone};
use super::machine::Session;
use super::undo_entry::{AfterWrite, Judgement};
use crate::deck::ItemId;
use crate::schedule::{Act, EventKind, Moment};

impl Session {
    pub(super) fn undo(&mut self, now: Moment) -> Effect {
        if self.stage == Stage::Revealed {
            self.stage = Stage::Question;
            return Effect::saying(Notice::Undone(Undone::Reveal));
        }
        let Some(step) = self.steps.last() else { return Effect::saying(Notice::NothingToUndo) };
        let mut effect = Effect::saying(Notice::Undone(step.what));
        if let Some(target) = step.event {
            effect.drafts.push(Self::draft(&step.item, now, EventKind::Act(Act::Retract { target })));
        }
        self.pending.push(AfterWrite::TakeBack);
        effect
    }

    /// Forgets the last step, and returns to where it was taken.
    pub(super) fn take_back(&mut self) {
        let Some(step) = self.steps.pop() else { return };
        match step.what {
            Undone::Flag => {}
            Undone::Skip => {
                if let Some(at) = self.skipped.iter().rposition(|id| *id == step.item) {
                    self.skipped.remove(at);
                }
                self.go_back(&step.item, None);
            }
            _ => self.go_back(&step.item, step.verdict),
        }
    }

    /// Asks an item again after something was undone, or shows its verdict again.
    fn go_back(&mut self, item: &ItemId, verdict: Option<Box<Judgement>>) {
        self.carry_states();
        let Some(item) = self.found.item(item) else { return };
        self.plan = self.plan_now();
        self.pose(&item);
        if let Some(verdict) = verdict {
            self.current = Some(verdict.current);
            self.stage = Stage::Verdict(verdict.feedback);
            self.count_from_today();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::Play;
    use super::super::{Answer, ChoiceMark, GradeDetail, Input, Stage};
    use crate::schedule::{Phase, Rating};

    const DECK: &str = "title: T
cards:
  - {id: one, kind: choice, question: Which?, answer: yes it is, distractors: [no, never, hardly, perhaps]}
  - {id: all, kind: choice, question: Which of them?, answers: [yes, of course], distractors: [no, never, hardly]}
  - {id: steps, kind: order, question: In which order?, steps: [one, two, three, four]}
  - {id: text, kind: typed, question: What?, answer: answer}
";

    /// The screen's facts: choices in order, stage with its marks, previews, phase.
    fn seen(play: &Play) -> String {
        let question = play.session.question().expect("a question");
        let choices: Vec<String> = question.choices.iter().map(|choice| choice.text.plain()).collect();
        let (stage, next, phase) = (play.session.stage(), play.session.preview(), play.session.phase());
        format!("{} {} {choices:?} {stage:?} {next:?} {phase:?}", question.id, question.attempt)
    }

    fn answers(play: &Play, right: bool) -> Answer {
        let question = play.session.question().expect("a question");
        let all = 0..question.choices.len();
        match question.id.as_str() {
            "d/steps" => {
                let mut places: Vec<usize> = all.collect();
                places.sort_by_key(|&place| question.choices[place].place);
                if !right {
                    places.reverse();
                }
                Answer::Places(places)
            }
            "d/text" => Answer::Text(if right { "answer" } else { "nonsense" }.to_owned()),
            _ => Answer::Choices(all.filter(|&place| question.choices[place].right == right).take(2).collect()),
        }
    }

    /// At the verdict of each card in turn, and the same without any undo.
    fn verdicts(right: bool, check: impl Fn(&mut Play)) {
        for skipped in 0..4 {
            let mut play = Play::new(&[("d", DECK)]);
            for _ in 0..skipped {
                play.take(Input::Skip);
            }
            let answer = answers(&play, right);
            play.take(Input::Answer(answer));
            check(&mut play);
        }
    }

    #[test]
    fn a_word_against_a_verdict_that_is_taken_back_was_never_said() {
        for (right, inputs) in [
            (true, &[Input::Overrule, Input::Guessed, Input::Rate(Rating::Hard)][..]),
            (false, &[Input::Overrule, Input::Bury, Input::Suspend]),
        ] {
            for input in inputs {
                verdicts(right, |play| {
                    let before = seen(play);
                    play.take(input.clone());
                    if matches!(play.session.stage(), Stage::Verdict(_)) {
                        play.take(Input::GoOn);
                    }
                    play.take(Input::Undo);
                    assert_eq!(seen(play), before, "{input:?}");
                    assert_eq!(play.session.phase(), Phase::New);
                });
            }
        }
    }

    #[test]
    fn an_input_that_could_not_be_written_changes_nothing() {
        let untold = |play: &mut Play, input: &Input| {
            let before = seen(play);
            let effect = play.session.take(input.clone(), play.now, 1_000);
            assert!(!effect.drafts.is_empty(), "{input:?}");
            assert_eq!(seen(play), before, "{input:?}");
        };
        for right in [true, false] {
            verdicts(right, |play| {
                if *play.session.stage() == Stage::Question {
                    return;
                }
                for input in [Input::Undo, Input::Overrule, Input::Bury, Input::Suspend, Input::Flag(None)] {
                    untold(play, &input);
                }
                let at_verdict = seen(play);
                play.take(Input::Undo);
                let answer = Input::Answer(answers(play, right));
                untold(play, &answer);
                play.take(answer);
                let same = |text: &str| text.split_once(" Verdict").map(|(_, rest)| rest.to_owned());
                assert_eq!(same(&seen(play)), same(&at_verdict));
            });
        }
    }

    #[test]
    fn what_is_rated_after_an_undo_counts_as_if_nothing_else_had_been_said() {
        let rated = |said: &[Input]| {
            let mut play = Play::new(&[("d", DECK)]);
            let answer = answers(&play, true);
            for input in [Input::Answer(answer)].iter().chain(said).chain(&[Input::Rate(Rating::Easy)]) {
                play.take(input.clone());
            }
            let mut state = play.ledger.state(&"d/one".parse().expect("an id"));
            if let Some(seen) = &mut state.seen {
                // The event that says so is a later one.
                seen.last_id = crate::schedule::EventId(uuid::Uuid::nil());
            }
            state
        };
        assert_eq!(rated(&[Input::Overrule, Input::Undo]), rated(&[]));
        assert_eq!(rated(&[Input::Guessed, Input::Undo]), rated(&[]));
    }

    #[test]
    fn the_marks_stand_at_the_choices_they_were_given_for() {
        let mut play = Play::new(&[("d", DECK)]);
        let answer = answers(&play, false);
        let Answer::Choices(picked) = &answer else { panic!("choices") };
        let answer = Answer::Choices(vec![picked[0]]);
        for input in [Input::Answer(answer), Input::Overrule, Input::Undo] {
            play.take(input);
        }
        let Stage::Verdict(feedback) = play.session.stage() else { panic!("a verdict") };
        let GradeDetail::Choices(marks) = &feedback.detail else { panic!("choices") };
        let choices = &play.session.question().expect("a question").choices;
        let missed = marks.iter().position(|mark| *mark == ChoiceMark::Missed).expect("the right one");
        assert!(choices[missed].right, "{marks:?}");
    }
}
