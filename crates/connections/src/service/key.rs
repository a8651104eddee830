//! The key secrets are sealed with: from a setting, or from a file made at the first start.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use base64::{
    Engine,
    alphabet::{STANDARD, URL_SAFE},
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use zeroize::Zeroizing;

/// Bytes of a key.
const KEY_BYTES: usize = 32;
/// Bytes a key file may have; a longer one is something else.
const MAX_FILE: u64 = 256;

/// A key of 256 bits: wiped when dropped, never shown.
#[derive(Clone)]
pub struct SecretKey(Zeroizing<[u8; KEY_BYTES]>);

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretKey(***)")
    }
}

/// Where the key comes from.
#[derive(Clone, Debug)]
pub enum KeySource {
    /// The key itself, from the setting `ACM_SECRET_KEY`.
    Key(SecretKey),
    /// A file readable by its owner only, made with a random key when secrets were never stored.
    File(PathBuf),
}

/// Why there is no key; written for the operator who starts the server.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The text is no key.
    #[error("a secret key is 32 bytes, written as 64 hexadecimal digits or in base64")]
    Form,
    /// The file holds something else.
    #[error("the file {0} does not hold a secret key: restore it from a backup")]
    FileForm(PathBuf),
    /// Others could read the file.
    #[error("the file {0} must be readable by its owner only: chmod 600 it")]
    FileMode(PathBuf),
    /// Secrets are stored, and the file that opened them is gone.
    #[error(
        "the file {0} is missing, and stored passwords were sealed with the key in it: restore it, or set ACM_SECRET_KEY"
    )]
    FileLost(PathBuf),
    /// The file cannot be read or made.
    #[error("the file {path} cannot be read or made")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The system yields no random bytes.
    #[error("the system yields no random bytes")]
    NoEntropy,
}

impl SecretKey {
    /// A key from its bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; KEY_BYTES]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Reads a key written as 64 hexadecimal digits or in base64 of either alphabet.
    ///
    /// # Errors
    /// [`KeyError::Form`].
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let text = text.trim_ascii();
        let bytes = match text.len() {
            64 => decode_hex(text),
            _ => decode_base64(text),
        };
        let bytes = bytes.ok_or(KeyError::Form)?;
        let bytes: [u8; KEY_BYTES] = bytes.as_slice().try_into().map_err(|_| KeyError::Form)?;
        Ok(Self::from_bytes(bytes))
    }

    pub(super) fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    fn random() -> Result<Self, KeyError> {
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        getrandom::fill(key.as_mut_slice()).map_err(|_| KeyError::NoEntropy)?;
        Ok(Self(key))
    }

    fn to_hex(&self) -> Zeroizing<String> {
        use std::fmt::Write as _;
        let mut text = Zeroizing::new(String::with_capacity(2 * KEY_BYTES + 1));
        for byte in self.0.iter() {
            let _ = write!(text, "{byte:02x}");
        }
        text
    }
}

impl KeySource {
    /// The setting when there is one, else the file `secret.key` in `directory`.
    ///
    /// # Errors
    /// [`KeyError::Form`] when the setting is no key.
    pub fn from_setting(setting: Option<&str>, directory: &Path) -> Result<Self, KeyError> {
        match setting {
            Some(text) => SecretKey::parse(text).map(Self::Key),
            None => Ok(Self::File(directory.join("secret.key"))),
        }
    }

    /// The key. A missing file is made when `may_create`, and an existing one never changed.
    ///
    /// # Errors
    /// Why there is no usable key.
    pub fn load(&self, may_create: bool) -> Result<SecretKey, KeyError> {
        let path = match self {
            Self::Key(key) => return Ok(key.clone()),
            Self::File(path) => path,
        };
        let failed = |source| KeyError::File {
            path: path.clone(),
            source,
        };
        match read(path) {
            Err(KeyError::File { source, .. }) if source.kind() == io::ErrorKind::NotFound => {}
            read => return read,
        }
        if !may_create {
            return Err(KeyError::FileLost(path.clone()));
        }
        match create(path, &SecretKey::random()?) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed(error)),
        }
        read(path)
    }
}

fn read(path: &Path) -> Result<SecretKey, KeyError> {
    let failed = |source| KeyError::File {
        path: path.to_owned(),
        source,
    };
    let metadata = fs::metadata(path).map_err(failed)?;
    if metadata.permissions().mode() & 0o077 != 0 {
        return Err(KeyError::FileMode(path.to_owned()));
    }
    if !metadata.is_file() || metadata.len() > MAX_FILE {
        return Err(KeyError::FileForm(path.to_owned()));
    }
    let text = Zeroizing::new(fs::read(path).map_err(failed)?);
    std::str::from_utf8(&text)
        .ok()
        .and_then(|text| SecretKey::parse(text).ok())
        .ok_or_else(|| KeyError::FileForm(path.to_owned()))
}

/// Makes the file whole or not at all: written under a name of its own first, then linked, which fails
/// when the name is taken. Drawn at random, the draft's name is nobody else's: processes in containers
/// that share the folder have the same id, and one that was killed leaves its draft behind.
fn create(path: &Path, key: &SecretKey) -> io::Result<()> {
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory)?;
    }
    let draft = path.with_extension(format!("key.{:016x}", getrandom::u64()?));
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&draft)?;
    let linked = file
        .write_all(key.to_hex().as_bytes())
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::hard_link(&draft, path));
    fs::remove_file(&draft)?;
    linked
}

fn decode_hex(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|d| u8::try_from(d).ok())
    };
    text.as_bytes()
        .chunks_exact(2)
        .map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?))
        .collect::<Option<Vec<u8>>>()
        .map(Zeroizing::new)
}

fn decode_base64(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    [STANDARD, URL_SAFE]
        .iter()
        .find_map(|alphabet| GeneralPurpose::new(alphabet, config).decode(text).ok())
        .map(Zeroizing::new)
}
