"""The catalogue of problems: every code once, with its severity, wording and explanation.

Codes are never reused. An error is something declared wrongly, unreadable input, or two inputs for one
address: nothing is published. A warning is something inferred, ambiguous or merely doubtful.
"""

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """Whether a problem stops publishing."""

    ERROR = "error"
    WARNING = "warning"


class ProblemKind(Struct, frozen=True, kw_only=True):
    """A kind of problem; words in {braces} are filled in where it occurs."""

    code: str
    severity: Severity
    message: str
    """What is wrong."""

    hint: str
    """How to mend it."""

    explanation: str
    """Why it matters, for `kaluga-site explain`."""


def _error(code: str, message: str, hint: str, explanation: str) -> ProblemKind:
    severity = Severity.ERROR
    return ProblemKind(code=code, severity=severity, message=message, hint=hint, explanation=explanation)


def _warning(code: str, message: str, hint: str, explanation: str) -> ProblemKind:
    severity = Severity.WARNING
    return ProblemKind(code=code, severity=severity, message=message, hint=hint, explanation=explanation)


_FILES = (
    _error(
        "missing-folder",
        "The folder {folder} does not exist.",
        "Make it and put the articles in, or name the archive's folder: kaluga-site build ARCHIVE.",
        "An archive is a folder that holds articles/ and may hold site.yaml, authorities/, templates/ and static/.",
    ),
    _error(
        "unreadable-file",
        "The file cannot be read: {reason}.",
        "Check that it exists and that you may read it.",
        "The operating system refused to hand the file out. Nothing is published, since the page would vanish.",
    ),
    _error(
        "file-too-large",
        "The file is larger than {limit}.",
        "Split it into the articles that it holds, or keep it elsewhere.",
        "A file in articles/ is one newspaper piece, and even a book has less than 2 MB of text; a file of authorities "
        "has at most 50 MB. Larger ones are mistakes, or meant to stop the machine.",
    ),
    _error(
        "line-too-long",
        "The line has {length} characters, more than {limit}.",
        "Break it into the paragraphs that it holds, or remove the file if it is no article.",
        "Every line of a raw text is a paragraph. One of so many characters is no newspaper's.",
    ),
    _error(
        "too-many-findings",
        "The article has {count} {what}, more than {limit}.",
        "Split it, or keep it as a file outside articles/ if it is a table of data.",
        "Each figure, quotation and person is compared with the others and shown with its sentence. An article has at "
        "most some hundred of them.",
    ),
    _error(
        "not-utf-8",
        "Byte {offset} (0x{byte}) is not UTF-8.",
        "Save the file as UTF-8, or take its text in with 'kaluga-site import FILE'.",
        "Every file of an archive is read as UTF-8. Old Vietnamese encodings (TCVN3, VNI, VISCII, windows-1258) "
        "look like broken letters when they are guessed wrongly, so none is guessed.",
    ),
    _error(
        "empty-file",
        "The file holds no text.",
        "Paste the article in, or remove the file.",
        "A file in articles/ is one newspaper piece. An empty one is most often a copy that failed.",
    ),
    _error(
        "empty-body",
        "There is front matter but no article below it.",
        "Paste the article below the second '---', or remove the file.",
        "Only a draft and a withdrawn article may stand without a text.",
    ),
    _error(
        "no-slug",
        "The file name {name} has no letter or digit to make an address of.",
        "Rename it after the article, for example tinh-kaluga.md.",
        "An article's address comes from its file's name, never from its title, so that mending a title moves nothing.",
    ),
    _warning(
        "ignored-file",
        "The file is not read: an article ends in .md or .txt.",
        "Rename it, or keep it outside articles/.",
        "Articles are Markdown with front matter (.md) or raw text as copied from a newspaper (.txt).",
    ),
    _warning(
        "reordering-sign",
        "The sign {sign}, which changes the order in which text is shown, was left out.",
        "Remove it from the file; compare the words around it with the original.",
        "Signs like these (U+202A to U+202E, U+2066 to U+2069) can make words look as if they said something else than "
        "is stored, searched and cited. Other signs that are not seen are left out in silence.",
    ),
    _error(
        "front-matter-in-text",
        "The file begins with front matter, which only an .md file has.",
        "Rename it to end in .md, or remove the block.",
        "A .txt file is raw text, taken as it was copied: its front matter would be published as part of the article.",
    ),
    _warning(
        "unused-file",
        "The file is not read.",
        "{suggestion}",
        "An archive's files have fixed names. One that is misspelt would be passed over in silence.",
    ),
    _warning(
        "lone-synonym",
        "A group of synonyms needs two different words or more; this one has '{words}'.",
        "Add what search is to find as well, or delete the line: - [UBND, Ủy ban nhân dân].",
        "Search finds the same for all words of a group. One that stands alone changes nothing.",
    ),
    _warning(
        "no-articles",
        "The archive has no article to publish.",
        "Take one in with 'kaluga-site import FILE', or see whether all are drafts, have expired or are dated later "
        "than today.",
        "The site is built all the same; of one that stood, every article's page is removed.",
    ),
    _warning(
        "slow-yaml",
        "PyYAML is installed without its C loader and reads about ten times slower.",
        "Install PyYAML from a wheel, or with the libyaml headers present.",
        "The records are the same with either loader; only time differs.",
    ),
    _warning(
        "missing-typeface",
        "The site's typeface was not made when kaluga-site was installed; readers see one of their own.",
        "Install it anew, in a checkout with: pip install -e .",
        "The typeface is cut to the letters of Vietnamese while the package is built, and is no part of a checkout.",
    ),
)

_YAML = (
    _error(
        "unclosed-front-matter",
        "The front matter that begins with '---' never ends.",
        "Put a line '---' between the front matter and the article.",
        "Front matter is a YAML block between two lines '---' at the head of the file. An .md file needs none.",
    ),
    _error(
        "mistyped-front-matter",
        "The front matter begins with '{dashes}'.",
        "Write three hyphens: ---",
        "Word processors make dashes of hyphens; then the front matter would be published as the article.",
    ),
    _error(
        "front-matter-too-long",
        "The front matter has {length} characters, more than {limit}.",
        "Keep in it what is said of this article; a '---' that closes it may stand too late.",
        "A thousand figures have room in it. The text of the article belongs below the second '---'.",
    ),
    _error(
        "yaml-syntax",
        "The YAML cannot be read: {reason}.",
        "Check this line and the one before it; text with ': ' or a leading quotation mark wants 'quotes'.",
        "Front matter, authority files and site.yaml are YAML 1.1.",
    ),
    _error(
        "unclosed-quote",
        "The quotation mark that begins this value is never closed.",
        "Close it at the end of the value, or take it out. In '...' an apostrophe is written twice.",
        "Between quotation marks a value runs on over lines, up to the end of the file.",
    ),
    _error(
        "yaml-tab",
        "A tab stands where YAML wants spaces.",
        "Replace the tab by spaces.",
        "YAML forbids tabs in indentation.",
    ),
    _error(
        "duplicate-key",
        "The key '{key}' stands twice; it was first on line {first}.",
        "Keep one of the two, or begin a new entry with '- '.",
        "YAML libraries keep the last of two equal keys in silence, and the other value is lost.",
    ),
    _error(
        "yaml-alias",
        "YAML anchors and aliases (& and *) are not read.",
        "Write the value out, or put it in 'quotes' if the sign belongs to the text.",
        "A few nested aliases can stand for billions of values, and nobody reading the file sees what they hold.",
    ),
    _error(
        "yaml-depth",
        "The values are nested more than {limit} deep.",
        "Write them flat: a list of mappings is the most that a key takes.",
        "No field of an archive needs more than a list of mappings.",
    ),
    _error(
        "wrong-type",
        "'{key}' wants {wanted}, and this is {given}.",
        "Write it as in: {example}",
        "Every field has one form, so that nothing has to be guessed.",
    ),
    _error(
        "unknown-key",
        "There is no key '{key}'{where}.",
        "{suggestion}",
        "Unknown keys are refused: a mistyped one would be lost in silence.",
    ),
    _error(
        "missing-key",
        "The key '{key}'{where} is missing.",
        "Add it: {example}",
        "The entry cannot be told apart or shown without it.",
    ),
    _error(
        "empty-value",
        "An entry under '{key}' is empty.",
        "Fill it in, or remove it.",
        "A nameless person, topic or quote would get a page without a name.",
    ),
    _error(
        "unknown-setting",
        "'{value}' is no {what}.",
        "{suggestion}",
        "Settings that stand for something known have to be spelled as it is.",
    ),
)

_VALUES = (
    _error(
        "impossible-date",
        "There is no date {text}.",
        "Correct day and month; the day comes first: 25/11/2025, or write 2025-11-25.",
        "Dates are read day first, as Vietnamese newspapers write them: 05/11/2025 is 5 November.",
    ),
    _error(
        "two-digit-year",
        "The year of {text} has two digits.",
        "Write all four: 25/11/2025.",
        "In an archive that spans decades, 25 may be 1925 or 2025.",
    ),
    _error(
        "unreadable-date",
        "'{text}' is not read as a date.",
        "Write YYYY, YYYY-MM, YYYY-MM-DD or DD/MM/YYYY, with a '?' where it is uncertain.",
        "Dates are EDTF (ISO 8601-2) up to an uncertain day, with an optional time and offset, or day first.",
    ),
    _error(
        "unknown-id",
        "'{name}' is not in authorities/{vocabulary}.yaml{why}.",
        "{suggestion}",
        "In a closed vocabulary every name must be an entry of the authority file; measures always must be.",
    ),
    _error(
        "unknown-field",
        "'{name}' under '{key}' is no field that can stand there.",
        "{suggestion}",
        "'inferred' lists the front-matter fields whose values a rule wrote and nobody has reviewed yet, and 'unknown' "
        "those of which nothing is known, whatever a rule reads in the text.",
    ),
    _error(
        "duplicate-id",
        "The id '{id}' stands twice in this file; it was first on line {first}.",
        "Give one of the two another id.",
        "An id is an address and must stand for one entry.",
    ),
    _error(
        "broader-circle",
        "The topic '{id}' is broader than itself: {circle}.",
        "Take out one 'broader:' of these.",
        "A topic belongs below a broader one; in a circle none is the broadest.",
    ),
    _error(
        "bad-id",
        "'{id}' cannot be an id.",
        "Use small letters, digits and single hyphens, and not 'index': {suggestion}.",
        "Ids are the last part of a page's address.",
    ),
    _error(
        "bad-url",
        "'{url}' is not a web address.",
        "Write it whole, beginning with https:// or http://; in a base_url is no '?' or '#', and 'khô' is 'kh%C3%B4'.",
        "Only web addresses lead back to an original.",
    ),
    _error(
        "bad-link",
        "The link to '{url}' is not one that an article may hold.",
        "Use a whole address beginning with https://, http:// or mailto:, or remove the link.",
        "An archive's links must work from a server and from a folder alike, and may run no script.",
    ),
    _error(
        "markdown-depth",
        "Quotations or lists are nested too deep to be read.",
        "Take out signs at the line's beginning (> - * 1.), or write a \\ before them if they belong to the text.",
        "What lies deeper is not read, and words of the article would be lost.",
    ),
    _error(
        "image-in-text",
        "The image '{url}' stands in the text.",
        "List it under 'photos:' in the front matter, with its caption, credit and alt text.",
        "No page of the archive loads anything from elsewhere, and a photo needs its caption and credit.",
    ),
    _error(
        "missing-photo",
        "The photo {file} is not there or is no image.",
        "Put the image (.jpg, .png, .webp, .avif, .gif) beside the article and name it relative to the article.",
        "Photos lie inside articles/ and are named relative to the article's file.",
    ),
    _error(
        "quote-not-in-text",
        "The words '{quote}' do not stand in the text.",
        "{suggestion}",
        "Every figure and quotation leads to its sentence, so its words must be those of the text, letter for letter.",
    ),
    _error(
        "overlapping-quotes",
        "The quote '{quote}' overlaps the one on line {first}.",
        "Keep one of the two, with everything that is to be said of it.",
        "Two declarations of the same words would contradict each other, and one would be lost.",
    ),
    _error(
        "bad-number",
        "'{text}' is not read as a number.",
        "Write at most 24 digits, with a decimal point and without grouping: 21000000000 or 1.5.",
        "The quote keeps the number as the newspaper wrote it; the value is for calculating.",
    ),
    _error(
        "bad-redirect",
        "'{address}' cannot be an old address of this site.",
        "Write it from the site's root, in ASCII, ending in .html: bai-viet/2024/ten-cu.html.",
        "A redirect is a page at the old address; it must lie inside the site and end in .html.",
    ),
    _error(
        "address-conflict",
        "The address {address} is taken by {other}.",
        "Rename one of the two files, or remove the redirect.",
        "Two inputs for one address would overwrite each other.",
    ),
)

_DOUBTS = (
    _warning(
        "ambiguous-name",
        "'{name}' may be {candidates}.",
        "List the article's people under 'people:' in its front matter, or leave it as it is.",
        "A short form belongs to the only fuller name in its article that holds it. With two candidates nothing "
        "is merged.",
    ),
    _warning(
        "ambiguous-entry",
        "'{name}' stands for several entries of authorities/{vocabulary}.yaml: {candidates}.",
        "Write the id under 'people:' instead of the name.",
        "An authority file may hold two people of one name; the archive does not choose between them.",
    ),
    _warning(
        "near-entry",
        "'{name}' is not in authorities/{vocabulary}.yaml, which has '{near}'.",
        "If that is meant, write it; if not, give this one an entry of its own.",
        "A newspaper, a topic or an id that is an entry's but for one letter is rather a slip, and would get a page.",
    ),
    _warning(
        "unsplit-list",
        "'{text}' is read as one name, not as several.",
        "Write a list, {key}: [{list}], or, if it is one, {key}: ['{text}'].",
        "YAML does not split a text at its commas. Several people or topics in one text would share one page.",
    ),
    _warning(
        "titled-name",
        "'{name}' is a name with a title before it.",
        "Write the name alone, '{bare}'; what somebody is goes into role.",
        "People are told apart by their names: with a title somebody gets a second page beside their own.",
    ),
    _warning(
        "contradicted-unknown",
        "'unknown' names '{field}', which has a value.",
        "Take '{field}' out of 'unknown' if the value is right, else remove the value.",
        "The value counts. 'unknown' says that nothing is known of a field, whatever a rule reads in the text.",
    ),
    _warning(
        "unknown-date",
        "Neither the front matter nor the text dates this article.",
        "Add 'date:' if the date is known. That moves a page that stands already: list its address in 'redirects:'.",
        "A date is never made up. The article is published among the undated ones.",
    ),
    _warning(
        "unresolved-source",
        "The tag '{tag}' is in no entry of authorities/sources.yaml.",
        "Add it as a variant of its newspaper, or declare 'source:'.",
        "With a closed vocabulary of sources a tag of the text counts only when an entry knows it.",
    ),
    _warning(
        "implausible-date",
        "The article is dated {date}, before there were newspapers.",
        "Correct the year.",
        "The first newspaper is that of Strasbourg, of 1605: a year before it is a slip of the pen.",
    ),
    _warning(
        "year-mismatch",
        "The article lies in the folder {folder} and is dated {date}.",
        "Move it, or correct the date. Its address keeps the folder's year.",
        "The address comes from the folder, so the article would stand under a year that is not its own.",
    ),
    _warning(
        "figure-without-value",
        "No value is read in the figure '{quote}'.",
        "Add 'value:' (and 'unit:') if it states one.",
        "Without a value a figure is listed but cannot be sorted, compared or drawn.",
    ),
    _warning(
        "value-cut",
        "The value {value} of the figure '{quote}' is {part} of what is read there.",
        "Write {read}: in YAML a full stop is the decimal mark.",
        "Vietnamese writing groups thousands with full stops, YAML does not: '9.200' is a little more than nine there. "
        "The value is kept as it is declared.",
    ),
    _warning(
        "figures-disagree",
        "The figure '{quote}' does not agree with the others: {sum}.",
        "Compare the original; a newspaper's slip is left as it stands, and 'reject: true' takes a misread figure out.",
        "Both ends of a change are divided and compared with what the text says of it, parts are added up, and a share "
        "of a whole is at most 100%. 'Gần', 'hơn', 'khoảng' and rounding are allowed for. The page shows the sum; "
        "nothing is corrected. 'kaluga-site check --figures' lists every sum.",
    ),
)

_SITE = (
    _error(
        "template-error",
        "The template cannot be used: {reason}.",
        "Correct it, or remove the file to use the one that comes with kaluga-site.",
        "Templates in the archive's templates/ replace the built-in ones of the same name, one by one.",
    ),
    _error(
        "locked-archive",
        "Another build of this archive is running: {holder}.",
        "Wait until it has ended, and build again.",
        "Two builds at once would put the pages of one between those of the other. The second waits for a minute. A "
        "build that was killed holds nothing any more.",
    ),
    _error(
        "locked-output",
        "Another build is writing into {folder}.",
        "Wait until it has ended, and build again; for sites of several archives, name a folder for each.",
        "An output folder holds one site, and one build at a time writes it, whatever archive it is of. The second "
        "waits for a minute. A build that was killed holds nothing any more.",
    ),
    _error(
        "unsafe-output",
        "{folder} cannot be the output folder: {reason}.",
        "Name another folder: --output _site.",
        "Publishing removes pages that are no longer planned, so the output must be a folder of its own.",
    ),
    _error(
        "unwritable-output",
        "The site cannot be written: {reason}.",
        "Check the folder, its permissions and the space left on the disk, and build again.",
        "Pages are written aside and put in place only when all of them are there.",
    ),
    _error(
        "unwritable-export",
        "The database cannot be written: {reason}.",
        "Check its folder, the permissions and the space left on the disk, and export again.",
        "It is written beside its place and put there when it is whole, so that what stood there stays until then.",
    ),
)

_IMPORT = (
    _error(
        "unknown-encoding",
        "The text cannot be decoded: {reason}.",
        "{suggestion}",
        "Text that is not UTF-8 is read in every encoding of old Vietnamese files that is known, and the reading with "
        "the most Vietnamese words wins, if it is clearly ahead. Otherwise nothing is imported: a wrong guess would "
        "change letters without anybody noticing.",
    ),
    _error(
        "not-raw-text",
        "The text begins with front matter: it is an article file already.",
        "Copy it into articles/ as an .md file, or remove the block.",
        "Importing takes raw text. What a front matter declares would become a part of the article.",
    ),
    _warning(
        "near-duplicate",
        "{share} of the words are those of {other}.",
        "Compare the two, and remove one if they are one article; 'import --skip-duplicates' takes none like it.",
        "The share is that of the shorter text's runs of five words, accents and case aside. From 60% on it is likely "
        "the same article, pasted again with small differences, or a shorter or later version. It is imported all the "
        "same, so that nothing is lost; 'kaluga-site check --duplicates' looks among all articles.",
    ),
    _error(
        "unwritable-file",
        "The file cannot be written: {reason}.",
        "Check the folder, its permissions and the space left on the disk, and import again.",
        "A file is written whole or not at all; the articles imported before it are there.",
    ),
)

_HISTORY = (
    _error(
        "vanished-address",
        "Nothing stands at {address} any more, where an article was published.",
        "Add to {place}: {entry}; or leave the article's file and add why the text is gone: withdrawn: REASON.",
        "Others have cited the address. 'kaluga-site check --against' compares the archive with what was published; a "
        "likely new place is told by the article's text, or by its name. Only addresses of articles are permanent: "
        "those of people and topics follow from what the articles say. An article that expired is not missed.",
    ),
    _error(
        "uncorrected-change",
        "The text published at {address} has changed, and no correction says so.",
        "Add to the front matter: corrections: [{{date: YYYY-MM-DD, text: WHAT WAS MENDED}}]; or restore the text.",
        "Readers may have cited the text as it was. 'kaluga-site check --against' compares the SHA-256 digest of the "
        "plain text with that in the manifest of what was published; every change of it needs an entry of its own in "
        "'corrections', which the page shows.",
    ),
)

_PUBLISHED = (
    _error(
        "no-manifest",
        "There is no list of the site's files to compare with: {reason}.",
        "Name the folder of a published site; without its du-lieu/manifest.json, remove the folder and publish again.",
        "Every build writes du-lieu/manifest.json: the SHA-256 digest and the size of every file of the site.",
    ),
    _error(
        "missing-file",
        "The file is missing.",
        "Publish the site again, or fetch the file from a copy.",
        "The site's list of files, du-lieu/manifest.json, names it. Pages may lead to it.",
    ),
    _error(
        "changed-file",
        "The file is not the one that was published: {reason}.",
        "Compare it with a copy, and publish the site again.",
        "Its SHA-256 digest is not that in du-lieu/manifest.json: it was changed, damaged, or copied in part.",
    ),
    _warning(
        "foreign-file",
        "No build has made this file.",
        "If it belongs to nobody, remove it, or build with --clean.",
        "It is not in the site's list of files, du-lieu/manifest.json. Hidden files at the top of the folder are not "
        "looked at.",
    ),
    _error(
        "broken-link",
        "The link '{link}' leads nowhere: {reason}.",
        "Mend the template or the text that it comes from, and publish the site again.",
        "Links within the site must lead to a file of it and, with #, to an element with this id.",
    ),
)

_ALL = _FILES + _YAML + _VALUES + _DOUBTS + _SITE + _IMPORT + _HISTORY + _PUBLISHED

CATALOGUE: dict[str, ProblemKind] = {kind.code: kind for kind in _ALL}
"""Every kind of problem by its code."""
