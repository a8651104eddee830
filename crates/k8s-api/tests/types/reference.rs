//! The operator's own definitions and samples, and recordings of it, where they are at hand: beside
//! the clone, in `shared`. Without them the comparison with them is not applicable.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

/// A folder of the reference, unless it is not at hand; then that is said for the test.
#[expect(clippy::print_stderr, reason = "who runs the tests is to know")]
pub(crate) fn folder(name: &str, test: &str) -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = shared.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("not applicable without ../shared/{name} beside the clone: {test}");
    None
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn name(file: &Path) -> String {
    file.file_name().unwrap().to_string_lossy().into_owned()
}

/// Every cluster in the recordings of the operator, with the file it is from; none where they are not
/// at hand.
pub(crate) fn reported(test: &str) -> Vec<(String, Value)> {
    let Some(folder) = folder("reference/operator-captures", test) else {
        return Vec::new();
    };
    let files = files(&folder).into_iter();
    let recordings = files.filter(|file| file.extension().is_some_and(|name| name == "jsonl"));
    let objects = recordings.flat_map(|file| {
        let text = fs::read_to_string(&file).unwrap();
        let lines = text
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap());
        let clusters = lines.filter(|line| line["kind"] == "AerospikeCluster");
        let name = name(&file);
        let objects = clusters.map(|line| (name.clone(), line["object"].clone()));
        objects.collect::<Vec<_>>()
    });
    objects.collect()
}

/// Every object of the operator's samples, with the file it is from.
pub(crate) fn samples(test: &str) -> Option<Vec<(String, Value)>> {
    let files = files(&folder("acko/samples", test)?).into_iter();
    let objects = files.flat_map(|file| {
        let text = fs::read_to_string(&file).unwrap();
        let objects: Vec<Value> = serde_saphyr::from_multiple(&text).unwrap();
        let objects = objects.into_iter().filter(|object| !object.is_null());
        let name = name(&file);
        objects
            .map(|object| (name.clone(), object))
            .collect::<Vec<_>>()
    });
    Some(objects.collect())
}
