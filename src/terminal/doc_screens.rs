//! Generates `docs/screens.md`, which shows every screen, so that changes are visible to readers.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use super::fields::TextFields;
use super::input_state::InputState;
use super::layout::Layout;
use super::overview::sample_overview;
use super::page::{NothingDue, ending, nothing_due, welcome_on_screen};
use super::page_tests::{done, end, newcomer};
use super::plain_tests::played;
use super::samples::{NARROW, UTF8, WIDE, after, asking, asking_in, moment, practising, screen, then};
use super::screens::{answered, picked, places, question, typed};
use super::text_input::TextInput;
use super::theme::Theme;
use super::transcript;
use crate::session::{Answer, Input, Session, Settings};

/// Set this variable to write the page.
const WRITE: &str = "OSS_QUIZ_WRITE_DOCS";

const INTRO: &str = "\
# The screens

As they come out: this page is made by a test, `OSS_QUIZ_WRITE_DOCS=1 cargo test --lib doc_screens` writes it anew. Colours
aren't seen here: the question and the keys are bold, what is right is green, wrong red, nearly right yellow. The
pictures of `stats` are in [stats.md](stats.md), what `check` says in [authoring.md](authoring.md), a mock test in
[exam.md](exam.md).
";

#[derive(Default)]
struct Gallery(String);

impl Gallery {
    fn part(&mut self, title: &str) {
        write!(self.0, "\n## {title}\n").expect("a text");
    }

    fn show(&mut self, words: &str, screen: &str) {
        write!(self.0, "\n{words}\n\n```text\n{}\n```\n", screen.trim_matches('\n')).expect("a text");
    }
}

fn screen_of(id: &str, input_state: &InputState) -> String {
    screen(&asking(id), input_state, WIDE, UTF8)
}

/// The line that the transcript keeps of an answered question.
fn line_of(id: &str, answer: Answer) -> String {
    let mut session = after(id, Input::Answer(answer));
    session.recorded(&[], []);
    let finished = session.take(Input::GoOn, moment(), 0).finished.expect("an answered question");
    let lines = WIDE.with_margin(transcript::lines(&finished, WIDE, UTF8));
    lines.iter().map(|line| line.text() + "\n").collect()
}

fn text(text: &str) -> Answer {
    Answer::Text(text.to_owned())
}

fn wide(session: &Session) -> String {
    screen(session, &InputState::default(), WIDE, UTF8)
}

fn no_common() -> Input {
    Input::Answer(Answer::Choices(places("drift", &["No common"])))
}

fn five_minutes() -> Settings {
    Settings { most_ms: Some(300_000), ..Settings::default() }
}

fn narrow(session: &Session) -> String {
    screen(session, &InputState::default(), NARROW, UTF8)
}

fn page() -> String {
    let mut page = Gallery(INTRO.to_owned());
    page.part("Before the first question");
    page.show("`oss-quiz` alone:", &sample_overview().page(WIDE, UTF8).painted(WIDE, UTF8));
    page.show("The first start, once:", &welcome_on_screen(&newcomer()).painted(WIDE, UTF8));
    let facts = NothingDue { new_done: 10, new_left: true, outlook: done(), ..NothingDue::default() };
    let offers = [("oss-quiz run --new 5", "five more new ones today"), ("oss-quiz stats", "what you know now")];
    page.show("Where nothing is due:", &nothing_due(&facts, &offers).painted(WIDE, UTF8));

    page.part("A choice");
    page.show("The question:", &question("drift"));
    page.show("After a hint:", &screen(&after("drift", Input::Hint), &InputState::default(), WIDE, UTF8));
    page.show("Right:", &picked("drift", &["No common"]));
    page.show("Wrong, with the reason:", &picked("drift", &["The licence"]));
    page.show("Not known (`0`):", &answered("drift", Answer::DontKnow));

    page.part("All that apply");
    let ticks = places("harm", &["producing", "automating", "shutting"]);
    page.show("Three are ticked:", &screen_of("harm", &InputState { picks: ticks, ..InputState::default() }));
    page.show("After a hint:", &screen(&after("harm", Input::Hint), &InputState::default(), WIDE, UTF8));
    page.show("Afterwards:", &picked("harm", &["producing", "automating", "shutting"]));

    page.part("A typed answer");
    page.show("While it is typed; the block is the cursor:", &screen_of("masakhane", &writing("Masakane")));
    page.show("After a hint:", &screen(&after("masakhane", Input::Hint), &InputState::default(), WIDE, UTF8));
    page.show("Right, with a slip:", &typed("masakhane", "Masakane"));
    page.show("Wrong:", &typed("masakhane", "Mozilla"));
    page.show("A gap in a sentence:", &question("gap"));

    page.part("Several answers");
    page.show("Two of three are typed:", &screen_of("libraries", &writing_all(&["PyTorch", "TensorFlo", ""])));
    page.show("Afterwards:", &answered("libraries", texts(&["PyTorch", "Keras", "PyTorch"])));
    page.show("Right, with a slip:", &answered("libraries", texts(&["OpenCV", "PyTorch", "TensorFlo"])));
    page.show("Two gaps of one number:", &screen_of("union", &empty(2)));
    page.show("Out of place:", &answered("union", texts(&["AI Act", "European Union"])));

    page.part("True or false");
    page.show("The statement:", &question("strict"));
    page.show("Wrong:", &answered("strict", Answer::Truth(true)));

    page.part("An order");
    let steps = places("groups", &["quality", "security"]);
    page.show(
        "Two steps have their place:",
        &screen_of("groups", &InputState { picks: steps, ..InputState::default() }),
    );
    let order = places("groups", &["quality", "security", "governance", "resources", "licensing"]);
    page.show("Afterwards:", &answered("groups", Answer::Places(order)));

    page.part("Cards one rates oneself");
    page.show("The question:", &question("healthcare"));
    let revealed = after("healthcare", Input::Reveal);
    page.show("The answer:", &screen(&revealed, &InputState::default(), WIDE, UTF8));
    page.show("A term:", &question("fork"));

    page.part("Practice, and a session of some minutes");
    let practising = practising("healthcare");
    page.show("`run --cram`; the schedule stays as it is, so no days are named:", &wide(&practising));
    let revealed = then(practising, Input::Reveal);
    page.show("The answer:", &wide(&revealed));
    page.show("A choice, right:", &wide(&then(self::practising("drift"), no_common())));
    page.show("`run --minutes 5`:", &wide(&asking_in(five_minutes(), "strict")));

    page.part("At any moment");
    page.show("`?`, the keys:", &screen_of("drift", &InputState { help: true, ..InputState::default() }));
    let note = Some(entry("out of date"));
    page.show("`!`, a flag with a note:", &screen_of("drift", &InputState { note, ..InputState::default() }));

    let confirming = InputState { confirming: true, ..InputState::default() };
    let wrong = after("strict", Input::Answer(Answer::Truth(true)));
    page.show("`o` after an answer that was not typed:", &screen(&wrong, &confirming, WIDE, UTF8));

    page.part("What stays above, and the end");
    let lines = [
        line_of("drift", Answer::Choices(places("drift", &["No common"]))),
        line_of("drift", Answer::Choices(places("drift", &["The licence"]))),
        line_of("masakhane", text("Masakane")),
        line_of("strict", Answer::Truth(false)),
    ];
    page.show("A line a question; what was missed keeps its answer:", &lines.concat());
    page.show("The end of a session, also after `q` and Ctrl-C:", &ending(&end(), WIDE, UTF8).painted(WIDE, UTF8));

    page.part("Forty columns");
    page.show("The question:", &narrow(&asking("drift")));
    page.show("After the answer:", &narrow(&after("drift", Input::Answer(Answer::DontKnow))));
    page.show("Several answers:", &screen(&asking("libraries"), &empty(3), NARROW, UTF8));
    page.show("Afterwards:", &narrow(&after("libraries", Input::Answer(texts(&["PyTorch", "Keras", "OpenCW"])))));
    let steps = places("groups", &["quality", "security"]);
    let order = InputState { picks: steps, ..InputState::default() };
    page.show("An order:", &screen(&asking("groups"), &order, NARROW, UTF8));
    page.show("Practice:", &narrow(&then(self::practising("healthcare"), Input::Reveal)));
    page.show("The end:", &ending(&end(), NARROW, UTF8).painted(NARROW, UTF8));
    let few_rows = Layout { rows: 10, ..NARROW };
    let long = screen(&asking("code"), &InputState::default(), few_rows, UTF8);
    page.show("A long card on ten rows, a page at a time:", &long);

    page.part("Without Unicode");
    let bare = screen(&asking("drift"), &InputState::default(), WIDE, Theme::BARE);
    page.show("`signs: ascii`, or a locale without UTF-8:", &bare);

    page.part("Plain mode");
    page.show("A choice, wrong:", &played(asking("drift"), "3\n\n"));
    page.show("All that apply:", &played(asking("harm"), "1 2\n\n"));
    page.show("A typed answer with a slip:", &played(asking("masakhane"), "Masakane\n\n"));
    page.show("Several answers, of which one is missed:", &played(asking("libraries"), "PyTorch\nKeras\n\n\n"));
    page.show("A practice:", &played(self::practising("healthcare"), "\n2\n"));
    page.show("A card one rates oneself, and `:help`:", &played(asking("healthcare"), ":help\n\n3\n"));
    page.0
}

fn entry(text: &str) -> TextInput {
    let mut entry = TextInput::default();
    entry.insert(text);
    entry
}

fn writing(text: &str) -> InputState {
    writing_all(&[text])
}

/// Fills in the texts and leaves the cursor in the last one.
fn writing_all(texts: &[&str]) -> InputState {
    let mut fields = TextFields::of(texts.len());
    fields.fill(texts.iter().copied());
    fields.go_to(texts.len() - 1);
    InputState { fields, ..InputState::default() }
}

fn empty(texts: usize) -> InputState {
    InputState { fields: TextFields::of(texts), ..InputState::default() }
}

fn texts(texts: &[&str]) -> Answer {
    Answer::Texts(texts.iter().map(|text| (*text).to_owned()).collect())
}

#[test]
fn the_page_of_screens_has_them_as_they_come_out() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/screens.md");
    let page = page();
    if env::var_os(WRITE).is_some() {
        fs::write(&path, &page).expect("docs/screens.md can be written");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    let differs = page.lines().zip(written.lines()).find(|(now, before)| now != before);
    assert!(page == written, "docs/screens.md is out of date; {WRITE}=1 writes it anew. First: {differs:?}");
}
