use acm_lua::Value;

use crate::{check, fails, list, run};

#[track_caller]
fn becomes(body: &str, expected: Value) {
    assert_eq!(
        run(&format!(
            "local l = list{{1, 2, 3}} local m = map{{a = 1, b = 2}}\n{body}"
        )),
        Ok(expected),
        "{body}"
    );
}

#[test]
fn lists_do_what_is_documented() {
    becomes("list.append(l, 4) return l", list(&[1, 2, 3, 4]));
    becomes("list.prepend(l, 0) return l", list(&[0, 1, 2, 3]));
    becomes("list.insert(l, 2, 9) return l", list(&[1, 9, 2, 3]));
    becomes("list.remove(l, 1) return l", list(&[2, 3]));
    becomes("list.trim(l, 2) return l", list(&[1]));
    becomes("list.concat(l, l) return l", list(&[1, 2, 3, 1, 2, 3]));
    becomes("return list.merge(l, list{4})", list(&[1, 2, 3, 4]));
    becomes("return list.take(l, 2)", list(&[1, 2]));
    becomes("return list.take(l, 99)", list(&[1, 2, 3]));
    becomes("return list.drop(l, 2)", list(&[3]));
    becomes(
        "local c = list.clone(l) c[1] = 7 return l",
        list(&[1, 2, 3]),
    );
    becomes("l[2] = 5 l[4] = l[1] return l", list(&[1, 5, 3, 1]));
    becomes(
        "local sum = 0 for v in list.iterator(l) do sum = sum + v end return sum",
        6.into(),
    );
    becomes(
        "local sum = 0 for i, v in pairs(l) do sum = sum + i * v end return sum",
        14.into(),
    );
    becomes("return list.size(l) + #l", 6.into());
    becomes("return list()", list(&[]));
    becomes("return type(l)", "userdata".into());
    becomes(
        "return getmetatable(l) == List and getmetatable(l) ~= Map",
        true.into(),
    );
    becomes(
        "return tostring(list{1, 'a', map{k = true}})",
        "[1, \"a\", {\"k\": true}]".into(),
    );
    becomes("return l[9] == nil", true.into());
}

#[test]
fn maps_do_what_is_documented() {
    let map = |entries: &[(&str, i64)]| {
        Value::Map(
            entries
                .iter()
                .map(|&(key, value)| (key.into(), value.into()))
                .collect(),
        )
    };
    becomes("m.c = 3 m['a'] = nil return m", map(&[("b", 2), ("c", 3)]));
    becomes("map.remove(m, 'a') return m", map(&[("b", 2)]));
    becomes("return map.size(m) + #m", 4.into());
    becomes("m.a = 5 m.a = 6 m.x = nil return map.size(m)", 2.into());
    becomes(
        "return map.merge(m, map{b = 5, c = 7})",
        map(&[("a", 1), ("b", 5), ("c", 7)]),
    );
    becomes(
        "return map.merge(m, map{b = 5}, function(one, two) return one + two end)",
        map(&[("a", 1), ("b", 7)]),
    );
    becomes(
        "return map.diff(m, map{b = 5, c = 7})",
        map(&[("a", 1), ("c", 7)]),
    );
    becomes(
        "local c = map.clone(m) c.a = 9 return m",
        map(&[("a", 1), ("b", 2)]),
    );
    becomes(
        "local sum = 0 for k, v in map.pairs(m) do sum = sum + v end return sum",
        3.into(),
    );
    becomes(
        "local sum = 0 for v in map.values(m) do sum = sum + v end return sum",
        3.into(),
    );
    becomes(
        "local all = list() for k in map.keys(m) do list.append(all, k) end return list.size(all)",
        2.into(),
    );
    becomes("return map()", map(&[]));
    becomes("return tostring(map{[1] = 'x'})", "{1: \"x\"}".into());
}

#[test]
fn what_is_no_list_or_map_is_refused_with_a_reason() {
    fails("list.append({}, 1)", "list expected, got table");
    fails("list.append(map(), 1)", "list expected, got map");
    fails("map.size('x')", "map expected, got string");
    fails(
        "local l = list() l[3] = 1",
        "index 3 is outside of a list of 0",
    );
    fails(
        "local l = list() l.x = 1",
        "the index of a list must be an integer",
    );
    fails(
        "local m = map() m[{}] = 1",
        "a table cannot be a key of a map",
    );
    fails(
        "list.insert(list(), 0, 1)",
        "index 0 is outside of a list of 0",
    );
}

#[test]
fn an_element_that_is_nil_keeps_its_place() {
    check(
        "list.size(list.merge(list{1}, (function() local l = list{1} l[2] = nil return l end)()))",
        3,
    );
}
