//! Content that doesn't fit on the screen.

use crate::session::{Answer, Input, ItemHistory};
use crate::terminal::input_state::InputState;
use crate::terminal::layout::Layout;
use crate::terminal::samples::{NARROW, UTF8, after, asking, practising, screen, then};
use crate::terminal::theme::Theme;

#[test]
fn a_long_card_is_paged() {
    let session = after("code", Input::Reveal);
    let input_state = InputState { first: Some(0), ..InputState::default() };
    let rows = |rows| Layout { columns: 80, rows };
    insta::assert_snapshot!(screen(&asking("code"), &InputState::default(), rows(10), UTF8), @r#"
    What does `tidy` do in this function?
      def tidy(text):
          """Says nothing."""
          words = text.split()
          if not words:
              return ''
          first = words[0]
          rest = words[1:]
    … 3 more lines  Space
    Enter show the answer   s skip   u undo   ? keys
    "#);
    insta::assert_snapshot!(screen(&session, &input_state, rows(10), UTF8), @r#"
    What does `tidy` do in this function?
      def tidy(text):
          """Says nothing."""
          words = text.split()
          if not words:
              return ''
          first = words[0]
          rest = words[1:]
    … 5 more lines  Space
    Enter Good, 2 days   1 Again   2 Hard, 1 day   4 Easy, 8 days   ? keys
    "#);
    // The important part comes first.
    insta::assert_snapshot!(screen(&session, &InputState::default(), rows(10), UTF8), @r"
              return ''
          first = words[0]
          rest = words[1:]
          for word in rest:
              first += ' ' + word
          return first

      It leaves one space between words.
    … 5 lines above  Up
    Enter Good, 2 days   1 Again   2 Hard, 1 day   4 Easy, 8 days   ? keys
    ");
    insta::assert_snapshot!(screen(&session, &InputState::default(), rows(1), UTF8), @r"
      Enter Good, 2 days   1 Again   2 Hard, 1 day   4 Easy, 8 days   ? keys
    ");
}

#[test]
fn a_tiny_screen_has_no_line_that_the_terminal_would_break() {
    for (columns, rows) in [(20, 6), (12, 6), (20, 3)] {
        let layout = Layout { columns, rows };
        for id in ["drift", "harm", "masakhane", "libraries", "strict", "groups", "healthcare", "code", "fork"] {
            for theme in [UTF8, Theme::BARE] {
                screen(&asking(id), &InputState::default(), layout, theme);
                screen(&after(id, Input::Answer(Answer::DontKnow)), &InputState::default(), layout, theme);
                screen(&practising(id), &InputState::default(), layout, theme);
            }
        }
    }
    let layout = Layout { columns: 20, rows: 6 };
    insta::assert_snapshot!(screen(&asking("code"), &InputState::default(), layout, UTF8), @r"
    What does `tidy`
    do in this
    function?
      def tidy(text):
    … 17 more  Space
    Enter show  ? keys
    ");
    insta::assert_snapshot!(screen(&after("healthcare", Input::Reveal), &InputState::default(), layout, UTF8), @r"
    and finance?

    Because an error
    there reaches far.
    … 3 above  Up
    Enter Good  ? keys
    ");
}

#[test]
fn few_rows_lose_the_header_first() {
    let rows = |rows| screen(&asking("drift"), &InputState::default(), Layout { columns: 80, rows }, UTF8);
    insta::assert_snapshot!(rows(9), @r"
    Why do versions of an open model drift apart?

      1  Graphics cards round numbers differently
      2  No common governance holds the forks together
      3  The licence of the first release runs out

    1-3 answer   0 don't know   h hint   s skip   u undo   ? keys
    ");
    insta::assert_snapshot!(rows(6), @r"
    Why do versions of an open model drift apart?

      1  Graphics cards round numbers differently
      2  No common governance holds the forks together
      3  The licence of the first release runs out
    1-3 answer   0 don't know   h hint   s skip   u undo   ? keys
    ");
    insta::assert_snapshot!(rows(5), @r"
    Why do versions of an open model drift apart?

      1  Graphics cards round numbers differently
    … 2 more lines  Space
    1-3 answer   0 don't know   h hint   s skip   u undo   ? keys
    ");
}

#[test]
fn chinese_and_emoji_stand_in_their_columns() {
    insta::assert_snapshot!(screen(&after("chinese", Input::Answer(Answer::DontKnow)), &InputState::default(), NARROW, UTF8), @r"
    开源人工智能模型的不同版本为什么会逐渐
    分化，以致各个部分不再能够相互配合、更
    新也难以跟踪？

    ✓ 1  没有共同的治理机制把各个分支维系
         在一起，也没有人决定由哪一个分支
         来领导项目的发展方向  (right)
      2  显卡的舍入方式不同
      3  👨‍👩‍👧 许可证到期了

    ✗ Not known yet. It is 1, 没有共同的治
      理机制把各个分支维系在一起，也没有人
      决定由哪一个分支来领导项目的发展方向
    Enter go on  o I was right  ? keys
    ");
}

#[test]
fn what_enter_says_of_a_long_answer_stays_in_sight() {
    for (session, few) in [
        (after("code", Input::Reveal), "Enter Good  1-4 rate  ? keys"),
        (then(practising("code"), Input::Reveal), "Enter knew it  1 no  ? keys"),
    ] {
        for first in [None, Some(0)] {
            let input_state = InputState { first, ..InputState::default() };
            let text = screen(&session, &input_state, Layout { columns: 40, rows: 10 }, UTF8);
            assert!(text.ends_with(&format!(" {few}\n")), "{text}");
        }
    }
}

#[test]
fn the_past_of_a_card_is_a_page_of_its_own() {
    let history = ItemHistory {
        heading: "Reviews of challenges/drift:".to_owned(),
        reviews: vec!["Sat 28 Nov 20:14  Again, you said: Graphics cards round numbers differently".to_owned()],
        reasons: vec!["not Graphics cards: they round alike.".to_owned()],
    };
    let input_state = InputState { history: Some(history), ..InputState::default() };
    insta::assert_snapshot!(screen(&asking("drift"), &input_state, NARROW, UTF8), @r"
    Reviews of challenges/drift:

    Sat 28 Nov 20:14  Again, you said:
      Graphics cards round numbers
      differently

    not Graphics cards: they round alike.

    any key closes this page
    ");
}
