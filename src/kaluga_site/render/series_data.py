"""What a measure's page tells programs: its figures as a Dataset of schema.org, each of them as an Observation."""

from collections.abc import Sequence
from itertools import islice

from kaluga_site.model.article import Figure
from kaluga_site.render.language import N_, say
from kaluga_site.render.linked_data import Locate, Thing, Told, dataset, sure_date, thing
from kaluga_site.render.site import Site
from kaluga_site.render.views import Sibling

MOST_OBSERVATIONS = 100
"""So many figures of a page are told one by one: its data files have all."""

_DESCRIPTION = N_("Số liệu “{name}” do các bài báo nêu, mỗi số có nguyên văn, thời điểm và bài báo của nó.")


def series_told(name: str, title: str, stem: str, figures: Sequence[tuple[Figure, str]], site: Site) -> Told:
    """Return what the page at `stem`.html has for programs: its figures, also as files.

    Each figure comes with the address, without suffix, of the article that states it. `name` is the measure's; `title`
    also tells the time to which the page is cut down.
    """
    address = f"{stem}.html"
    locate, forms = (
        site.locate(address),
        (Sibling("text/csv", f"{stem}.csv"), Sibling("application/json", f"{stem}.json")),
    )
    description = say(_DESCRIPTION, name=name)
    data = dataset(title, description, locate(address), forms, site.locate_once(address), variableMeasured=name)
    told = (_observation(name, figure, f"{article}.html#{figure.id}", locate) for figure, article in figures)
    return Told(forms, [data, *islice(filter(None, told), MOST_OBSERVATIONS)])


def _observation(name: str, figure: Figure, address: str, locate: Locate) -> Thing | None:
    """Return a figure as its article states it; None where it states only a magnitude."""
    if figure.value is None:
        return None
    amount: Thing = {"value": figure.value}
    if figure.high is not None:
        amount = {"minValue": figure.value, "maxValue": figure.high}
    return (
        thing(
            "Observation",
            " ".join(filter(None, (figure.qualifier, figure.quote))),
            locate(address),
            variableMeasured=name,
            unitText=figure.unit,
            observationDate=sure_date(figure.as_of.value) if figure.as_of else None,
        )
        | amount
    )
