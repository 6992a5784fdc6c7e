"""What people write: kept plain, shown as safe HTML."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from punos.core.text import clean, markdown, without_marks


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Lis\u00e4\u00e4 kukkia \n", "Lis\u00e4\u00e4 kukkia"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\u0308", "\u00e4"),
        ("a\u200b\u0308", "\u00e4"),
        ("pay\u202eexe.pdf", "payexe.pdf"),
        ("in\u200bvisible\ufeff", "invisible"),
        ("tab\tstays", "tab\tstays"),
        ("nul\x00 bell\x07", "nul bell"),
        ("\u200b \n", ""),
    ],
)
def test_clean_keeps_what_can_be_seen(written: str, kept: str) -> None:
    assert clean(written) == kept


@given(some.text(max_size=200))
@example("a\u200b\u0308")
def test_cleaning_twice_is_cleaning_once(written: str) -> None:
    assert clean(clean(written)) == clean(written)


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("*so* and **so**", "<p><em>so</em> and <strong>so</strong></p>"),
        ("## Aims\n\n- one\n- two", "<h2>Aims</h2>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("[page](/fi/)", '<p><a href="/fi/" rel="noopener nofollow">page</a></p>'),
        (
            "[post](mailto:a@example.org)",
            '<p><a href="mailto:a@example.org" rel="noopener nofollow">post</a></p>',
        ),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](data:text/html,hello)", "<p>[x](data:text/html,hello)</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ('<b onclick="x()">a</b>', '<p>&lt;b onclick="x()"&gt;a&lt;/b&gt;</p>'),
        ("![cat](https://example.org/cat.png)", None),
        ("a & b < c", "<p>a &amp; b &lt; c</p>"),
        ("", ""),
    ],
)
def test_markdown_becomes_only_what_is_on_the_list(written: str, html: str | None) -> None:
    made = markdown(written).strip()

    assert "<img" not in made
    assert html is None or made == html


@given(some.text(alphabet="<>&\"'()[]!*_`#/: \nabjscript", max_size=120))
def test_markdown_makes_no_tag_that_is_not_on_the_list(written: str) -> None:
    made = markdown(written).lower()

    assert [bad for bad in ("<script", "<style", "<img", "<iframe", "<svg", ' on="') if bad in made] == []


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("*so* and **so**,\nto [the page](/fi/)", "so and so, to the page"),
        ("## Aims\n\n- one\n- `two`\n\n    three", "Aims one two three"),
        ("2 * 3 * 4 <b>", "2 * 3 * 4 <b>"),
        ("", ""),
    ],
)
def test_words_of_a_markdown_text_come_without_its_marks(written: str, words: str) -> None:
    assert without_marks(written) == words
