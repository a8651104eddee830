//! The words of the language. All but the few of [`RESERVED`] can be names too.

/// A word of the language, in capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Keyword(&'static str);

impl Keyword {
    /// Its text, in capitals.
    pub(crate) fn text(self) -> &'static str {
        self.0
    }

    pub(crate) fn is(self, word: &str) -> bool {
        self.0.eq_ignore_ascii_case(word)
    }
}

macro_rules! keywords {
    ($($name:ident)*) => {
        $(pub(crate) const $name: Keyword = Keyword(stringify!($name));)*
    };
}

keywords! {
    AGGREGATE ALLOWLIST ALTER AND ANY AS ASINFO BETWEEN BINS BLOB BOOL BYTES CAST CHAR CONTAINS CREATE
    DECIMAL DELETE DESC DIGEST DROP EDIGEST EXECUTE EXPLAIN FALSE FLOAT FOR FROM GEO2DSPHERE
    GEOJSON GET GRANT HELP IN INDEX INDEXES INFO INSERT INT INTO JOBS JSON KEY_SEND KILL_QUERY
    KILL_SCAN LIMIT LIST MAP MAPKEYS MAPVALUES MODULE MODULES MUTE NAMESPACE NAMESPACES NODES
    NO_BINS NULL NUMERIC ON OUTPUT OUTPUT_TYPES PACKAGE PASSWORD PK PRIVILEGE PRIVILEGES
    QUERIES RAW READ_QUOTA REAL RECORD_PRINT_METADATA RECORD_TTL REGISTER REMOVE RESET REVOKE ROLE
    ROLES RUN SCANS SELECT SET SETS SHOW STAT STRING SYSTEM TABLE TEXT TIMEOUT TO TRUE TRUNCATE UPTO
    USER USERS VALUES VARCHAR VERBOSE WHERE WHITELIST WITHIN WRITE_QUOTA
}

/// Words that are no bare names. A statement that lacks a name would take the first ones for it; the
/// others ask for the key where a bin could stand.
pub(crate) const RESERVED: [Keyword; 6] = [FROM, INTO, WHERE, PK, DIGEST, EDIGEST];

/// Whether a name that reads so is quoted.
pub(crate) fn is_reserved(word: &str) -> bool {
    RESERVED.iter().any(|keyword| keyword.is(word))
}
