"""Pages become the files of the published site."""

from kaluga_site.publish.foreign import clean, find_files, foreign_files
from kaluga_site.publish.locking import Held, Overtaken, holding
from kaluga_site.publish.manifest import MANIFEST, ManifestText, decode_manifest, manifest_digest, read_manifest
from kaluga_site.publish.output import PublishedSite, Stage, StagedFile, remove_published, staging
from kaluga_site.publish.safety import PREVIEW, check_output

__all__ = [
    "MANIFEST",
    "PREVIEW",
    "Held",
    "ManifestText",
    "Overtaken",
    "PublishedSite",
    "Stage",
    "StagedFile",
    "check_output",
    "clean",
    "decode_manifest",
    "find_files",
    "foreign_files",
    "holding",
    "manifest_digest",
    "read_manifest",
    "remove_published",
    "staging",
]
