//! What a statement does is told from what it means.

use acm_aql::{Class, parse};

#[track_caller]
fn check(source: &str, class: Class, confirm: Option<&str>) {
    let script = parse(source);
    let statement = script.statements[0].outcome.as_ref().expect(source);
    assert_eq!(statement.class(), class, "{source}");
    assert_eq!(statement.must_confirm().as_deref(), confirm, "{source}");
}

#[test]
fn statements_are_classified_by_their_meaning() {
    check("SELECT * FROM t", Class::Read, None);
    check(
        "SELECT * FROM \"TRUNCATE\" WHERE PK = 'DROP INDEX t i'",
        Class::Read,
        None,
    );
    check("AGGREGATE m.f() ON t", Class::Read, None);
    check("INFO namespaces", Class::Read, None);
    check("EXPLAIN TRUNCATE t", Class::Read, None);
    check("INSERT INTO t (PK, a) VALUES (1, 1)", Class::Write, None);
    check("EXECUTE m.f() ON t WHERE PK = 1", Class::Write, None);
    check("CREATE INDEX i ON t (a) NUMERIC", Class::Admin, None);
    check("SET PASSWORD 'a'", Class::Admin, None);
    check("GRANT ROLES a TO b", Class::Admin, None);
    check("KILL_QUERY 1", Class::Admin, None);
}

#[test]
fn what_is_dangerous_is_confirmed_by_its_name() {
    check("TRUNCATE t.s", Class::Dangerous, Some("t.s"));
    check("TRUNCATE t UPTO 1", Class::Dangerous, Some("t"));
    check("EXECUTE m.f() ON t.s", Class::Dangerous, Some("t.s"));
    check(
        "EXECUTE m.f() ON t.s WHERE a = 1",
        Class::Dangerous,
        Some("t.s"),
    );
    check("DROP INDEX t i", Class::Dangerous, Some("i"));
    check("REMOVE MODULE m.lua", Class::Dangerous, Some("m.lua"));
    check("DROP USER u", Class::Dangerous, Some("u"));
    check("DROP ROLE r", Class::Dangerous, Some("r"));
    check(
        "INFO 'set-config:context=service;x=1'",
        Class::Dangerous,
        Some("set-config"),
    );
    check("ASINFO recluster:", Class::Dangerous, Some("recluster"));
}
