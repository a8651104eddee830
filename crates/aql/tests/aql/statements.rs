//! Every statement is read, and written in one way.

use acm_aql::{SYNTAX, help, parse};

/// Reads one statement and compares the one way it is written.
#[track_caller]
fn check(source: &str, canonical: &str) {
    let script = parse(source);
    let [statement] = script.statements.as_slice() else {
        panic!("{source}: {} statements", script.statements.len());
    };
    match &statement.outcome {
        Ok(statement) => assert_eq!(statement.to_exact_text(), canonical, "{source}"),
        Err(error) => panic!("{source}: {error:?}"),
    }
}

#[test]
fn records_are_read_by_key() {
    check(
        "select * from test.demo where pk = 'a'",
        "SELECT * FROM test.demo WHERE PK = 'a'",
    );
    check(
        "SELECT a,b FROM test WHERE PK=5;",
        "SELECT a, b FROM test WHERE PK = 5",
    );
    check(
        "SELECT * FROM t.s WHERE PK IN ( 1 , \"b\", bytes('0aFF') )",
        "SELECT * FROM t.s WHERE PK IN (1, 'b', BYTES('0aff'))",
    );
    check(
        "SELECT * FROM t.s WHERE EDIGEST = 'AQIDBAUGBwgJCgsMDQ4PEBESExQ='",
        "SELECT * FROM t.s WHERE DIGEST = '0102030405060708090a0b0c0d0e0f1011121314'",
    );
    check(
        "SELECT * FROM t.s WHERE DIGEST IN ('0102030405060708090A0b0c0d0e0f1011121314')",
        "SELECT * FROM t.s WHERE DIGEST IN ('0102030405060708090a0b0c0d0e0f1011121314')",
    );
}

#[test]
fn records_are_read_by_what_is_in_their_bins() {
    check("SELECT * FROM test.demo", "SELECT * FROM test.demo");
    check("SELECT * FROM test LIMIT 10", "SELECT * FROM test LIMIT 10");
    check(
        "SELECT * FROM t.s WHERE a=1 AND b='x' LIMIT 3",
        "SELECT * FROM t.s WHERE a = 1 AND b = 'x' LIMIT 3",
    );
    check(
        "SELECT * FROM t.s WHERE a BETWEEN -1 AND 0x10",
        "SELECT * FROM t.s WHERE a BETWEEN -1 AND 16",
    );
    check(
        "SELECT * FROM t.s IN mapkeys WHERE m = 'k'",
        "SELECT * FROM t.s IN MAPKEYS WHERE m = 'k'",
    );
    check(
        "SELECT * FROM t.s WHERE g WITHIN CAST('{\"type\":\"Point\"}' AS GEOJSON)",
        "SELECT * FROM t.s WHERE g WITHIN GEOJSON('{\"type\":\"Point\"}')",
    );
    check(
        "SELECT * FROM t.s WHERE g CONTAINS GEOJSON('{}')",
        "SELECT * FROM t.s WHERE g CONTAINS GEOJSON('{}')",
    );
}

#[test]
fn names_are_quoted_where_they_could_be_taken_for_something_else() {
    check("SELECT 'a b' FROM \"n\".'s-1'", "SELECT 'a b' FROM n.s-1");
    check("SELECT * FROM test.2024", "SELECT * FROM test.'2024'");
    check(
        "SELECT 'from', \"it's\" FROM t WHERE 'PK' = 1",
        "SELECT 'from', \"it's\" FROM t WHERE 'PK' = 1",
    );
    check(
        "SELECT set, index FROM test.table",
        "SELECT set, index FROM test.table",
    );
}

#[test]
fn values_are_cast_to_what_they_are() {
    let insert = |value: &str, canonical: &str| {
        let statement = |value| format!("INSERT INTO t.s (PK, a) VALUES (1, {value})");
        check(&statement(value), &statement(canonical));
    };
    insert("NULL", "NULL");
    insert("true", "TRUE");
    insert("-9223372036854775808", "-9223372036854775808");
    insert("1.50", "1.5");
    insert("1e400".replace("400", "300").as_str(), "1e300");
    insert("'it''s'", "\"it's\"");
    insert("'a\\n'", "'a\\n'");
    insert("CAST('123' AS INT)", "123");
    insert("NUMERIC('0x1f')", "31");
    insert("FLOAT(1)", "1.0");
    insert("REAL('inf')", "FLOAT('inf')");
    insert("STRING(12)", "'12'");
    insert("VARCHAR('x')", "'x'");
    insert("BOOL(1)", "TRUE");
    insert("CAST(0 as bool)", "FALSE");
    insert("JSON('5')", "5");
    insert(
        "JSON('{\"a\":1.0,\"b\":[1,null]}')",
        "MAP('{\"a\": 1.0, \"b\": [1, null]}')",
    );
    insert("LIST('[9007199254740993]')", "LIST('[9007199254740993]')");
    insert("MAP('{}')", "MAP('{}')");
    insert("LIST('[\"it''s\"]')", "LIST('[\"it''s\"]')");
    insert(
        "GEOJSON('{\"type\": \"Point\"}')",
        "GEOJSON('{\"type\": \"Point\"}')",
    );
    insert("BLOB('00Ff')", "BYTES('00ff')");
}

#[test]
fn records_are_written_and_deleted() {
    check(
        "insert into t.s (pk, a, b) values ('k', 1, null)",
        "INSERT INTO t.s (PK, a, b) VALUES ('k', 1, NULL)",
    );
    check(
        "DELETE FROM t.s WHERE PK = 'k'",
        "DELETE FROM t.s WHERE PK = 'k'",
    );
    check("TRUNCATE t.s", "TRUNCATE t.s");
    check(
        "TRUNCATE t UPTO 1513687224599000000",
        "TRUNCATE t UPTO 1513687224599000000",
    );
    check(
        "TRUNCATE t upto \"Dec 19 2017 12:40:00\"",
        "TRUNCATE t UPTO 1513687200000000000",
    );
}

#[test]
fn functions_are_run() {
    check(
        "EXECUTE m.f() ON t.s WHERE PK = 1",
        "EXECUTE m.f() ON t.s WHERE PK = 1",
    );
    check(
        "EXECUTE m.f(1, 'a', JSON('[]')) ON t",
        "EXECUTE m.f(1, 'a', LIST('[]')) ON t",
    );
    check(
        "EXECUTE m.f(2) ON t.s WHERE a = 1",
        "EXECUTE m.f(2) ON t.s WHERE a = 1",
    );
    check(
        "AGGREGATE m.f(2) ON t.s WHERE a BETWEEN 0 AND 9",
        "AGGREGATE m.f(2) ON t.s WHERE a BETWEEN 0 AND 9",
    );
    check("AGGREGATE m.f() ON t", "AGGREGATE m.f() ON t");
}

#[test]
fn indexes_and_modules_are_managed() {
    check(
        "CREATE INDEX i ON t.s (a) numeric",
        "CREATE INDEX i ON t.s (a) NUMERIC",
    );
    check(
        "CREATE MAPVALUES INDEX i ON t (a) BLOB",
        "CREATE MAPVALUES INDEX i ON t (a) BLOB",
    );
    check("create set index i on t.s", "CREATE SET INDEX i ON t.s");
    check("DROP INDEX t.s i", "DROP INDEX t.s i");
    check(
        "REGISTER PACKAGE '~/a/m.lua'",
        "REGISTER MODULE '~/a/m.lua'",
    );
    check(
        "REGISTER MODULE m.lua AS $$ f('a;b') $$",
        "REGISTER MODULE 'm.lua' AS $$ f('a;b') $$",
    );
    check("REMOVE MODULE m.lua", "REMOVE MODULE 'm.lua'");
    check("DESC MODULE 'm.lua'", "DESC MODULE 'm.lua'");
}

#[test]
fn what_there_is_is_shown() {
    for what in [
        "NAMESPACES",
        "MODULES",
        "NODES",
        "QUERIES",
        "SCANS",
        "JOBS",
        "USERS",
        "ROLES",
        "USER",
        "SETS",
        "INDEXES",
    ] {
        let statement = format!("SHOW {what}");
        check(&statement.to_lowercase(), &statement);
    }
    check("show packages", "SHOW MODULES");
    check("SHOW USER ann", "SHOW USER ann");
    check("SHOW ROLE r", "SHOW ROLE r");
    check("SHOW INDEXES t.s", "SHOW INDEXES t.s");
    check("SHOW SETS t", "SHOW SETS t");
    check("SHOW BINS t", "SHOW BINS t");
    check("SHOW BINS t.s", "SHOW BINS t.s");
    check("STAT NAMESPACE t", "STAT NAMESPACE t");
    check("STAT INDEX t i", "STAT INDEX t i");
    check("stat system", "STAT SYSTEM");
    check(
        "KILL_QUERY 18446744073709551615",
        "KILL_QUERY 18446744073709551615",
    );
    check("kill_scan 1", "KILL_SCAN 1");
    check(
        "ASINFO 'get-config:context=service'",
        "INFO 'get-config:context=service'",
    );
    check("INFO a:b=c;d=e;", "INFO 'a:b=c;d=e'");
    check("help", "HELP");
    check("HELP create index", "HELP CREATE INDEX");
    check(
        "EXPLAIN SELECT * FROM t WHERE PK = 1",
        "EXPLAIN SELECT * FROM t WHERE PK = 1",
    );
    check("RUN 'a/b.aql'", "RUN 'a/b.aql'");
    check("SET output json", "SET OUTPUT JSON");
    check("set timeout = 500", "SET TIMEOUT 500");
    check("SET RECORD_TTL -1", "SET RECORD_TTL -1");
    check("SET key_send false", "SET KEY_SEND FALSE");
    check("GET", "GET");
    check("get output", "GET OUTPUT");
    check("RESET", "RESET");
}

#[test]
fn users_and_roles_are_managed() {
    check(
        "CREATE USER u PASSWORD p ROLE a,b",
        "CREATE USER u PASSWORD 'p' ROLES a, b",
    );
    check("CREATE USER u PASSWORD ''", "CREATE USER u PASSWORD ''");
    check("SET PASSWORD 'p'", "SET PASSWORD 'p'");
    check("ALTER USER u SET PASSWORD 'p'", "SET PASSWORD 'p' FOR u");
    check("DROP USER u", "DROP USER u");
    check("GRANT ROLE a TO u", "GRANT ROLES a TO u");
    check("REVOKE ROLES a, b FROM u", "REVOKE ROLES a, b FROM u");
    check(
        "CREATE ROLE r PRIVILEGE read.t.s, sys-admin WHITELIST 10.0.0.0/8,::1 WRITE_QUOTA 5 READ_QUOTA 1",
        "CREATE ROLE r PRIVILEGES read.t.s, sys-admin ALLOWLIST '10.0.0.0/8', '::1' READ_QUOTA 1 WRITE_QUOTA 5",
    );
    check(
        "SET WHITELIST 1.2.3.4 FOR r",
        "ALTER ROLE r ALLOWLIST '1.2.3.4'",
    );
    check(
        "ALTER ROLE r ALLOWLIST ANY READ_QUOTA 0",
        "ALTER ROLE r ALLOWLIST ANY READ_QUOTA 0",
    );
    check("DROP ROLE r", "DROP ROLE r");
    check(
        "GRANT PRIVILEGES READ-write.t TO r",
        "GRANT PRIVILEGES read-write.t TO r",
    );
    check(
        "REVOKE PRIVILEGE truncate FROM r",
        "REVOKE PRIVILEGES truncate FROM r",
    );
}

#[test]
fn a_password_is_hidden_where_people_see_it() {
    for source in [
        "CREATE USER u PASSWORD 'hush'",
        "SET PASSWORD hush FOR u",
        "ALTER USER u PASSWORD \"hush\"",
    ] {
        let script = parse(source);
        let statement = script.statements[0].outcome.as_ref().expect(source);
        let shown = format!("{statement} {statement:?}");
        assert!(!shown.contains("hush"), "{shown}");
        assert!(shown.contains("'***'"), "{shown}");
    }
}

#[test]
fn statements_end_at_semicolons_and_where_a_line_begins_the_next() {
    let texts = |source: &str| {
        let script = parse(source);
        let text = |statement: &acm_aql::ScriptStatement| {
            source[statement.span.start..statement.span.end].to_owned()
        };
        script.statements.iter().map(text).collect::<Vec<_>>()
    };
    assert!(texts(" ; ;\n-- nothing; here\n").is_empty());
    assert_eq!(texts("show sets; show bins;"), ["show sets", "show bins"]);
    assert_eq!(
        texts("SHOW SETS\nSHOW INDEXES"),
        ["SHOW SETS", "SHOW INDEXES"]
    );
    assert_eq!(
        texts("SELECT *\n  FROM t\n  LIMIT 1\nGET"),
        ["SELECT *\n  FROM t\n  LIMIT 1", "GET"]
    );
    assert_eq!(
        texts("INFO namespace/test\nINFO 'a;b'; GET"),
        ["INFO namespace/test", "INFO 'a;b'", "GET"]
    );
    assert_eq!(
        texts("INSERT INTO t (PK, a) VALUES ('a;b', \";\"); GET"),
        ["INSERT INTO t (PK, a) VALUES ('a;b', \";\")", "GET"]
    );
}

#[test]
fn every_example_of_the_help_is_a_statement_of_its_form() {
    for syntax in SYNTAX {
        let script = parse(syntax.example);
        assert_eq!(script.statements.len(), 1, "{}", syntax.example);
        let statement = script.statements[0].outcome.as_ref().expect(syntax.example);
        let word = |text: &str| {
            text.split_whitespace()
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        assert_eq!(word(&statement.to_string()), word(syntax.form));
    }
}

#[test]
fn help_knows_topics_of_one_word_and_of_two() {
    assert_eq!(help(None).count(), SYNTAX.len());
    assert_eq!(help(Some("CREATE INDEX")).count(), 1);
    assert_eq!(help(Some("create")).count(), 4);
    assert_eq!(help(Some("SHOW MODULES")).count(), 1);
    assert_eq!(help(Some("DELETE RECORD")).count(), 1);
    assert_eq!(help(Some("NOTHING")).count(), 0);
}
