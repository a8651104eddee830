//! The language in a table: how each statement is written, what it does, and an example.

/// How a statement is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Syntax {
    /// The form: words in capitals, `<what is put in>`, `[what can be left out]`.
    pub form: &'static str,
    /// What it does.
    pub does: &'static str,
    /// An example that can be run.
    pub example: &'static str,
}

const fn row(form: &'static str, does: &'static str, example: &'static str) -> Syntax {
    Syntax {
        form,
        does,
        example,
    }
}

/// Every statement.
pub const SYNTAX: &[Syntax] = &[
    row(
        "SELECT <bins> FROM <ns>[.<set>] [LIMIT <n>]",
        "Shows records; the bins are names or *.",
        "SELECT name, age FROM test.users LIMIT 10",
    ),
    row(
        "SELECT <bins> FROM <ns>[.<set>] WHERE PK = <key>",
        "Shows the record of a key: an integer, a text or BYTES('…').",
        "SELECT * FROM test.users WHERE PK = 'ann'",
    ),
    row(
        "SELECT <bins> FROM <ns>[.<set>] WHERE PK IN (<key>, …)",
        "Shows the records of several keys.",
        "SELECT * FROM test.users WHERE PK IN ('ann', 7)",
    ),
    row(
        "SELECT <bins> FROM <ns>[.<set>] WHERE DIGEST = '<hex>'",
        "Shows the record of a digest; EDIGEST takes it in base64.",
        "SELECT * FROM test.users WHERE DIGEST = '0102030405060708090a0b0c0d0e0f1011121314'",
    ),
    row(
        "SELECT <bins> FROM <ns>[.<set>] WHERE <bin> = <value> [AND …] [LIMIT <n>]",
        "Shows records whose bins have these values; an index of the first bin is used where there is one.",
        "SELECT * FROM test.users WHERE city = 'Oslo' AND age = 30",
    ),
    row(
        "SELECT <bins> FROM <ns>[.<set>] WHERE <bin> BETWEEN <low> AND <high>",
        "Shows records whose bin lies between two integers, both included.",
        "SELECT * FROM test.users WHERE age BETWEEN 30 AND 40",
    ),
    row(
        "SELECT <bins> FROM <ns>[.<set>] IN LIST|MAPKEYS|MAPVALUES WHERE <bin> = <value>",
        "Shows records whose list or map holds this value.",
        "SELECT * FROM test.users IN LIST WHERE tags = 'new'",
    ),
    row(
        "SELECT <bins> FROM <ns>[.<set>] WHERE <bin> WITHIN GEOJSON('<region>')",
        "Shows records whose point lies within a region.",
        "SELECT * FROM test.places WHERE at WITHIN GEOJSON('{\"type\": \"AeroCircle\", \"coordinates\": [[10.7, 59.9], 5000]}')",
    ),
    row(
        "SELECT <bins> FROM <ns>[.<set>] WHERE <bin> CONTAINS GEOJSON('<point>')",
        "Shows records whose region contains a point.",
        "SELECT * FROM test.places WHERE area CONTAINS GEOJSON('{\"type\": \"Point\", \"coordinates\": [10.7, 59.9]}')",
    ),
    row(
        "INSERT INTO <ns>[.<set>] (PK, <bins>) VALUES (<key>, <values>)",
        "Writes bins of a record; NULL removes a bin. Casts are INT, FLOAT, STRING, BOOL, JSON, LIST, MAP, GEOJSON, BYTES.",
        "INSERT INTO test.users (PK, name, tags) VALUES ('ann', 'Ann', LIST('[\"new\"]'))",
    ),
    row(
        "DELETE FROM <ns>[.<set>] WHERE PK = <key>",
        "Deletes a record.",
        "DELETE FROM test.users WHERE PK = 'ann'",
    ),
    row(
        "EXECUTE <module>.<function>(<args>) ON <ns>[.<set>] WHERE PK = <key>",
        "Runs a function on a record and shows what it returns.",
        "EXECUTE counters.add('hits', 1) ON test.users WHERE PK = 'ann'",
    ),
    row(
        "EXECUTE <module>.<function>(<args>) ON <ns>[.<set>] [WHERE …]",
        "Runs a function on many records, in the background.",
        "EXECUTE counters.reset() ON test.users WHERE age BETWEEN 0 AND 17",
    ),
    row(
        "AGGREGATE <module>.<function>(<args>) ON <ns>[.<set>] [WHERE …]",
        "Runs a stream function over records and shows its result.",
        "AGGREGATE sums.total('age') ON test.users",
    ),
    row(
        "TRUNCATE <ns>[.<set>] [UPTO <time>]",
        "Deletes all records, or those last written before a time.",
        "TRUNCATE test.users UPTO '2026-01-31 12:00:00'",
    ),
    row(
        "CREATE [LIST|MAPKEYS|MAPVALUES] INDEX <index> ON <ns>[.<set>] (<bin>) NUMERIC|STRING|GEO2DSPHERE|BLOB",
        "Makes an index on a bin, or on what is in its list or map.",
        "CREATE LIST INDEX by_tag ON test.users (tags) STRING",
    ),
    row(
        "CREATE SET INDEX <index> ON <ns>.<set>",
        "Makes an index of a set as a whole, by which it is walked through faster.",
        "CREATE SET INDEX all_users ON test.users",
    ),
    row(
        "DROP INDEX <ns>[.<set>] <index>",
        "Removes an index.",
        "DROP INDEX test.users by_tag",
    ),
    row(
        "REGISTER MODULE '<file>' [AS $$ <source> $$]",
        "Stores a Lua module; its source stands in the statement, or in a file that is sent along.",
        "REGISTER MODULE 'counters.lua' AS $$ function reset(r) return 0 end $$",
    ),
    row(
        "REMOVE MODULE <file>",
        "Removes a Lua module.",
        "REMOVE MODULE counters.lua",
    ),
    row(
        "DESC MODULE <file>",
        "Shows the source of a Lua module.",
        "DESC MODULE counters.lua",
    ),
    row(
        "SHOW NAMESPACES|MODULES|NODES|QUERIES|JOBS|USERS|ROLES",
        "Lists what there is. QUERIES are those of the servers, JOBS those of this manager.",
        "SHOW NAMESPACES",
    ),
    row("SHOW SETS [<ns>]", "Lists sets.", "SHOW SETS test"),
    row(
        "SHOW BINS <ns>[.<set>]",
        "Lists bins, as records that are looked at have them.",
        "SHOW BINS test.users",
    ),
    row(
        "SHOW INDEXES [<ns>[.<set>]]",
        "Lists indexes.",
        "SHOW INDEXES test",
    ),
    row(
        "SHOW USER [<user>]",
        "Shows a user, or oneself.",
        "SHOW USER ann",
    ),
    row("SHOW ROLE <role>", "Shows a role.", "SHOW ROLE reporting"),
    row(
        "STAT NAMESPACE <ns>",
        "Shows the statistics of a namespace, node by node.",
        "STAT NAMESPACE test",
    ),
    row(
        "STAT INDEX <ns> <index>",
        "Shows the statistics of an index, node by node.",
        "STAT INDEX test by_tag",
    ),
    row(
        "STAT SYSTEM",
        "Shows the statistics of the nodes.",
        "STAT SYSTEM",
    ),
    row(
        "CREATE USER <user> PASSWORD '<password>' [ROLES <role>, …]",
        "Makes a user.",
        "CREATE USER ann PASSWORD 'secret' ROLES read, reporting",
    ),
    row(
        "SET PASSWORD '<password>' [FOR <user>]",
        "Changes a password, or one's own; ALTER USER <user> PASSWORD '<password>' does the same.",
        "SET PASSWORD 'secret' FOR ann",
    ),
    row("DROP USER <user>", "Removes a user.", "DROP USER ann"),
    row(
        "GRANT ROLES <role>, … TO <user>",
        "Gives roles to a user.",
        "GRANT ROLES read-write TO ann",
    ),
    row(
        "REVOKE ROLES <role>, … FROM <user>",
        "Takes roles from a user.",
        "REVOKE ROLES read-write FROM ann",
    ),
    row(
        "CREATE ROLE <role> PRIVILEGES <privilege>[.<ns>[.<set>]], … [ALLOWLIST <address>, …] [READ_QUOTA <n>] [WRITE_QUOTA <n>]",
        "Makes a role.",
        "CREATE ROLE reporting PRIVILEGES read.test ALLOWLIST 10.0.0.0/8 READ_QUOTA 1000",
    ),
    row(
        "ALTER ROLE <role> [ALLOWLIST <address>, …|ANY] [READ_QUOTA <n>] [WRITE_QUOTA <n>]",
        "Changes from where a role's users may come, and how many reads and writes a second they have.",
        "ALTER ROLE reporting ALLOWLIST ANY READ_QUOTA 0",
    ),
    row("DROP ROLE <role>", "Removes a role.", "DROP ROLE reporting"),
    row(
        "GRANT PRIVILEGES <privilege>[.<ns>[.<set>]], … TO <role>",
        "Gives privileges to a role.",
        "GRANT PRIVILEGES write.test.users TO reporting",
    ),
    row(
        "REVOKE PRIVILEGES <privilege>[.<ns>[.<set>]], … FROM <role>",
        "Takes privileges from a role.",
        "REVOKE PRIVILEGES write.test.users FROM reporting",
    ),
    row(
        "KILL_QUERY <id>",
        "Aborts a query or job of the servers; KILL_SCAN does the same.",
        "KILL_QUERY 17",
    ),
    row(
        "EXPLAIN <statement>",
        "Tells what a statement would do, and runs nothing.",
        "EXPLAIN SELECT * FROM test.users WHERE age = 30",
    ),
    row(
        "RUN '<file>'",
        "Runs the statements of a file that is sent along.",
        "RUN 'setup.aql'",
    ),
    row(
        "SET <option> <value>",
        "Sets an option for the statements that follow: OUTPUT, OUTPUT_TYPES, VERBOSE, TIMEOUT, RECORD_TTL, KEY_SEND, RECORD_PRINT_METADATA, NO_BINS, LIMIT.",
        "SET OUTPUT JSON",
    ),
    row("GET [<option>]", "Shows an option, or all.", "GET TIMEOUT"),
    row(
        "RESET [<option>]",
        "Gives an option, or all, its default.",
        "RESET TIMEOUT",
    ),
    row(
        "INFO <command>",
        "Asks the nodes with an info command; ASINFO does the same.",
        "INFO namespace/test",
    ),
    row(
        "HELP [<statement>]",
        "Shows how statements are written.",
        "HELP SELECT",
    ),
];

/// How statements that begin with these words are written; all without words.
pub fn help(topic: Option<&str>) -> impl Iterator<Item = &'static Syntax> {
    let mut topic = topic.unwrap_or_default();
    // A topic of two words is one by its first where no form has both.
    if !SYNTAX.iter().any(|syntax| begins(syntax.form, topic)) {
        topic = topic.split_whitespace().next().unwrap_or_default();
    }
    let topic = topic.to_owned();
    SYNTAX
        .iter()
        .filter(move |syntax| begins(syntax.form, &topic))
}

/// Whether a form begins with these words.
fn begins(form: &str, topic: &str) -> bool {
    let mut words = form.split(' ').filter(|word| !word.starts_with('['));
    topic.split_whitespace().all(|wanted| {
        let word = words.next().unwrap_or_default();
        word.split('|')
            .any(|word| word.eq_ignore_ascii_case(wanted))
    })
}
