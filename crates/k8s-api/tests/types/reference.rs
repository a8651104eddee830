//! The operator's own definitions and samples, where that folder is at hand: beside the clone, in
//! `shared/acko`. Without it the comparison with them is not applicable.

use std::{fs, path::PathBuf};

use serde_json::Value;

/// The folder with the operator's files, unless it is not at hand; then that is said for the test.
#[expect(clippy::print_stderr, reason = "who runs the tests is to know")]
pub(crate) fn folder(test: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/acko");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("not applicable without the operator's files in shared/acko: {test}");
    None
}

/// Every object of the operator's samples, with the file it is from.
pub(crate) fn samples(test: &str) -> Option<Vec<(String, Value)>> {
    let folder = folder(test)?.join("samples");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let objects = files.into_iter().flat_map(|file| {
        let text = fs::read_to_string(&file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let objects: Vec<Value> = serde_saphyr::from_multiple(&text).unwrap();
        let objects = objects.into_iter().filter(|object| !object.is_null());
        objects
            .map(move |object| (name.clone(), object))
            .collect::<Vec<_>>()
    });
    Some(objects.collect())
}
