//! Completion offers what the parser would take.

use acm_aql::{Completion, NameKind, NameSlot, Names, SYNTAX, complete};

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
fn a_quote_that_is_open_takes_nothing_of_what_follows() {
    let source = "SELECT * FROM test.'us WHERE PK = 1";
    let completion = complete(source, 22);
    assert_eq!(
        &source[completion.replace.start..completion.replace.end],
        "'us"
    );
    check(
        "SELECT * FROM test.'us| WHERE PK = 1",
        &["'user data'", "users"],
    );
}

/// Where the words of the language stand in an example: written in capitals, and not in quotes.
fn words(example: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut quote = None;
    let outside = example.char_indices().filter(move |(_, c)| match quote {
        Some(open) => {
            quote = (*c != open).then_some(open);
            false
        }
        None => {
            quote = matches!(c, '\'' | '"' | '$').then_some(*c);
            quote.is_none()
        }
    });
    let starts = outside.filter_map(|(at, _)| {
        let begins = example[..at]
            .chars()
            .next_back()
            .is_none_or(|c| " (,.".contains(c));
        let word = &example[at..];
        let word = &word[..word
            .find(|c: char| c != '_' && !c.is_ascii_alphanumeric())
            .unwrap_or(word.len())];
        let is_word = word.len() > 1
            && word
                .chars()
                .all(|c| c.is_ascii_uppercase() || c == '_' || c.is_ascii_digit());
        (begins && is_word && word.starts_with(|c: char| c.is_ascii_uppercase()))
            .then_some((at, word))
    });
    starts.collect::<Vec<_>>().into_iter()
}

#[test]
fn every_word_of_every_example_is_offered_where_it_stands() {
    for syntax in SYNTAX {
        for (at, word) in words(syntax.example) {
            let offered = |cursor: usize| complete(&syntax.example[..cursor], cursor).words;
            assert!(
                offered(at).contains(&word),
                "{word} at {at} of {}",
                syntax.example
            );
            assert!(
                offered(at + 1).contains(&word),
                "{word} behind {at} of {}",
                syntax.example
            );
        }
    }
}

#[test]
fn every_place_of_every_example_is_completed() {
    let half = |text: &str| format!("{text}; \u{fc}' {text}");
    for text in SYNTAX
        .iter()
        .flat_map(|syntax| [syntax.example.to_owned(), half(syntax.example)])
    {
        for cursor in 0..=text.len() + 1 {
            let completion = complete(&text, cursor);
            let replaced = text.get(completion.replace.start..completion.replace.end);
            assert!(replaced.is_some(), "{cursor} of {text}");
            let begun = text.get(completion.replace.start..cursor.min(text.len()));
            let begins = begun
                .is_none_or(|begun| begun.trim_start_matches(['\'', '"']) == completion.prefix);
            assert!(
                begins || completion == Completion::default(),
                "{cursor} of {text}: {completion:?}"
            );
        }
    }
}

#[test]
fn what_is_replaced_is_the_word_that_is_written() {
    let completion = complete("SHOW names", 8);
    assert_eq!((completion.replace.start, completion.replace.end), (5, 10));
    assert_eq!(completion.prefix, "nam");
}
