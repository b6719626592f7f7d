//! What two people changed, joined for the window: one version stands, the other can be chosen.

use crate::command::{remove, set};
use crate::support::{incident, read, timeline};
use daymark::edit::{Command, Document, Side, join};

fn after(text: &str, commands: &[Command]) -> Document {
    let mut document = read(text);
    for command in commands {
        document.apply(command).unwrap_or_else(|err| panic!("{err}"));
    }
    document
}

fn base() -> String {
    timeline(&(incident("a") + "\n" + &incident("b")))
}

#[test]
fn case_58_different_fields_are_joined_and_the_same_field_is_disputed() {
    let base = base();
    let ours = after(&base, &[set("a", "title=Ours"), set("b", "confidence=Low")]);
    let theirs =
        after(&base, &[set("a", "confidence=Medium"), set("b", "confidence=Medium"), set("b", "title=Theirs")]);
    let joined = join(&read(&base), &ours, &theirs).unwrap();
    let text = &joined.text;
    assert!(text.contains("Ours") && text.contains("Theirs") && !text.contains("<<<<"), "{text}");
    let [dispute] = joined.disputes.as_slice() else { panic!("{:?}", joined.disputes) };
    assert_eq!((dispute.id.as_deref(), dispute.field.as_deref()), (Some("b"), Some("confidence")));
    let versions = [&dispute.base, &dispute.ours, &dispute.theirs].map(|version| version.as_deref());
    assert_eq!(versions, [Some("High"), Some("Low"), Some("Medium")]);
    assert_eq!((dispute.stands, dispute.name.as_str()), (Side::Ours, "Attack b"));
    // Choosing theirs is one more change, which can be taken back.
    let document = read(text);
    let patch = dispute.other(&document).unwrap();
    assert_eq!(patch.label, "their confidence of Attack b");
    let chosen = read(&patch.apply(text).unwrap());
    assert_eq!(format!("{:?}", chosen.incidents.get(1).unwrap().value.confidence), "Medium");
    assert_eq!(patch.inverse().apply(&chosen.text).unwrap(), *text);
}

#[test]
fn case_59_a_record_that_one_removed_and_the_other_changed_stays() {
    let base = base();
    let (removed, changed) = (after(&base, &[remove("a")]), after(&base, &[set("a", "title=Changed")]));
    for (ours, theirs, stands) in [(&changed, &removed, Side::Ours), (&removed, &changed, Side::Theirs)] {
        let joined = join(&read(&base), ours, theirs).unwrap();
        let [dispute] = joined.disputes.as_slice() else { panic!("{:?}", joined.disputes) };
        assert_eq!((dispute.id.as_deref(), &dispute.field, dispute.stands), (Some("a"), &None, stands));
        assert_eq!(dispute.ours.is_none(), stands == Side::Theirs);
        let document = read(&joined.text);
        assert_eq!(document.incidents.len(), 2);
        assert!(joined.text.contains("Changed"), "{}", joined.text);
        let chosen = dispute.other(&document).unwrap().apply(&joined.text).unwrap();
        assert_eq!(read(&chosen).incidents.len(), 1);
    }
}

#[test]
fn case_58_both_wrote_the_header() {
    let base = base();
    let (ours, theirs) = (base.replace("\"Test\"", "\"Ours\""), base.replace("\"Test\"", "\"Theirs\""));
    let joined = join(&read(&base), &read(&ours), &read(&theirs)).unwrap();
    assert_eq!(joined.text, ours);
    assert_eq!(joined.disputes[0].field.as_deref(), Some("title"));
    assert_eq!(joined.disputes[0].other(&read(&joined.text)).unwrap().apply(&joined.text).unwrap(), theirs);
}
