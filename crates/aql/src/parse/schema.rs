//! `TRUNCATE`, indexes and modules.

use crate::{
    Diagnostic, Spanned,
    ast::{
        CreateIndex, DropIndex, IndexSource, IndexType, Name, RegisterModule, Statement, Truncate,
    },
    diagnostic::Parsed,
    keywords::{self as kw, Keyword},
    lex::TokenKind,
    parse::{NameKind, Parser, records, time, value},
};

const INDEX_TYPES: [(Keyword, IndexType); 4] = [
    (kw::NUMERIC, IndexType::Numeric),
    (kw::STRING, IndexType::String),
    (kw::GEO2DSPHERE, IndexType::Geo2dSphere),
    (kw::BLOB, IndexType::Blob),
];

pub(super) fn truncate(parser: &mut Parser<'_>) -> Parsed<Statement> {
    let target = records::target(parser)?;
    let before = match parser.keyword(kw::UPTO) {
        true => Some(cut_off(parser)?),
        false => None,
    };
    Ok(Statement::Truncate(Truncate { target, before }))
}

/// A point in time: nanoseconds since 1970, or a date in quotes.
fn cut_off(parser: &mut Parser<'_>) -> Parsed<Spanned<u64>> {
    const WHAT: &str = "a point in time";
    if parser
        .peek()
        .is_some_and(|token| token.kind == TokenKind::Number)
    {
        return value::natural(parser, WHAT);
    }
    let text = parser.quoted(WHAT)?;
    match time::nanoseconds(&text.node) {
        Some(nanoseconds) => Ok(Spanned::new(nanoseconds, text.span)),
        None => {
            let message = "write the time as 'Dec 19 2017 12:40:00' or '2017-12-19T12:40:00Z', both \
                           in UTC, or as nanoseconds since 1970";
            Err(Diagnostic::new(text.span, message))
        }
    }
}

pub(super) fn create_index(parser: &mut Parser<'_>) -> Parsed<Statement> {
    let of_set = parser.keyword(kw::SET);
    let collection = if of_set {
        None
    } else {
        parser.choose(&records::COLLECTIONS)
    };
    parser.expect(kw::INDEX)?;
    let name = parser.new_name("the name of the index")?;
    parser.expect(kw::ON)?;
    let on = records::target(parser)?;
    let source = if of_set {
        if on.set.is_none() {
            let message = "an index of a set needs one: namespace.set";
            return Err(Diagnostic::new(on.namespace.span, message));
        }
        IndexSource::Set
    } else {
        parser.expect_mark("(")?;
        let bin = parser.name(NameKind::Bin)?;
        parser.expect_mark(")")?;
        let of = parser
            .choose(&INDEX_TYPES)
            .ok_or_else(|| parser.unexpected())?;
        IndexSource::Bin {
            bin,
            collection,
            of,
        }
    };
    Ok(Statement::CreateIndex(CreateIndex { name, on, source }))
}

pub(super) fn drop_index(parser: &mut Parser<'_>) -> Parsed<Statement> {
    let on = records::target(parser)?;
    let name = parser.name(NameKind::Index)?;
    Ok(Statement::DropIndex(DropIndex { on, name }))
}

pub(super) fn register(parser: &mut Parser<'_>) -> Parsed<Statement> {
    module_word(parser)?;
    let file = file(parser, NameKind::File)?;
    let source = match parser.keyword(kw::AS) {
        true => Some(parser.quoted("the module's source as $$ … $$")?),
        false => None,
    };
    Ok(Statement::RegisterModule(RegisterModule { file, source }))
}

pub(super) fn remove(parser: &mut Parser<'_>) -> Parsed<Statement> {
    module_word(parser)?;
    Ok(Statement::RemoveModule(file(parser, NameKind::ModuleFile)?))
}

pub(super) fn desc(parser: &mut Parser<'_>) -> Parsed<Statement> {
    module_word(parser)?;
    Ok(Statement::DescModule(file(parser, NameKind::ModuleFile)?))
}

fn module_word(parser: &mut Parser<'_>) -> Parsed<()> {
    match parser.keyword(kw::MODULE) || parser.keyword(kw::PACKAGE) {
        true => Ok(()),
        false => Err(parser.unexpected()),
    }
}

/// The name of a file: in quotes, or bare as in `test.lua`.
pub(super) fn file(parser: &mut Parser<'_>, kind: NameKind) -> Parsed<Name> {
    let mut name = parser.name(kind)?;
    while parser.touches() && parser.mark(".") {
        let part = parser.new_name("the rest of the file's name")?;
        name.node = format!("{}.{}", name.node, part.node);
        name.span = name.span.to(part.span);
    }
    Ok(name)
}
