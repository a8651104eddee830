//! What the documents say, where that can drift: the promises' proofs exist, every error code and
//! every limit is written down, the README's script fits the schema.

use std::{
    fs,
    path::{Path, PathBuf},
};

use acm_core::{ApiError, Caller, ErrorCode, Rights};
use acm_gateway::{Limits, contract_schema};
use async_graphql::Request;

/// The text of a file of the repository, by its path from the root.
fn read(path: &str) -> Option<String> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).ok()
}

/// Reads the table's rows: id, promise, and what shows it.
fn promises() -> Vec<(String, String)> {
    let text = read("docs/promises.md").unwrap();
    text.lines()
        .filter_map(|line| {
            let mut cells = line.split('|').map(str::trim).skip(1);
            let (id, _promise, shown) = (cells.next()?, cells.next()?, cells.next()?);
            let is_id = id.len() == 4 && id.starts_with('P') && id[1..].parse::<u16>().is_ok();
            is_id.then(|| (id.to_owned(), shown.to_owned()))
        })
        .collect()
}

/// What shows something is written `path` or `path: text`, in backquotes, several joined by spaces;
/// the file must exist and hold the text. Yields what is wrong with a row.
fn wrong_references(id: &str, shown: &str) -> Vec<String> {
    let references: Vec<_> = shown.split('`').skip(1).step_by(2).collect();
    if references.is_empty() {
        return vec![format!("{id} names nothing that shows it")];
    }
    let wrong = |reference: &&str| {
        let (path, text) = reference.split_once(": ").unwrap_or((reference, ""));
        match read(path) {
            None => Some(format!("{id}: there is no file {path}")),
            Some(content) if !content.contains(text) => {
                Some(format!("{id}: {path} does not hold \"{text}\""))
            }
            Some(_) => None,
        }
    };
    references.iter().filter_map(wrong).collect()
}

#[test]
fn what_shows_a_promise_exists() {
    let promises = promises();
    let wrong: Vec<_> = promises
        .iter()
        .flat_map(|(id, shown)| wrong_references(id, shown))
        .collect();
    assert!(promises.len() >= 60, "only {} are mapped", promises.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_shows_a_lesson_was_learned_exists() {
    let text = read("docs/lessons.md").unwrap();
    let rows: Vec<_> = text
        .lines()
        .filter_map(|line| {
            let cells: Vec<_> = line.split(" | ").collect();
            let number = cells.first()?.strip_prefix("| ")?.parse::<u8>().ok()?;
            Some((format!("lesson {number}"), cells.get(2)?.to_string()))
        })
        .collect();
    let wrong: Vec<_> = rows
        .iter()
        .flat_map(|(id, shown)| wrong_references(id, shown))
        .collect();
    assert!(rows.len() >= 40, "only {} are there", rows.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_error_code_has_a_row() {
    let text = read("docs/errors.md").unwrap();
    let codes = ErrorCode::ALL.map(ErrorCode::as_str);
    let missing: Vec<_> = codes
        .iter()
        .filter(|code| !text.contains(&format!("\n| `{code}` |")))
        .collect();
    assert!(missing.is_empty(), "docs/errors.md lacks {missing:?}");
}

#[test]
fn every_limit_has_a_row_with_its_default() {
    let text = read("docs/api-design.md").unwrap();
    let limits = serde_json::to_value(Limits::default()).unwrap();
    let mut wrong = Vec::new();
    for (setting, default) in limits.as_object().unwrap() {
        let cells = format!(
            "| `{setting}` | {}",
            written(setting, default.as_u64().unwrap())
        );
        if !text.contains(&format!("{cells} |")) {
            wrong.push(cells);
        }
    }
    assert!(
        wrong.is_empty(),
        "docs/api-design.md lacks:\n{}",
        wrong.join("\n")
    );
}

/// A caller without rights gets as far as the first guard: so the document and its variables are right.
#[tokio::test]
async fn the_script_of_the_readme_fits_the_schema() {
    let schema = contract_schema();
    let text = read("README.md").unwrap();
    let bodies = text
        .lines()
        .filter_map(|line| Some(line.split_once("ask '")?.1.rsplit_once("}'")?.0));
    let mut asked = 0;
    for body in bodies {
        // The shell puts a connection's id where the quotes end and begin again.
        let body = format!("{}}}", body.replace("'$id'", "conn-1"));
        let body: Request = serde_json::from_str(&body).unwrap();
        let answer = schema
            .execute(body.data(Caller::new("nobody", Rights::NONE)))
            .await;
        let forbidden = |error: &async_graphql::ServerError| {
            error
                .source::<ApiError>()
                .is_some_and(|error| error.code() == ErrorCode::Forbidden)
        };
        assert!(!answer.errors.is_empty());
        assert!(answer.errors.iter().all(forbidden), "{:?}", answer.errors);
        asked += 1;
    }
    assert_eq!(asked, 4, "the README's script has other requests");
}

/// Links between files of the repository; pictures too.
#[test]
fn every_link_leads_to_a_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut pages = vec![
        root.join("tests/README.md"),
        root.join("frontend/README.md"),
    ];
    for folder in ["", "docs", "docs/adr"] {
        pages.extend(
            entries(&root.join(folder))
                .filter(|path| path.extension().is_some_and(|end| end == "md")),
        );
    }
    pages.extend(entries(&root.join("crates")).map(|path| path.join("README.md")));
    let mut dead = Vec::new();
    for page in &pages {
        let text = fs::read_to_string(page).unwrap();
        let links = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split_once(')'));
        for (link, _) in links.filter(|(link, _)| !link.contains("://") && !link.starts_with('#')) {
            let file = link.split('#').next().unwrap_or_default();
            if !page.with_file_name(file).exists() {
                dead.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(
        pages.len() > 30,
        "there are more pages than {}",
        pages.len()
    );
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
}

/// A default as the table writes it: whole seconds, whole mebibytes, thousands apart.
fn written(setting: &str, value: u64) -> String {
    if setting.ends_with("-ms") {
        return format!("{} s", value / 1_000);
    }
    if setting.ends_with("-bytes") {
        return format!("{} MiB", value / (1024 * 1024));
    }
    match (value / 1_000_000, value / 1_000 % 1_000, value % 1_000) {
        (0, 0, units) => units.to_string(),
        (0, thousands, units) => format!("{thousands},{units:03}"),
        (millions, thousands, units) => format!("{millions},{thousands:03},{units:03}"),
    }
}
