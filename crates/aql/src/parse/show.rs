//! `SHOW`, `STAT`, `KILL_QUERY`, `RUN`, `INFO`, `HELP`.

use crate::{
    Diagnostic, Span, Spanned,
    ast::{Name, Show, Stat, Statement, Target},
    diagnostic::Parsed,
    keywords::{self as kw},
    lex::{TokenKind, unquoted},
    parse::{Expected, NameKind, Parser, STATEMENTS, records, schema, value},
};

pub(super) fn show(parser: &mut Parser<'_>) -> Parsed<Statement> {
    let plain = [
        (kw::NAMESPACES, &Show::Namespaces),
        (kw::MODULES, &Show::Modules),
        (kw::NODES, &Show::Nodes),
        (kw::QUERIES, &Show::Queries),
        (kw::SCANS, &Show::Scans),
        (kw::JOBS, &Show::Jobs),
        (kw::USERS, &Show::Users),
        (kw::ROLES, &Show::Roles),
    ];
    if let Some(show) = parser.choose(&plain) {
        return Ok(Statement::Show(show.clone()));
    }
    let show = if parser.keyword(kw::SETS) {
        Show::Sets(name_here(parser, NameKind::Namespace)?)
    } else if parser.keyword(kw::BINS) {
        Show::Bins(bins(parser)?)
    } else if parser.keyword(kw::INDEXES) {
        Show::Indexes(records::target_here(parser)?)
    } else if parser.keyword(kw::USER) {
        Show::User(name_here(parser, NameKind::User)?)
    } else if parser.keyword(kw::ROLE) {
        Show::Role(parser.name(NameKind::Role)?)
    } else if parser.is_word() && parser.peek_text().eq_ignore_ascii_case("PACKAGES") {
        parser.advance();
        Show::Modules
    } else {
        return Err(parser.unexpected());
    };
    Ok(Statement::Show(show))
}

/// Whose bins: servers keep no list of them, so records of a place are looked at.
fn bins(parser: &mut Parser<'_>) -> Parsed<Target> {
    records::target_here(parser)?.ok_or_else(|| {
        let message = "servers keep no list of bins: name the namespace or set whose records are \
                       looked at, as in SHOW BINS test.users";
        Diagnostic::new(Span::at(parser.last().end), message)
    })
}

/// A name that stands on the same line, if one does: a line may begin with the next statement.
fn name_here(parser: &mut Parser<'_>, kind: NameKind) -> Parsed<Option<Name>> {
    match records::name_follows(parser, kind) {
        true => parser.name(kind).map(Some),
        false => Ok(None),
    }
}

pub(super) fn stat(parser: &mut Parser<'_>) -> Parsed<Statement> {
    let stat = if parser.keyword(kw::NAMESPACE) {
        Stat::Namespace(parser.name(NameKind::Namespace)?)
    } else if parser.keyword(kw::INDEX) {
        let namespace = parser.name(NameKind::Namespace)?;
        let name = parser.name(NameKind::Index)?;
        Stat::Index { namespace, name }
    } else {
        parser.expect(kw::SYSTEM)?;
        Stat::System
    };
    Ok(Statement::Stat(stat))
}

pub(super) fn kill_query(parser: &mut Parser<'_>) -> Parsed<Statement> {
    Ok(Statement::KillQuery(value::natural(
        parser,
        "the id of a query",
    )?))
}

pub(super) fn kill_scan(parser: &mut Parser<'_>) -> Parsed<Statement> {
    Ok(Statement::KillScan(value::natural(
        parser,
        "the id of a scan",
    )?))
}

pub(super) fn run(parser: &mut Parser<'_>) -> Parsed<Statement> {
    Ok(Statement::Run(schema::file(parser, NameKind::File)?))
}

pub(super) fn info(parser: &mut Parser<'_>) -> Parsed<Statement> {
    parser.note(Expected::What("an info command"));
    let Some(token) = parser.peek() else {
        return Err(parser.unexpected());
    };
    let raw = parser.text(token.span);
    let command = match token.kind {
        TokenKind::Command => raw.to_owned(),
        TokenKind::Text | TokenKind::Block => unquoted(raw).into_owned(),
        _ => return Err(parser.unexpected()),
    };
    if command.is_empty() || command.contains(|c: char| c.is_whitespace() || c.is_control()) {
        let message = "an info command is one word: it holds no spaces and no line breaks";
        return Err(Diagnostic::new(token.span, message));
    }
    parser.advance();
    Ok(Statement::Info(Spanned::new(command, token.span)))
}

pub(super) fn help(parser: &mut Parser<'_>) -> Parsed<Statement> {
    for (keyword, _) in STATEMENTS {
        parser.note(Expected::Keyword(*keyword));
    }
    if !parser.is_word() || parser.starts_line() {
        return Ok(Statement::Help(None));
    }
    let mut topic = Spanned::new(parser.peek_text().to_uppercase(), parser.here());
    parser.advance();
    if parser.is_word() && !parser.starts_line() {
        topic.node = format!("{} {}", topic.node, parser.peek_text().to_uppercase());
        topic.span = topic.span.to(parser.here());
        parser.advance();
    }
    Ok(Statement::Help(Some(topic)))
}
