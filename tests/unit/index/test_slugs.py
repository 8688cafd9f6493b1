import pytest

from kaluga_site.index.slugs import assign_slugs


def assign(*names, **fixed):
    return assign_slugs({name: name for name in names} | {name: name for name in fixed}, fixed)


def test_a_name_alone_has_its_bare_slug():
    assert assign("Nguyễn Văn Hùng").by_key == {"Nguyễn Văn Hùng": "nguyen-van-hung"}


def test_names_that_share_a_slug_take_telex_where_they_differ():
    slugs = assign("Nguyễn Văn Hùng", "Nguyễn Văn Hưng")
    assert slugs.by_key == {"Nguyễn Văn Hùng": "nguyen-van-hungf", "Nguyễn Văn Hưng": "nguyen-van-huwng"}
    assert slugs.shared == {"nguyen-van-hung": ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng")}


def test_names_alike_in_telex_too_are_numbered():
    assert set(assign("Müller", "Muller").by_key.values()) == {"muller-2", "muller-3"}


def test_an_id_of_an_authority_file_stays():
    slugs = assign_slugs({"#x": "Lê Văn Hùng", "y": "Lê Văn Hưng"}, {"#x": "le-van-hung", "y": None})
    assert slugs.by_key == {"#x": "le-van-hung", "y": "lee-vawn-huwng"}
    assert slugs.shared == {}


def test_whoever_came_first_nobody_owns_a_shared_slug():
    slugs = assign("Nguyễn Văn An", "Nguyen Van An")
    assert set(slugs.by_key.values()) == {"nguyeenx-vawn-an", "nguyen-van-an-2"}
    assert slugs.shared == {"nguyen-van-an": ("Nguyễn Văn An", "Nguyen Van An")}


def test_signs_between_words_leave_single_hyphens():
    assert set(assign("Nga – Việt", "Nga Việt").by_key.values()) == {"nga-vieetj", "nga-vieetj-2"}


def test_the_lists_own_address_word_is_nobodys():
    assert assign("Index").by_key == {"Index": "index-2"}


def test_a_name_without_letters_has_an_address_all_the_same():
    (slug,) = assign("…!").by_key.values()
    assert slug.startswith("x-")


@pytest.mark.parametrize("names", [("Hùng", "Hưng", "Hung", "hungf"), ("A B", "Á B", "Ả B", "À-B"), ("…", "?", "!")])
def test_no_two_names_share_an_address(names):
    slugs = assign(*names).by_key
    assert len(set(slugs.values())) == len(names)
    assert not set(assign(*names).shared) & set(slugs.values())
