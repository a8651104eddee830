//! `SELECT`, `INSERT`, `DELETE`, `EXECUTE`, `AGGREGATE`.

use crate::{
    Diagnostic, Spanned,
    ast::{
        Aggregate, Bins, Collection, Delete, Execute, Function, Insert, Key, Literal, Matching,
        Predicate, PredicateKind, Select, Selection, Statement, Target, Value,
    },
    diagnostic::Parsed,
    keywords::{self as kw, Keyword},
    limits::MAX_PREDICATES,
    parse::{Expected, NameKind, Parser, value},
};

pub(super) const COLLECTIONS: [(Keyword, Collection); 3] = [
    (kw::LIST, Collection::List),
    (kw::MAPKEYS, Collection::MapKeys),
    (kw::MAPVALUES, Collection::MapValues),
];

pub(super) fn select(parser: &mut Parser<'_>) -> Parsed<Statement> {
    let bins = if parser.mark("*") {
        Bins::All
    } else {
        Bins::Named(parser.list(|parser| parser.name(NameKind::Bin))?)
    };
    parser.expect(kw::FROM)?;
    let from = target(parser)?;
    let selection = selection(parser)?;
    let limit = match parser.keyword(kw::LIMIT) {
        true => Some(value::positive(parser, "how many records")?),
        false => None,
    };
    Ok(Statement::Select(Select {
        bins,
        from,
        selection,
        limit,
    }))
}

pub(super) fn insert(parser: &mut Parser<'_>) -> Parsed<Statement> {
    parser.expect(kw::INTO)?;
    let into = target(parser)?;
    parser.expect_mark("(")?;
    parser.expect(kw::PK)?;
    parser.expect_mark(",")?;
    let names = parser.list(|parser| parser.name(NameKind::Bin))?;
    parser.expect_mark(")")?;
    parser.expect(kw::VALUES)?;
    let open = parser.here();
    parser.expect_mark("(")?;
    let key = value::key(parser)?;
    parser.expect_mark(",")?;
    let values = parser.list(value::value)?;
    let span = open.to(parser.here());
    parser.expect_mark(")")?;
    if names.len() != values.len() {
        let (bins, values) = (names.len() + 1, values.len() + 1);
        let message = format!("{bins} names, PK among them, but {values} values");
        return Err(Diagnostic::new(span, message));
    }
    let mut seen = std::collections::HashSet::new();
    if let Some(twice) = names.iter().find(|name| !seen.insert(name.node.as_str())) {
        let message = format!("the bin {} is named twice", twice.node);
        return Err(Diagnostic::new(twice.span, message));
    }
    let bins = names.into_iter().zip(values).collect();
    Ok(Statement::Insert(Insert { into, key, bins }))
}

pub(super) fn delete(parser: &mut Parser<'_>) -> Parsed<Statement> {
    parser.expect(kw::FROM)?;
    let from = target(parser)?;
    parser.expect(kw::WHERE)?;
    match key_condition(parser)? {
        Some(key) => Ok(Statement::Delete(Delete { from, key })),
        None => Err(parser.unexpected()),
    }
}

pub(super) fn execute(parser: &mut Parser<'_>) -> Parsed<Statement> {
    let function = function(parser)?;
    parser.expect(kw::ON)?;
    let on = target(parser)?;
    let place = parser.here();
    let selection = selection(parser)?;
    if matches!(selection, Selection::Keys(_)) {
        let message = "EXECUTE runs on one key: write a statement for each";
        return Err(Diagnostic::new(place, message));
    }
    Ok(Statement::Execute(Execute {
        function,
        on,
        selection,
    }))
}

pub(super) fn aggregate(parser: &mut Parser<'_>) -> Parsed<Statement> {
    let function = function(parser)?;
    parser.expect(kw::ON)?;
    let on = target(parser)?;
    let place = parser.here();
    let matching = match selection(parser)? {
        Selection::All => None,
        Selection::Matching(matching) => Some(matching),
        Selection::Key(_) | Selection::Keys(_) => {
            let message = "AGGREGATE runs over many records, not over those of keys";
            return Err(Diagnostic::new(place, message));
        }
    };
    Ok(Statement::Aggregate(Aggregate {
        function,
        on,
        matching,
    }))
}

/// A namespace and its set.
pub(super) fn target(parser: &mut Parser<'_>) -> Parsed<Target> {
    let namespace = parser.name(NameKind::Namespace)?;
    let set = match parser.mark(".") {
        true => Some(parser.name(NameKind::Set)?),
        false => None,
    };
    Ok(Target { namespace, set })
}

/// A target that stands on the same line, if one does: a line may begin with the next statement.
pub(super) fn target_here(parser: &mut Parser<'_>) -> Parsed<Option<Target>> {
    match name_follows(parser, NameKind::Namespace) {
        true => target(parser).map(Some),
        false => Ok(None),
    }
}

/// Whether something that can be a name goes on with this line.
pub(super) fn name_follows(parser: &mut Parser<'_>, kind: NameKind) -> bool {
    parser.note(Expected::Name(kind));
    parser.peek().is_some() && !parser.starts_line() && parser.peek_text() != ";"
}

fn function(parser: &mut Parser<'_>) -> Parsed<Function> {
    let module = parser.name(NameKind::Module)?;
    parser.expect_mark(".")?;
    let name = parser.new_name("a function")?;
    parser.expect_mark("(")?;
    let mut arguments = Vec::new();
    if !parser.mark(")") {
        arguments = parser.list(value::value)?;
        parser.expect_mark(")")?;
    }
    Ok(Function {
        module,
        name,
        arguments,
    })
}

/// `[IN LIST|MAPKEYS|MAPVALUES] [WHERE …]`.
fn selection(parser: &mut Parser<'_>) -> Parsed<Selection> {
    let place = parser.here();
    let collection = match parser.keyword(kw::IN) {
        true => Some(
            parser
                .choose(&COLLECTIONS)
                .ok_or_else(|| parser.unexpected())?,
        ),
        false => None,
    };
    if !parser.keyword(kw::WHERE) {
        return match collection {
            Some(_) => Err(parser.unexpected()),
            None => Ok(Selection::All),
        };
    }
    if collection.is_none()
        && let Some(selection) = keys_condition(parser)?
    {
        return Ok(selection);
    }
    let mut predicates = vec![predicate(parser)?];
    while parser.keyword(kw::AND) {
        if predicates.len() == MAX_PREDICATES {
            let message = format!("at most {MAX_PREDICATES} predicates can be joined");
            return Err(Diagnostic::new(place, message));
        }
        predicates.push(predicate(parser)?);
    }
    Ok(Selection::Matching(Matching {
        collection,
        predicates,
    }))
}

/// What a condition on the key is written with, and whether it is a digest.
#[derive(Clone, Copy)]
enum KeyWord {
    Key,
    Digest,
    EncodedDigest,
}

const KEY_WORDS: [(Keyword, KeyWord); 3] = [
    (kw::PK, KeyWord::Key),
    (kw::DIGEST, KeyWord::Digest),
    (kw::EDIGEST, KeyWord::EncodedDigest),
];

fn one_key(parser: &mut Parser<'_>, word: KeyWord) -> Parsed<Spanned<Key>> {
    match word {
        KeyWord::Key => value::key(parser),
        KeyWord::Digest => value::digest(parser),
        KeyWord::EncodedDigest => value::encoded_digest(parser),
    }
}

/// `PK = …`, if a condition on the key stands here.
fn key_condition(parser: &mut Parser<'_>) -> Parsed<Option<Spanned<Key>>> {
    let Some(word) = parser.choose(&KEY_WORDS) else {
        return Ok(None);
    };
    parser.expect_mark("=")?;
    one_key(parser, word).map(Some)
}

/// `PK = …` or `PK IN (…)`, if a condition on the key stands here.
fn keys_condition(parser: &mut Parser<'_>) -> Parsed<Option<Selection>> {
    let Some(word) = parser.choose(&KEY_WORDS) else {
        return Ok(None);
    };
    if parser.mark("=") {
        return one_key(parser, word).map(|key| Some(Selection::Key(key)));
    }
    parser.expect(kw::IN)?;
    parser.expect_mark("(")?;
    let keys = parser.list(|parser| one_key(parser, word))?;
    parser.expect_mark(")")?;
    Ok(Some(Selection::Keys(keys)))
}

fn predicate(parser: &mut Parser<'_>) -> Parsed<Predicate> {
    let bin = parser.name(NameKind::Bin)?;
    let kind = if parser.mark("=") {
        PredicateKind::Equals(comparable(parser)?)
    } else if parser.keyword(kw::BETWEEN) {
        let low = value::integer(parser)?;
        parser.expect(kw::AND)?;
        let high = value::integer(parser)?;
        if low.node > high.node {
            let span = low.span.to(high.span);
            return Err(Diagnostic::new(span, "the lower end comes first")
                .with_fix(format!("{} AND {}", high.node, low.node)));
        }
        PredicateKind::Between(low, high)
    } else if parser.keyword(kw::CONTAINS) {
        PredicateKind::Contains(shape(parser)?)
    } else if parser.keyword(kw::WITHIN) {
        PredicateKind::Within(shape(parser)?)
    } else {
        return Err(comparison_error(parser));
    };
    Ok(Predicate { bin, kind })
}

/// What SQL compares with and this language does not.
fn comparison_error(parser: &Parser<'_>) -> Box<Diagnostic> {
    match parser.peek_text() {
        sign @ ("<" | ">" | "!") => parser.error_here(format!(
            "{sign} compares nothing here: write = or BETWEEN low AND high"
        )),
        _ => parser.unexpected(),
    }
}

/// A value that bins are compared with: an integer, a text, bytes.
fn comparable(parser: &mut Parser<'_>) -> Parsed<Value> {
    let value = value::value(parser)?;
    let kind = match value.node {
        Literal::Int(_) | Literal::Text(_) | Literal::Bytes(_) => return Ok(value),
        Literal::Null => "NULL",
        Literal::Bool(_) => "a boolean",
        Literal::Float(_) => "a float",
        Literal::List(_) => "a list",
        Literal::Map(_) => "a map",
        Literal::GeoJson(_) => "a shape; write CONTAINS or WITHIN",
    };
    let message = format!("bins are compared with integers, texts and bytes, not with {kind}");
    Err(Diagnostic::new(value.span, message))
}

fn shape(parser: &mut Parser<'_>) -> Parsed<Spanned<String>> {
    let value = value::value(parser)?;
    match value.node {
        Literal::GeoJson(text) => Ok(Spanned::new(text, value.span)),
        _ => {
            let message = "a shape should stand here: GEOJSON('{…}')";
            Err(Diagnostic::new(value.span, message))
        }
    }
}
