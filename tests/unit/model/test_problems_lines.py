from kaluga_site.model.problems import Problems


def test_words_are_found_on_their_line_of_the_file():
    problems = Problems("a.md")
    problems.read_text("Một 60%.\n\nHai 60%, rồi\nba 60%.", 7)
    assert [problems.line_of("60%", earlier) for earlier in range(4)] == [7, 9, 10, 1]
    assert problems.line_of("Hai 60%, rồi\nba") == 9


def test_words_that_are_not_there_are_told_of_the_first_line():
    assert Problems("a.md").line_of("60%") == 1
