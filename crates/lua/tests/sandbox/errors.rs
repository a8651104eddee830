use acm_lua::{Error, check};

use crate::{load, run};

#[test]
fn syntax_errors_carry_the_line() {
    let error = check(b"function a()\n  return 1\nend\nfunction (\n").unwrap_err();
    assert_eq!(error.line(), Some(4));
    assert_eq!(error.reason(), "<name> expected near '('");
    assert_eq!(check(b"x = 'open").unwrap_err().line(), Some(1));
    assert!(check(b"").is_ok());
    assert!(check(b"return").is_ok());
}

#[test]
fn bytecode_is_not_text() {
    let error = check(b"\x1bLua\x54\x00\x19\x93\r\n\x1a\n").unwrap_err();
    assert!(matches!(error, Error::Syntax { .. }), "{error:?}");
}

#[test]
fn errors_carry_the_line_they_were_raised_at() {
    let raised = |body: &str| {
        let error = run(body).unwrap_err();
        (error.line(), error.reason())
    };
    // The body starts in the second line.
    assert_eq!(raised("local x\nerror('boom')"), (Some(3), "boom".into()));
    assert_eq!(raised("error('bare', 0)"), (Some(2), "bare".into()));
    assert_eq!(raised("local x = nil + 1").0, Some(2));
    assert_eq!(
        raised("\n\nlist.append(1, 2)"),
        (Some(4), "list expected, got number".into())
    );
    assert_eq!(
        raised("os.exit()"),
        (Some(2), "attempt to index a nil value (global 'os')".into())
    );
}

#[test]
fn an_error_that_is_no_text_says_nothing_of_the_host() {
    let error = run("error({})").unwrap_err().to_string();
    assert!(!error.contains("0x"), "{error}");
}

#[test]
fn a_caught_error_does_not_show_the_inside_of_the_api() {
    let text = run("local _, why = pcall(list.append, 1, 2) return why").unwrap();
    assert_eq!(text, "list expected, got number".into());
}

#[test]
fn a_function_that_is_not_there_is_not_found() {
    let sandbox = load("x = 1").unwrap();
    for name in ["nosuch", "x", "list", "pcall2"] {
        assert_eq!(sandbox.call(name, &[]), Err(Error::NoFunction));
    }
}
