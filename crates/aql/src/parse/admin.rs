//! Statements on users and roles.

use crate::{
    Diagnostic, Spanned,
    ast::{
        AlterRole, CreateRole, CreateUser, Name, PasswordChange, Privilege, PrivilegeChange,
        PrivilegeCode, RoleChange, Secret, Statement,
    },
    diagnostic::Parsed,
    keywords::{self as kw},
    lex::TokenKind,
    parse::{Expected, NameKind, Parser, records, value},
};

pub(super) fn create_user(parser: &mut Parser<'_>) -> Parsed<Statement> {
    let user = parser.new_name("the name of the user")?;
    parser.expect(kw::PASSWORD)?;
    let password = password(parser)?;
    let roles = match one_or_more(parser, Word::Role) {
        true => roles(parser)?,
        false => Vec::new(),
    };
    Ok(Statement::CreateUser(CreateUser {
        user,
        password,
        roles,
    }))
}

/// `SET PASSWORD … [FOR …]`.
pub(super) fn set_password(parser: &mut Parser<'_>) -> Parsed<Statement> {
    let password = password(parser)?;
    let user = match parser.keyword(kw::FOR) {
        true => Some(parser.name(NameKind::User)?),
        false => None,
    };
    Ok(Statement::SetPassword(PasswordChange { password, user }))
}

/// `ALTER USER … [SET] PASSWORD …`.
pub(super) fn alter_user(parser: &mut Parser<'_>) -> Parsed<Statement> {
    let user = Some(parser.name(NameKind::User)?);
    parser.keyword(kw::SET);
    parser.expect(kw::PASSWORD)?;
    let password = password(parser)?;
    Ok(Statement::SetPassword(PasswordChange { password, user }))
}

pub(super) fn grant(parser: &mut Parser<'_>) -> Parsed<Statement> {
    if one_or_more(parser, Word::Role) {
        let roles = roles(parser)?;
        parser.expect(kw::TO)?;
        let user = parser.name(NameKind::User)?;
        return Ok(Statement::GrantRoles(RoleChange { roles, user }));
    }
    let privileges = privileges(parser)?;
    parser.expect(kw::TO)?;
    let role = parser.name(NameKind::Role)?;
    Ok(Statement::GrantPrivileges(PrivilegeChange {
        privileges,
        role,
    }))
}

pub(super) fn revoke(parser: &mut Parser<'_>) -> Parsed<Statement> {
    if one_or_more(parser, Word::Role) {
        let roles = roles(parser)?;
        parser.expect(kw::FROM)?;
        let user = parser.name(NameKind::User)?;
        return Ok(Statement::RevokeRoles(RoleChange { roles, user }));
    }
    let privileges = privileges(parser)?;
    parser.expect(kw::FROM)?;
    let role = parser.name(NameKind::Role)?;
    Ok(Statement::RevokePrivileges(PrivilegeChange {
        privileges,
        role,
    }))
}

pub(super) fn create_role(parser: &mut Parser<'_>) -> Parsed<Statement> {
    let role = parser.new_name("the name of the role")?;
    let privileges = privileges(parser)?;
    let limits = limits(parser, role)?;
    Ok(Statement::CreateRole(CreateRole {
        role: limits.role,
        privileges,
        allowlist: limits.allowlist.unwrap_or_default(),
        read_quota: limits.read_quota,
        write_quota: limits.write_quota,
    }))
}

pub(super) fn alter_role(parser: &mut Parser<'_>) -> Parsed<Statement> {
    let role = parser.name(NameKind::Role)?;
    let altered = limits(parser, role)?;
    let none = altered.allowlist.is_none()
        && altered.read_quota.is_none()
        && altered.write_quota.is_none();
    match none {
        true => Err(parser.unexpected()),
        false => Ok(Statement::AlterRole(altered)),
    }
}

/// `SET ALLOWLIST … FOR …`.
pub(super) fn set_allowlist(parser: &mut Parser<'_>) -> Parsed<Statement> {
    let allowlist = Some(allowlist(parser)?);
    parser.expect(kw::FOR)?;
    let role = parser.name(NameKind::Role)?;
    Ok(Statement::AlterRole(AlterRole {
        role,
        allowlist,
        read_quota: None,
        write_quota: None,
    }))
}

/// `[ALLOWLIST …] [READ_QUOTA …] [WRITE_QUOTA …]`, in any order.
fn limits(parser: &mut Parser<'_>, role: Name) -> Parsed<AlterRole> {
    let mut found = AlterRole {
        role,
        allowlist: None,
        read_quota: None,
        write_quota: None,
    };
    loop {
        if found.allowlist.is_none()
            && (parser.keyword(kw::ALLOWLIST) || parser.keyword(kw::WHITELIST))
        {
            found.allowlist = Some(allowlist(parser)?);
        } else if found.read_quota.is_none() && parser.keyword(kw::READ_QUOTA) {
            found.read_quota = Some(value::natural(parser, "reads a second")?);
        } else if found.write_quota.is_none() && parser.keyword(kw::WRITE_QUOTA) {
            found.write_quota = Some(value::natural(parser, "writes a second")?);
        } else {
            return Ok(found);
        }
    }
}

#[derive(Clone, Copy)]
enum Word {
    Role,
    Privilege,
}

/// Takes a word in the singular or the plural, if it stands here.
fn one_or_more(parser: &mut Parser<'_>, word: Word) -> bool {
    let (one, many) = match word {
        Word::Role => (kw::ROLE, kw::ROLES),
        Word::Privilege => (kw::PRIVILEGE, kw::PRIVILEGES),
    };
    parser.keyword(many) || parser.keyword(one)
}

fn password(parser: &mut Parser<'_>) -> Parsed<Spanned<Secret>> {
    let what = "the password in quotes";
    // aql's own tool takes a bare one too.
    let token = parser.peek();
    if let Some(token) =
        token.filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
    {
        let text = parser.text(token.span).to_owned();
        parser.advance();
        return Ok(Spanned::new(Secret::new(text), token.span));
    }
    let text = parser.quoted(what)?;
    Ok(Spanned::new(Secret::new(text.node), text.span))
}

fn roles(parser: &mut Parser<'_>) -> Parsed<Vec<Name>> {
    parser.list(|parser| parser.name(NameKind::Role))
}

fn privileges(parser: &mut Parser<'_>) -> Parsed<Vec<Privilege>> {
    match one_or_more(parser, Word::Privilege) {
        true => parser.list(privilege),
        false => Err(parser.unexpected()),
    }
}

/// `read`, `read.test` or `read.test.demo`.
fn privilege(parser: &mut Parser<'_>) -> Parsed<Privilege> {
    for code in PrivilegeCode::ALL {
        parser.note(Expected::Word(code.text()));
    }
    let word = parser.peek_text();
    let named = |code: &&PrivilegeCode| code.text().eq_ignore_ascii_case(word);
    let Some(code) = PrivilegeCode::ALL.iter().find(named).copied() else {
        return Err(parser.unexpected());
    };
    parser.advance();
    let scope = match parser.mark(".") {
        true => Some(records::target(parser)?),
        false => None,
    };
    if let Some(scope) = scope.as_ref().filter(|_| !code.can_have_scope()) {
        let end = scope.set.as_ref().unwrap_or(&scope.namespace).span;
        let message = format!("{} holds everywhere: it has no namespace", code.text());
        return Err(Diagnostic::new(scope.namespace.span.to(end), message));
    }
    Ok(Privilege { code, scope })
}

/// Addresses, or `ANY` for no limit.
fn allowlist(parser: &mut Parser<'_>) -> Parsed<Vec<Spanned<String>>> {
    match parser.keyword(kw::ANY) {
        true => Ok(Vec::new()),
        false => parser.list(address),
    }
}

/// An address or a range of addresses: in quotes, or bare as in `10.0.0.0/8`.
fn address(parser: &mut Parser<'_>) -> Parsed<Spanned<String>> {
    const WHAT: &str = "an address or a range such as 10.0.0.0/8";
    parser.note(Expected::What(WHAT));
    let bare = |parser: &Parser<'_>| {
        let token = parser.peek()?;
        let text = parser.text(token.span);
        let part = match token.kind {
            TokenKind::Word | TokenKind::Number => true,
            TokenKind::Mark => matches!(text, "." | ":" | "/"),
            _ => false,
        };
        part.then_some(token.span)
    };
    let Some(first) = bare(parser) else {
        let address = parser.quoted(WHAT)?;
        let is_part = |c: char| c.is_ascii_alphanumeric() || ".:/".contains(c);
        return match address.node.chars().all(is_part) {
            true => Ok(address),
            false => Err(Diagnostic::new(
                address.span,
                format!("{WHAT} should stand here"),
            )),
        };
    };
    let mut span = first;
    parser.advance();
    while let Some(next) = bare(parser).filter(|_| parser.touches()) {
        span = span.to(next);
        parser.advance();
    }
    Ok(Spanned::new(parser.text(span).to_owned(), span))
}
