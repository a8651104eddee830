//! Modules that want out, or want to stay.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use acm_lua::{Error, Limits, Sandbox, Value};

use crate::{check, fails, run};

#[test]
fn what_reaches_the_host_is_not_there() {
    for name in [
        "os",
        "io",
        "package",
        "require",
        "load",
        "loadstring",
        "loadfile",
        "dofile",
        "collectgarbage",
        "print",
        "newproxy",
        "string.dump",
        "_G.os",
        "_G._G.io",
    ] {
        check(&format!("{name} == nil"), true);
    }
    // The global of that name is a function that logs.
    check("type(debug) == 'function'", true);
    check("getmetatable('') == false", true);
    check(
        "getmetatable(list()) == list and getmetatable(list) == false",
        true,
    );
    check("next(getmetatable(bytes())) ~= nil", true);
}

#[test]
fn a_changed_library_reaches_no_other_module() {
    let changed =
        run("string.upper = function() return 'mine' end list.size = nil return ('x'):upper()");
    assert_eq!(changed, Ok("mine".into()));
    check("('x'):upper() .. list.size(list())", "X0");
}

#[test]
fn loops_end_with_the_budget() {
    for body in [
        "while true do end",
        "while true do pcall(function() while true do end end) end",
        "repeat until pcall(error) == nil",
        "local function f() return pcall(f) end while true do f() end",
        "xpcall(function() while true do end end, function() while true do end end)",
        "while true do xpcall(function() while true do end end, function(e) return e end) end",
        "local co = coroutine.create(function() while true do end end) while true do coroutine.resume(co) co = coroutine.create(function() while true do end end) end",
        "coroutine.wrap(function() while true do coroutine.yield(pcall(function() while true do end end)) end end)() while true do end",
        "local function f() coroutine.wrap(f)() end while true do pcall(f) end",
        "local t = setmetatable({}, {__index = function(t, k) return t[k + 1] end}) while true do pcall(function() return t[1] end) end",
        "local x = setmetatable({}, {__tostring = function() while true do end end}) error(x)",
        "local x = setmetatable({}, {__tostring = function() while true do end end}) return tostring(x)",
        "table.sort({1, 2, 3}, function() while true do end end)",
        "('x'):gsub('x', function() while true do end end)",
        "list.append(list(), (function() while true do end end)())",
        "map.merge(map{a = 1}, map{a = 2}, function() while true do end end)",
        "goto again ::again:: goto again",
        "for i = 1, math.huge do end",
    ] {
        let started = Instant::now();
        let ended = run(body).unwrap_err();
        assert!(
            matches!(ended, Error::Steps(_) | Error::Time(_)),
            "{body}: {ended:?}"
        );
        assert!(started.elapsed() < Duration::from_secs(10), "{body}");
    }
}

#[test]
fn loops_inside_of_the_library_end_as_well() {
    let huge = "local huge = setmetatable({}, {__len = function() return math.maxinteger - 1 end, __index = rawlen, __newindex = rawequal})\n";
    for body in [
        "table.move({}, 1, math.maxinteger - 1, 2)",
        "table.move({}, 1, math.maxinteger - 1, 2, {})",
        "table.insert(huge, 1, 'x')",
        "table.remove(huge, 1)",
        "table.concat(huge)",
        "table.sort(huge)",
        "table.unpack(huge)",
        "list(huge)[1] = 1 while true do end",
        "map(huge) while true do end",
        "('').rep('', 1 << 60) while true do end",
        "('x'):rep(1 << 40)",
        "('x'):rep(1 << 60)",
        "local s = ('a'):rep(1 << 20) s:find(('.-'):rep(20) .. 'b')",
        "local s = ('a'):rep(1 << 20) s:match(('a*'):rep(30) .. 'b')",
        "local s = ('a'):rep(1 << 20) while true do s:find('(a*)*b') end",
        "local s = ('a'):rep(1 << 22) while true do s:find(('a'):rep(1 << 12) .. 'b', 1, true) end",
        "('('):rep(1 << 20):find(('%b()'):rep(1000))",
        "local s = ('%'):rep(1 << 20) while true do string.format(s) end",
    ] {
        let started = Instant::now();
        assert!(run(&format!("{huge}{body}")).is_err(), "{body}");
        assert!(started.elapsed() < Duration::from_secs(10), "{body}");
    }
}

#[test]
fn memory_has_an_end() {
    for body in [
        "local s = 'x' while true do s = s .. s end",
        "local t = {} while true do t[#t + 1] = ('x'):rep(1 << 16) .. #t end",
        "local l = list() while true do list.append(l, ('x'):rep(1 << 16) .. list.size(l)) end",
        "local b = bytes(1 << 23) while true do bytes.append_bytes(b, b) end",
        "return bytes(1 << 26)",
        "local t = {} for i = 1, math.huge do t = {t, i} end",
        "('%s'):rep(1 << 20):format(table.unpack({}, 1, 200000))",
        "return table.concat({('x'):rep(1 << 22), ('x'):rep(1 << 22), ('x'):rep(1 << 22), ('x'):rep(1 << 22)}):gsub('x', 'yy')",
    ] {
        let ended = run(body).unwrap_err();
        assert!(
            matches!(
                ended,
                Error::Memory | Error::Steps(_) | Error::Time(_) | Error::Runtime { .. }
            ),
            "{body}: {ended:?}"
        );
    }
}

#[test]
fn what_grows_when_it_leaves_is_refused() {
    fails(
        "local l = list{1} for _ = 1, 50 do l = list{l, l} end return l",
        "the value is too large",
    );
    fails(
        "local l = list() list.append(l, l) return l",
        "the value is nested deeper than 64",
    );
    fails(
        "local s, l = ('x'):rep(1 << 20), list() for _ = 1, 100 do list.append(l, s) end return l",
        "the value is too large",
    );
    let text = run("local l = list{1} for _ = 1, 50 do l = list{l, l} end return tostring(l)");
    assert_eq!(text, Ok("the value is too large".into()));
}

#[test]
fn deep_calls_end_with_an_error() {
    for body in [
        "local function f() return 1 + f() end f()",
        "local function f() return (pcall(f)) end return f()",
        "local t = setmetatable({}, {}) getmetatable(t).__index = t return t.x",
        "local s = ('a'):gsub('a', function() return (('a'):gsub('a', f)) end)",
        "local function f() return tostring(setmetatable({}, {__tostring = f})) end return f()",
    ] {
        // An error or an answer; the process is still there.
        drop(run(body));
    }
    fails(
        "('a'):rep(300):find(('(a)'):rep(20) .. ('a?'):rep(280) .. ('a'):rep(280))",
        "pattern too complex",
    );
}

/// Lua would run them where no step is counted.
#[test]
fn finalizers_and_closers_are_refused() {
    let forever = "function() while true do end end";
    for name in ["__gc", "__close"] {
        fails(
            &format!("setmetatable({{}}, {{{name} = {forever}}})"),
            &format!("a metatable with {name} is not allowed"),
        );
        // Nor do they come to what was made before.
        let late = format!(
            "local m = {{}} local t = setmetatable({{}}, m) m.{name} = {forever} getmetatable(t).{name} = {forever}"
        );
        let spared = run(&format!(
            "{late} t = nil for _ = 1, 1000 do t = {{}} end return 1"
        ));
        assert_eq!(spared, Ok(1.into()));
        let looping = format!("{late} for _ in next, {{}}, nil, t do end while true do end");
        assert!(run(&looping).is_err());
        assert!(run(&format!("{late} local x <close> = t while true do end")).is_err());
    }
}

#[test]
fn nothing_runs_where_steps_are_not_counted() {
    // Each of these would be called by Lua while it handles the end of the budget.
    let closing = "local evil = setmetatable({}, {__index = function() while true do end end, __close = nil})";
    for body in [
        "xpcall(function() while true do end end, function() while true do end end)",
        "coroutine.wrap(function() xpcall(function() while true do end end, function() while true do end end) end)()",
        "local co = coroutine.create(function() while true do end end) coroutine.resume(co) coroutine.close(co)",
        "pcall(function() local x <close> = evil end) while true do end",
    ] {
        let ended = run(&format!("{closing}\n{body}")).unwrap_err();
        assert!(
            matches!(ended, Error::Steps(_) | Error::Time(_)),
            "{body}: {ended:?}"
        );
    }
}

#[test]
fn addresses_are_not_shown() {
    check(
        "tostring({}) .. tostring(print) .. tostring(pcall) .. tostring(coroutine.create(pcall))",
        "tablenilfunctionthread",
    );
    check("string.format('%s %s', {}, pcall)", "table function");
    fails(
        "string.format('%p', {})",
        "invalid conversion '%p' to 'format'",
    );
    fails(
        "string.format('%%%-10p', {})",
        "invalid conversion '%p' to 'format'",
    );
    check("tostring(setmetatable({}, {__name = 'X'}))", "table");
}

#[test]
fn objects_of_the_api_cannot_be_taken_apart() {
    fails("next(list{1})", "table expected, got userdata");
    for object in ["list{1}", "map{a = 1}", "bytes(1)", "GeoJSON('{}')"] {
        fails(
            &format!("return (pairs({{}}))({object})"),
            "table expected, got userdata",
        );
    }
    fails(
        "for _ in pairs(bytes(3)) do end",
        "table expected, got userdata",
    );
    check("(pairs({})) == next", true);
    fails("setmetatable(list{1}, {})", "table expected, got userdata");
    check("list.size(rawset(list{1}, 'size', 9))", 1);
    fails(
        "return setmetatable({}, list)",
        "a Lua table is not a value; make it a list or a map",
    );
    fails(
        "list.size(setmetatable({}, {__index = list{1}, __metatable = list}))",
        "list expected, got table",
    );
}

#[test]
fn whoever_waits_can_stop_a_call() {
    let stop = Arc::new(AtomicBool::new(true));
    let limits = Limits {
        stop: Arc::clone(&stop),
        ..Limits::default()
    };
    let looping = b"while true do end";
    assert_eq!(Sandbox::load(looping, limits).unwrap_err(), Error::Stopped);
}

#[test]
fn a_time_ends_what_its_steps_would_allow() {
    let limits = Limits {
        steps: u64::MAX,
        time: Duration::from_millis(30),
        ..Limits::default()
    };
    let error = Sandbox::load(
        b"while true do pcall(function() while true do end end) end",
        limits,
    );
    assert_eq!(error.unwrap_err(), Error::Time(30));
}

#[test]
fn a_budget_is_new_with_every_call() {
    let sandbox =
        crate::load("function spin() while true do end end function fine() return 1 end").unwrap();
    assert!(sandbox.call("spin", &[]).is_err());
    assert_eq!(sandbox.call("fine", &[]), Ok(Value::Integer(1)));
}
