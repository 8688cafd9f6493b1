"""The site's typeface is made once, and kept for later builds."""

from pathlib import Path

from kaluga_site import render, state


def typeface_fingerprint() -> bytes:
    """Return what tells whether a typeface that was made would come out the same again."""
    return render.digest(render.typeface.recipe(), state.versions_of(render.typeface.LIBRARIES))


def typeface(archive: Path, fingerprint: bytes) -> bytes:
    """Return the typeface with this fingerprint: as an earlier build has kept it, else made anew, and kept."""
    kept = state.KeptTypeface.of(archive, fingerprint)
    content = kept.read()
    if content is None:
        from kaluga_site.render.typefounding import make_typeface  # noqa: PLC0415 - it imports much, for one build

        content = make_typeface()
        kept.write(content)
    return content
