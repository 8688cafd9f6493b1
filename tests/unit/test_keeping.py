"""What is made of words and names is kept, within bounds."""

from kaluga_site.keeping import kept


def test_is_made_once():
    made = []

    @kept(most=2)
    def folded(text):
        made.append(text)
        return text.lower()

    assert [folded(text) for text in ("Anh", "Anh", "Em", "Em")] == ["anh", "anh", "em", "em"]
    assert made == ["Anh", "Em"]


def test_of_too_many_all_are_made_anew():
    made = []

    @kept(most=2)
    def folded(text):
        made.append(text)
        return text.lower()

    assert [folded(text) for text in ("A", "B", "C", "A", "C")] == ["a", "b", "c", "a", "c"]
    assert made == ["A", "B", "C", "A"]


def test_a_long_text_is_made_anew():
    made = []

    @kept(most=2, longest=3)
    def folded(text):
        made.append(text)
        return text.lower()

    assert folded("ABCD") == folded("ABCD") == "abcd"
    assert made == ["ABCD", "ABCD"]
