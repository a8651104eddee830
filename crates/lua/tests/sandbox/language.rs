use acm_lua::{Limits, Sandbox, Value};

use crate::{check, fails, load};

#[test]
fn values_pass_through_unchanged() {
    let sandbox = load("function same(value) return value end").unwrap();
    let values = [
        Value::Nil,
        Value::Boolean(true),
        Value::Integer(i64::MIN),
        Value::Float(-0.5),
        Value::Float(2.0),
        Value::String(vec![0xff, 0, b'a']),
        Value::Bytes(vec![0, 1, 2]),
        Value::GeoJson(b"{}".to_vec()),
        Value::Hll(vec![9, 8]),
        Value::List(vec![
            Value::Nil,
            Value::Integer(1),
            Value::List(vec![]),
            Value::Nil,
        ]),
        Value::Map(vec![
            (Value::Integer(-1), Value::Nil),
            (Value::Integer(7), Value::Map(vec![])),
            ("a".into(), Value::Boolean(false)),
            (Value::Bytes(vec![1]), "bytes".into()),
        ]),
    ];
    for value in values {
        assert_eq!(
            sandbox.call("same", std::slice::from_ref(&value)),
            Ok(value)
        );
    }
}

#[test]
fn the_language_and_its_libraries_are_there() {
    check("7 // 2 + 2 ^ 3 % 5", 6.0);
    check("math.max(1, 5, 3) + math.floor(2.5)", 7);
    check("select('#', table.unpack({1, 2, 3}))", 3);
    check("utf8.char(228, 8364)", "ä€");
    check(
        "string.format('%5.2f|%s|%q', 1.5, true, 'x')",
        " 1.50|true|\"x\"",
    );
    check("('abc'):upper() .. #('x'):rep(3, '-')", "ABC5");
    check("table.concat({1, 2, 3}, ',')", "1,2,3");
    check(
        "(function() local t = {3, 1, 2} table.sort(t, function(a, b) return a > b end) return table.concat(t) end)()",
        "321",
    );
    check(
        "(function() local t = {1, 3} table.insert(t, 2, 2) table.insert(t, 4) table.remove(t, 1) return table.concat(t) end)()",
        "234",
    );
    check("table.concat(table.move({1, 2, 3}, 2, 3, 1))", "233");
    check("table.concat(table.move({1, 2, 3}, 1, 3, 2))", "1123");
    check("select(2, pcall(error, 'why'))", "why");
    check(
        "(coroutine.wrap(function() coroutine.yield(1) return 2 end))()",
        1,
    );
    check(
        "(function() local co = coroutine.wrap(function() return pcall(function() coroutine.yield(5) end) end) return co() end)()",
        5,
    );
    check(
        "tostring(nil) .. tostring(1.5) .. tostring(setmetatable({}, {__tostring = function() return '!' end}))",
        "nil1.5!",
    );
}

#[test]
fn metatables_do_as_in_lua() {
    check(
        "(function() local m = {} return getmetatable(setmetatable({}, m)) == m end)()",
        true,
    );
    check(
        "getmetatable(setmetatable({}, {__metatable = 'mine'}))",
        "mine",
    );
    fails(
        "setmetatable(setmetatable({}, {__metatable = 'mine'}), {})",
        "cannot change a protected metatable",
    );
    check(
        "getmetatable(setmetatable(setmetatable({}, {}), nil)) == nil",
        true,
    );
    check(
        "(function() local C = {} C.__index = C function C.new(n) return setmetatable({n = n}, C) end function C:twice() return self.n * 2 end return C.new(21):twice() end)()",
        42,
    );
    check(
        "(function() local V = {} V.__add = function(a, b) return a.n + b.n end V.__len = function() return 7 end V.__call = function(_, x) return x end local v = setmetatable({n = 1}, V) return v + v + #v + v(3) end)()",
        12,
    );
    check("(setmetatable({}, {__index = {x = 5}})).x", 5);
}

#[test]
fn functions_of_a_module_are_listed_by_name() {
    let sandbox =
        load("local function hidden() end b = hidden function a() end c = 1 print = math.max")
            .unwrap();
    assert_eq!(sandbox.functions(), ["a", "b"]);
}

#[test]
fn what_the_outermost_lines_keep_stays_between_calls() {
    let sandbox =
        load("local count = 0 function next_one() count = count + 1 return count end").unwrap();
    assert_eq!(sandbox.call("next_one", &[]), Ok(1.into()));
    assert_eq!(sandbox.call("next_one", &[]), Ok(2.into()));
}

#[test]
fn tables_and_functions_are_no_values() {
    fails(
        "return {}",
        "a Lua table is not a value; make it a list or a map",
    );
    fails("return list{f}", "a function is not a value");
    fails(
        "return list{stream}",
        "a Lua table is not a value; make it a list or a map",
    );
}

#[test]
fn a_module_may_have_any_bytes_in_its_texts() {
    let sandbox = Sandbox::load(
        b"function f() return '\xff\xfe' end -- \xc3",
        Limits::default(),
    );
    assert_eq!(
        sandbox.unwrap().call("f", &[]),
        Ok(Value::String(vec![0xff, 0xfe]))
    );
}
