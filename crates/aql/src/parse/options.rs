//! `SET`, `GET` and `RESET` of options.

use crate::{
    Diagnostic,
    ast::{OptionName, Output, Setting, Statement},
    diagnostic::Parsed,
    keywords::{self as kw, Keyword},
    parse::{Parser, value},
};

const OUTPUTS: [(Keyword, Output); 4] = [
    (kw::TABLE, Output::Table),
    (kw::JSON, Output::Json),
    (kw::RAW, Output::Raw),
    (kw::MUTE, Output::Mute),
];
/// Callers hand the options back as the schema's integers.
const MAX_COUNT: u64 = i32::MAX as u64;
/// Ten years, the longest a record is given to live.
const MAX_TTL_SECONDS: i64 = 315_360_000;

/// Options of aql's own tool that mean nothing here.
const FOREIGN: [(&str, &str); 9] = [
    ("ECHO", "every statement is shown with its result"),
    ("LUA_USERPATH", "modules are kept in the cluster alone"),
    ("LUA_SYSPATH", "modules are kept in the cluster alone"),
    ("USE_SMD", "modules are kept in the cluster alone"),
    ("SOCKET_TIMEOUT", "TIMEOUT is the one limit of time"),
    (
        "REPLICA_ANY",
        "reads ask the replica that answers for its partition",
    ),
    (
        "DURABLE_DELETE",
        "it wants a server of the Enterprise Edition",
    ),
    (
        "LINEARIZE_READ",
        "it wants a server of the Enterprise Edition",
    ),
    (
        "FAIL_ON_CLUSTER_CHANGE",
        "queries go on when nodes come and go",
    ),
];

pub(super) fn set(parser: &mut Parser<'_>) -> Parsed<Statement> {
    let option = name(parser)?;
    // Some write it as in SET TIMEOUT = 5; nobody has to.
    if parser.peek_text() == "=" {
        parser.advance();
    }
    let setting = match option {
        OptionName::Output => {
            Setting::Output(parser.choose(&OUTPUTS).ok_or_else(|| parser.unexpected())?)
        }
        OptionName::OutputTypes => Setting::OutputTypes(switch(parser)?),
        OptionName::Verbose => Setting::Verbose(switch(parser)?),
        OptionName::KeySend => Setting::KeySend(switch(parser)?),
        OptionName::RecordPrintMetadata => Setting::RecordPrintMetadata(switch(parser)?),
        OptionName::NoBins => Setting::NoBins(switch(parser)?),
        OptionName::Timeout => Setting::Timeout(count(parser, "milliseconds")?),
        OptionName::Limit => Setting::Limit(count(parser, "how many records")?),
        OptionName::RecordTtl => Setting::RecordTtl(ttl(parser)?),
    };
    Ok(Statement::Set(setting))
}

pub(super) fn get(parser: &mut Parser<'_>) -> Parsed<Statement> {
    Ok(Statement::Get(name_here(parser)?))
}

pub(super) fn reset(parser: &mut Parser<'_>) -> Parsed<Statement> {
    Ok(Statement::Reset(name_here(parser)?))
}

fn name_here(parser: &mut Parser<'_>) -> Parsed<Option<OptionName>> {
    match found(parser) {
        Some(option) => Ok(Some(option)),
        None if parser.is_word() && !parser.starts_line() => Err(unknown(parser)),
        None => Ok(None),
    }
}

fn name(parser: &mut Parser<'_>) -> Parsed<OptionName> {
    found(parser).ok_or_else(|| unknown(parser))
}

fn found(parser: &mut Parser<'_>) -> Option<OptionName> {
    OptionName::ALL
        .iter()
        .copied()
        .find(|option| parser.keyword(option.keyword()))
}

fn unknown(parser: &Parser<'_>) -> Box<Diagnostic> {
    let word = parser.peek_text();
    match FOREIGN
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word))
    {
        Some((name, why)) => parser.error_here(format!("{name} is no option here: {why}")),
        None => parser.unexpected(),
    }
}

fn switch(parser: &mut Parser<'_>) -> Parsed<bool> {
    let switch = parser.choose(&[(kw::TRUE, true), (kw::FALSE, false)]);
    switch.ok_or_else(|| parser.unexpected())
}

fn count(parser: &mut Parser<'_>, what: &'static str) -> Parsed<u64> {
    let number = value::positive(parser, what)?;
    match number.node {
        1..=MAX_COUNT => Ok(number.node),
        _ => {
            let message = format!("{what} is at most {MAX_COUNT}");
            Err(Diagnostic::new(number.span, message))
        }
    }
}

fn ttl(parser: &mut Parser<'_>) -> Parsed<i64> {
    let seconds = value::integer(parser)?;
    match seconds.node {
        -2..=MAX_TTL_SECONDS => Ok(seconds.node),
        _ => {
            let message = format!("a time to live goes from -2 to {MAX_TTL_SECONDS} seconds");
            Err(Diagnostic::new(seconds.span, message))
        }
    }
}
