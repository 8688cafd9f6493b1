"""What one build leaves for the next, so that it need not read, render and write everything again."""

from kaluga_site.state.code import code_digest, surroundings, versions_of
from kaluga_site.state.database import Locked, forget, forget_pieces, looking_into
from kaluga_site.state.holdings import Published
from kaluga_site.state.lone import lone_sizes
from kaluga_site.state.looking import look_around, names_changed
from kaluga_site.state.reliances import Reliance, records_in, reliances_in
from kaluga_site.state.seals import Damaged
from kaluga_site.state.seen import Seen, see
from kaluga_site.state.snapshot import (
    Pages,
    PageSize,
    PageState,
    PhotoState,
    Reading,
    Sketch,
    Snapshot,
    forms_by_folder,
)
from kaluga_site.state.stamps import (
    changed_ns,
    digest_of_content,
    digest_of_file,
    have_sizes,
    names_in,
    size_of,
    stamp_of,
    stamp_of_file,
)
from kaluga_site.state.store import FOLDER, Store, decode_reading, templates_folder

__all__ = [
    "FOLDER",
    "Damaged",
    "Locked",
    "PageSize",
    "PageState",
    "Pages",
    "PhotoState",
    "Published",
    "Reading",
    "Reliance",
    "Seen",
    "Sketch",
    "Snapshot",
    "Store",
    "changed_ns",
    "code_digest",
    "decode_reading",
    "digest_of_content",
    "digest_of_file",
    "forget",
    "forget_pieces",
    "forms_by_folder",
    "have_sizes",
    "lone_sizes",
    "look_around",
    "looking_into",
    "names_changed",
    "names_in",
    "records_in",
    "reliances_in",
    "see",
    "size_of",
    "stamp_of",
    "stamp_of_file",
    "surroundings",
    "templates_folder",
    "versions_of",
]
