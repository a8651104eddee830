//! Completion offers what the parser would take.

use acm_aql::{NameKind, NameSlot, Names, complete};

/// A cluster of one set.
struct Demo;

impl Names for Demo {
    fn names(&self, slot: &NameSlot) -> Vec<String> {
        let about = (slot.namespace.as_deref(), slot.set.as_deref());
        let names: &[&str] = match (slot.kind, about) {
            (NameKind::Namespace, _) => &["test", "temp"],
            (NameKind::Set, (Some("test"), _)) => &["users", "user data"],
            (NameKind::Bin, (Some("test"), Some("users"))) => &["age", "name", "from"],
            (NameKind::Index, (Some("test"), _)) => &["by_age"],
            (NameKind::Module, _) => &["counters"],
            (NameKind::ModuleFile, _) => &["counters.lua"],
            (NameKind::User, _) => &["ann"],
            (NameKind::Role, _) => &["reporting"],
            _ => &[],
        };
        names.iter().map(|name| (*name).to_owned()).collect()
    }
}

/// Completes at `|` and compares the first suggestions.
#[track_caller]
fn check(marked: &str, expected: &[&str]) {
    let cursor = marked.find('|').expect("a cursor");
    let source = marked.replacen('|', "", 1);
    let found = complete(&source, cursor).suggestions(&Demo);
    let found: Vec<&str> = found.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(found, expected, "{marked}");
}

#[test]
fn words_are_offered_where_the_grammar_takes_them() {
    check("sel|", &["SELECT"]);
    check("SHOW na|", &["NAMESPACES"]);
    check("SELECT * |", &["FROM"]);
    check("SELECT * FROM test.users |", &["IN", "WHERE", "LIMIT"]);
    check("GET; KILL|", &["KILL_QUERY", "KILL_SCAN"]);
    check(
        "CREATE INDEX i ON test.users (age) |",
        &["NUMERIC", "STRING", "GEO2DSPHERE", "BLOB"],
    );
    check("SET OUTPUT |", &["TABLE", "JSON", "RAW", "MUTE"]);
    check(
        "GRANT PRIVILEGES read-w|",
        &["read-write", "read-write-udf"],
    );
    check("SHOW SETS\nTR|", &["TRUNCATE"]);
    check("SELCT nonsense; TR|", &["TRUNCATE"]);
}

#[test]
fn names_of_the_cluster_are_offered_where_they_belong() {
    check("SELECT * FROM |", &["temp", "test"]);
    check("SELECT * FROM tes|", &["test"]);
    check("SELECT * FROM test.|", &["'user data'", "users"]);
    check("SELECT | FROM test.users", &["age", "'from'", "name"]);
    check("SELECT age, n| FROM test.users", &["name"]);
    check("SELECT * FROM test.users WHERE a|", &["age"]);
    check("INSERT INTO test.users (PK, |", &["age", "'from'", "name"]);
    check("DROP INDEX test |", &["by_age"]);
    check("EXECUTE c|", &["counters"]);
    check("REMOVE MODULE |", &["'counters.lua'"]);
    check("DROP USER |", &["ann"]);
    check("GRANT ROLES |", &["reporting"]);
    check("SELECT * FROM test.'us|", &["'user data'", "users"]);
}

#[test]
fn nothing_is_offered_where_nothing_fits() {
    check("SELECT * FROM test -- wh|", &[]);
    check("SELECT * FROM test WHERE PK = 'te|", &[]);
    check("CREATE USER |", &[]);
    check("nonsense here |", &[]);
}

#[test]
fn what_is_replaced_is_the_word_that_is_written() {
    let completion = complete("SHOW names", 8);
    assert_eq!((completion.replace.start, completion.replace.end), (5, 10));
    assert_eq!(completion.prefix, "nam");
}
