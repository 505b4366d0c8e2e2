use super::*;

fn text(html: &str) -> String {
    let rich = Rich::read(html);
    let text = rich.text();
    let read = crate::deck::Text::new(&text);
    assert_eq!(read.plain().trim(), rich.plain(), "{html}: {text}");
    text
}

#[test]
fn html_becomes_our_markup() {
    for (html, meant) in [
        ("a <b>bold</b> and <i>slanted</i>", "a **bold** and *slanted*"),
        ("<b> spaced </b>x", " **spaced** x".trim_start()),
        ("<strong>a<em>b</em></strong>", "**ab**"),
        ("un<b>believ</b>able", "unbelievable"),
        ("<code>let x = `a`;</code>", "``let x = `a`;``"),
        ("use <code>*p</code>", "use `*p`"),
        ("2*3*4 and a * b", "2\\*3\\*4 and a * b"),
        ("*not* `code` C:\\_x \\n", "\\*not\\* \\`code\\` C:\\\\_x \\n"),
        ("{{c1::x}} snake_case", "{{c1::x}} snake_case"),
        ("~~~\nx", "\\~~~ x"),
        ("a &lt;b&gt; &amp;amp; c&nbsp;&nbsp;d", "a <b> &amp; c  d"),
        ("  a \n\n b\t c ", "a b c"),
    ] {
        assert_eq!(text(html), meant, "{html}");
    }
}

#[test]
fn lines_are_those_that_a_browser_shows() {
    for (html, meant) in [
        ("a<br>b<br/>c", "a\nb\nc"),
        ("a<div>b</div><div>c</div>d", "a\nb\nc\nd"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("<div>a<br></div><div>b</div>", "a\nb"),
        ("<p>a</p>\n<p>b</p>c", "a\n\nb\n\nc"),
        ("<div><div><div>a</div></div></div>", "a"),
        ("<br><br>a<br><br>", "a"),
        ("a<hr>b", "a\n\nb"),
        ("<ul><li>a</li><li>b<ol><li>c<li>d</ol></li></ul>e", "- a\n- b\n  1. c\n  2. d\ne"),
        ("<table><tr><th>a</th><td>b</td></tr><tr><td></td><td>d</td></tr></table>", "**a** | b\n | d"),
        ("<h1>a</h1>b", "**a**\nb"),
        ("x<pre><code>\nif *a*:\n    b\n\n  c\n</code></pre>y", "x\n```\nif *a*:\n    b\n\n  c\n```\ny"),
        ("<pre>```\nx</pre>", "````\n```\nx\n````"),
    ] {
        assert_eq!(text(html), meant, "{html}");
    }
}

#[test]
fn what_a_terminal_cannot_show_is_written_out() {
    for (html, meant) in [
        ("H<sub>2</sub>O, x<sup>10</sup>, x<sub>max</sub>, e<sup>2x</sup>", "H₂O, x¹⁰, x_max, e^(2x)"),
        ("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>だ", "漢字(かんじ)だ"),
        ("<ruby><rb>家</rb><rt>いえ</rt></ruby>", "家(いえ)"),
        ("<img src=\"a%20b.png\">", "[a b.png]"),
        ("<img alt='A &quot;sea&quot;' src=a.png>", "[A \"sea\"]"),
        ("<img src='data:image/png;base64,AAAA'>", "[picture]"),
        ("[sound:x &amp; y.mp3] z [sound:open", "[x & y.mp3] z [sound:open"),
        ("<a href='https://x.org/y'>here</a>", "here (https://x.org/y)"),
        ("<a href='https://x.org/'>x.org</a> <a href='javascript:alert(1)'>b</a>", "x.org b"),
        ("a<script>alert('<b>')</script>b<style>p{}</style><svg><text>t</text></svg>", "ab[picture]"),
        ("\\(x_1^2 \\{a*b\\}\\) and \\[y\\]", "$x_1^2 \\\\{a\\*b\\\\}$ and $$y$$"),
        ("[latex]a<br>b[/latex] [$]c[/$] [$$]d[/$$] \\(open", "$a b$ $c$ $$d$$ \\(open"),
        ("<code>\\(x\\)</code>", "`\\(x\\)`"),
        ("a\u{202e}b\u{7}c\u{200d}d", "abcd"),
        ("<blink>x</blink>", "x"),
    ] {
        assert_eq!(text(html), meant, "{html}");
    }
}

#[test]
fn what_was_changed_is_told_once() {
    let html =
        "<img src=a.png><img src=a.png alt=x><u style='color:red'>b</u><blink>c</blink><font>[sound:s.mp3]<script>";
    let rich = Rich::read(html);
    assert_eq!(
        rich.remarks(),
        [
            "the picture a.png is shown as its description",
            "the picture a.png is shown as its name",
            "the sound s.mp3 is shown as its name",
            "left out: a script, looks such as colours and sizes, the tag <blink>, underlining",
        ]
    );
    assert_eq!(rich.media.iter().collect::<Vec<_>>(), ["a.png", "s.mp3"]);
    assert!(Rich::read("<div>a <b>b</b></div>").remarks().is_empty());
    let remarks = Rich::read("un<b>believ</b>able <img src=https://x.org/a.png>").remarks();
    assert_eq!(
        remarks,
        ["the picture https://x.org/a.png is not fetched", "left out: bold, italics or code within a word"]
    );
}

#[test]
fn a_typed_answer_is_compared_without_pictures_and_lines() {
    // What Anki takes for right.
    for (html, right) in [
        ("H<sub>2</sub>O<br>and <b>x</b><img src=a.png alt=y>[sound:s.mp3]", "H2O and x"),
        ("<div>a</div><div>b</div>", "a b"),
        ("<ruby>漢<rt>か</rt></ruby> <q>x</q> <a href=https://x.org>y</a>", "漢か x y"),
        ("<pre>a\nb</pre><script>c</script>\\(d\\)", "a b\\(d\\)"),
    ] {
        assert_eq!(Rich::compared(html).plain(), right, "{html}");
    }
}

#[test]
fn deep_and_endless_html_takes_no_time() {
    for part in [
        "<b>",
        "</b>",
        "<sup>x",
        "<ul><li>",
        "<div>",
        "<p>a",
        "<a href=x>",
        "\\(",
        "\\(\\)",
        "[sound:",
        "[latex]",
        "<pre>`\n",
        "<rt>",
        "<table><tr><td>",
        "**",
        "`` ` ",
        "<i>a</i>*",
        "~~~\n<br>",
        "<code>`</code> ",
        "\u{1}",
        "<img src=a>",
    ] {
        let rich = Rich::read(&part.repeat(5_000));
        let _ = (rich.text(), rich.remarks());
    }
    let nested = format!("{}x{}", "<sup>".repeat(5_000), "</sup>".repeat(5_000));
    assert_eq!(Rich::read(&nested).text(), "^(^(^(^(^(^x)))))");
}

#[test]
fn a_text_with_gaps_is_ours_if_it_shows_the_same() {
    // Signs of gaps, readable.
    let cloze = |html: &str| {
        let html = html.replace('⟨', "\u{1}").replace('=', "\u{2}").replace('?', "\u{3}").replace('⟩', "\u{4}");
        Rich::gapped(&html).cloze()
    };
    for (html, meant) in [
        ("a ⟨1=b⟩ c", "a {{c1::b}} c"),
        ("a⟨1= b ⟩c ⟨2=d? h ⟩", "a {{c1::b}} c {{c2::d::h}}"),
        ("<b>a ⟨12=b⟩</b> c", "**a** {{c12::**b**}} c"),
        ("<b>a⟨1=b⟩</b>", "a{{c1::b}}"),
        ("⟨1=std::mem?in::x⟩ a::b :⟨2=:c:⟩:", "{{c1::std\\:\\:mem::in\\:\\:x}} a::b :{{c2::\\:c\\:}}:"),
        ("{{c1::x}} {⟨1={a}⟩} }} {b}", "\\{\\{c1::x\\}\\} \\{{{c1::\\{a\\}}}\\} \\}\\} {b}"),
        ("<code>⟨1=a?b⟩</code> x <code>\\n {{</code>", "{{c1::`a`::`b`}} x `\\n \\{\\{`"),
        ("x<sup>⟨1=2⟩</sup>", "x^{{c1::2}}"),
        ("\\(⟨1=x^{2}⟩\\)", "${{c1::x^{2\\}}}$"),
        ("<ul><li>⟨1=a⟩</li><li>⟨1=b<br>c⟩</li></ul>", "- {{c1::a}}\n- {{c1::b\nc}}"),
        ("<pre>a\n⟨1=b⟩\n</pre>", "a\n{{c1::b}}"),
        ("a*⟨1=*b*⟩ \\⟨2=c⟩", "a\\*{{c1::\\*b\\*}} \\\\{{c2::c}}"),
    ] {
        assert_eq!(cloze(html).as_deref(), Some(meant), "{html}");
    }
    for html in ["no gap", "⟨1=⟩", "⟨1=<script>x⟩</script>", "⟨1=a⟨2=b⟩⟩", "⟨70000=a⟩", "⟨1=a"] {
        assert_eq!(cloze(html), None, "{html}");
    }
}
