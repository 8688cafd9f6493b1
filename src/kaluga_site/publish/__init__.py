"""Pages become the files of the published site."""

from kaluga_site.publish.output import MANIFEST, check_output, manifest_digest, publish, read_manifest

__all__ = ["MANIFEST", "check_output", "manifest_digest", "publish", "read_manifest"]
