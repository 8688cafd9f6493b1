from hypothesis import example, given
from hypothesis import strategies as st

from kaluga_site.model.authorities import AuthorityFile, Entry

TEXTS = st.lists(st.sampled_from([*"aá_1-. \n“", "Nga", "Nam", "Hà"]), max_size=30).map("".join)


def names_in(text, names):
    entries = [Entry(id=f"e{number}", name=name, path="x.yaml", line=1) for number, name in enumerate(names)]
    return AuthorityFile.of(entries).names_in(text)


@given(TEXTS, st.lists(TEXTS.filter(str.strip), max_size=4))
@example("Namibia, Nam Phi", ["Nam", "Nam Phi"])
@example("Nga - Nam", ["-"])
def test_few_names_are_found_as_many_are(text, names):
    others = [f"khác{number}" for number in range(60)]
    assert names_in(text, names) == names_in(text, [*names, *others])


def test_a_name_begins_with_a_word_of_the_text():
    assert names_in("Namibia và (Việt Nam)", ["Nam", "ibia", "Việt Nam"]) == ["Nam", "Việt Nam"]
    assert names_in("Namibia", ["Nam"]) == []
