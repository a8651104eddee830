//! Makes the bodies. The same seed makes the same bodies.

use serde_json::{Value, json};

use super::schema::{Schema, list, required, text, written};

/// Literals that few arguments want.
fn literals() -> Vec<String> {
    let long = "x".repeat(5_000);
    let list = vec!["1"; 2_000].join(",");
    let deep = format!("{}1{}", "[".repeat(60), "]".repeat(60));
    let object = format!("{}a: 1{}", "{a: {".repeat(20), "}}".repeat(20));
    [
        "null",
        "true",
        "0",
        "-1",
        "2147483648",
        "9223372036854775808",
        "-9223372036854775809",
        "1e400",
        "-0.0",
        "0.1",
        "1".repeat(400).as_str(),
        "\"\"",
        "\" \"",
        "\"\\u0000\"",
        "\"a\\nb;c:d=e/f\"",
        "\"\\uD83D\\uDE00\"",
        "\"\u{202e}\u{feff}\u{1F4A5}\"",
        "\"../../etc/passwd\"",
        "\"'; DROP TABLE x; --\"",
        &format!("\"{long}\""),
        "\"\"\"block\"\"\"",
        "ENUM",
        "[]",
        "[null]",
        &format!("[{list}]"),
        &deep,
        "{}",
        "{a: 1}",
        &object,
        "{key: {int: \"1\", string: \"1\"}}",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// The same as JSON.
fn shapes() -> Vec<Value> {
    let mut deep = json!(1);
    for _ in 0..60 {
        deep = json!([deep]);
    }
    vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(1e300),
        json!(0.1),
        json!(""),
        json!(" "),
        json!("\u{0}"),
        json!("a\nb;c:d=e/f"),
        json!("\u{1F4A5}\u{202e}"),
        json!("x".repeat(50_000)),
        json!([]),
        json!([null]),
        json!(vec![1; 20_000]),
        deep,
        json!({}),
        json!({"a": {"b": [1, {"c": null}]}}),
        json!({"$int": "99999999999999999999"}),
        json!({"$bytes": "not base64"}),
        json!({"$map": [[1, 2], [1, 3]], "$order": "SIDEWAYS"}),
    ]
}

/// What an argument is given when it is not the one on trial.
fn plausible(schema: &Schema, kind: &Value) -> String {
    match text(kind, "kind") {
        "NON_NULL" => plausible(schema, &kind["ofType"]),
        "LIST" => format!("[{}]", plausible(schema, &kind["ofType"])),
        _ => {
            let named = schema.named(kind);
            match text(named, "kind") {
                "ENUM" => text(&list(named, "enumValues")[0], "name").to_owned(),
                "INPUT_OBJECT" => {
                    let fields = list(named, "inputFields").iter();
                    let fields = fields.filter(|field| required(field)).map(|field| {
                        let value = plausible(schema, &field["type"]);
                        format!("{}: {value}", text(field, "name"))
                    });
                    format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
                }
                _ => match text(named, "name") {
                    "Int" | "Float" => "1".to_owned(),
                    "Boolean" => "true".to_owned(),
                    "Bins" => "{a: 1}".to_owned(),
                    _ => "\"a\"".to_owned(),
                },
            }
        }
    }
}

/// What else must be given beside the one on trial, each with a comma before it.
fn required_beside(schema: &Schema, all: &[Value], trial: &Value) -> String {
    all.iter()
        .filter(|other| required(other) && other["name"] != trial["name"])
        .map(|other| {
            format!(
                ", {}: {}",
                text(other, "name"),
                plausible(schema, &other["type"])
            )
        })
        .collect()
}

/// The arguments that a field cannot be asked without, in their brackets.
pub(crate) fn required_arguments(schema: &Schema, field: &Value) -> String {
    let written = required_beside(schema, list(field, "args"), &Value::Null);
    match written.strip_prefix(", ") {
        Some(arguments) => format!("({arguments})"),
        None => String::new(),
    }
}

/// Every place of a root field's arguments and of the input objects in them, each with how to write
/// the arguments when that place holds `@`.
fn places(schema: &Schema, field: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let arguments = list(field, "args");
    for trial in arguments {
        let others = required_beside(schema, arguments, trial);
        let name = text(trial, "name");
        for inner in inner_places(schema, &trial["type"], 3) {
            found.push(format!("{name}: {inner}{others}"));
        }
    }
    found
}

fn inner_places(schema: &Schema, kind: &Value, depth: usize) -> Vec<String> {
    let mut found = vec!["@".to_owned()];
    let named = schema.named(kind);
    if depth > 0 && text(named, "kind") == "INPUT_OBJECT" {
        let fields = list(named, "inputFields");
        for trial in fields {
            let others = required_beside(schema, fields, trial);
            for inner in inner_places(schema, &trial["type"], depth - 1) {
                found.push(format!("{{{}: {inner}{others}}}", text(trial, "name")));
            }
        }
    }
    found
}

/// Each place of each argument with one literal after the other.
pub(super) fn wrong_literals(schema: &Schema) -> Vec<Value> {
    let literals = literals();
    let mut bodies = Vec::new();
    for root in schema.roots() {
        let (name, selection) = (
            text(root.field, "name"),
            schema.selection(&root.field["type"], 0),
        );
        for (place, arguments) in places(schema, root.field).iter().enumerate() {
            // Not every literal at every place: a third of them, another third at the next place.
            for literal in literals.iter().skip(place % 3).step_by(3) {
                let arguments = arguments.replace('@', literal);
                bodies.push(json!({ "query": format!("{} {{ {name}({arguments}){selection} }}", root.word) }));
            }
        }
    }
    bodies
}

/// Each argument as a variable of its own type, and of another, with one value after the other.
pub(super) fn wrong_variables(schema: &Schema) -> Vec<Value> {
    let mut bodies = Vec::new();
    for root in schema.roots() {
        let (name, selection) = (
            text(root.field, "name"),
            schema.selection(&root.field["type"], 0),
        );
        for argument in list(root.field, "args") {
            let others = required_beside(schema, list(root.field, "args"), argument);
            let (trial, kind) = (text(argument, "name"), written(&argument["type"]));
            for (number, value) in shapes().into_iter().enumerate() {
                let kind = if number % 7 == 6 { "[[Int]]" } else { &kind };
                bodies.push(json!({
                    "query": format!("{} Q($v: {kind}) {{ {name}({trial}: $v{others}){selection} }}", root.word),
                    "variables": { "v": value, "unused": value },
                }));
            }
        }
    }
    bodies
}

/// Short texts that mean much work, and long ones that mean none.
pub(super) fn bombs(connection: &str) -> Vec<Value> {
    let mut texts = Vec::new();
    for size in [10, 100, 1_000, 10_000, 50_000] {
        texts.push(format!("{{ {} }}", "a ".repeat(size)));
        texts.push("{ a ".repeat(size) + &"}".repeat(size));
        texts.push(format!(
            "{{ a(b: {}{}) }}",
            "[".repeat(size),
            "]".repeat(size)
        ));
        texts.push(format!(
            "{{ {} }}",
            (0..size)
                .map(|n| format!("f{n}: __typename "))
                .collect::<String>()
        ));
        texts.push(format!(
            "{{ __typename {} }}",
            "@skip(if: false) ".repeat(size)
        ));
        texts.push(format!("{{ {} }}", "__typename ".repeat(size)));
        texts.push(format!("{{ {} }}", "... { __typename } ".repeat(size)));
        texts.push(format!("{{ a: {} }}", "n".repeat(size)));
        texts.push(format!(
            "query ({}) {{ __typename }}",
            (0..size)
                .map(|n| format!("$v{n}: Int "))
                .collect::<String>()
        ));
        texts.push(
            (0..size)
                .map(|n| format!("query Q{n} {{ __typename }} "))
                .collect(),
        );
        texts.push(format!("{{ __typename }} # {}", "\u{1F4A5}".repeat(size)));
        texts.push("\"\"\"".to_owned() + &"\\\"\"\"".repeat(size));
        texts.push(format!(
            "{{ {} }}",
            format!("cluster(connectionId: \"{connection}\") {{ name }} ").repeat(size)
        ));
        texts.push("{".repeat(size));
        texts.push("(".repeat(size));
        texts.push("\u{feff}\u{0}\u{7f}".repeat(size));
    }
    for levels in [2_u32, 10, 30, 100, 1_000] {
        for spreads in 1..=3 {
            let mut chain = "{ ...F0 }".to_owned();
            for level in 0..levels {
                let next = format!("...F{} ", level + 1).repeat(spreads);
                chain += &format!(" fragment F{level} on Query {{ __typename {next} }}");
            }
            texts.push(format!(
                "{chain} fragment F{levels} on Query {{ __typename }}"
            ));
            texts.push(format!("{chain} fragment F{levels} on Query {{ ...F0 }}"));
            texts.push(format!("{chain} fragment F{levels} on Cluster {{ name }}"));
            texts.push(
                chain
                    .replace("__typename ", "")
                    .replacen("{ ...F0 }", "{ features { ...F0 } }", 1)
                    + " fragment End on Query { ...Gone }",
            );
            texts.push(chain);
        }
    }
    // As deep as the parser goes, once more in each fragment.
    for (fragments, nesting) in [(2_400, 1), (500, 10), (107, 60)] {
        let chain = (0..fragments).map(|level| {
            let (open, close) = ("a{".repeat(nesting - 1), "}".repeat(nesting - 1));
            format!(
                " fragment F{level} on Query{{{open}...F{}{close}}}",
                level + 1
            )
        });
        texts.push(format!("{{...F0}}{}", chain.collect::<String>()));
    }
    let page = |first: &str, selection: &str| {
        format!(
            "{{ records(connectionId: \"{connection}\", namespace: \"test\", first: {first}) {{ records {{ {selection} }} }} }}"
        )
    };
    for first in [
        "0",
        "-1",
        "1000",
        "1001",
        "2147483647",
        "-2147483648",
        "99999999999",
        "1e3",
        "null",
    ] {
        texts.push(page(first, "id bins"));
        texts.push(page(first, &"bins ".repeat(500)));
    }
    let circle =
        "query { __schema { types { ...T } } } fragment T on __Type { name ofType { ...T } }";
    texts.push(circle.to_owned());
    for depth in [5, 12, 40] {
        let nested = "fields { type { ".repeat(depth) + "name" + &" } }".repeat(depth);
        texts.push(format!("{{ __schema {{ types {{ {nested} }} }} }}"));
    }
    let mut bodies: Vec<_> = texts
        .into_iter()
        .map(|text| json!({ "query": text }))
        .collect();
    for value in shapes() {
        bodies.push(json!({ "query": value }));
        bodies.push(json!({ "query": "{ __typename }", "variables": value }));
        bodies.push(json!({ "query": "{ __typename }", "operationName": value }));
        bodies.push(json!({ "query": "{ __typename }", "extensions": value }));
        bodies.push(value);
    }
    bodies
}

/// Random operations over the schema.
pub(super) struct Generator<'a> {
    schema: &'a Schema,
    connection: &'a str,
    state: u64,
}

impl<'a> Generator<'a> {
    pub(super) fn new(schema: &'a Schema, connection: &'a str, seed: u64) -> Self {
        Self {
            schema,
            connection,
            state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1,
        }
    }

    fn below(&mut self, bound: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state >> 33).unwrap() % bound.max(1)
    }

    /// A query the schema knows, with arguments it may or may not want.
    pub(super) fn operation(&mut self) -> Value {
        json!({ "query": self.document() })
    }

    /// A document of which some characters were changed, dropped or doubled.
    pub(super) fn damaged(&mut self) -> Value {
        let mut letters: Vec<char> = self.document().chars().collect();
        let noise: Vec<char> = "{}()[]:$@!\"\\#.,&|=_aZ09 \n\t\u{0}\u{e9}\u{1F4A5}"
            .chars()
            .collect();
        for _ in 0..=self.below(6) {
            let at = self.below(letters.len());
            match self.below(4) {
                0 => drop(letters.remove(at)),
                1 => letters.insert(at, noise[self.below(noise.len())]),
                2 => letters[at] = noise[self.below(noise.len())],
                _ => letters.truncate(letters.len().max(2) - 1),
            }
        }
        json!({ "query": letters.into_iter().collect::<String>() })
    }

    fn document(&mut self) -> String {
        let mut fields = String::new();
        for number in 0..=self.below(4) {
            let queries = list(&self.schema.types["Query"], "fields");
            let field = &queries[self.below(queries.len())];
            fields += &format!(" r{number}: {}", self.field(field, 3));
        }
        format!("{{{fields} }}")
    }

    fn field(&mut self, field: &Value, depth: usize) -> String {
        let literals = literals();
        let mut arguments = Vec::new();
        for argument in list(field, "args") {
            let name = text(argument, "name");
            let value = match self.below(8) {
                0 => literals[self.below(literals.len())].clone(),
                1 | 2 if !required(argument) => continue,
                _ if name == "connectionId" => format!("\"{}\"", self.connection),
                _ if name == "namespace" => "\"test\"".to_owned(),
                _ => plausible(self.schema, &argument["type"]),
            };
            arguments.push(format!("{name}: {value}"));
        }
        let arguments = if arguments.is_empty() {
            String::new()
        } else {
            format!("({})", arguments.join(", "))
        };
        let inner = list(self.schema.named(&field["type"]), "fields");
        let mut selection = String::new();
        if !inner.is_empty() {
            selection += " { __typename";
            for number in 0..self.below(5) {
                let below = &inner[self.below(inner.len())];
                let leaf = list(self.schema.named(&below["type"]), "fields").is_empty();
                if leaf || depth > 0 {
                    selection +=
                        &format!(" s{number}: {}", self.field(below, depth.saturating_sub(1)));
                }
            }
            selection += if self.below(10) == 0 {
                " nothing }"
            } else {
                " }"
            };
        }
        format!("{}{arguments}{selection}", text(field, "name"))
    }
}
