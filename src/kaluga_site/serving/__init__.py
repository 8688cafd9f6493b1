"""Show an archive while it is worked on: build what changes, reload what is open, review what is inferred."""
