# One command for each habit; `make help` lists them.
.PHONY: constraints coverage docs help build serve check golden messages screenshots picture card lighthouse torture mutants bench bench-extract bench-search bench-serve profile
.DEFAULT_GOAL := help

help: ## List these commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

build: ## Build this archive's site into _site/
	python build.py

serve: ## Show this archive in a browser while you work on it
	kaluga-site serve --open

check: ## Run every test and checker
	pytest -n auto --dist loadfile

torture: ## Kill 300 builds, run 50 pairs at once, fill 20 disks, read hostile files of 1 MB: an hour
	TORTURE=300 pytest tests/torture
	TORTURE=20000 TORTURE_SIZE=250000 pytest tests/test_untrusted.py tests/unit/extract

# Being watched makes our own lines slow, but not those of the libraries that they are compared with.
NO_TIMES = --deselect tests/unit/extract/test_extract_properties.py::test_time_grows_with_the_length

coverage: ## Say which lines and branches of src/ no test runs, browsers aside (pip install coverage)
	coverage erase
	coverage run -m pytest -n auto --dist loadfile --ignore tests/browser --ignore tests/torture $(NO_TIMES)
	coverage combine -q
	coverage report

mutants: ## Change the code in 500 small ways and see which the unit tests notice, an hour (pip install mutmut)
	python tests/bench/mutants.py

bench: ## Measure against Hugo, Pelican and Eleventy, hours; writes docs/performance.md and its plot
	python tests/bench/run.py --write

bench-search: ## Measure search against Pagefind (pip install pagefind-bin) on 2 and 10,000 articles; writes docs/search.md
	python tests/bench/search.py --write

bench-serve: ## Measure in Chromium how long a saved file takes to be seen, at 1,000 articles
	python tests/bench/serving.py

bench-extract: ## Measure extraction on a folder of annotated articles: make bench-extract GOLD=folder
	python tests/bench/extraction.py $(GOLD)

profile: ## Say where the time of a cold build of 2,000 articles goes, and of adding one more
	python tests/bench/profiling.py

golden: ## Renew the golden site and the expected problems; read the diff before committing it
	pytest --update tests/test_golden_site.py tests/test_bad_site.py tests/unit/load/test_whole_records.py

constraints: ## Renew constraints.txt: the core's packages with the digests of their files (pip install pip-tools)
	pip-compile -q --upgrade --generate-hashes --no-header --no-annotate --strip-extras --allow-unsafe \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o constraints.txt pyproject.toml

docs: ## Renew what the documents have from the code
	python tests/docs/renew.py

messages: ## Find the messages of templates and code for the catalogues of other languages
	pybabel -q extract -F pyproject.toml -k say -k N_ -k counted:1,1 -k NN_:1,1 --add-location file --sort-by-file \
		--width 120 -o src/kaluga_site/locale/messages.pot .
	pybabel -q update -i src/kaluga_site/locale/messages.pot -d src/kaluga_site/locale -D kaluga_site --no-fuzzy-matching \
		--ignore-obsolete --ignore-pot-creation-date --width 120
	rm src/kaluga_site/locale/messages.pot

screenshots: build ## Take pictures of every kind of page, on screens and paper, into _screenshots/
	python tests/browser/screenshots.py _site _screenshots

picture: build ## Renew the picture in the README
	python tests/browser/picture.py _site docs/screenshot.png

card: ## Renew the picture that others show beside a link to a site
	python tests/browser/card.py static/card.png

lighthouse: build ## Measure five pages with Lighthouse (npm install lighthouse@12; LIGHTHOUSE names its program)
	python tests/browser/lighthouse.py _site $(LIGHTHOUSE)
