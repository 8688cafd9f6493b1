"""The pages on which an archivist reviews what was inferred, and the forms that write it down."""

import threading
from collections.abc import Callable, Mapping
from urllib.parse import quote

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from kaluga_site import load, reviewing
from kaluga_site.editing import Refused
from kaluga_site.importing import Pair, find_pairs, raw_words
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.settings import Settings
from kaluga_site.reviewing import Decision, Desk, Survey, Waiting, Where
from kaluga_site.serving.guard import Guard
from kaluga_site.serving.pages import FIELDS, Pages
from kaluga_site.serving.preview import followed
from kaluga_site.serving.studio import Studio

ROOT = "/__kaluga/review/"
_MOST_ARTICLES, _MOST_NAMES = 200, 100
_LONGEST_NUMBER = 5
_DROP = "drop-"
"""So the button's value begins that takes one entry out of a list, before its number."""

_SEE_OTHER, _CONFLICT = 303, 409


class Review:
    """The review of one archive."""

    def __init__(self, studio: Studio, guard: Guard, pages: Pages) -> None:
        """Review what a studio shows."""
        self._studio = studio
        self._archive = studio.builder.archive
        self._guard = guard
        self._pages = pages
        self._survey = Survey(studio.builder.folder)
        self._writing = threading.Lock()
        self._pairs: tuple[int, list[Pair]] = (-1, [])

    def routes(self) -> list[Route]:
        """Return where the pages stand; each is made in a thread of its own."""
        return [
            Route(ROOT, self._listed(self._articles)),
            Route(f"{ROOT}bai", self._shown(self._article)),
            Route(f"{ROOT}bai", self._written(self._decide), methods=["POST"]),
            Route(f"{ROOT}ten", self._listed(self._names)),
            Route(f"{ROOT}ten", self._written(self._name), methods=["POST"]),
            Route(f"{ROOT}trung", self._listed(self._duplicates)),
            Route(f"{ROOT}so-sanh", self._shown(self._comparison)),
            Route(f"{ROOT}so-lieu", self._listed(self._figures)),
        ]

    def _shown(self, make: Callable[[Mapping[str, str]], Response]) -> Callable[[Request], object]:
        async def answer(request: Request) -> Response:
            return await anyio.to_thread.run_sync(make, dict(request.query_params))

        return answer

    def _listed(self, make: Callable[[Mapping[str, str]], HTMLResponse]) -> Callable[[Request], object]:
        """Show a list of what waits, which is renewed where it stands after every build."""

        async def answer(request: Request) -> Response:
            build = self._studio.count
            page = await anyio.to_thread.run_sync(make, dict(request.query_params))
            return followed(page, build, "every build")

        return answer

    def _written(self, write: Callable[[Mapping[str, str]], Response]) -> Callable[[Request], object]:
        async def answer(request: Request) -> Response:
            return await anyio.to_thread.run_sync(self._one_by_one, write, await self._guard.form(request))

        return answer

    def _one_by_one(self, write: Callable[[Mapping[str, str]], Response], fields: Mapping[str, str]) -> Response:
        with self._writing:
            return write(fields)

    def _look(self) -> list[Waiting]:
        with self._studio.builder.lock:
            return self._survey.look()

    def _read(self) -> tuple[Settings, Authorities]:
        return load.load_settings(self._archive)[0], load.load_authorities(self._archive)[0]

    def _render(self, name: str, section: str, status: int = 200, **values: object) -> HTMLResponse:
        return self._pages.render(name, status, section=section, token=self._guard.token, **values)

    def _articles(self, asked: Mapping[str, str]) -> HTMLResponse:
        """List the articles in which something waits; of many, those of a year."""
        waiting = [one for one in self._look() if one.count]
        years = sorted({one.address.split("/")[1] for one in waiting}, reverse=True)
        year = asked.get("nam", "") if len(waiting) > _MOST_ARTICLES else ""
        if len(waiting) > _MOST_ARTICLES and year not in years:
            year = years[0]
        shown = [one for one in waiting if not year or one.address.split("/")[1] == year]
        shown.sort(key=lambda one: (-one.count, one.path))
        return self._render(
            "articles.html", "", articles=shown[:_MOST_ARTICLES], count=len(waiting), years=years, year=year,
            left=max(0, len(shown) - _MOST_ARTICLES),
        )  # fmt: skip

    def _article(self, asked: Mapping[str, str]) -> Response:
        done, number = asked.get("xong", ""), asked.get("so", "")
        place = int(number) if number.isascii() and number.isdigit() and len(number) < _LONGEST_NUMBER else None
        return self._desk(asked.get("path", ""), done=done if done in FIELDS else "", place=place)

    def _desk(
        self, path: str, *, done: str = "", place: int | None = None, refused: str = "", refusal: str = ""
    ) -> Response:
        """Show an article; after a decision, with the focus where the next one waits, or on the field refused.

        `place` is that of the figure or quotation that comes next in its list.
        """
        settings, authorities = self._read()
        try:
            desk = reviewing.read_desk(self._archive, path, settings, authorities)
        except Refused as error:
            raise HTTPException(404, str(error)) from None
        return self._render(
            "article.html", "", _CONFLICT if refusal else 200, desk=desk, done=done, refusal=refusal,
            focus=refused or _next(desk, done, place),
            topics=authorities.topics.entries, measures=authorities.measures.entries,
        )  # fmt: skip

    def _decide(self, fields: Mapping[str, str]) -> Response:
        path, field = fields.get("path", ""), fields.get("field", "")
        decision = Decision(
            path=path,
            digest=fields.get("digest", ""),
            field=field,
            is_rejected=fields.get("decision") == "reject",
            is_partial=fields.get("decision", "").startswith(_DROP),
            values=_values(fields),
        )
        try:
            path = reviewing.decide(self._archive, decision, *self._read())
        except Refused as error:
            return self._desk(path, refused=field, refusal=str(error))
        place = fields.get("behind" if decision.is_rejected else "next", "")  # what is rejected leaves the list
        return RedirectResponse(f"{ROOT}bai?path={quote(path)}&xong={quote(field)}&so={quote(place)}", _SEE_OTHER)

    def _names(self, asked: Mapping[str, str], refusal: str = "") -> HTMLResponse:
        _, authorities = self._read()
        names = reviewing.unknown_names(self._look(), authorities)
        return self._render(
            "names.html", "ten", _CONFLICT if refusal else 200, names=names[:_MOST_NAMES], count=len(names),
            left=max(0, len(names) - _MOST_NAMES), done=asked.get("xong", ""), refusal=refusal,
        )  # fmt: skip

    def _name(self, fields: Mapping[str, str]) -> Response:
        """Make an entry of a name, or a variant of one."""
        name, known = " ".join(fields.get("name", "").split()), fields.get("entry", "")
        try:
            vocabulary = Vocabulary(fields.get("vocabulary", ""))
            _, authorities = self._read()
            _check_free(name, vocabulary, authorities)
            if known:
                reviewing.name_as_variant(self._archive, vocabulary, name, known)
            else:
                reviewing.name_as_new(self._archive, vocabulary, name, authorities)
        except ValueError:
            raise HTTPException(400, "There is no such list of names.") from None
        except Refused as error:
            return self._names({}, str(error))
        return RedirectResponse(f"{ROOT}ten?xong={quote(name)}", _SEE_OTHER)

    def _duplicates(self, _asked: Mapping[str, str]) -> HTMLResponse:
        """List near-duplicates."""
        return self._render("duplicates.html", "trung", pairs=self._near(), titles=self._titles())

    def _comparison(self, asked: Mapping[str, str]) -> Response:
        """Show in what two near-duplicates differ."""
        paths = asked.get("path"), asked.get("other")
        pair = next((pair for pair in self._near() if (pair.path, pair.other) == paths), None)
        if pair is None:
            raise HTTPException(404, "There are no two such articles.")
        titles = self._titles()
        pieces = list(reviewing.compare(*(self._text_of(path, titles) for path in (pair.path, pair.other))))
        is_same = all(piece.where is Where.BOTH for piece in pieces)
        return self._render("comparison.html", "trung", pair=pair, titles=titles, pieces=pieces, is_same=is_same)

    def _text_of(self, path: str, titles: Mapping[str, str]) -> str:
        """Return the title of an article and its words; in a raw text the one is among the others."""
        words = raw_words(self._archive, path)
        return f"{titles.get(path, '')}\n{words}" if path.endswith(".md") else words

    def _near(self) -> list[Pair]:
        """Return the near-duplicates; they are looked for once for each state of the archive."""
        build, pairs = self._pairs
        if build != self._studio.count:
            build, pairs = self._studio.count, find_pairs(self._archive)
            self._pairs = build, pairs
        return pairs

    def _titles(self) -> dict[str, str]:
        return {one.path: one.title for one in self._look()}

    def _figures(self, _asked: Mapping[str, str]) -> HTMLResponse:
        return self._render("figures.html", "so-lieu", articles=[one for one in self._look() if one.differing])


def _check_free(name: str, vocabulary: Vocabulary, authorities: Authorities) -> None:
    if not name or vocabulary is Vocabulary.AUTHORS:
        message = "There is no name that could have an entry."
        raise Refused(message)
    if getattr(authorities, vocabulary).find(name):
        message = "There is an entry of this name already."
        raise Refused(message)


def _values(fields: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the rows of a form: "value-0", "role-0", "value-1" …, without one that was dropped."""
    rows: dict[int, dict[str, str]] = {}
    for key, value in fields.items():
        name, _, number = key.rpartition("-")
        if name and number.isascii() and number.isdigit() and len(number) < _LONGEST_NUMBER:
            rows.setdefault(int(number), {})[name] = value
    dropped = fields.get("decision", "").removeprefix(_DROP)
    return [row for number, row in sorted(rows.items()) if str(number) != dropped]


def _next(desk: Desk, done: str, place: int | None) -> str:
    """Return what waits behind what was decided, or before it where nothing does.

    That is the field itself as long as it waits, and the figure or quotation at a place of its list.
    """
    names = [field.name for field in desk.fields]
    waiting = [field.name for field in desk.fields if field.waits]
    if place is not None and place < len({"figures": desk.figures, "quotations": desk.quotations}.get(done, ())):
        return f"{done}-{place}"
    if not done or not waiting:
        return ""
    later = [name for name in waiting if done in names and names.index(name) >= names.index(done)]
    return (later or waiting)[0]
