//! A text to the statements that are run, those of files it runs among them.

use std::collections::HashSet;

use acm_aql::{
    Class, Diagnostic, Places, Spanned,
    ast::Statement,
    limits::{MAX_SCRIPT_BYTES, MAX_STATEMENTS},
    parse,
};
use acm_core::{ApiError, ErrorCode};
use serde_json::{Value, json};

use super::translate::File;

/// Files that can be sent along.
pub(crate) const MAX_FILES: usize = 32;
/// Files that run each other.
const MAX_DEPTH: usize = 4;
/// Bytes that are read for one text: its own and those of files, each time they are named.
const MAX_READ_BYTES: usize = 8 * 1024 * 1024;
/// Bytes a file counts as at least.
const MIN_READ_BYTES: usize = 1024;
/// Errors that are told at once.
const MAX_ERRORS: usize = 100;

/// A statement that can be run.
#[derive(Clone, Debug)]
pub(crate) struct Planned {
    pub(crate) statement: Statement,
    /// The statement as people may see it.
    pub(crate) text: String,
    /// The file it stands in; the text itself without.
    pub(crate) file: Option<String>,
    /// The line it begins on.
    pub(crate) line: usize,
    pub(crate) class: Class,
}

/// The statements of a text, in the order they are run.
///
/// # Errors
/// `BAD_USER_INPUT` with every error in `details.errors`; nothing of such a text is run.
pub(crate) fn plan(text: &str, files: &[File]) -> Result<Vec<Planned>, ApiError> {
    check_files(files)?;
    let mut reading = Reading {
        files,
        left: MAX_READ_BYTES,
        planned: Vec::new(),
        errors: Vec::new(),
    };
    reading.text(text, None, 0);
    match reading.errors.first() {
        None => Ok(reading.planned),
        Some(first) => {
            let line = &first["line"];
            let words = first["message"].as_str().unwrap_or_default();
            let place = match first["file"].as_str() {
                Some(file) => format!("{file}, line {line}"),
                None => format!("Line {line}"),
            };
            let message = format!("{place}: {words}. Nothing was run.");
            Err(ApiError::new(ErrorCode::BadUserInput, message)
                .with_detail("field", "input.text")
                .with_detail("errors", reading.errors))
        }
    }
}

/// Sees that what is dangerous was confirmed by its name.
///
/// # Errors
/// `BAD_USER_INPUT` with what is missing in `details.confirm`; nothing of such a text is run.
pub(crate) fn check_confirmed(
    planned: &[Planned],
    confirmations: &[String],
) -> Result<(), ApiError> {
    let mut missing: Vec<String> = Vec::new();
    for one in planned {
        let wanted = one.statement.must_confirm();
        if let Some(wanted) = wanted.filter(|wanted| !confirmations.contains(wanted))
            && !missing.contains(&wanted)
        {
            missing.push(wanted);
        }
    }
    match missing.first() {
        None => Ok(()),
        Some(first) => {
            let message = format!(
                "This cannot be undone: repeat {first} in input.confirmations. Nothing was run."
            );
            Err(ApiError::new(ErrorCode::BadUserInput, message)
                .with_detail("field", "input.confirmations")
                .with_detail("confirm", missing))
        }
    }
}

fn check_files(files: &[File]) -> Result<(), ApiError> {
    let refuse = |reason: String| Err(ApiError::bad_input("input.files", reason));
    if files.len() > MAX_FILES {
        return refuse(format!("at most {MAX_FILES} files can be sent along"));
    }
    let mut names = HashSet::new();
    if let Some(twice) = files.iter().find(|file| !names.insert(&file.name)) {
        return refuse(format!("two files are called {}", twice.name));
    }
    match files.iter().find(|file| file.text.len() > MAX_SCRIPT_BYTES) {
        Some(file) => refuse(format!(
            "{} has more than {MAX_SCRIPT_BYTES} bytes",
            file.name
        )),
        None => Ok(()),
    }
}

struct Reading<'a> {
    files: &'a [File],
    /// Bytes that may still be read.
    left: usize,
    planned: Vec<Planned>,
    errors: Vec<Value>,
}

impl<'a> Reading<'a> {
    fn text(&mut self, text: &str, file: Option<&'a str>, depth: usize) {
        let places = Places::of(text);
        for read in parse(text).statements {
            if self.errors.len() >= MAX_ERRORS {
                return;
            }
            let outcome = read.outcome.map_err(|error| *error);
            let statement = match outcome.and_then(|statement| self.with_files(statement)) {
                Ok(statement) => statement,
                Err(error) => {
                    self.refuse(&error, file, &places);
                    continue;
                }
            };
            if let Statement::Run(name) = &statement {
                match self.runs(name, depth) {
                    Ok(inner) => self.text(&inner.text, Some(&inner.name), depth + 1),
                    Err(error) => self.refuse(&error, file, &places),
                }
                continue;
            }
            if self.planned.len() == MAX_STATEMENTS {
                let message = format!("at most {MAX_STATEMENTS} statements are run at once");
                let error = Diagnostic {
                    span: read.span,
                    message,
                    fix: None,
                };
                return self.refuse(&error, file, &places);
            }
            self.planned.push(Planned {
                text: statement.to_string(),
                class: statement.class(),
                file: file.map(str::to_owned),
                line: places.place(read.span.start).line,
                statement,
            });
        }
    }

    fn refuse(&mut self, error: &Diagnostic, file: Option<&str>, places: &Places<'_>) {
        let place = places.place(error.span.start);
        self.errors.push(json!({
            "message": error.message, "file": file,
            "line": place.line, "column": place.column, "offset": place.offset,
        }));
    }

    /// The file that is run.
    fn runs(&mut self, name: &Spanned<String>, depth: usize) -> Result<&'a File, Diagnostic> {
        if depth == MAX_DEPTH {
            let message = format!("files run each other {MAX_DEPTH} deep at most");
            return Err(wrong(name, message));
        }
        self.file(name)
    }

    /// A statement with the files it names.
    fn with_files(&mut self, statement: Statement) -> Result<Statement, Diagnostic> {
        Ok(match statement {
            Statement::RegisterModule(mut module) if module.source.is_none() => {
                let text = self.file(&module.file)?.text.clone();
                module.source = Some(Spanned::new(text, module.file.span));
                Statement::RegisterModule(module)
            }
            Statement::Explain(inner) => Statement::Explain(Box::new(self.with_files(*inner)?)),
            statement => statement,
        })
    }

    /// A file that was sent along; what is in it counts as read.
    fn file(&mut self, name: &Spanned<String>) -> Result<&'a File, Diagnostic> {
        let Some(file) = self.files.iter().find(|file| file.name == name.node) else {
            let message = format!(
                "the file {} was not sent along, and none of this server's are read",
                name.node
            );
            return Err(wrong(name, message));
        };
        match self.left.checked_sub(file.text.len().max(MIN_READ_BYTES)) {
            Some(left) => self.left = left,
            None => {
                let message = format!("files are read for {MAX_READ_BYTES} bytes at most");
                return Err(wrong(name, message));
            }
        }
        Ok(file)
    }
}

fn wrong(name: &Spanned<String>, message: String) -> Diagnostic {
    Diagnostic {
        span: name.span,
        message,
        fix: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> File {
        let (name, text) = (name.to_owned(), text.to_owned());
        File { name, text }
    }

    #[test]
    fn files_that_are_run_are_part_of_the_text() {
        let files = [file("a", "GET; RUN 'b'; HELP"), file("b", "SHOW SETS")];
        let planned = plan("RUN 'a'; RESET", &files).unwrap();
        let shown: Vec<_> = planned
            .iter()
            .map(|one| (one.text.as_str(), one.file.as_deref()))
            .collect();
        assert_eq!(
            shown,
            [
                ("GET", Some("a")),
                ("SHOW SETS", Some("b")),
                ("HELP", Some("a")),
                ("RESET", None)
            ]
        );
    }

    #[test]
    fn a_text_with_an_error_is_refused_whole() {
        let check = |text: &str, files: &[File], line: u64, words: &str| {
            let error = plan(text, files).unwrap_err();
            let details = error.details().unwrap();
            let first = &details["errors"][0];
            assert_eq!(first["line"], line, "{text}");
            assert!(
                first["message"].as_str().unwrap().contains(words),
                "{first}"
            );
        };
        check("GET;\nSELCT", &[], 2, "SELECT");
        check("RUN 'x'", &[], 1, "not sent along");
        check("REGISTER MODULE 'x.lua'", &[], 1, "not sent along");
        check("RUN 'a'", &[file("a", "RUN 'a'")], 1, "4 deep");
        check("RUN 'a'", &[file("a", "GET;\nNO")], 2, "no statement");
        let many = "RUN 'a';".repeat(10_000);
        check(&many, &[file("a", "")], 1, "bytes at most");
        let large = file("a.lua", &"x".repeat(1 << 20));
        check(
            &"REGISTER MODULE a.lua;".repeat(9),
            &[large],
            1,
            "bytes at most",
        );
    }

    #[test]
    fn what_is_dangerous_is_confirmed_once_for_each_name() {
        let planned = plan("TRUNCATE t.s; DROP USER u; TRUNCATE t.s", &[]).unwrap();
        let error = check_confirmed(&planned, &["u".to_owned()]).unwrap_err();
        assert_eq!(error.details().unwrap()["confirm"], json!(["t.s"]));
        let all = ["t.s".to_owned(), "u".to_owned()];
        assert!(check_confirmed(&planned, &all).is_ok());
    }
}
