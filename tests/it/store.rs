use daymark::edit::Document;

#[test]
fn the_shipped_file_has_no_error() {
    let shipped = daymark::store::shipped().unwrap();
    let document = Document::read(shipped.name, shipped.bytes);
    let printed = crate::support::printed(&document);
    assert_eq!(document.n_errors(), 0, "{printed}");
    let mut n = std::collections::BTreeMap::new();
    for problem in &document.problems {
        *n.entry(problem.code).or_insert(0) += 1;
    }
    println!("{n:?} {} incidents", document.incidents.len());
    println!("{printed}");
}
