"""Draw seconds against number of articles: python plot.py FILE.svg < {"line": [[articles, seconds], …], …}.

It is run by the Python into which `make bench` has installed matplotlib.
"""

import json
import sys

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "performance", "font.family": "sans-serif"})

from matplotlib import pyplot  # noqa: E402 - once it knows how to write
from matplotlib.ticker import NullFormatter, StrMethodFormatter  # noqa: E402

STYLES = {
    "Kaluga, cold build": {"color": "#b3261e", "marker": "o", "linewidth": 2.5},
    "Kaluga, one article added": {"color": "#b3261e", "marker": "o", "linewidth": 2.5, "linestyle": "--"},
    "Hugo, cold build": {"color": "#1f4e9e", "marker": "s"},
    "Pelican, cold build": {"color": "#2e7d32", "marker": "^"},
    "Eleventy, cold build": {"color": "#555555", "marker": "D"},
}


def main():
    series = json.load(sys.stdin)
    figure, axes = pyplot.subplots(figsize=(8, 5), layout="constrained")
    slowest_first = sorted(series, key=lambda name: -series[name][-1][1] / series[name][-1][0])
    for name in slowest_first:
        articles, seconds = zip(*series[name], strict=True)
        axes.plot(articles, seconds, label=name, **STYLES.get(name, {"marker": "x"}))
    axes.set(xscale="log", yscale="log", xlabel="articles", ylabel="seconds")
    counts = sorted({count for points in series.values() for count, _ in points})
    axes.set_xticks(counts)
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
    axes.yaxis.set_minor_formatter(NullFormatter())
    axes.grid(visible=True, which="major", color="#dddddd")
    axes.legend(loc="upper left", frameon=False, handlelength=3.5)
    figure.savefig(sys.argv[1], metadata={"Date": None, "Creator": None})


if __name__ == "__main__":
    main()
