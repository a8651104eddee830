//! What holds of every statement and of every text.

use std::time::Instant;

use acm_aql::{NameSlot, Names, complete, parse};
use proptest::{collection::vec, prelude::*, sample::select};

use crate::generate::statement;

/// Texts that look like statements: words of the language, marks and rubbish, in any order.
fn soup() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "SELECT",
        "*",
        "FROM",
        "test",
        ".",
        "demo",
        "WHERE",
        "PK",
        "=",
        "IN",
        "(",
        ")",
        ",",
        "'",
        "\"",
        "$$",
        ";",
        "\n",
        "--",
        "INSERT INTO",
        "VALUES",
        "JSON(",
        "'[1, {\"a\": ",
        "CREATE",
        "INDEX",
        "ON",
        "GRANT",
        "PRIVILEGES",
        "read",
        "INFO",
        "a:b=c",
        "-5",
        "1e",
        ".5",
        "0x",
        "9999999999999999999",
        "EXPLAIN",
        "SET",
        "PASSWORD",
        "TIMEOUT",
        "HELP",
        "😀",
        "’",
        "BETWEEN",
        "AND",
        "LIMIT",
        "\u{0}",
    ];
    let piece = prop_oneof![select(PIECES).prop_map(str::to_owned), any::<String>()];
    vec(piece, 0..24).prop_map(|pieces| pieces.join(" "))
}

/// A cluster whose names are hard to write.
struct Hard;

impl Names for Hard {
    fn names(&self, _: &NameSlot) -> Vec<String> {
        ["from", "it's", "a b", "ü😀", ""]
            .map(str::to_owned)
            .to_vec()
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_as_it_was(statement in statement()) {
        let text = statement.to_exact_text();
        let script = parse(&text);
        prop_assert_eq!(script.statements.len(), 1, "{}", &text);
        let read = script.statements[0].outcome.as_ref();
        prop_assert_eq!(read.ok(), Some(&statement), "{}", text);
    }

    #[test]
    fn statements_stay_apart_in_a_script(statements in vec(statement(), 0..5)) {
        let text: String = statements.iter().map(|one| one.to_exact_text() + ";\n").collect();
        let script = parse(&text);
        let read: Vec<_> = script.statements.into_iter().filter_map(|one| one.outcome.ok()).collect();
        prop_assert_eq!(read, statements);
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in prop_oneof![soup(), any::<String>()]) {
        let script = parse(&text);
        for statement in &script.statements {
            prop_assert!(text.get(statement.span.start..statement.span.end).is_some());
        }
        for error in script.errors() {
            prop_assert!(text.get(error.span.start..error.span.end).is_some());
            prop_assert!(!error.message.is_empty());
        }
    }

    #[test]
    fn no_cursor_makes_completion_panic(text in soup(), cursor in 0_usize..400) {
        let completion = complete(&text, cursor);
        let replaced = text.get(completion.replace.start..completion.replace.end);
        prop_assert!(replaced.is_some());
        prop_assert!(completion.suggestions(&Hard).len() <= 100);
    }

    #[test]
    fn a_cut_off_statement_is_read_and_completed(statement in statement(), cut in 0.0_f64..1.0) {
        let text = statement.to_exact_text();
        let at = text.floor_char_boundary((text.len() as f64 * cut) as usize);
        let replace = complete(&text[..at], at).replace;
        prop_assert!(replace.end <= at);
        prop_assert!(parse(&text[..at]).statements.len() <= 1);
    }
}

/// Reads a text of some size and one eight times as large: the larger takes about eight times as long, not
/// 64 times. A busy machine may spoil a measure, not each of them.
#[track_caller]
fn grows_in_line(make: impl Fn(usize) -> String) {
    let took = |text: &str| {
        let start = Instant::now();
        std::hint::black_box(parse(text));
        std::hint::black_box(complete(text, text.len()));
        start.elapsed()
    };
    let (small, large) = (make(4_000), make(32_000));
    let in_line = || took(&large) < took(&small) * 24;
    assert!(
        (0..32).any(|_| in_line()),
        "{}…",
        &small[..small.floor_char_boundary(20)]
    );
}

#[test]
fn the_largest_script_is_read_and_completed_at_once() {
    let most = acm_aql::limits::MAX_SCRIPT_BYTES;
    let record = "INSERT INTO test.users (PK, a, b) VALUES (1, 'x', JSON('{\"k\": [1, 2]}'));\n";
    let values = "1, ".repeat(999);
    let texts = [
        record.repeat(9_900),
        "(".repeat(most),
        "'\"".repeat(most / 2),
        "-- '\n".repeat(most / 5),
        format!("SELECT * FROM t WHERE PK IN ({values}1); ").repeat(most / 3_100),
        "ü".repeat(most / 2),
    ];
    for text in texts {
        assert!(text.len() <= most);
        let start = Instant::now();
        std::hint::black_box(parse(&text));
        std::hint::black_box(complete(&text, text.len() / 2));
        let took = start.elapsed();
        assert!(
            took < std::time::Duration::from_secs(20),
            "{took:?} for {}…",
            &text[..20]
        );
    }
}

#[test]
fn time_grows_in_line_with_the_text() {
    grows_in_line(|size| "'".repeat(size));
    grows_in_line(|size| "'\n".repeat(size));
    grows_in_line(|size| "'''\n\"''\"\n".repeat(size / 4));
    grows_in_line(|size| "$$".repeat(size));
    grows_in_line(|size| {
        format!(
            "INSERT INTO t (PK, a) VALUES (1, JSON('{}'))",
            "[".repeat(size)
        )
    });
    grows_in_line(|size| {
        format!(
            "INSERT INTO t (PK, a) VALUES (1, JSON('{{{}}}'))",
            "\"''a\":1,".repeat(size / 8)
        )
    });
    grows_in_line(|size| format!("SELECT {} FROM", "a.".repeat(size)));
    grows_in_line(|size| "EXPLAIN ".repeat(size / 8));
    grows_in_line(|size| "SELCT;".repeat(size / 8));
    grows_in_line(|size| "INFO ;INFO '".repeat(size / 8));
    grows_in_line(|size| "x".repeat(size));
    grows_in_line(|size| format!("SET ALLOWLIST {}", "1.".repeat(size)));
}
