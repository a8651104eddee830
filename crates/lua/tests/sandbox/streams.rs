use acm_lua::{Error, Facts, Item, Side, Value};

use crate::{list, load};

const SUM: &str = "
local function score(rec) return rec.score end
local function add(a, b) return a + b end
function sum(s) return s : map(score) : reduce(add) end
function all(s) return s : map(score) end
function large(s, least) return s : filter(function(rec) return rec.score >= least end) : map(score) end
function count(s) return s : aggregate(0, function(n) return n + 1 end) : reduce(add) : map(function(n) return n * 10 end) end
function by_set(s)
  return s : aggregate(map(), function(counts, rec)
    local set = record.setname(rec)
    counts[set] = (counts[set] or 0) + 1
    return counts
  end) : reduce(function(a, b) return map.merge(a, b, add) end)
end
function wrong(s) return 1 end
function late(s) return s : map(function(rec) rec.score = 1 aerospike:update(rec) return 1 end) end
function forever(s) return s : filter(function() while true do end end) end
";

fn records(scores: &[i64]) -> Vec<Item> {
    let facts = |index: usize| Facts {
        exists: true,
        set: Some(
            if index.is_multiple_of(2) {
                "even"
            } else {
                "odd"
            }
            .to_owned(),
        ),
        ..Facts::default()
    };
    let scores = scores.iter().enumerate();
    scores
        .map(|(index, &score)| Item::Record(facts(index), vec![("score".to_owned(), score.into())]))
        .collect()
}

fn values(values: &[Value]) -> Vec<Item> {
    values.iter().cloned().map(Item::Value).collect()
}

fn run(
    function: &str,
    arguments: &[Value],
    side: Side,
    items: Vec<Item>,
) -> Result<Vec<Value>, Error> {
    let sandbox = load(SUM).unwrap();
    let mut items = items.into_iter();
    let mut out = Vec::new();
    sandbox.run_stream(
        function,
        arguments,
        side,
        &mut || items.next(),
        &mut |value| {
            out.push(value);
            true
        },
    )?;
    Ok(out)
}

#[test]
fn the_servers_side_goes_as_far_as_the_first_reduce() {
    let server = |function: &str| run(function, &[], Side::Server, records(&[3, 4, 5])).unwrap();
    assert_eq!(server("sum"), [12.into()]);
    assert_eq!(server("all"), [3.into(), 4.into(), 5.into()]);
    assert_eq!(server("count"), [3.into()]);
    assert_eq!(
        server("by_set"),
        [Value::Map(vec![
            ("even".into(), 2.into()),
            ("odd".into(), 1.into())
        ])]
    );
    let large = run("large", &[4.into()], Side::Server, records(&[3, 4, 5])).unwrap();
    assert_eq!(large, [4.into(), 5.into()]);
}

#[test]
fn the_clients_side_starts_with_the_first_reduce() {
    let client =
        |function: &str, parts: &[Value]| run(function, &[], Side::Client, values(parts)).unwrap();
    assert_eq!(client("sum", &[12.into(), 30.into()]), [42.into()]);
    assert_eq!(client("all", &[1.into(), 2.into()]), [1.into(), 2.into()]);
    assert_eq!(client("count", &[3.into(), 4.into()]), [70.into()]);
    let part = |n: i64| Value::Map(vec![("even".into(), n.into())]);
    assert_eq!(client("by_set", &[part(1), Value::Nil, part(2)]), [part(3)]);
}

#[test]
fn nothing_comes_out_of_nothing() {
    assert!(
        run("sum", &[], Side::Server, Vec::new())
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        run("count", &[], Side::Server, Vec::new()).unwrap(),
        [0.into()]
    );
}

#[test]
fn what_is_no_stream_function_is_refused() {
    let reason = |function: &str| {
        run(function, &[], Side::Server, records(&[1]))
            .unwrap_err()
            .reason()
    };
    assert_eq!(
        reason("wrong"),
        "a function for streams returns the stream, not a number"
    );
    assert_eq!(reason("late"), "a record of a stream cannot be changed");
    assert_eq!(reason("nosuch"), "function not found");
    assert!(matches!(
        run("forever", &[], Side::Server, records(&[1])),
        Err(Error::Steps(_) | Error::Time(_))
    ));
}

#[test]
fn whoever_reads_can_stop_a_stream() {
    let sandbox = load(SUM).unwrap();
    let mut items = records(&[1, 2, 3]).into_iter();
    let mut seen = Vec::new();
    let ended = sandbox.run_stream(
        "all",
        &[],
        Side::Server,
        &mut || items.next(),
        &mut |value| {
            seen.push(value);
            false
        },
    );
    assert_eq!(ended, Err(Error::Stopped));
    assert_eq!(Value::List(seen), list(&[1]));
}
