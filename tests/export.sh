#!/usr/bin/env bash
# Exports opened by readers that others wrote, and what becomes of an export where it cannot be written.
#   tests/export.sh [PROGRAM]
# A reader that is not installed is skipped, with the reason.
set -u
cd "$(dirname "$0")/.."
. tests/checks.sh
program=${1-}
[ -n "$program" ] || { cargo build --quiet && program=target/debug/daymark; }
program=$(realpath "$program")
root=$PWD
timeline=$PWD/timelines/islamic-state.ron
work=$(mktemp -d)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

query='branch:is-kp 2021..2024'
for ending in csv json geojson timelinejs.json ics md txt bib ris csl.json svg png pdf; do
    "$program" export "o.$ending" "$timeline" --query "$query" --stamp 2026-11-23 --marking 'UNCLASSIFIED' 2>/dev/null
    check "export of .$ending" "$?" 0
done
"$program" stats "$timeline" --query "$query" --json >stats.json

python=python3
[ ! -x "$root/target/readers/bin/python" ] || python=$root/target/readers/bin/python
if ! command -v "$python" >/dev/null; then
    skip "exports read by Python: python3 is missing"
else
    cat >read.py <<'PY'
import csv, importlib, json, sys

stats = json.load(open("stats.json"))

def added_up(rows):
    sums = {"low": 0, "best": 0, "high": 0, "no_best": 0, "no_high": 0, "unknown": 0}
    for low, best, high in rows:
        known = [n for n in (low, best, high) if n is not None]
        if not known:
            sums["unknown"] += 1
            continue
        first = lambda *ns: next((n for n in ns if n is not None), 0)
        sums["low"] += first(low, best)
        sums["best"] += first(best, low)
        sums["high"] += first(high, best, low)
        sums["no_best"] += best is None
        sums["no_high"] += high is None
    return sums

def same(name, rows, killed, injured):
    counted = [row for row in rows if row["counted"] in (True, "true")]
    assert len(rows) == stats["incidents"] and len(counted) == stats["counted"], name
    assert added_up(map(killed, counted)) == stats["killed"], name
    assert added_up(map(injured, counted)) == stats["injured"], name

parts = ("low", "best", "high")
number = lambda cell: int(cell) if cell not in ("", None) else None
flat = lambda what: lambda row: tuple(number(row[f"{what}_{part}"]) for part in parts)
deep = lambda what: lambda row: tuple((row[what] or {}).get(part) for part in parts)

def of_csv():
    with open("o.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    columns = [c["name"] for c in json.load(open("o.csv-metadata.json"))["tableSchema"]["columns"]]
    assert list(rows[0]) == columns and None not in rows[0].values()
    same("csv", rows, flat("killed"), flat("injured"))

def of_json():
    same("json", json.load(open("o.json"))["incidents"], deep("killed"), deep("injured"))
    rows = [feature["properties"] for feature in json.load(open("o.geojson"))["features"]]
    same("geojson", rows, flat("killed"), flat("injured"))

def of_calendar():
    import icalendar
    calendar = icalendar.Calendar.from_ical(open("o.ics", "rb").read())
    events, journals = calendar.walk("VEVENT"), calendar.walk("VJOURNAL")
    assert len(events) + len(journals) == stats["incidents"]
    whens = {i["id"]: i["when"] for i in json.load(open("o.json"))["incidents"]}
    for event in events:
        start, end = event.decoded("DTSTART"), event.decoded("DTEND")
        when = whens[str(event["UID"]).removesuffix("@daymark")]
        assert end > start and start.isoformat() == when[:10], when
    assert not any("DTSTART" in journal for journal in journals)

def of_bibtex():
    import bibtexparser
    if hasattr(bibtexparser, "parse_file"):
        library = bibtexparser.parse_file("o.bib")
        assert not library.failed_blocks
        entries = library.entries
    else:
        entries = bibtexparser.load(open("o.bib", encoding="utf-8")).entries
    assert len(entries) == 1 + len(json.load(open("o.json"))["sources"])

def of_ris():
    import rispy
    with open("o.ris", encoding="utf-8") as file:
        records = rispy.load(file)
    assert len(records) == 1 + len(json.load(open("o.json"))["sources"])

for name, read, module in [
    ("csv", of_csv, "csv"), ("json", of_json, "json"), ("calendar", of_calendar, "icalendar"),
    ("BibTeX", of_bibtex, "bibtexparser"), ("RIS", of_ris, "rispy"),
]:
    try:
        importlib.import_module(module)
    except ImportError:
        print(f"skipped: {name} read by Python: the module {module} is not installed")
        continue
    try:
        read()
        print(f"read {name}")
    except Exception as failure:
        print(f"failed {name}: {failure!r}")
PY
    while read -r line; do
        case $line in
        "read "*) n_passed=$((n_passed + 1)) ;;
        *) echo "$line"; [[ $line == skipped:* ]] || n_failed=$((n_failed + 1)) ;;
        esac
    done < <("$python" read.py 2>&1)
fi

if ! command -v pdftotext >/dev/null || ! command -v pdftoppm >/dev/null; then
    skip "the briefing read by poppler: pdftotext or pdftoppm is missing"
else
    pdftotext -layout o.pdf - 2>/dev/null | tr -s ' ' >o.pdf.txt
    said=$("$program" stats "$timeline" --query "$query" --json | python3 -c '
import json, sys
stats = json.load(sys.stdin)
print("Incidents %d, of which %d counted" % (stats["incidents"], stats["counted"]))
for what in ("killed", "injured"):
    n = stats[what]
    words = "at least {:,}".format(n["low"]) if n["no_high"] or n["unknown"] else "{:,}–{:,}".format(n["low"], n["high"])
    print("%s %s, best %s" % (what.capitalize(), words, "{:,}".format(n["best"])))' 2>/dev/null)
    while read -r line; do
        check "the briefing says: $line" "$(grep -cF "$line" o.pdf.txt)" '[1-9]*'
    done <<<"$said"
    pages=$(pdfinfo o.pdf 2>/dev/null | sed -n 's/^Pages: *//p')
    check "every page has the marking" "$(pdftotext o.pdf - 2>/dev/null | tr '\f' '\n' | grep -c '^UNCLASSIFIED$')" "$((pages * 2))"
    check "every page has its number" "$(pdftotext o.pdf - 2>/dev/null | tr '\f' '\n' | grep -c "of $pages\$")" "$pages"
    check "title and tags" "$(pdfinfo o.pdf 2>/dev/null | tr -s ' ' | tr '\n' ' ')" '*Title: Islamic State and IS-KP*Tagged: yes*'
    pdftoppm -r 20 -gray -f 1 -l 4 o.pdf page 2>/dev/null
    for page in page-*.pgm; do
        check "$page is not blank" "$(tail -c +20 "$page" | tr -d '\377' | wc -c | awk '{ print ($1 > 200) ? "drawn" : "blank" }')" drawn
    done
fi

mkdir full
said=$(trap '' XFSZ; ulimit -f 100; "$program" export full/o.json "$timeline" 2>&1)
check "a file too large for its place" "$? $said" '2 *cannot write, the file would be too large*full/o.json*'
check "nothing is left of it" "$(find full -type f | wc -l)" 0
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null && cp "$program" daymark 2>/dev/null && cp "$timeline" t.ron; then
    mkdir -m 755 ro
    printf old >ro/o.md
    said=$(setpriv --reuid=65534 --regid=65534 --clear-groups ./daymark export ro/o.csv t.ron 2>&1)
    check "a folder that cannot be written" "$? $said" '2 *cannot write, permission is denied*ro/o.csv*'
    said=$(setpriv --reuid=65534 --regid=65534 --clear-groups ./daymark export ro/o.md t.ron --force 2>&1)
    check "a file that cannot be written" "$? $said" '2 *cannot write, permission is denied*ro/o.md*'
    check "nothing is left there" "$(ls -A ro) $(cat ro/o.md)" 'o.md old'
    if unshare -m true 2>/dev/null; then
        mkdir small
        said=$(unshare -m bash -c 'mount -t tmpfs -o size=64k none small && printf old >small/o.csv && ./daymark export small/o.csv t.ron --force 2>&1; echo "$? $(cat small/o.csv) $(ls -A small)"')
        check "a full disk" "$said" '*cannot write, the disk is full*small/o.csv*2 old o.csv'
    else
        skip "an export to a full disk: mounting is not allowed"
    fi
else
    skip "exports to folders that cannot be written: needs root and setpriv"
fi

echo "export: $n_passed passed, $n_failed failed"
[ $n_failed = 0 ]
