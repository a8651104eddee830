//! What an expression yields for a record.
//!
//! A part that has no result is unknown, and so is what needs it. Logic needs no more than decides
//! it: a conjunction with a part that is false is false, whatever else is unknown.

use super::call::{self, Argument, Call};
use super::geo::Shape;
use super::metadata::Subject;
use super::types::{Node, Place, Type};
use super::value::Value;
use super::{arithmetic, order};
use crate::proto::value::Particle;
use crate::store::record::Bin;

/// Most bytes of values that are looked at for one record; what would be looked at later is unknown.
const MAX_WORK: usize = 64 * 1024 * 1024;
/// How much longer than at another value it takes at most to look for a pattern in a text.
const WORK_OF_PATTERNS: usize = 16;
/// How much longer it takes to operate on a list or map, which is unpacked for that.
const WORK_OF_CALLS: usize = 4;

/// A record that is looked at, and the variables of the expression on the way.
pub(super) struct Evaluation<'a> {
    subject: &'a Subject<'a>,
    /// `None` while only that is looked at which is known without reading the record.
    bins: Option<&'a [Bin]>,
    variables: Vec<Option<Value>>,
    /// Bytes that may still be looked at.
    work: usize,
}

impl<'a> Evaluation<'a> {
    pub(super) const fn new(subject: &'a Subject<'a>, bins: Option<&'a [Bin]>) -> Self {
        Self {
            subject,
            bins,
            variables: Vec::new(),
            work: MAX_WORK,
        }
    }

    /// The value of a part; `None` is unknown.
    pub(super) fn value(&mut self, node: &Node) -> Option<Value> {
        let value = self.part(node)?;
        if let Value::Bytes(_, bytes) = &value {
            self.work = self.work.checked_sub(bytes.len())?;
        }
        Some(value)
    }

    fn part(&mut self, node: &Node) -> Option<Value> {
        match node {
            Node::Unknown => None,
            Node::Literal(value) => Some(value.clone()),
            Node::Metadata(metadata) => Some(self.subject.metadata(*metadata)),
            Node::Key(kind) => self.bins.and_then(|_| self.subject.key(*kind)),
            Node::Bin(kind, name) => {
                let value = Value::of(self.bin(name)??)?;
                (value.kind() == *kind).then_some(value)
            }
            Node::BinType(name) => {
                let kind = self.bin(name)?.map_or(0, Particle::kind);
                Some(Value::Integer(i64::from(kind)))
            }
            Node::MapKeys(map) => order::keys(&self.value(map)?),
            Node::MapValues(map) => order::values(&self.value(map)?),
            Node::Fold(operation, nodes) => {
                arithmetic::fold(*operation, nodes.iter().map(|node| self.value(node)))
            }
            Node::Unary(operation, node) => arithmetic::unary(*operation, &self.value(node)?),
            Node::Binary(operation, nodes) => {
                let [left, right] = nodes.as_ref();
                arithmetic::binary(*operation, &self.value(left)?, &self.value(right)?)
            }
            Node::Call(call) => self.call(call),
            Node::Cond(pairs, otherwise) => {
                for (condition, action) in pairs {
                    if self.truth(condition)? {
                        return self.value(action);
                    }
                }
                self.value(otherwise)
            }
            Node::Let(values, scope) => {
                let around = self.variables.len();
                for node in values {
                    let value = self.value(node);
                    self.variables.push(value);
                }
                let result = self.value(scope);
                self.variables.truncate(around);
                result
            }
            Node::Variable(place) => self.variables.get(*place).cloned().flatten(),
            Node::Compare(..)
            | Node::InList(_)
            | Node::Matches(..)
            | Node::Within(_)
            | Node::And(_)
            | Node::Or(_)
            | Node::Not(_)
            | Node::Exclusive(_) => self.condition(node).map(Value::Boolean),
        }
    }

    fn call(&mut self, call: &Call) -> Option<Value> {
        let on = self.operand(&call.on)?;
        self.spend(call.size)?;
        let mut arguments = Vec::new();
        for argument in &call.arguments {
            arguments.push(match argument {
                Argument::Literal(value) => value.clone(),
                Argument::Computed(node) => call::to_collection(self.operand(node)?)?,
            });
        }
        call.run(on, arguments)
    }

    /// The value of a part that an operation on lists and maps unpacks.
    fn operand(&mut self, node: &Node) -> Option<Value> {
        let value = self.value(node)?;
        if let Value::Bytes(_, bytes) = &value {
            self.spend(bytes.len())?;
        }
        Some(value)
    }

    /// Takes what an operation on so many bytes needs from the work that is left.
    fn spend(&mut self, bytes: usize) -> Option<()> {
        self.work = self.work.checked_sub(bytes.saturating_mul(WORK_OF_CALLS))?;
        Some(())
    }

    /// Whether a part is true; `None` is unknown.
    pub(super) fn truth(&mut self, node: &Node) -> Option<bool> {
        match self.value(node)? {
            Value::Boolean(value) => Some(value),
            _ => None,
        }
    }

    fn condition(&mut self, node: &Node) -> Option<bool> {
        match node {
            Node::Compare(comparison, nodes) => {
                let [left, right] = nodes.as_ref();
                comparison.holds(&self.value(left)?, &self.value(right)?)
            }
            Node::InList(nodes) => {
                let [value, list] = nodes.as_ref();
                order::is_in(&self.value(value)?, &self.value(list)?)
            }
            Node::Matches(pattern, text) => match self.value(text)? {
                Value::Bytes(Type::String, text) => {
                    let work = text.len().saturating_mul(WORK_OF_PATTERNS);
                    self.work = self.work.checked_sub(work)?;
                    Some(pattern.matches(&text))
                }
                _ => None,
            },
            Node::Within(places) => self.within(places),
            Node::And(nodes) => self.decided(nodes, false),
            Node::Or(nodes) => self.decided(nodes, true),
            Node::Not(node) => self.truth(node).map(|truth| !truth),
            Node::Exclusive(nodes) => self.exclusive(nodes),
            _ => None,
        }
    }

    /// Whether one part is `decisive`; what the others are does not matter then.
    fn decided(&mut self, nodes: &[Node], decisive: bool) -> Option<bool> {
        let mut result = Some(!decisive);
        for node in nodes {
            match self.truth(node) {
                Some(truth) if truth == decisive => return Some(decisive),
                Some(_) => {}
                None => result = None,
            }
        }
        result
    }

    /// Whether exactly one part is true. With two that are, the others do not matter.
    fn exclusive(&mut self, nodes: &[Node]) -> Option<bool> {
        let mut is_known = true;
        let mut found = false;
        for node in nodes {
            match self.truth(node) {
                Some(true) if found => return Some(false),
                Some(truth) => found |= truth,
                None => is_known = false,
            }
        }
        is_known.then_some(found)
    }

    fn within(&mut self, places: &[Place; 2]) -> Option<bool> {
        match places {
            [Place::Known(left), Place::Known(right)] => Some(left.relates(right)),
            [Place::Known(known), Place::Computed(node)]
            | [Place::Computed(node), Place::Known(known)] => {
                Some(known.relates(&self.shape(node)?))
            }
            [Place::Computed(left), Place::Computed(right)] => {
                Some(self.shape(left)?.relates(&self.shape(right)?))
            }
        }
    }

    fn shape(&mut self, node: &Node) -> Option<Shape> {
        match self.value(node)? {
            Value::Bytes(Type::Geo, text) => Shape::parse(&text).ok(),
            _ => None,
        }
    }

    /// A bin, when there is one; the outer `None` is unknown.
    fn bin(&self, name: &[u8]) -> Option<Option<&'a Particle>> {
        let mut bins = self.bins?.iter();
        Some(bins.find(|bin| bin.name == name).map(|bin| &bin.value))
    }
}
