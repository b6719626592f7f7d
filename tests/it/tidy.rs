//! Holds the rules of `src/ARCHITECTURE.md` that the compiler does not: which module may import which.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The import table: what each module may name of the crate besides itself.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("format", &["model"]),
    ("edit", &["model", "format"]),
    ("store", &["model", "format", "edit"]),
    ("query", &["model"]),
    ("view", &["model", "query"]),
    ("export", &["model", "query", "view"]),
    ("ui", &["model", "format", "edit", "query", "view", "export"]),
    ("cli", &["model", "format", "edit", "store", "query", "view", "export"]),
    ("app", &["model", "format", "edit", "store", "query", "view", "export", "ui"]),
];

/// The one door through a wall of the table: the command line draws by the panels' own picture.
const EXCEPTIONS: &[(&str, &str)] = &[("cli", "ui::shot")];

/// Crates that only some modules may name.
const RESERVED: &[(&str, &[&str])] = &[
    ("egui", &["ui", "app"]),
    ("egui_plot", &["ui"]),
    ("eframe", &[]),
    ("rfd", &["app"]),
    ("clap", &["cli"]),
    ("ron", &["format"]),
    ("csv", &["export"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Every source file below `src` with the module it belongs to; crate root and program aside.
fn modules() -> BTreeMap<PathBuf, String> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    files
        .into_iter()
        .filter_map(|path| {
            let inside = path.strip_prefix(&src).unwrap().to_owned();
            let first = inside.components().next()?.as_os_str().to_str()?.to_owned();
            (!matches!(first.as_str(), "lib.rs" | "main.rs"))
                .then_some((path, first.trim_end_matches(".rs").to_owned()))
        })
        .collect()
}

/// The code of a file without comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_module_is_in_the_table_and_imports_only_what_it_may() {
    let mut faults = Vec::new();
    for (path, module) in modules() {
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == module) else {
            faults.push(format!("{}: `{module}` is not in the import table", path.display()));
            continue;
        };
        let code = code(&path);
        for part in code.split("crate::").skip(1) {
            let name: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':').collect();
            let first = name.split("::").next().unwrap_or("");
            let is_exception = EXCEPTIONS.iter().any(|(from, to)| *from == module && name.starts_with(to));
            let is_module = MAY_IMPORT.iter().any(|(name, _)| *name == first);
            if is_module && first != module && !allowed.contains(&first) && !is_exception {
                faults.push(format!("{}: `{module}` may not import `{name}`", path.display()));
            }
        }
        for (reserved, owners) in RESERVED {
            let names_it = code.contains(&format!("use {reserved}::")) || code.contains(&format!(" {reserved}::"));
            if names_it && !owners.contains(&module.as_str()) {
                faults.push(format!("{}: `{module}` may not name the crate `{reserved}`", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_table_in_the_architecture_page_names_every_module() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ARCHITECTURE.md")).unwrap();
    for (module, _) in MAY_IMPORT {
        assert!(page.contains(&format!("| `{module}` |")), "src/ARCHITECTURE.md has no row for `{module}`");
    }
}

#[test]
fn the_command_line_is_the_only_place_that_draws_without_a_window() {
    let users: Vec<PathBuf> =
        modules().into_iter().filter(|(_, module)| module == "cli").map(|(path, _)| path).collect();
    assert!(!users.is_empty());
    for path in users {
        let code = code(&path);
        assert!(!code.contains("egui::"), "{} names egui", path.display());
    }
}

/// Colors are chosen in `view::palette` and turned into egui's in `ui::theme`; nobody else makes one up.
#[test]
fn nobody_makes_up_a_color() {
    let makers = [
        "Color32::from_rgb(",
        "Color32::from_rgba",
        "Color32::RED",
        "Color32::WHITE",
        "Color32::GRAY",
        "Color32::from_gray",
    ];
    for (path, module) in modules() {
        if module != "ui" || path.ends_with("theme.rs") || path.components().any(|part| part.as_os_str() == "raster") {
            continue;
        }
        let code = code(&path);
        for maker in makers {
            assert!(!code.contains(maker), "{} makes up a color with {maker}", path.display());
        }
    }
}
