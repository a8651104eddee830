#![doc = include_str!("../README.md")]

/// Splits a script into statements at `;`, leaving those inside quotes alone.
///
/// Statements are trimmed; empty ones and comment lines (`--`) are left out. A quote that is not
/// closed runs to the end of the text. Linear in the length of the text.
pub fn statements(script: &str) -> impl Iterator<Item = &str> {
    let mut rest = script;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let end = statement_end(rest);
            let (head, tail) = rest.split_at(end);
            rest = tail.strip_prefix(';').unwrap_or(tail);
            let statement = head.trim();
            if !statement.is_empty() {
                return Some(statement);
            }
        }
        None
    })
    .filter(|statement| {
        !statement
            .lines()
            .all(|line| line.trim_start().starts_with("--"))
    })
}

fn statement_end(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '\'' | '"') => quote = Some(c),
            None if c == ';' => return at,
            None => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: &str, expected: &[&str]) {
        assert_eq!(statements(script).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_script_falls_apart_at_semicolons_outside_quotes() {
        check("", &[]);
        check(" ; ;\n", &[]);
        check("SELECT * FROM a.b", &["SELECT * FROM a.b"]);
        check("show sets; show bins;", &["show sets", "show bins"]);
        check(
            "INSERT VALUES ('a;b', \";\"); x",
            &["INSERT VALUES ('a;b', \";\")", "x"],
        );
        check("-- only a comment;\nx", &["x"]);
        check("say 'open; end", &["say 'open; end"]);
    }
}
