//! Modules that make the host work long, or take much, with few steps of their own.

use std::time::{Duration, Instant};

use acm_lua::{Draft, Error, Facts, Limits, Record, Refusal, Sandbox, Value, check as read};

use crate::{check, fails, load, run};

/// That statements end with the budget, and not long after it.
#[track_caller]
fn ends(body: &str) {
    let started = Instant::now();
    let ended = run(body).unwrap_err();
    assert!(
        matches!(ended, Error::Steps(_) | Error::Time(_)),
        "{body}: {ended:?}"
    );
    assert!(started.elapsed() < Duration::from_secs(5), "{body}");
}

#[test]
fn sorting_long_texts_ends_with_the_budget() {
    let texts = "local s = ('a'):rep(4 << 20) local t = {} for i = 1, 20000 do t[i] = s end";
    for order in [
        "",
        ", nil",
        ", function(a, b) return a < b end",
        ", rawequal",
    ] {
        let started = Instant::now();
        assert!(run(&format!("{texts} table.sort(t{order})")).is_err());
        assert!(started.elapsed() < Duration::from_secs(5), "{order}");
    }
    fails(
        "table.sort({2, 1}, 1)",
        "bad argument #2 to 'sort' (function expected, got number)",
    );
}

#[test]
fn a_long_set_of_a_pattern_costs_as_much_as_looking_through_it() {
    ends("return (('a'):rep(1 << 20)):find('[' .. ('b'):rep(4 << 20) .. ']')");
    ends("return (('a'):rep(1 << 20)):find('%f[' .. ('b'):rep(4 << 20) .. ']')");
    ends("return (('a'):rep(1 << 20)):match('[^' .. ('b'):rep(4 << 20) .. ']+$b')");
}

#[test]
fn showing_a_large_value_over_and_over_ends_with_the_budget() {
    ends("local l = list{('x'):rep(4 << 20)} while true do tostring(l) end");
    ends(
        "local l = list() for i = 1, 40000 do list.append(l, i) end while true do tostring(l) end",
    );
}

#[test]
fn a_replacement_is_no_larger_than_the_memory_of_the_module() {
    for body in [
        "return (('x'):rep(1 << 20)):gsub('.*', ('%0'):rep(1 << 16))",
        "return (('x'):rep(1 << 20)):gsub('(.*)', ('%1'):rep(1 << 16))",
        "local f = ('%0'):rep(1 << 16) return (('x'):rep(1 << 20)):gsub('.*', f)",
    ] {
        let ended = run(body).unwrap_err();
        assert!(
            matches!(ended, Error::Memory | Error::Steps(_) | Error::Time(_)),
            "{body}: {ended:?}"
        );
    }
    // Caught, it is an error as any other.
    check(
        "(pcall(string.gsub, ('x'):rep(1 << 20), '.*', ('%0'):rep(64)))",
        false,
    );
}

#[test]
fn tables_are_never_weak() {
    check(
        "(function() local t = setmetatable({}, {__mode = 'k'}) t[{}] = 1 for _ = 1, 200000 do local x = {} end return next(t) ~= nil end)()",
        true,
    );
    check("getmetatable(setmetatable({}, {__mode = 'k'})).__mode", "k");
}

/// The metatable of a value outlives that its module has forgotten the one it gave.
#[test]
fn metatables_stay_as_long_as_their_values() {
    check(
        "(function() local t = setmetatable({}, {__index = function() return 7 end}) for _ = 1, 20000 do local x = setmetatable({}, {}) end return t.x end)()",
        7,
    );
}

#[test]
fn an_error_says_no_more_than_a_person_reads() {
    let error = run("error(('\u{e4}'):rep(1 << 20), 0)").unwrap_err();
    assert!(error.reason().len() <= 4096, "{}", error.reason().len());
    assert!(error.reason().starts_with('\u{e4}'));
    assert_eq!(error.line(), Some(2));
}

#[test]
fn reading_a_module_takes_no_time_that_grows_with_its_square() {
    for word in [" and a", " or a"] {
        let started = Instant::now();
        let text = format!("x = a{}", word.repeat(160_000));
        assert_eq!(
            read(text.as_bytes()),
            Err(Error::TooComplex(20_000)),
            "{word}"
        );
        assert!(matches!(load(&text), Err(Error::TooComplex(_))));
        let largest = format!("x = a{}", word.repeat(20_000));
        assert_eq!(read(largest.as_bytes()), Ok(()), "{word}");
        assert!(started.elapsed() < Duration::from_secs(10), "{word}");
    }
    let chain = format!("if a then {} end", "elseif a then ".repeat(70_000));
    assert_eq!(read(chain.as_bytes()), Err(Error::TooComplex(20_000)));
    // The letters alone are no words.
    assert_eq!(read(&b"order_band = 1 ".repeat(30_000)), Ok(()));
}

#[test]
fn what_lua_itself_refuses_to_read_is_an_error_in_time() {
    let many = |part: fn(u32) -> String| (0..60_000).map(part).collect::<String>();
    for text in [
        many(|index| format!("::l{index}:: x=1 ")),
        many(|index| format!("goto l{index} ")),
        many(|_| "do ".to_owned()),
        many(|_| "(".to_owned()),
        many(|_| "x={".to_owned()),
        format!("x = a{}", "..a".repeat(60_000)),
        format!("x = {}a", "-".repeat(2)) + &"not ".repeat(60_000),
        "local a ".repeat(60_000),
    ] {
        let started = Instant::now();
        assert!(read(text.as_bytes()).is_err(), "{:.40}", text);
        assert!(started.elapsed() < Duration::from_secs(10), "{:.40}", text);
    }
}

/// A record that takes anything, and counts how often.
struct Sink(usize);

impl Record for Sink {
    fn facts(&self) -> Facts {
        Facts {
            exists: true,
            ..Facts::default()
        }
    }

    fn bins(&self) -> Vec<(String, Value)> {
        Vec::new()
    }

    fn create(&mut self, draft: Draft) -> Result<(), Refusal> {
        self.update(draft)
    }

    fn update(&mut self, _: Draft) -> Result<(), Refusal> {
        self.0 += 1;
        Ok(())
    }

    fn remove(&mut self) -> Result<(), Refusal> {
        Ok(())
    }
}

/// One text in ten thousand bins takes no memory in Lua, and all there is outside of it.
#[test]
fn the_bins_of_a_record_together_are_no_larger_than_the_memory_of_the_module() {
    let source = b"function f(r) local s = ('x'):rep(4 << 20) for i = 1, 10000 do r['b' .. i] = s end return aerospike:update(r) end";
    let sandbox = Sandbox::load(source, Limits::default()).unwrap();
    let mut sink = Sink(0);
    let error = sandbox.call_on_record("f", &mut sink, &[]).unwrap_err();
    assert!(
        error.reason().ends_with("the value is too large"),
        "{error:?}"
    );
    assert_eq!(sink.0, 0);
}

#[test]
fn writing_a_record_over_and_over_ends_with_the_budget() {
    let source = b"function f(r) local s = ('x'):rep(4 << 20) while true do r.b = s aerospike:update(r) end end";
    let sandbox = Sandbox::load(source, Limits::default()).unwrap();
    let started = Instant::now();
    let error = sandbox.call_on_record("f", &mut Sink(0), &[]).unwrap_err();
    assert!(
        matches!(error, Error::Steps(_) | Error::Time(_)),
        "{error:?}"
    );
    assert!(started.elapsed() < Duration::from_secs(5));
}
