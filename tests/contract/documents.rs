//! `docs/promises.md` names, for each promise, what shows it; here that is checked to exist.

use std::{fs, path::Path};

/// Reads the table's rows: id, promise, and what shows it.
fn rows() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = fs::read_to_string(root.join("docs/promises.md")).unwrap();
    text.lines()
        .filter_map(|line| {
            let mut cells = line.split('|').map(str::trim).skip(1);
            let (id, _promise, shown) = (cells.next()?, cells.next()?, cells.next()?);
            let is_id = id.len() == 4 && id.starts_with('P') && id[1..].parse::<u16>().is_ok();
            is_id.then(|| (id.to_owned(), shown.to_owned()))
        })
        .collect()
}

/// What shows a promise is written `path` or `path: text`, in backquotes, several joined by spaces;
/// the file must exist and hold the text.
#[test]
fn what_shows_a_promise_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut wrong = Vec::new();
    let rows = rows();
    for (id, shown) in &rows {
        let references: Vec<_> = shown.split('`').skip(1).step_by(2).collect();
        if references.is_empty() {
            wrong.push(format!("{id} names nothing that shows it"));
        }
        for reference in references {
            let (path, text) = reference.split_once(": ").unwrap_or((reference, ""));
            match fs::read_to_string(root.join(path)) {
                Err(_) => wrong.push(format!("{id}: there is no file {path}")),
                Ok(content) if !content.contains(text) => {
                    wrong.push(format!("{id}: {path} does not hold \"{text}\""));
                }
                Ok(_) => {}
            }
        }
    }
    assert!(rows.len() >= 51, "only {} promises are mapped", rows.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
