import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.html import clean_html, plain_text


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("<p>Calm <strong>voice</strong></p>", "<p>Calm <strong>voice</strong></p>"),
        ("<script>alert(1)</script><p>a</p>", "<p>a</p>"),
        ("<SCRIPT>alert(1)</SCRIPT >b", "b"),
        ("<style>p{display:none}</style>c", "c"),
        ("<iframe src='//x'>d</iframe>e", "e"),
        ("<script>never closed", ""),
        ('<a href="javascript:alert(1)">f</a>', "<a>f</a>"),
        ('<a href="https://x.example" onclick="y()">g</a>', '<a href="https://x.example">g</a>'),
        ('<img src=x onerror="z()">h', "h"),
        ("<svg><p>i</p></svg>", "<p>i</p>"),
        ("5 < 6 & 7", "5 &lt; 6 &amp; 7"),
    ],
)
def test_clean_html_keeps_words_and_drops_what_could_act(dirty, clean):
    assert clean_html(dirty) == clean


def test_plain_text_keeps_the_words_alone():
    assert plain_text("<p>Two <em>words</em></p><script>x</script>") == "Two words"


@given(st.text(alphabet=st.sampled_from(list("<>/=\"' abcsriptonmgj:&;#x0")), max_size=120))
def test_what_is_clean_stays_as_it_is(dirty):
    once = clean_html(dirty)
    assert clean_html(once) == once
    assert "<script" not in once.lower()
