"""Read every article of an archive in this process: python tests/bench/reading.py ARCHIVE [--without-extraction].

Prints the processor's milliseconds per article.
"""

import sys
import time
from collections import deque
from pathlib import Path

from kaluga_site import article_reading, load, state
from kaluga_site.workers import Workers

if __name__ == "__main__":
    archive = Path(sys.argv[1])
    if "--without-extraction" in sys.argv:
        import without_extraction  # noqa: F401 - it changes what is imported above
    files, _ = load.find_article_files(archive, state.look_around(archive))
    settings, _ = load.load_settings(archive)
    authorities, _ = load.load_authorities(archive)
    article_reading.read_record(archive, files[0], settings, authorities)  # whatever is made at the first one
    start = time.process_time()
    deque(article_reading.read_articles(archive, files, settings, authorities, Workers()), maxlen=0)
    print((time.process_time() - start) * 1000 / len(files))
