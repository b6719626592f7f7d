//! The table by label, mouse and keys: the real `App` on the real file.

use crate::window::{Window, app, press, press_with, search, window};
use daymark::query::GroupKey;
use daymark::view::{Centre, Sort, TableColumn};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, OutputCommand};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn table_of(query: &str) -> Window {
    let mut window = window();
    search(&mut window, query);
    press(&mut window, Key::Escape);
    press_with(&mut window, Modifiers::COMMAND, Key::Num2);
    window
}

fn selection(window: &Window) -> Vec<String> {
    app(window).state().selection.clone()
}

fn click(window: &mut Window, role: Role, label: &str) {
    window.get_by_role_and_label(role, label).click();
    window.run_ok();
}

/// Ids of all rows in the order of the table.
fn order(window: &Window) -> Vec<String> {
    let app = app(window);
    app.shown().table.as_ref().unwrap().rows().map(|row| app.loaded().id(row).to_owned()).collect()
}

fn copied(window: &Window) -> Option<String> {
    window.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

#[test]
fn the_switch_and_its_keys_change_the_center() {
    let mut window = window();
    click(&mut window, Role::RadioButton, "Show as table");
    assert_eq!(app(&window).state().centre, Centre::Table);
    assert!(window.query_by_role_and_label(Role::Table, "Table").is_some());
    press_with(&mut window, Modifiers::COMMAND, Key::Num1);
    assert_eq!(app(&window).state().centre, Centre::Timeline);
    assert!(window.query_by_role_and_label(Role::Table, "Table").is_none());
}

#[test]
fn a_head_sorts_both_ways_and_lets_go() {
    let mut window = table_of("country:RUS kind:attack 2015..2024");
    let by_time = order(&window);
    click(&mut window, Role::ColumnHeader, "Killed");
    assert_eq!(app(&window).state().table.sort, Some(Sort { column: TableColumn::Killed, descends: true }));
    assert_eq!(order(&window)[0], "2024-03-22-crocus-city-hall");
    click(&mut window, Role::ColumnHeader, "Killed, sorted, highest first");
    click(&mut window, Role::ColumnHeader, "Killed, sorted, lowest first");
    assert_eq!(order(&window), by_time);
}

#[test]
fn keys_walk_the_rows_and_take_ranges() {
    let mut window = table_of("country:RUS");
    let order = order(&window);
    press(&mut window, Key::ArrowDown);
    assert_eq!(selection(&window), order[..1]);
    press(&mut window, Key::ArrowDown);
    assert_eq!(selection(&window), order[1..2]);
    press_with(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(selection(&window), order[1..3]);
    press(&mut window, Key::End);
    assert_eq!(selection(&window), order[order.len() - 1..]);
    press(&mut window, Key::Home);
    assert_eq!(selection(&window), order[..1]);
    press(&mut window, Key::PageDown);
    assert_ne!(selection(&window), order[..1]);
    // Enter opens the side panel; the arrows stay the table's.
    press(&mut window, Key::S);
    assert!(!app(&window).state().side_panel);
    press(&mut window, Key::Enter);
    assert!(app(&window).state().side_panel);
}

#[test]
fn clicks_select_add_and_take_ranges() {
    let mut window = table_of("country:RUS");
    let order = order(&window);
    let is_incident = |label: Option<String>| label.is_some_and(|label| !label.starts_with("All ·"));
    let rows = window.get_all_by_role(Role::Row).filter(|row| is_incident(row.accesskit_node().label()));
    let rows: Vec<_> = rows.map(|row| row.rect().center()).collect();
    let press_at = |window: &mut Window, i: usize, modifiers: Modifiers| {
        let pos = rows[i];
        window.hover_at(pos);
        window.run_ok();
        for pressed in [true, false] {
            let event = Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed, modifiers };
            window.event_modifiers(event, modifiers);
        }
        window.run_ok();
    };
    press_at(&mut window, 0, Modifiers::NONE);
    assert_eq!(selection(&window), order[..1]);
    press_at(&mut window, 2, Modifiers::SHIFT);
    assert_eq!(selection(&window), order[..3]);
    press_at(&mut window, 1, Modifiers::COMMAND);
    assert_eq!(selection(&window), [order[0].clone(), order[2].clone()]);
}

#[test]
fn grouped_by_branch_each_part_has_its_sum_and_folds_up() {
    let mut window = table_of("killed>=100 kind:attack");
    window.get_by_role_and_label(Role::ComboBox, "Group by: nothing").click();
    window.run_ok();
    window.get_by_role_and_label(Role::Button, "Branch").click();
    window.run_ok();
    assert_eq!(app(&window).state().table.group, Some(GroupKey::Branch));
    let heads: Vec<String> = window
        .get_all_by_role(Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| label.ends_with("; open"))
        .collect();
    assert!(!heads.is_empty() && heads.iter().all(|head| head.contains("killed")), "{heads:?}");
    click(&mut window, Role::Button, &heads[0].clone());
    assert_eq!(app(&window).state().table.folded.len(), 1);
    click(&mut window, Role::Button, "Open all");
    assert!(app(&window).state().table.folded.is_empty());
}

#[test]
fn columns_are_chosen_in_a_menu_that_stays_open() {
    let mut window = table_of("country:RUS");
    click(&mut window, Role::Button, "Columns");
    window.get_by_role_and_label(Role::CheckBox, "Id").click();
    window.run_ok();
    window.get_by_role_and_label(Role::CheckBox, "Branch").click();
    window.run_ok();
    let columns = &app(&window).state().table.columns;
    assert!(columns.contains(&TableColumn::Id) && !columns.contains(&TableColumn::Branch));
}

#[test]
fn what_is_copied_carries_version_filter_and_rule() {
    let mut window = table_of("country:RUS");
    press(&mut window, Key::ArrowDown);
    window.event(Event::Copy);
    window.step();
    let text = copied(&window).unwrap();
    assert!(text.contains("Filter: country:RUS. Counting rule: Victims of attacks."), "{text}");
    assert_eq!(text.lines().count(), 4, "{text}");
}

#[test]
fn a_filter_that_leaves_nothing_offers_the_way_back() {
    let window = table_of("killed>=99999");
    assert!(window.query_by_label("No incident matches the filter").is_some());
}
