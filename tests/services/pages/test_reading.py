"""What the markup of a page becomes in Markdown, and what of it is left out."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.domain.errors import TextUnusable
from reader.domain.plain import clean_text
from reader.services.pages import fragment
from reader.services.pages.fragment import markdown_of_fragments
from reader.services.pages.page import draft_from_html
from reader.services.pages.tree import page_tree
from tests.services.shown import shown
from tests.spending import at_most

URL = "https://bay.example/tides/ebb.html"
BEFORE = (
    "The water leaves the bay twice a day, and each time it takes something along that nobody had tied down. "
    "The people of the village have a word for this, which they do not tell to strangers."
)
AFTER = (
    "When it comes back it brings other things: planks, a glove, once a cello in its case. They are laid on the wall, "
    "and whoever has lost them may come and fetch them until the next spring tide."
)


def between(html: str, url: str = URL) -> str:
    """What becomes of HTML that stands between two paragraphs of an article."""
    page = f"<html><body><article><h1>Ebb</h1><p>{BEFORE}</p>{html}<p>{AFTER}</p></article></body></html>"
    body = draft_from_html(page, url).body
    assert body.startswith(BEFORE)
    return body.removeprefix(BEFORE).replace(AFTER, "").strip()


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2>At <b>low</b><br>water</h2>", "## At low water"),
        ("<h2>At low water<a class=headerlink href='#low'>¶</a></h2>", "## At low water"),
        ("<h2><a href='#low'>#</a> At low water</h2>", "## At low water"),
        ("<ul><li>mud<ul><li>worms</li></ul></li><li>sand</li></ul>", "- mud\n  - worms\n- sand"),
        ("<ol start=3><li>wait</li><li>walk</li></ol>", "3. wait\n4. walk"),
        ("<blockquote><p>It goes.</p><p>It comes.</p></blockquote>", "> It goes.\n>\n> It comes."),
        ("<hr>", "---"),
        ("<p>10 m<sup>2</sup> of H<sub>2</sub>O, the 4<sup>th</sup></p>", "10 m² of H₂O, the 4th"),
        ("<p>It <em>goes</em> and <strong>comes</strong>, <code>a_*b*</code></p>", "It *goes* and **comes**, `a_*b*`"),
        ("<p>It goes,<br>it comes.</p>", "It goes,\\\nit comes."),
        (
            "<p>It goes at night.<br><br>It comes at dawn.<br> <br><br>So it is.</p>",
            "It goes at night.\n\nIt comes at dawn.\n\nSo it is.",
        ),
        ("<dl><dt>Ebb</dt><dd>When it goes.</dd></dl>", "**Ebb**\n\nWhen it goes."),
        ("<details open><summary>More of it</summary><p>It goes on in the bay.</p></details>", None),
        ("<p>one\ttwo\n   three four<wbr>five</p>", "one two three fourfive"),
        ("<p>the <font color=red>red</font> <u>buoy</u> <abbr title=x>RN</abbr></p>", "the red buoy RN"),
    ],
)
def test_markup_becomes_markdown(html, markdown):
    if markdown is None:
        assert "It goes on in the bay." in between(html)
    else:
        assert between(html) == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>See <a href='flood.html'>the flood</a>.</p>", "See [the flood](https://bay.example/tides/flood.html)."),
        ("<p>See <a href='/x y?a=1&amp;b=2'>the flood</a>.</p>", None),
        ("<p>See <a href='//sea.example/z'>the sea</a>.</p>", "See [the sea](https://sea.example/z)."),
        ("<p>See <a href='#low'>low water</a>.</p>", f"See [low water]({URL}#low)."),
        ("<p>See <a href='java\nscript:alert(1)'>nothing</a>.</p>", "See nothing."),
        ("<p>See <a href='data:text/html,x'>nothing</a>.</p>", "See nothing."),
        ("<p>See <a name=low>nothing</a>.</p>", "See nothing."),
        ("<p>See <a href='http://[::1'>nothing</a>.</p>", "See nothing."),
    ],
)
def test_links_are_whole_and_lead_to_the_web_only(html, markdown):
    if markdown is None:
        [address] = re.findall(r"\[the flood\]\(<?([^<>]*?)>?\)\.$", between(html))
        assert address in ("https://bay.example/x%20y?a=1&b=2", "https://bay.example/x y?a=1&b=2")
    else:
        assert between(html) == markdown


def test_a_link_around_a_heading_becomes_one_in_it():
    text = between("<a href='/low'><h2>Low water</h2><p>It is a long way out to it, and a longer way back.</p></a>")
    assert text.startswith("## [Low water](https://bay.example/low)\n\nIt is a long way out")


PICTURE = "![A plank](https://bay.example/tides/plank.jpg)"


@pytest.mark.parametrize(
    "html",
    [
        "<p><img src=plank.jpg alt='A plank'></p>",
        "<p><img src=spacer.gif data-src=plank.jpg alt='A plank'></p>",
        "<p><img srcset='plank.jpg 1x, big.jpg 2x' alt='A plank'></p>",
        "<p><img src='data:image/gif;base64,R0lG' data-lazy-src=plank.jpg alt='A plank'></p>",
        "<p><img src=placeholder.png><noscript><img src=plank.jpg alt='A plank'></noscript></p>",
        "<p><picture><source srcset=plank.webp><source srcset=p.avif><img src=plank.jpg alt='A plank'></picture></p>",
        "<p><picture><source srcset='plank.jpg 800w'><img alt='A plank'></picture></p>",
        "<p><a href=big.jpg><img src=plank.jpg alt='A plank'></a></p>",
        "<div><img src=plank.jpg alt='A plank'><img src=count.gif width=1 height=1></div>",
    ],
)
def test_a_picture_is_found_wherever_a_page_puts_it(html):
    assert between(html) == PICTURE


def test_a_figure_keeps_what_is_written_below_it():
    picture = "<picture><source srcset=a.webp><img src=plank.jpg alt='A plank'></picture>"
    assert between(f"<figure>{picture}<figcaption>It is oak.</figcaption></figure>") == f"{PICTURE}\n\n*It is oak.*"


def test_the_picture_above_the_text_leads_it_with_its_caption():
    picture = "<picture><source srcset=a.webp><img src=/p.jpg alt=Plank></picture>"
    figure = f"<figure>{picture}<figcaption>It is oak.</figcaption></figure>"
    html = f"<body><main><h1>Ebb</h1>{figure}<div class=text><p>{BEFORE}</p><p>{AFTER}</p></div></main></body>"
    assert (
        draft_from_html(html, URL).body == f"![Plank](https://bay.example/p.jpg)\n\n*It is oak.*\n\n{BEFORE}\n\n{AFTER}"
    )


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ("<pre><code class='language-python'>a = 1\n  b</code></pre>", "python"),
        ("<pre class='brush: js; toolbar: false'>a = 1\n  b</pre>", "js"),
        ("<div class='highlight-rust notranslate'><div class=highlight><pre>a = 1\n  b</pre></div></div>", "rust"),
        ("<div class='highlight highlight-source-shell'><pre>a = 1\n  b</pre></div>", "shell"),
        ("<pre><code data-lang=go>a = 1\n  b</code></pre>", "go"),
        ("<pre class=language-none>a = 1\n  b</pre>", ""),
        ("<div class='highlight-default'><div class=highlight><pre>a = 1\n  b</pre></div></div>", ""),
        ("<pre><span class=lineno>1 </span>a = 1\n<span class=lineno>2 </span>  b</pre>", ""),
        ("<pre><div class=line>a = 1</div><div class=line>  b</div></pre>", ""),
        ("<pre>a = 1<br>  b</pre>", ""),
    ],
)
def test_code_keeps_its_lines_and_its_language(html, language):
    assert between(html) == f"```{language}\na = 1\n  b\n```"


def test_a_table_of_data_stays_one_and_a_table_of_places_does_not():
    data = "<table><tr><th>Day</th><th>Ebb</th></tr><tr><td>Mon</td><td>6 | 18</td></tr></table>"
    assert between(data) == "| Day | Ebb |\n| --- | --- |\n| Mon | 6 \\| 18 |"
    rows = ("<p>To the left there is the wall.</p>", "<p>Below it there is the mud.</p>")
    places = "".join(f"<tr><td>{row}</td></tr>" for row in rows)
    assert between(f"<table>{places}</table>") == "To the left there is the wall.\n\nBelow it there is the mud."


SAID = "Once it was a cello, and it lay there for a whole winter."
NOTE = "It was tied with tarred string."


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{SAID}<sup><a href='#n1' id=r1>1</a></sup></p>"
        f"<ol class=notes><li id=n1><p>{NOTE} <a href='#r1'>↩</a></p></li></ol>",
        f"<p>{SAID}<a href='#fn1' class=fn><sup>[1]</sup></a></p>"
        f"<div class=footnotes><p id=fn1><a href='#r'>1</a> {NOTE}</p></div>",
        f"<p>{SAID}<a role=doc-noteref href='#x'>*</a></p><aside role=doc-footnote id=x>{NOTE}</aside>",
        f"<p>{SAID}<sup id=fnref:1><a href='#fn:1'>1</a></sup></p>"
        f"<div class=footnotes><hr><ol><li id=fn:1>{NOTE}&nbsp;<a href='#fnref:1'>↩︎</a></li></ol></div>",
        f"<p>{SAID}<sup><a href='#_ftn1' name=_ftnref1>[1]</a></sup></p>"
        f"<div id=footnotes><p><a href='#_ftnref1' name=_ftn1>[1]</a> {NOTE}</p></div>",
    ],
)
def test_a_footnote_stands_at_the_end_and_is_called_where_it_was(html):
    page = f"<body><article><p>{BEFORE}</p><p>{AFTER}</p>{html}</article></body>"
    assert draft_from_html(page, URL).body == f"{BEFORE}\n\n{AFTER}\n\n{SAID}[^1]\n\n[^1]: {NOTE}"


@pytest.mark.parametrize(
    "html",
    [
        "<p style='display: none'>Nobody sees this line of the page at all.</p>",
        "<div hidden><p>Nobody sees this line of the page at all.</p></div>",
        "<script>nobody('sees this line of the page at all')</script>",
        "<template><p>Nobody sees this line of the page at all.</p></template>",
        "<div class=cookie-notice><p>Nobody needs this line of the page at all.</p></div>",
        "<div class='newsletter-signup'><p>Nobody needs this line of the page, put your address here.</p></div>",
        "<form><p>Nobody needs this.</p><input></form>",
        "<!-- Nobody sees this line -->",
        "<button>Nobody</button>",
    ],
)
def test_what_nobody_sees_or_needs_is_left_out(html):
    assert "obody" not in between(html)


def tagged(parts: tuple[str, str]) -> str:
    """HTML in elements: `ul><li` is an item in a list."""
    opening, inner = parts
    closing = "".join(f"</{name.split()[0]}>" for name in reversed(opening.split("><")))
    return f"<{opening}>{inner}{closing}"


TRICKY = st.sampled_from(
    ["*", "**", "_", "`", "[a](b)", "[^1]", "[x]: /u", "<b>", "&amp;", "~~", "==", "\\", "|", "#", "1.", "-", ">", "+"]
    + [
        "word",
        "snake_case",
        "5 * 3",
        "![i](j)",
        "<http://a.b>",
        "é海",
        "&",
        "---",
        "$x$",
        "\ue000",
        "\ue0f2",
        "\ue0f01\ue0f1",
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(TRICKY, min_size=1, max_size=6))
@example(["1.", "word"])
@example(["#", "word"])
@example(["---"])
def test_the_words_of_a_paragraph_are_never_taken_for_markup(parts):
    text = " ".join(parts)
    html = text.replace("&", "&amp;").replace("<", "&lt;")
    [markdown] = markdown_of_fragments([(f"<p>so {html}</p><p>{html}</p>", URL)])
    seen = " ".join(" ".join(lines) for lines in shown(markdown))
    text = re.sub("[\ue000-\uf8ff]+", "", clean_text(text))
    assert seen.split() == ["so", *text.split(), *text.split()]


TAGS = ["em", "strong", "i", "b"] + [
    f'a href="{address}"'
    for address in ("/x y", "/é?a=(b)&amp;c='d'", "https://o.example/[1]|^%zz", "mailto:a@b.example")
]
INLINE = st.recursive(
    st.sampled_from(
        ["word", "two words ", " so", "a*b", "5 &lt; 7", "caf&eacute;", "_it_", "\n", "\ue0f2", "<br>", "#1"]
    ),
    lambda inner: st.tuples(st.sampled_from(TAGS), inner).map(tagged) | st.lists(inner, max_size=3).map("".join),
    max_leaves=5,
)
BLOCK = st.recursive(
    st.tuples(st.sampled_from(["p", "h2", "p class=x"]), INLINE).map(tagged) | INLINE,
    lambda inner: (
        st.tuples(st.sampled_from(["blockquote", "ul><li", "ol><li", "div"]), inner).map(tagged)
        | st.lists(inner, max_size=3).map("".join)
    ),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None)
@given(BLOCK)
def test_simple_html_gives_what_the_long_way_gives(html):
    short = markdown_of_fragments([(html, URL)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fragment, "simplified", lambda html, base: None)
        assert short == markdown_of_fragments([(html, URL)])


def test_the_texts_of_fragments_do_not_run_into_each_other():
    fragments = [
        ("<p>One<p>two", URL),
        ("", URL),
        ("<script>x</script>", URL),
        ("<a href=z>Three</a>", "https://o.example/"),
    ]
    assert markdown_of_fragments(fragments) == ["One\n\ntwo", "", "", "[Three](https://o.example/z)"]


def test_what_nests_without_end_is_read_as_far_as_anybody_can_see():
    html = f"<body>{'<div>' * 1500}<p>{BEFORE}</p><p>{AFTER}</p>{'</div>' * 1500}</body>"
    assert draft_from_html(html, URL).body.split() == f"{BEFORE}{AFTER}".split()


@pytest.mark.parametrize("html", ["<p title='{}x'>{}</p>", "<p {}title=x>{}</p>", "<p>{}{}</p>", "<p{}<!-- {} --></p>"])
def test_endless_blanks_take_no_endless_time(html):
    with at_most(5):  # it took minutes for a tenth of them
        page_tree(f"<body>{html.format(' ' * 2_000_000, BEFORE)}</body>")


def test_what_stands_before_a_page_of_xml_is_no_text():
    html = f"\n<?xml version='1.0' encoding='ascii'?>\n<html><body><p>{BEFORE} é</p></body></html>"
    assert draft_from_html(html, URL).body == f"{BEFORE} é"


@pytest.mark.parametrize(
    "html",
    ["", " \n", "<html>", "<body><script>x</script></body>", "<nav><a href=x>x</a></nav>", "\0\0", "<div>" * 100_000],
)
def test_a_page_without_a_text_is_said_to_have_none(html):
    with pytest.raises(TextUnusable, match=r"^(The page|bay\.example) holds no text( to read)?\.$"):
        draft_from_html(html, URL)
