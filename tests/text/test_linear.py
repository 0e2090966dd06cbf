import re

from hypothesis import given, settings

from reader.text.linear import linear
from reader.text.width import cell_width
from tests.text.test_document import markdown
from tests.text.test_view import text

BODY = """# Head

A [link](https://e.org/a), the [same](https://e.org/a), [another](https://e.org/b) and https://e.org/bare.[^1]

> Quoted *words*.
>
> And more.

- one
- two

```
code  here
```

| a | b |
|---|---|
| c | d |

![The bay](https://e.org/x.png)

[^1]: The note.
"""


def test_links_are_numbered_and_their_addresses_follow():
    assert linear(BODY) == (
        "Head\n\n"
        "A link [1], the same [1], another [2] and https://e.org/bare.¹\n\n"
        "> Quoted words.\n>\n> And more.\n\n"
        "• one\n• two\n\n"
        "    code  here\n\n"
        "a\tb\nc\td\n\n"
        "Picture: The bay [3]\n\n"
        "Notes:\n\n"
        "¹ The note.\n\n"
        "Links:\n[1] https://e.org/a\n[2] https://e.org/b\n[3] https://e.org/x.png\n"
    )


def test_a_kept_picture_is_told_by_its_file():
    body = "![The bay](../pictures/0123456789abcdef.png)"
    told = "Picture: The bay [1]\n\nLinks:\n[1] {}/0123456789abcdef.png\n"
    assert linear(body, pictures="/my library/articles/pictures") == told.format("/my library/articles/pictures")
    assert linear(body) == told.format("../pictures")
    assert linear(body, pictures=None) == "Picture: The bay\n"


def test_every_sentence_is_there_once_and_in_order():
    body = text(60)
    words = re.findall(r"(?:word|q)\d+", body)
    assert re.findall(r"(?:word|q)\d+", linear(body)) == words
    assert re.findall(r"(?:word|q)\d+", linear(body, 50)) == words


@settings(max_examples=100, deadline=None)
@given(markdown)
def test_prose_keeps_its_width(body):
    for line in linear(body, 40).split("\n"):
        assert cell_width(line) <= 40 or "\t" in line or line.startswith((" ", "[", ">", "•", "1"))


def test_nothing_is_nothing():
    assert linear("") == ""


def test_no_frames_are_read_out():
    assert not re.search("[─-▟]", linear(BODY))
