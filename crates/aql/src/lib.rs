#![doc = include_str!("../README.md")]

pub mod ast;
mod classify;
mod complete;
mod diagnostic;
mod help;
mod keywords;
mod lex;
pub mod limits;
mod parse;
mod print;
mod span;

pub use classify::{Class, WRITING_INFO_VERBS, info_verb};
pub use complete::{Completion, NameSlot, Names, Suggestion, SuggestionKind, complete};
pub use diagnostic::{Diagnostic, Fix};
pub use help::{SYNTAX, Syntax, help};
pub use parse::{NameKind, Script, ScriptStatement, parse};
pub use span::{Place, Places, Span, Spanned};
