//! Errors say where, what, and what would mend it.

use acm_aql::parse;

/// Reads a statement that is wrong. `marked` is the statement with `[…]` around the place; `fix` what
/// the place is to be.
#[track_caller]
fn check(marked: &str, message: &str, fix: Option<&str>) {
    let start = marked.find('⟦').expect("a place");
    let end = marked.find('⟧').expect("a place") - '⟦'.len_utf8();
    let source = marked.replace(['⟦', '⟧'], "");
    let script = parse(&source);
    let error = script.errors().next().expect(&source);
    assert_eq!(error.message, message, "{source}");
    assert_eq!(
        (error.span.start, error.span.end),
        (start, end),
        "{source}: {message}"
    );
    assert_eq!(
        error.fix.as_ref().map(|fix| fix.text.as_str()),
        fix,
        "{source}"
    );
}

#[test]
fn a_misspelt_word_is_told_with_the_one_that_is_meant() {
    check(
        "⟦SELCT⟧ * FROM t",
        "no statement begins with SELCT; did you mean SELECT?",
        Some("SELECT"),
    );
    check(
        "SELECT * ⟦FORM⟧ t",
        "FROM should stand here, not FORM; did you mean FROM?",
        Some("FROM"),
    );
    check(
        "SELECT * FROM t ⟦WEHRE⟧ a = 1",
        "., IN, WHERE, LIMIT or ; should stand here, not WEHRE; did you mean WHERE?",
        Some("WHERE"),
    );
    check(
        "SHOW ⟦NAMSPACES⟧",
        "one of NAMESPACES, MODULES, NODES, QUERIES, SCANS, JOBS, USERS, ROLES, … should stand here, not NAMSPACES; did you mean NAMESPACES?",
        Some("NAMESPACES"),
    );
    check(
        "GRANT PRIVILEGES ⟦reed⟧ TO r",
        "one of read, write, read-write, read-write-udf, truncate, data-admin, sindex-admin, udf-admin, … should stand here, not reed; did you mean read?",
        Some("read"),
    );
    check(
        "⟦hello⟧",
        "no statement begins with hello; HELP lists what there is",
        None,
    );
}

#[test]
fn what_is_missing_is_named() {
    check(
        "SELECT * FROM⟦⟧",
        "the statement is not complete: a namespace is missing",
        None,
    );
    check(
        "SELECT ⟦FROM⟧ t",
        "a bin is missing before FROM; one that is called so is quoted",
        None,
    );
    check(
        "SELECT * FROM ⟦WHERE⟧ a = 1",
        "a namespace is missing before WHERE; one that is called so is quoted",
        None,
    );
    check(
        "SELECT * FROM t⟦;⟧ GET".replace("t⟦", "⟦").as_str(),
        "the statement ends too early: a namespace is missing",
        None,
    );
    check(
        "DELETE FROM t WHERE ⟦a⟧ = 1",
        "PK, DIGEST or EDIGEST should stand here, not a",
        None,
    );
    check(
        "CREATE INDEX i ON t (a)⟦⟧",
        "the statement is not complete: NUMERIC, STRING, GEO2DSPHERE or BLOB is missing",
        None,
    );
    check(
        "ALTER ROLE r⟦⟧",
        "the statement is not complete: ALLOWLIST, WHITELIST, READ_QUOTA or WRITE_QUOTA is missing",
        None,
    );
}

#[test]
fn values_that_do_not_fit_are_refused_where_they_stand() {
    check(
        "INSERT INTO t (PK, a) VALUES (1, ⟦abc⟧)",
        "abc is no value; a text is quoted",
        Some("'abc'"),
    );
    check(
        "INSERT INTO t (PK, a) VALUES (⟦1.5⟧, 1)",
        "a key is an integer, a text or BYTES('…')",
        None,
    );
    check(
        "INSERT INTO t (PK, a) VALUES ⟦(1, 2, 3)⟧",
        "2 names, PK among them, but 3 values",
        None,
    );
    check(
        "INSERT INTO t (PK, a, ⟦a⟧) VALUES (1, 2, 3)",
        "the bin a is named twice",
        None,
    );
    check(
        "INSERT INTO t (PK, a) VALUES (1, ⟦9223372036854775808⟧)",
        "integers go from -9223372036854775808 to 9223372036854775807",
        None,
    );
    check(
        "INSERT INTO t (PK, a) VALUES (1, ⟦1e999⟧)",
        "this number is too large for a float",
        None,
    );
    check(
        "INSERT INTO t (PK, a) VALUES (1, JSON('[1⟦⟧ 2]'))"
            .replace("⟦⟧ 2", " ⟦⟧2")
            .as_str(),
        "in the JSON, a comma or ] should stand here",
        None,
    );
    check(
        "INSERT INTO t (PK, a) VALUES (1, JSON('{\"it''s\": ⟦⟧x}'))",
        "in the JSON, a value should stand here",
        None,
    );
    check(
        "INSERT INTO t (PK, a) VALUES (1, LIST(⟦'{}'⟧))",
        "this is no list: write LIST('[1, 2]')",
        None,
    );
    check(
        "INSERT INTO t (PK, a) VALUES (1, BYTES(⟦'0'⟧))",
        "this is no bytes: write two hexadecimal digits for each, as in BYTES('0aff')",
        None,
    );
    check(
        "SELECT * FROM t WHERE a = ⟦1.5⟧",
        "bins are compared with integers, texts and bytes, not with a float",
        None,
    );
    check(
        "SELECT * FROM t WHERE a ⟦>⟧ 1",
        "> compares nothing here: write = or BETWEEN low AND high",
        None,
    );
    check(
        "SELECT * FROM t WHERE a BETWEEN ⟦5 AND 1⟧",
        "the lower end comes first",
        Some("1 AND 5"),
    );
    check(
        "SELECT * FROM t LIMIT ⟦0⟧",
        "how many records is at least 1",
        None,
    );
    check(
        "SELECT * FROM t WHERE DIGEST = ⟦'00'⟧",
        "a digest of 40 hexadecimal digits should stand here",
        None,
    );
    check(
        "TRUNCATE t UPTO ⟦'tomorrow'⟧",
        "write the time as 'Dec 19 2017 12:40:00' or '2017-12-19T12:40:00Z', both in UTC, or as nanoseconds since 1970",
        None,
    );
    check(
        "SET RECORD_TTL ⟦-3⟧",
        "a time to live goes from -2 to 315360000 seconds",
        None,
    );
    check(
        "CREATE ROLE r PRIVILEGES sys-admin.⟦test⟧",
        "sys-admin holds everywhere: it has no namespace",
        None,
    );
    check(
        "SET ALLOWLIST ⟦'10.0.0.0/8;x=y'⟧ FOR r",
        "an address or a range such as 10.0.0.0/8 should stand here",
        None,
    );
    check(
        "INFO ⟦'a b'⟧",
        "an info command is one word: it holds no spaces and no line breaks",
        None,
    );
}

#[test]
fn quotes_are_told_where_they_open() {
    check(
        "SELECT * FROM t WHERE PK = ⟦'⟧abc",
        "what begins with ' here is never closed",
        Some("'"),
    );
    check(
        "SELECT * FROM t WHERE PK = ⟦’⟧abc’",
        "’ has no meaning here",
        Some("'"),
    );
    check(
        "REGISTER MODULE a.lua AS ⟦$$⟧ x",
        "what begins with $$ here is never closed",
        Some("$$"),
    );
}

#[test]
fn what_only_the_tool_has_is_told_apart() {
    check(
        "⟦SYSTEM⟧ ls",
        "SYSTEM would run a program on the server this runs on; it is not offered",
        None,
    );
    check(
        "SET ⟦LUA_USERPATH⟧ '/tmp'",
        "LUA_USERPATH is no option here: modules are kept in the cluster alone",
        None,
    );
    check(
        "EXPLAIN ⟦EXPLAIN⟧ GET",
        "a statement that explains cannot be explained",
        None,
    );
}

#[test]
fn options_take_only_the_values_they_have() {
    check("SET TIMEOUT ⟦0⟧", "milliseconds is at least 1", None);
    check(
        "SET TIMEOUT ⟦2147483648⟧",
        "milliseconds is at most 2147483647",
        None,
    );
    check(
        "SET LIMIT ⟦9223372036854775808⟧",
        "how many records is at most 2147483647",
        None,
    );
    check(
        "SET LIMIT ⟦-1⟧",
        "how many records is a number from 0 to 18446744073709551615",
        None,
    );
    check(
        "SET LIMIT ⟦'5'⟧",
        "how many records should stand here, not a text in quotes",
        None,
    );
    check(
        "SET KEY_SEND ⟦maybe⟧",
        "TRUE or FALSE should stand here, not maybe",
        None,
    );
    check(
        "SET OUTPUT ⟦JSN⟧",
        "TABLE, JSON, RAW or MUTE should stand here, not JSN; did you mean JSON?",
        Some("JSON"),
    );
    check(
        "SET ⟦ECHO⟧ TRUE",
        "ECHO is no option here: every statement is shown with its result",
        None,
    );
    check(
        "SET RECORD_TTL ⟦'soon'⟧",
        "an integer should stand here",
        None,
    );
}

#[test]
fn what_stands_in_quotes_can_be_a_password_and_is_not_repeated() {
    check(
        "CREATE USER ann ⟦'hush'⟧",
        "PASSWORD should stand here, not a text in quotes",
        None,
    );
    check(
        "ALTER USER ann PASSWORD 'old' ⟦'hush'⟧",
        "; should stand here, not a text in quotes",
        None,
    );
    check(
        "⟦'hush'⟧",
        "no statement begins so; HELP lists what there is",
        None,
    );
}

#[test]
fn what_has_no_list_and_no_plan_says_what_to_write() {
    let bins = "servers keep no list of bins: name the namespace or set whose records are looked at, as in SHOW BINS test.users";
    check("SHOW BINS⟦⟧", bins, None);
    check("SHOW BINS⟦⟧\nSHOW SETS", bins, None);
    check(
        "EXPLAIN ⟦RUN⟧ 'a.aql'",
        "a file is not explained: write EXPLAIN before its statements",
        None,
    );
}

#[test]
fn each_statement_of_a_script_has_its_own_error() {
    let script = parse("SELCT 1; GET; SELECT FROM x; SHOW SETS\nDROP\nGET OUTPUT");
    let outcomes: Vec<bool> = script
        .statements
        .iter()
        .map(|one| one.outcome.is_ok())
        .collect();
    assert_eq!(outcomes, [false, true, false, true, false, true]);
    assert_eq!(script.errors().count(), 3);
}

#[test]
fn what_is_too_large_is_refused_whole() {
    let script = parse(&"x".repeat(acm_aql::limits::MAX_SCRIPT_BYTES + 1));
    let messages: Vec<_> = script
        .errors()
        .map(|error| error.message.as_str())
        .collect();
    assert_eq!(messages, ["a script has at most 1048576 bytes"]);
    let script = parse(&"GET;".repeat(acm_aql::limits::MAX_STATEMENTS + 1));
    let messages: Vec<_> = script
        .errors()
        .map(|error| error.message.as_str())
        .collect();
    assert_eq!(messages, ["a script has at most 10000 statements"]);
    let keys = "1,".repeat(1_000);
    let script = parse(&format!("SELECT * FROM t WHERE PK IN ({keys}1)"));
    let messages: Vec<_> = script
        .errors()
        .map(|error| error.message.as_str())
        .collect();
    assert_eq!(messages, ["a list has at most 1000 items"]);
}
