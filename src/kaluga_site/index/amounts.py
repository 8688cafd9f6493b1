"""Count how much data the articles of each month give."""

from collections.abc import Iterable, Mapping

from kaluga_site.model.amounts import NONE, Amounts
from kaluga_site.model.groups import Period
from kaluga_site.model.heads import Head


def amounts_of(before: Mapping[Period, Amounts], old: Iterable[Head], new: Iterable[Head]) -> Mapping[Period, Amounts]:
    """Return the amounts of every month that has some, the newest first.

    Of the articles that changed, those amounts that were known go, and those of now come.
    """
    amounts = dict(before)
    for sign, heads in ((-1, old), (1, new)):
        for head in heads:
            period = Period.of(head.card)
            amounts[period] = amounts.get(period, NONE).plus(head.amounts, sign)
    return {period: found for period, found in sorted(amounts.items(), reverse=True) if found.articles}
