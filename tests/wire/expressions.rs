//! What expressions yield, operator by operator, and operations that read and write their results.

use std::collections::HashMap;

use aerospike::expressions as exp;
use aerospike::expressions::{ExpType, Expression, RegexFlags};
use aerospike::operations as op;
use aerospike::operations::exp::{ExpReadFlags, ExpWriteFlags, read_exp, write_exp};
use aerospike::{Error, Expiration, Key, Record, ResultCode, Value};

use crate::harness::{Cluster, bin, put_options, refused, succeeds, test};

const POINT: &str = r#"{"type":"Point","coordinates":[-122.0,37.5]}"#;
const CIRCLE: &str = r#"{"type":"AeroCircle","coordinates":[[-122.0,37.4],30000.0]}"#;
const POLYGON: &str = r#"{"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10],[0,0]]]}"#;

/// A record with a bin of each type, its key stored, an hour to live.
async fn record(cluster: &Cluster) -> Key {
    let key = cluster.key("the key");
    let mut policy = put_options();
    policy.send_key = true;
    policy.expiration = Expiration::Seconds(3600);
    let map = HashMap::from([
        (Value::from("a"), Value::Int(1)),
        (Value::from("b"), Value::Int(2)),
    ]);
    let bins = [
        bin("i", 7),
        bin("f", 2.5),
        bin("s", "text"),
        bin("b", vec![1_u8, 2, 3]),
        bin("t", true),
        bin("l", Value::List(vec![Value::Int(1), Value::from("two")])),
        bin("m", Value::HashMap(map)),
        bin("g", Value::GeoJson(POINT.into())),
    ];
    succeeds(cluster.client.put(&policy, &key, &bins).await);
    key
}

async fn read(
    cluster: &Cluster,
    key: &Key,
    expression: Expression,
    flags: ExpReadFlags,
) -> Result<Record, Error> {
    let operation = read_exp("r", expression, flags);
    cluster
        .client
        .operate(&put_options(), key, &[operation])
        .await
}

/// Checks what each expression yields for the record.
async fn yields(cases: Vec<(Expression, Value)>) {
    test(async |cluster| {
        let key = record(cluster).await;
        for (number, (expression, expected)) in cases.iter().enumerate() {
            let outcome = read(cluster, &key, expression.clone(), ExpReadFlags::DEFAULT).await;
            let record = outcome.unwrap_or_else(|error| panic!("case {number}: {error}"));
            assert_eq!(record.bins["r"], *expected, "case {number}");
        }
    })
    .await;
}

/// Checks that these conditions are true for the record.
async fn hold(conditions: Vec<Expression>) {
    let cases = conditions.into_iter();
    yields(cases.map(|case| (case, Value::Bool(true))).collect()).await;
}

/// Checks that the record is no answer to these, which is told apart from their being wrong.
async fn are_unknown(expressions: Vec<Expression>) {
    test(async |cluster| {
        let key = record(cluster).await;
        for expression in &expressions {
            let outcome = read(cluster, &key, expression.clone(), ExpReadFlags::DEFAULT).await;
            refused(outcome, ResultCode::OpNotApplicable);
            let outcome = read(
                cluster,
                &key,
                expression.clone(),
                ExpReadFlags::EVAL_NO_FAIL,
            )
            .await;
            assert_eq!(succeeds(outcome).bins["r"], Value::Nil);
        }
    })
    .await;
}

fn int(value: i64) -> Expression {
    exp::int_val(value)
}

fn float(value: f64) -> Expression {
    exp::float_val(value)
}

fn numbers(values: &[i64]) -> Vec<Value> {
    values.iter().copied().map(Value::Int).collect()
}

#[tokio::test]
async fn values_of_each_type_are_read_from_literals_and_bins() {
    let list = vec![Value::Int(1), Value::from("two")];
    yields(vec![
        (int(-5), Value::Int(-5)),
        (float(0.5), Value::from(0.5)),
        (exp::string_val("x"), Value::from("x")),
        (exp::blob_val(vec![9]), Value::from(vec![9_u8])),
        (exp::bool_val(true), Value::Bool(true)),
        (exp::list_val(list.clone()), Value::List(list.clone())),
        (exp::geo_val(CIRCLE), Value::GeoJson(CIRCLE.into())),
        (exp::int_bin("i"), Value::Int(7)),
        (exp::float_bin("f"), Value::from(2.5)),
        (exp::string_bin("s"), Value::from("text")),
        (exp::blob_bin("b"), Value::from(vec![1_u8, 2, 3])),
        (exp::bool_bin("t"), Value::Bool(true)),
        (exp::list_bin("l"), Value::List(list)),
        (exp::geo_bin("g"), Value::GeoJson(POINT.into())),
        (exp::bin_type("s"), Value::Int(3)),
        (exp::bin_type("none"), Value::Int(0)),
        (exp::bin_exists("m"), Value::Bool(true)),
        (exp::key(ExpType::String), Value::from("the key")),
    ])
    .await;
}

#[tokio::test]
async fn values_of_each_type_compare() {
    let pairs = [
        (exp::int_bin("i"), int(7), int(8)),
        (exp::float_bin("f"), float(2.5), float(1e9)),
        (
            exp::string_bin("s"),
            exp::string_val("text"),
            exp::string_val("texture"),
        ),
        (
            exp::blob_bin("b"),
            exp::blob_val(vec![1, 2, 3]),
            exp::blob_val(vec![1, 3]),
        ),
        (
            exp::bool_val(false),
            exp::bool_val(false),
            exp::bool_bin("t"),
        ),
        (
            exp::list_bin("l"),
            exp::list_val(vec![Value::Int(1), Value::from("two")]),
            exp::list_val(numbers(&[2])),
        ),
        (exp::set_name(), exp::set_name(), exp::string_val("\u{7f}")),
    ];
    let mut conditions = Vec::new();
    for (left, same, greater) in pairs {
        conditions.extend([
            exp::eq(left.clone(), same.clone()),
            exp::ne(left.clone(), greater.clone()),
            exp::gt(greater.clone(), left.clone()),
            exp::ge(greater.clone(), left.clone()),
            exp::ge(left.clone(), same.clone()),
            exp::lt(left.clone(), greater.clone()),
            exp::le(left.clone(), greater),
            exp::le(left.clone(), same.clone()),
            exp::not(exp::gt(left.clone(), same.clone())),
            exp::not(exp::ne(left, same)),
        ]);
    }
    let same = HashMap::from([
        (Value::from("b"), Value::Int(2)),
        (Value::from("a"), Value::Int(1)),
    ]);
    let other = HashMap::from([(Value::from("a"), Value::Int(1))]);
    conditions.push(exp::eq(exp::map_bin("m"), exp::map_val(same)));
    conditions.push(exp::ne(exp::map_bin("m"), exp::map_val(other)));
    conditions.push(exp::eq(exp::nil(), exp::nil()));
    hold(conditions).await;
}

#[tokio::test]
async fn lists_contain_elements_and_maps_have_keys_and_values() {
    let text = |text: &str| Value::from(text);
    yields(vec![
        (
            exp::in_list(exp::string_val("two"), exp::list_bin("l")),
            Value::Bool(true),
        ),
        (exp::in_list(int(2), exp::list_bin("l")), Value::Bool(false)),
        (
            exp::in_list(exp::int_bin("i"), exp::list_val(numbers(&[5, 6, 7]))),
            Value::Bool(true),
        ),
        (
            exp::map_keys(exp::map_bin("m")),
            Value::List(vec![text("a"), text("b")]),
        ),
        (
            exp::map_values(exp::map_bin("m")),
            Value::List(numbers(&[1, 2])),
        ),
    ])
    .await;
}

#[tokio::test]
async fn logic_decides_as_soon_as_it_can() {
    let yes = || exp::bool_val(true);
    let no = || exp::bool_val(false);
    let unknown = || exp::eq(exp::int_bin("none"), int(1));
    hold(vec![
        exp::and(vec![yes(), exp::bool_bin("t"), exp::not(no())]),
        exp::not(exp::and(vec![yes(), unknown(), no()])),
        exp::or(vec![no(), unknown(), yes()]),
        exp::not(exp::or(vec![no(), no()])),
        exp::exclusive(vec![no(), yes(), no()]),
        exp::not(exp::exclusive(vec![yes(), yes(), no()])),
        exp::not(exp::exclusive(vec![no(), no()])),
        exp::not(exp::exclusive(vec![yes(), unknown(), yes()])),
    ])
    .await;
    are_unknown(vec![
        exp::and(vec![yes(), unknown()]),
        exp::or(vec![no(), unknown()]),
        exp::not(unknown()),
        exp::exclusive(vec![yes(), unknown()]),
        exp::exclusive(vec![no(), exp::unknown()]),
    ])
    .await;
}

#[tokio::test]
async fn integers_and_floats_are_calculated() {
    yields(vec![
        (
            exp::num_add(vec![exp::int_bin("i"), int(1), int(2)]),
            Value::Int(10),
        ),
        (
            exp::num_add(vec![int(i64::MAX), int(1)]),
            Value::Int(i64::MIN),
        ),
        (
            exp::num_sub(vec![exp::int_bin("i"), int(1), int(2)]),
            Value::Int(4),
        ),
        (exp::num_sub(vec![exp::int_bin("i")]), Value::Int(-7)),
        (
            exp::num_mul(vec![exp::int_bin("i"), int(3)]),
            Value::Int(21),
        ),
        (
            exp::num_div(vec![int(100), exp::int_bin("i"), int(2)]),
            Value::Int(7),
        ),
        (exp::num_mod(int(-7), int(4)), Value::Int(-3)),
        (exp::num_abs(int(-7)), Value::Int(7)),
        (
            exp::min(vec![int(3), exp::int_bin("i"), int(5)]),
            Value::Int(3),
        ),
        (
            exp::max(vec![int(3), exp::int_bin("i"), int(5)]),
            Value::Int(7),
        ),
        (exp::to_int(float(-2.9)), Value::Int(-2)),
        (
            exp::num_add(vec![exp::float_bin("f"), float(0.25)]),
            Value::from(2.75),
        ),
        (exp::num_sub(vec![exp::float_bin("f")]), Value::from(-2.5)),
        (
            exp::num_mul(vec![exp::float_bin("f"), float(2.0)]),
            Value::from(5.0),
        ),
        (exp::num_div(vec![float(0.5)]), Value::from(2.0)),
        (
            exp::num_div(vec![float(1.0), float(0.0)]),
            Value::from(f64::INFINITY),
        ),
        (
            exp::num_pow(exp::float_bin("f"), float(2.0)),
            Value::from(6.25),
        ),
        (
            exp::num_log(float(8.0), float(2.0)),
            Value::from(8_f64.ln() / 2_f64.ln()),
        ),
        (exp::num_abs(float(-2.5)), Value::from(2.5)),
        (exp::num_floor(float(-2.5)), Value::from(-3.0)),
        (exp::num_ceil(float(-2.5)), Value::from(-2.0)),
        (
            exp::min(vec![float(3.0), exp::float_bin("f")]),
            Value::from(2.5),
        ),
        (exp::to_float(exp::int_bin("i")), Value::from(7.0)),
    ])
    .await;
}

#[tokio::test]
async fn bits_of_integers_are_combined_shifted_counted_and_found() {
    yields(vec![
        (
            exp::int_and(vec![int(0b1100), int(0b1010)]),
            Value::Int(0b1000),
        ),
        (
            exp::int_or(vec![int(0b1100), int(0b1010)]),
            Value::Int(0b1110),
        ),
        (
            exp::int_xor(vec![int(0b1100), int(0b1010)]),
            Value::Int(0b0110),
        ),
        (exp::int_not(int(0)), Value::Int(-1)),
        (exp::int_lshift(int(1), int(62)), Value::Int(1 << 62)),
        (exp::int_rshift(int(-1), int(62)), Value::Int(3)),
        (exp::int_arshift(int(-8), int(1)), Value::Int(-4)),
        (exp::int_count(int(-1)), Value::Int(64)),
        (exp::int_lscan(int(1), exp::bool_val(true)), Value::Int(63)),
        (
            exp::int_lscan(int(-1), exp::bool_val(false)),
            Value::Int(-1),
        ),
        (exp::int_rscan(int(1), exp::bool_val(true)), Value::Int(63)),
        (exp::int_rscan(int(1), exp::bool_val(false)), Value::Int(62)),
        (exp::int_rscan(int(0), exp::bool_val(true)), Value::Int(-1)),
    ])
    .await;
}

#[tokio::test]
async fn conditions_and_variables_choose_and_name_values() {
    let grade = |of: Expression| {
        exp::cond(vec![
            exp::ge(of.clone(), int(9)),
            exp::string_val("high"),
            exp::ge(of, int(5)),
            exp::string_val("middle"),
            exp::string_val("low"),
        ])
    };
    let twice = exp::exp_let(vec![
        exp::def("x", exp::int_bin("i")),
        exp::def("y", exp::num_mul(vec![exp::var("x"), int(2)])),
        exp::num_add(vec![exp::var("x"), exp::var("y")]),
    ]);
    let inner = exp::exp_let(vec![exp::def("x", int(1)), exp::var("x")]);
    let shadowed = exp::exp_let(vec![
        exp::def("x", int(10)),
        exp::num_add(vec![inner, exp::var("x")]),
    ]);
    let unused = exp::exp_let(vec![exp::def("x", exp::int_bin("none")), int(1)]);
    yields(vec![
        (grade(exp::int_bin("i")), Value::from("middle")),
        (grade(int(9)), Value::from("high")),
        (grade(int(0)), Value::from("low")),
        (twice, Value::Int(21)),
        (shadowed, Value::Int(11)),
        (unused, Value::Int(1)),
        (
            exp::cond(vec![exp::bool_val(false), exp::unknown(), int(3)]),
            Value::Int(3),
        ),
    ])
    .await;
}

#[tokio::test]
async fn texts_match_regular_expressions() {
    let matches = |pattern: &str, flags| exp::regex_compare(pattern, flags, exp::string_bin("s"));
    hold(vec![
        matches("^t.*t$", RegexFlags::NONE),
        matches("EX", RegexFlags::ICASE),
        matches(
            "^(text|other){1,2}$",
            RegexFlags::EXTENDED | RegexFlags::NOSUB,
        ),
        matches(r"^\(text\|other\)$", RegexFlags::NONE),
        matches("^[[:alpha:]]*$", RegexFlags::NEWLINE),
        exp::not(matches("EX", RegexFlags::NONE)),
        exp::not(matches("(text)", RegexFlags::NONE)),
        exp::regex_compare("^wire", RegexFlags::NONE, exp::set_name()),
    ])
    .await;
}

#[tokio::test]
async fn points_and_regions_are_compared_whichever_comes_first() {
    let place = |text: &str| exp::geo_val(text);
    let inside = r#"{"type":"Point","coordinates":[5,5]}"#;
    hold(vec![
        exp::geo_compare(exp::geo_bin("g"), place(CIRCLE)),
        exp::geo_compare(place(CIRCLE), exp::geo_bin("g")),
        exp::geo_compare(place(inside), place(POLYGON)),
        exp::not(exp::geo_compare(exp::geo_bin("g"), place(POLYGON))),
        exp::not(exp::geo_compare(place(POLYGON), place(CIRCLE))),
    ])
    .await;
}

#[tokio::test]
async fn a_record_tells_what_is_known_of_it() {
    const YEAR_2020: i64 = 1_577_836_800_000_000_000;
    hold(vec![
        exp::key_exists(),
        exp::not(exp::is_tombstone()),
        exp::lt(exp::digest_modulo(10), int(10)),
        exp::gt(exp::record_size(), int(0)),
        exp::gt(exp::last_update(), int(YEAR_2020)),
        exp::ge(exp::since_update(), int(0)),
        exp::gt(exp::void_time(), exp::last_update()),
        exp::and(vec![
            exp::gt(exp::ttl(), int(3000)),
            exp::le(exp::ttl(), int(3600)),
        ]),
    ])
    .await;
}

#[tokio::test]
async fn what_a_record_does_not_have_is_unknown() {
    are_unknown(vec![
        exp::unknown(),
        exp::int_bin("none"),
        exp::int_bin("s"),
        exp::key(ExpType::Int),
        exp::eq(exp::int_bin("none"), int(1)),
        exp::num_add(vec![int(1), exp::int_bin("s")]),
        exp::num_div(vec![int(1), int(0)]),
        exp::num_mod(int(1), int(0)),
        exp::int_lshift(int(1), int(64)),
        exp::to_int(float(1e300)),
        exp::cond(vec![exp::bool_bin("none"), int(1), int(2)]),
        exp::in_list(int(1), exp::list_bin("none")),
        exp::map_keys(exp::map_bin("none")),
        exp::regex_compare("x", RegexFlags::NONE, exp::string_bin("i")),
        exp::geo_compare(exp::geo_bin("s"), exp::geo_val(CIRCLE)),
    ])
    .await;
}

#[tokio::test]
async fn types_that_do_not_agree_are_parameter_errors() {
    test(async |cluster| {
        let key = record(cluster).await;
        for expression in [
            exp::eq(exp::int_bin("i"), float(7.0)),
            exp::num_add(vec![int(1), float(1.0)]),
            exp::num_add(vec![exp::string_val("a"), exp::string_val("b")]),
            exp::num_pow(int(1), int(2)),
            exp::num_mod(float(1.0), float(2.0)),
            exp::to_int(int(1)),
            exp::to_float(float(1.0)),
            exp::int_and(vec![float(1.0)]),
            exp::int_lscan(int(1), int(1)),
            exp::and(vec![exp::bool_val(true), int(1)]),
            exp::not(exp::string_val("x")),
            exp::cond(vec![int(1), int(2), int(3)]),
            exp::cond(vec![exp::bool_val(true), int(2), exp::string_val("3")]),
            exp::cond(vec![exp::bool_val(true), int(2)]),
            exp::in_list(int(1), int(2)),
            exp::map_keys(exp::list_bin("l")),
            exp::regex_compare("x", RegexFlags::NONE, exp::int_bin("i")),
            exp::regex_compare(r"\(x\)\1", RegexFlags::NONE, exp::string_bin("s")),
            exp::regex_compare("(", RegexFlags::EXTENDED, exp::string_bin("s")),
            exp::geo_compare(exp::geo_bin("g"), exp::string_val(CIRCLE)),
            exp::geo_val("no GeoJSON"),
            exp::key(ExpType::Bool),
            exp::var("nowhere"),
            exp::digest_modulo(0),
        ] {
            let outcome = read(cluster, &key, expression, ExpReadFlags::EVAL_NO_FAIL).await;
            refused(outcome, ResultCode::ParameterError);
        }
    })
    .await;
}

#[tokio::test]
async fn results_are_written_into_bins() {
    test(async |cluster| {
        let key = record(cluster).await;
        let write = |name: &str, expression| write_exp(name, expression, ExpWriteFlags::DEFAULT);
        let sum = exp::num_add(vec![exp::int_bin("i"), exp::int_bin("new")]);
        let operations = [
            write("new", exp::num_mul(vec![exp::int_bin("i"), int(2)])),
            write("i", sum),
            write("copy", exp::list_bin("l")),
            write("place", exp::geo_val(CIRCLE)),
            op::get_bin("t"),
        ];
        let outcome = cluster
            .client
            .operate(&put_options(), &key, &operations)
            .await;
        assert_eq!(succeeds(outcome).bins["t"], Value::Bool(true));
        let record = cluster.get(&key).await;
        assert_eq!(record.generation, 2);
        assert_eq!(record.bins["new"], Value::Int(14));
        assert_eq!(record.bins["i"], Value::Int(21), "of the new bin");
        assert_eq!(record.bins["copy"], record.bins["l"]);
        assert_eq!(record.bins["place"], Value::GeoJson(CIRCLE.into()));
        let fresh = cluster.key("fresh");
        let operations = [write("n", int(1))];
        let outcome = cluster
            .client
            .operate(&put_options(), &fresh, &operations)
            .await;
        succeeds(outcome);
        assert_eq!(cluster.get(&fresh).await.bins["n"], Value::Int(1));
    })
    .await;
}

#[tokio::test]
async fn flags_say_when_a_result_is_written() {
    use ExpWriteFlags as F;
    test(async |cluster| {
        let key = record(cluster).await;
        let write = async |name: &str, expression, flags| {
            let operations = [write_exp(name, expression, flags)];
            let options = put_options();
            cluster.client.operate(&options, &key, &operations).await
        };
        for (name, expression, flags, code) in [
            ("i", int(1), F::CREATE_ONLY, ResultCode::BinExistsError),
            ("x", int(1), F::UPDATE_ONLY, ResultCode::BinNotFound),
            ("i", exp::nil(), F::DEFAULT, ResultCode::OpNotApplicable),
            ("i", exp::unknown(), F::DEFAULT, ResultCode::OpNotApplicable),
            (
                "i",
                exp::unknown(),
                F::POLICY_NO_FAIL,
                ResultCode::OpNotApplicable,
            ),
            (
                "i",
                int(1),
                F::CREATE_ONLY | F::UPDATE_ONLY,
                ResultCode::ParameterError,
            ),
            ("i", int(1), F::from_bits(0x20), ResultCode::ParameterError),
        ] {
            refused(write(name, expression, flags).await, code);
        }
        assert_eq!(cluster.get(&key).await.generation, 1, "nothing was written");
        for (name, expression, flags) in [
            ("i", int(1), F::CREATE_ONLY | F::POLICY_NO_FAIL),
            ("x", int(1), F::UPDATE_ONLY | F::POLICY_NO_FAIL),
            ("i", exp::nil(), F::POLICY_NO_FAIL),
            ("i", exp::unknown(), F::EVAL_NO_FAIL),
        ] {
            succeeds(write(name, expression, flags).await);
        }
        let kept = cluster.get(&key).await;
        assert_eq!(kept.bins["i"], Value::Int(7));
        assert!(!kept.bins.contains_key("x"));
        succeeds(write("new", int(1), F::CREATE_ONLY).await);
        succeeds(write("s", exp::string_val("changed"), F::UPDATE_ONLY).await);
        succeeds(write("i", exp::nil(), F::ALLOW_DELETE).await);
        let changed = cluster.get(&key).await;
        assert_eq!(changed.bins["new"], Value::Int(1));
        assert_eq!(changed.bins["s"], Value::from("changed"));
        assert!(!changed.bins.contains_key("i"));
    })
    .await;
}
