use crate::{check, fails};

#[test]
fn patterns_match_as_the_manual_of_lua_says() {
    check("(('hello world'):find('o w'))", 5);
    check("select(2, ('hello'):find('l+'))", 4);
    check("(('a.b'):find('.', 1, true))", 2);
    check("(('a+b'):find('+', 1, true))", 2);
    check("('key = value'):match('^(%w+)%s*=%s*(%w+)$')", "key");
    check(
        "select(2, ('key = value'):match('^(%w+)%s*=%s*(%w+)$'))",
        "value",
    );
    check("('  trim  '):match('^%s*(.-)%s*$')", "trim");
    check("('THE (quick) fox'):match('%((%a+)%)')", "quick");
    check(
        "('THE (quick (brown)) fox'):match('%b()')",
        "(quick (brown))",
    );
    check("('THE (quick) fox'):find('%f[%a]%a+%f[%A]', 2)", 6);
    check("('hello'):match('()ll()')", 3);
    check("('abcabc'):match('(a)(b)c%1%2')", "a");
    check("('[]]x'):match('[]]+')", "]]");
    check("('a-b'):match('[a%-]+')", "a-");
    check("('x^y'):match('[%^x]+')", "x^");
    check("('0x1F'):match('%x+', 3)", "1F");
    check(
        "('a\\0b'):match('%z') == nil and #('a\\0b'):match('a.b')",
        3,
    );
    check("('colour'):match('colou?r')", "colour");
    check("('color'):match('colou?r')", "color");
    check("('abc'):match('$') == ''", true);
    check("('abc'):match('b', -1) == nil", true);
    check("('abc'):find('', 10) == nil", true);
    check("(('abc'):find('', 4))", 4);
    check("('a,b,,c'):gsub(',', ';')", "a;b;;c");
    check("select(2, ('a,b,,c'):gsub(',', ';', 2))", 2);
    check("('hello world'):gsub('%w+', '<%0>')", "<hello> <world>");
    check(
        "('hello world'):gsub('(%w+) (%w+)', '%2 %1')",
        "world hello",
    );
    check("('$a $b'):gsub('%$(%w+)', {a = '1'})", "1 $b");
    check(
        "('abc'):gsub('%w', function(c) return c == 'b' and 'X' end)",
        "aXc",
    );
    check("('abc'):gsub('', '-')", "-a-b-c-");
    check("('abc d'):gsub('%w*', 'x')", "x x");
    check("('aaa'):gsub('^a', 'b')", "baa");
    check("('100%'):gsub('%%', ' percent')", "100 percent");
    check(
        "(function() local out = '' for k, v in ('a=1, b=2'):gmatch('(%w+)=(%w+)') do out = out .. v .. k end return out end)()",
        "1a2b",
    );
    check(
        "(function() local n = 0 for _ in ('abc'):gmatch('') do n = n + 1 end return n end)()",
        4,
    );
}

#[test]
fn wrong_patterns_are_refused_with_luas_words() {
    fails("('x'):find('%')", "malformed pattern (ends with '%')");
    fails("('x'):find('[a')", "malformed pattern (missing ']')");
    fails("('x'):find('%f')", "missing '[' after '%f' in pattern");
    fails(
        "('x'):find('%b')",
        "malformed pattern (missing arguments to '%b')",
    );
    fails("('x'):find('(x')", "unfinished capture");
    fails("('x'):match('x)')", "invalid pattern capture");
    fails("('x'):find('%1')", "invalid capture index %1");
    fails("('x'):find(('(x?)'):rep(40))", "too many captures");
    fails(
        "('x'):gsub('x', '%2')",
        "invalid capture index %2 in replacement string",
    );
    fails(
        "('x'):gsub('x', '%y')",
        "invalid use of '%' in replacement string",
    );
    fails(
        "('x'):gsub('x', true)",
        "bad argument #3 to 'gsub' (string/function/table expected, got boolean)",
    );
    fails(
        "string.find(nil, 'x')",
        "bad argument #1 to 'find' (string expected, got nil)",
    );
}
