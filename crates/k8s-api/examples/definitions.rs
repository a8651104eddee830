//! Writes our definitions of the custom resources to where the test server takes them from.
//! `make definitions` runs it.

use std::{error::Error, fs, path::Path};

use acm_k8s_api::definitions::Definition;

fn main() -> Result<(), Box<dyn Error>> {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/kube-testserver/definitions");
    fs::create_dir_all(&folder)?;
    for (file, definition) in Definition::all() {
        fs::write(folder.join(file), definition.yaml()?)?;
    }
    Ok(())
}
