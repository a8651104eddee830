//! A file being written.

use std::path::PathBuf;

use tokio::{
    fs,
    io::{AsyncWriteExt, BufWriter},
};

use super::{Files, PART, StoredFile, broken, random};
use crate::error::Result;

/// Bytes gathered before they are written.
const BUFFER: usize = 256 * 1024;
/// Bytes after which the room on the disk is looked at again.
const LOOK: u64 = 4 * 1024 * 1024;
/// Bytes of a file's name that are kept.
const MAX_NAME: usize = 200;

/// A file that is not whole yet. Dropped before it is, it is gone.
pub struct NewFile {
    files: Files,
    id: String,
    name: String,
    part: PathBuf,
    out: BufWriter<fs::File>,
    bytes: u64,
    /// Bytes at which the disk is looked at next.
    look: u64,
    whole: bool,
}

impl NewFile {
    pub(super) async fn create(files: Files, name: &str) -> Result<Self> {
        let id = random()?;
        fs::create_dir_all(files.folder()).await.map_err(broken)?;
        files.room().check_disk(files.folder())?;
        files.room().take_file()?;
        let part = files.folder().join(format!("{id}.{PART}"));
        let file = match fs::File::create_new(&part).await {
            Ok(file) => file,
            Err(error) => {
                files.room().give_back(0);
                return Err(broken(error));
            }
        };
        Ok(Self {
            files,
            id,
            name: safe(name),
            part,
            out: BufWriter::with_capacity(BUFFER, file),
            bytes: 0,
            look: LOOK,
            whole: false,
        })
    }

    /// Appends.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED` when there is no room, `INTERNAL` when it cannot be written.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let more = bytes.len() as u64;
        self.files.room().take_bytes(self.bytes, more)?;
        self.bytes += more;
        if self.bytes >= self.look {
            self.files.room().check_disk(self.files.folder())?;
            self.look = self.bytes + LOOK;
        }
        self.out.write_all(bytes).await.map_err(broken)
    }

    /// Bytes so far.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Makes it whole: from now on it can be read.
    ///
    /// # Errors
    /// As for [`Self::write`]; the store's own.
    pub async fn finish(mut self) -> Result<StoredFile> {
        self.out.flush().await.map_err(broken)?;
        let target = self.files.folder().join(&self.id);
        fs::rename(&self.part, target).await.map_err(broken)?;
        self.part = self.files.folder().join(&self.id);
        let (id, name) = (self.id.clone(), self.name.clone());
        let kept = self.files.keep(id, name, self.bytes).await?;
        self.whole = true;
        Ok(kept)
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.whole {
            let _ = std::fs::remove_file(&self.part);
            self.files.room().give_back(self.bytes);
        }
    }
}

/// A name that is one of a file, and nothing else, wherever it is saved.
fn safe(name: &str) -> String {
    let allowed = |letter: char| match letter {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
        letter if letter.is_control() => '_',
        letter => letter,
    };
    let mut safe: String = name.trim_matches(['.', ' ']).chars().map(allowed).collect();
    while safe.len() > MAX_NAME {
        safe.pop();
    }
    if safe.is_empty() {
        safe.push_str("file");
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn no_name_leads_out_of_the_folder_it_is_saved_in() {
        for (name, expected) in [
            ("users.csv", "users.csv"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("..", "file"),
            ("a\r\nb\"c", "a__b_c"),
            ("größe 世界.ndjson", "größe 世界.ndjson"),
        ] {
            assert_eq!(safe(name), expected);
        }
        assert!(safe(&"ä".repeat(500)).len() <= 200);
    }
}
