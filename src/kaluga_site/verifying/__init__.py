"""A published site is compared with its own list of files, and its links are followed."""

from kaluga_site.verifying.site import Verification, verify_site

__all__ = ["Verification", "verify_site"]
