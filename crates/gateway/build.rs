//! The UI's build is embedded: build again when it changes.
fn main() {
    println!("cargo:rerun-if-changed=../../frontend/dist");
}
