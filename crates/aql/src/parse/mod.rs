//! The grammar, by recursive descent: one function for each statement, in the order of its words.
//!
//! Each question the parser asks of the text ("is this FROM?") is written down as something that was
//! expected there. What was expected where it got furthest is both what an error message names and
//! what completion offers, so neither can know another grammar than the parser.

mod admin;
mod cursor;
mod expected;
mod json;
mod options;
mod records;
mod schema;
mod script;
mod show;
mod time;
mod value;

pub(crate) use cursor::Parser;
pub(crate) use expected::Expected;
pub use expected::NameKind;
pub(crate) use script::parse_tokens;
pub use script::{Script, ScriptStatement, parse};

use crate::{
    ast::Statement,
    diagnostic::Parsed,
    keywords::{self as kw, Keyword},
};

type Rule = fn(&mut Parser<'_>) -> Parsed<Statement>;

/// The words statements begin with, and how they go on.
const STATEMENTS: &[(Keyword, Rule)] = &[
    (kw::SELECT, records::select),
    (kw::INSERT, records::insert),
    (kw::DELETE, records::delete),
    (kw::EXECUTE, records::execute),
    (kw::AGGREGATE, records::aggregate),
    (kw::TRUNCATE, schema::truncate),
    (kw::CREATE, create),
    (kw::DROP, drop),
    (kw::REGISTER, schema::register),
    (kw::REMOVE, schema::remove),
    (kw::DESC, schema::desc),
    (kw::SHOW, show::show),
    (kw::STAT, show::stat),
    (kw::ALTER, alter),
    (kw::GRANT, admin::grant),
    (kw::REVOKE, admin::revoke),
    (kw::KILL_QUERY, show::kill_query),
    (kw::KILL_SCAN, show::kill_scan),
    (kw::EXPLAIN, explain),
    (kw::RUN, show::run),
    (kw::SET, set),
    (kw::GET, options::get),
    (kw::RESET, options::reset),
    (kw::INFO, show::info),
    (kw::ASINFO, show::info),
    (kw::HELP, show::help),
];

/// What aql's own tool has and this language has not, with what to do instead.
const FOREIGN: &[(&str, &str)] = &[
    ("OPERATE", "OPERATE is not offered; write bins with INSERT"),
    (
        "SYSTEM",
        "SYSTEM would run a program on the server this runs on; it is not offered",
    ),
    ("PRINT", "PRINT is not offered; write comments as -- text"),
    ("QUIT", "there is nothing to quit"),
    ("EXIT", "there is nothing to exit"),
];

/// What a statement can begin with.
pub(crate) fn beginnings() -> impl Iterator<Item = Expected> {
    STATEMENTS
        .iter()
        .map(|(keyword, _)| Expected::Keyword(*keyword))
}

/// Whether a statement can begin with this word.
fn begins_statement(word: &str) -> bool {
    STATEMENTS.iter().any(|(keyword, _)| keyword.is(word))
}

fn statement(parser: &mut Parser<'_>) -> Parsed<Statement> {
    for (keyword, rule) in STATEMENTS {
        if parser.keyword(*keyword) {
            return rule(parser);
        }
    }
    let word = parser.peek_text();
    match FOREIGN
        .iter()
        .find(|(verb, _)| verb.eq_ignore_ascii_case(word))
    {
        Some((_, message)) => Err(parser.error_here(*message)),
        None => Err(parser.no_statement()),
    }
}

fn create(parser: &mut Parser<'_>) -> Parsed<Statement> {
    if parser.keyword(kw::USER) {
        admin::create_user(parser)
    } else if parser.keyword(kw::ROLE) {
        admin::create_role(parser)
    } else {
        schema::create_index(parser)
    }
}

fn drop(parser: &mut Parser<'_>) -> Parsed<Statement> {
    if parser.keyword(kw::INDEX) {
        return schema::drop_index(parser);
    }
    if parser.keyword(kw::USER) {
        return Ok(Statement::DropUser(parser.name(NameKind::User)?));
    }
    if parser.keyword(kw::ROLE) {
        return Ok(Statement::DropRole(parser.name(NameKind::Role)?));
    }
    Err(parser.unexpected())
}

fn alter(parser: &mut Parser<'_>) -> Parsed<Statement> {
    if parser.keyword(kw::USER) {
        return admin::alter_user(parser);
    }
    parser.expect(kw::ROLE)?;
    admin::alter_role(parser)
}

fn set(parser: &mut Parser<'_>) -> Parsed<Statement> {
    if parser.keyword(kw::PASSWORD) {
        admin::set_password(parser)
    } else if parser.keyword(kw::WHITELIST) || parser.keyword(kw::ALLOWLIST) {
        admin::set_allowlist(parser)
    } else {
        options::set(parser)
    }
}

fn explain(parser: &mut Parser<'_>) -> Parsed<Statement> {
    if parser.is_word() && kw::EXPLAIN.is(parser.peek_text()) {
        return Err(parser.error_here("a statement that explains cannot be explained"));
    }
    if parser.is_word() && kw::RUN.is(parser.peek_text()) {
        let message = "a file is not explained: write EXPLAIN before its statements";
        return Err(parser.error_here(message));
    }
    Ok(Statement::Explain(Box::new(statement(parser)?)))
}
