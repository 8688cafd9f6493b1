"""Pages become the files of the published site."""

from kaluga_site.publish.output import (
    MANIFEST,
    Stage,
    StagedFile,
    check_output,
    manifest_digest,
    read_manifest,
    staging,
)

__all__ = ["MANIFEST", "Stage", "StagedFile", "check_output", "manifest_digest", "read_manifest", "staging"]
