//! Each format as a reader of others takes it.

use super::{exported, hard};
use biblatex::ChunksExt;
use icalendar::parser::{read_calendar, unfold};
use serde_json::{Value, json};

fn schema_faults(text: &str) -> Option<String> {
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    let schema: Value = serde_json::from_str(include_str!("../../../assets/export.schema.json")).unwrap();
    compiler.add_resource("schema.json", schema).unwrap();
    let schema = compiler.compile("schema.json", &mut schemas).unwrap();
    let document: Value = serde_json::from_str(text).unwrap();
    schemas.validate(&document, schema).err().map(|err| format!("{err:#}"))
}

#[test]
fn json_keeps_its_published_schema() {
    assert_eq!(schema_faults(&exported("o.json", &[])), None);
    assert_eq!(schema_faults(&hard("o.json", &["--as-of", "2024-06", "--marking", "M"])), None);
    let text = hard("o.json", &[]);
    for (right, wrong) in [("\"Attack\"", "\"Attak\""), ("\"2024-03\"", "\"March\""), ("\"counted\"", "\"count\"")] {
        assert!(text.contains(right));
        assert!(schema_faults(&text.replace(right, wrong)).is_some(), "{wrong} passes");
    }
}

#[test]
fn csv_is_one_row_for_each_incident_and_its_metadata_names_every_column() {
    let text = hard("o.csv", &["--marking", "=M"]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: usize, name: &str| rows[row][names.iter().position(|other| other == name).unwrap()].to_owned();
    assert_eq!(
        ["id", "date", "earliest", "latest"].map(|name| cell(0, name)),
        ["month", "2024-03", "2024-03-01", "2024-03-31"]
    );
    assert_eq!(cell(1, "title"), "'=HYPERLINK(\"https://evil.example\")");
    assert_eq!(["latitude", "longitude", "precision"].map(|name| cell(1, name)), ["55.5", "-37.25", "Site"]);
    assert_eq!(
        ["killed_low", "killed_best", "killed_high", "injured_best"].map(|name| cell(1, name)),
        ["1", "2", "1300", ""]
    );
    assert_eq!(
        ["sources", "tags", "doubts"].map(|name| cell(1, name)),
        ["known|undated", "a%7Cb", "'- a doubt\n* another | one"]
    );
    assert_eq!(cell(1, "source_urls"), "https://example.org/a%20b?x={1}&y=2%7C3#z|");
    assert_eq!(
        ["counted", "status", "version", "marking"].map(|name| cell(1, name)),
        ["true", "None", "2026-01-01", "'=M"]
    );
    assert_eq!(rows.len(), 4);
    let metadata: Value = serde_json::from_str(&metadata()).unwrap();
    let named: Vec<&str> =
        metadata["tableSchema"]["columns"].as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap()).collect();
    assert_eq!(named, names);
    assert_eq!(metadata["url"], "o%20o.csv");
    assert_eq!(metadata["notes"][0]["stamp"]["exported"], "2026-11-23");
}

fn metadata() -> String {
    let folder = crate::cli::Folder::new(&[("hard.ron", super::HARD)]);
    let ran = crate::cli::daymark(&["export", &folder.at("o o.csv"), &folder.at("hard.ron"), "--stamp", "2026-11-23"]);
    assert_eq!(ran.exit(), 0, "{}", ran.err);
    std::fs::read_to_string(folder.at("o o.csv-metadata.json")).unwrap()
}

#[test]
fn geojson_has_points_only_where_the_place_is_known() {
    let document: Value = serde_json::from_str(&hard("o.geojson", &[])).unwrap();
    let points: Vec<(&Value, &Value)> =
        document["features"].as_array().unwrap().iter().map(|feature| (&feature["id"], &feature["geometry"])).collect();
    let point = json!({"type": "Point", "coordinates": [-37.25, 55.5]});
    let null = Value::Null;
    assert_eq!(
        points,
        [(&json!("month"), &null), (&json!("day"), &point), (&json!("within"), &null), (&json!("span"), &null)]
    );
    assert_eq!(document["stamp"]["killed"]["high"], 1300);
}

#[test]
fn timelinejs_gives_no_day_that_is_not_known() {
    let document: Value = serde_json::from_str(&hard("o.timelinejs.json", &[])).unwrap();
    let event = |i: usize| &document["events"][i];
    assert_eq!(event(0)["start_date"], json!({"year": 2024, "month": 3}));
    assert_eq!(event(0)["display_date"], "March 2024, day not known");
    assert_eq!(event(1)["start_date"], json!({"year": 2024, "month": 3, "day": 22}));
    assert_eq!(event(1).get("end_date"), None);
    assert_eq!(event(3)["end_date"], json!({"year": 2025, "month": 1, "day": 2}));
    let text = event(1)["text"]["text"].as_str().unwrap();
    assert!(text.contains("&lt;script&gt;") && !text.contains("<script"), "{text}");
    assert_eq!(document["eras"][0]["text"]["headline"], "A &lt;b&gt;span&lt;/b&gt;");
    assert_eq!(document["eras"][0]["end_date"], json!({"year": 2017, "month": 10}));
    assert_eq!(document["eras"][1]["end_date"], json!({"year": 2024, "month": 12, "day": 31}));
}

#[test]
fn a_calendar_has_whole_days_and_undated_entries() {
    for text in [hard("o.ics", &["--marking", "M;N"]), exported("o.ics", &[])] {
        assert!(text.ends_with("\r\n"));
        let lines: Vec<&str> = text.strip_suffix("\r\n").unwrap().split("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
    }
    let text = unfold(&hard("o.ics", &["--marking", "M;N"]));
    let calendar = read_calendar(&text).unwrap();
    let of = |name: &str| calendar.components.iter().filter(|part| part.name == name).collect::<Vec<_>>();
    let events = of("VEVENT");
    let value = |i: usize, name: &str| events[i].find_prop(name).unwrap().val.as_str().to_owned();
    assert_eq!([value(0, "UID"), value(0, "DTSTART"), value(0, "DTEND")], ["day@daymark", "20240322", "20240323"]);
    assert_eq!([value(1, "UID"), value(1, "DTSTART"), value(1, "DTEND")], ["span@daymark", "20241230", "20250103"]);
    assert_eq!(value(0, "GEO"), "55.5;-37.25");
    assert!(value(0, "DESCRIPTION").starts_with("M;N\nFirst, second; third\\fourth\nfifth"));
    let journals = of("VJOURNAL");
    let ids: Vec<&str> = journals.iter().map(|part| part.find_prop("UID").unwrap().val.as_str()).collect();
    assert_eq!(ids, ["month@daymark", "within@daymark"]);
    assert!(journals.iter().all(|part| part.find_prop("DTSTART").is_none()));
    assert_eq!(journals[0].find_prop("SUMMARY").unwrap().val.as_str(), "Month (March 2024)");
    assert!(text.contains("2 incidents have no known day"));
}

#[test]
fn bibtex_is_read_back() {
    let text = hard("o.bib", &[]);
    let entries = biblatex::Bibliography::parse(&text).unwrap();
    let keys: Vec<&str> = entries.keys().collect();
    assert_eq!(keys, ["data-hard.ron", "known", "undated"]);
    let field = |key: &str, name: &str| entries.get(key).unwrap().get(name).unwrap().format_verbatim();
    assert_eq!(field("undated", "title"), "=1+1");
    assert_eq!(field("undated", "year"), "n.d.");
    assert_eq!(field("known", "howpublished"), "Paper, & Sons");
    assert!(
        text.contains("author = {{Anna and Bob}}")
            && text.contains("url = {https://example.org/a%20b?x=%7B1%7D&y=2|3#z}")
    );
    assert!(field("data-hard.ron", "note").contains("A selection, not a census"));
    let all = biblatex::Bibliography::parse(&exported("o.bib", &[])).unwrap();
    let list: Value = crate::cli::daymark(&["list", "--json"]).json();
    assert_eq!(all.len(), 1 + list["sources"].as_array().unwrap().len());
}

#[test]
fn ris_is_read_back() {
    let text = hard("o.ris", &[]);
    let tags: Vec<(&str, &str)> =
        text.split("\r\n").filter(|line| !line.is_empty()).map(|line| line.split_at(6)).collect();
    assert!(tags.iter().all(|(tag, _)| tag.ends_with("  - ") && tag.as_bytes()[0].is_ascii_uppercase()));
    let ends = tags.iter().filter(|(tag, _)| *tag == "ER  - ").count();
    assert_eq!((ends, tags.iter().filter(|(tag, _)| *tag == "TY  - ").count()), (3, 3));
    assert!(
        tags.contains(&("DA  - ", "2024/03//"))
            && tags.contains(&("PY  - ", "n.d."))
            && tags.contains(&("AU  - ", "Anna and Bob"))
    );
}

#[test]
fn csl_json_is_read_back() {
    let items: Value = serde_json::from_str(&hard("o.csl.json", &[])).unwrap();
    assert_eq!(items[0]["type"], "dataset");
    assert_eq!(items[1]["issued"], json!({"date-parts": [[2024, 3]]}));
    assert_eq!(items[1]["author"], json!([{"literal": "Anna and Bob"}]));
    assert_eq!(items[2]["issued"], json!({"literal": "n.d."}));
}

#[test]
fn markdown_and_citations_number_the_sources() {
    let text = hard("o.md", &["--marking", "M"]);
    for words in [
        "**M**\n\n# Hard {cases}, &amp; 100% &lt;of&gt; them\n",
        "\n## =HYPERLINK(\"https://evil.example\")\n",
        "| Killed | 1 | 2 | 1,300 | 1–1,300 (2) |\n",
        "- March 2024: killed 2 \\[1\\]\n",
        "- \\- a doubt\n- \\* another \\| one\n",
        "\nSources: \\[1\\] \\[2\\]\n",
        "Not counted",
        "بامیان",
    ] {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
    assert!(text.ends_with("\n**M**\n") && !text.contains("<script"));
    let citations = hard("o.txt", &[]);
    assert!(
        citations.contains("[1] Anna and Bob, “A {title}") && citations.contains("[2] “=1+1”, @home. [n.d.]"),
        "{citations}"
    );
}
