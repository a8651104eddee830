//! How the body of a request becomes variables whose shape is another: each field by its path here
//! and there. A field without a path is refused, and so nothing is lost on the way.

mod defaults;
mod place;

use std::collections::BTreeMap;

use acm_core::ApiError;
use async_graphql::{parser::types::Type, registry::Registry};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{document::Document, table::Table};
use defaults::{Default, Filling};
use place::{Place, Step};

/// The fields of a body, as the table has them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Takes {
    /// Another whose fields are taken too, but for those of `without` and what is in them.
    like: Option<String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    fields: BTreeMap<String, Target>,
    #[serde(default)]
    defaults: Vec<Default>,
}

/// Where a field goes.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Target {
    To(String),
    /// There, as a number if it is digits.
    Number {
        number: String,
    },
    /// There, by other words.
    Words {
        to: String,
        words: BTreeMap<String, String>,
    },
    /// Nowhere when true; when false, what this path leads to is null and no field may be beside it.
    Switch {
        switch: String,
    },
    /// It has no place, for this reason.
    Refused {
        refused: String,
    },
}

/// The fields of a body, with the fields in them.
#[derive(Debug, std::default::Default)]
pub(super) struct Field {
    rule: Option<Rule>,
    pub(super) fields: BTreeMap<String, Field>,
    pub(super) each: Option<Box<Field>>,
}

#[derive(Debug)]
struct Rule {
    how: How,
    /// The type at its end, if the schema says.
    kind: Option<Type>,
}

#[derive(Debug)]
enum How {
    As(Place),
    Number(Place),
    Words(Place, BTreeMap<String, String>),
    Switch(Place),
    Refused(String),
}

/// Reads bodies.
#[derive(Debug)]
pub(super) struct Mapping {
    pub(super) root: Field,
    defaults: Vec<Filling>,
}

impl Mapping {
    /// Reads an entry of the table for the variables of a document.
    pub(super) fn read(
        name: &str,
        table: &Table,
        document: &Document,
        registry: &Registry,
    ) -> Result<Self, String> {
        let takes = table.takes.get(name).ok_or(format!("no takes.{name}"))?;
        let mut root = Field::default();
        for (path, target) in all(takes, table)? {
            let rule = Rule::read(target, document, registry)
                .map_err(|reason| format!("{path}: {reason}"))?;
            let field = root.make(&Place::read(path)?);
            field.rule = Some(rule);
        }
        let defaults = takes.defaults.iter();
        let defaults = defaults.map(|one| Filling::read(one, document, registry));
        let defaults = defaults.collect::<Result<_, String>>()?;
        Ok(Self { root, defaults })
    }

    /// The variables that a body gives. Null keeps, as if it were not given.
    pub(super) fn variables(&self, body: Value) -> Result<Map<String, Value>, ApiError> {
        let mut variables = Value::Null;
        let taken = body.clone();
        self.root.take(taken, "", &mut Vec::new(), &mut variables)?;
        for default in &self.defaults {
            default.fill(&body, &mut variables);
        }
        match variables {
            Value::Object(variables) => Ok(variables),
            _ => Ok(Map::new()),
        }
    }
}

/// The fields of an entry, those of the one it is like among them.
fn all<'a>(takes: &'a Takes, table: &'a Table) -> Result<BTreeMap<&'a String, &'a Target>, String> {
    let mut fields = BTreeMap::new();
    if let Some(like) = &takes.like {
        let like = table.takes.get(like).ok_or(format!("no takes.{like}"))?;
        let kept = like.fields.iter().filter(|(path, _)| {
            let mut without = takes.without.iter();
            !without.any(|field| is_within(path, field))
        });
        fields.extend(kept);
    }
    fields.extend(&takes.fields);
    Ok(fields)
}

/// Whether a path is that of a field or leads into it.
fn is_within(path: &str, field: &str) -> bool {
    let rest = path.strip_prefix(field);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

impl Rule {
    fn read(target: &Target, document: &Document, registry: &Registry) -> Result<Self, String> {
        let mut kind = None;
        let mut place = |path: &str| {
            let place = Place::read(path)?;
            kind = place.kind(document, registry)?;
            Ok::<_, String>(place)
        };
        let how = match target {
            Target::To(path) => How::As(place(path)?),
            Target::Number { number } => How::Number(place(number)?),
            Target::Words { to, words } => How::Words(place(to)?, words.clone()),
            Target::Switch { switch } => How::Switch(place(switch)?),
            Target::Refused { refused } => How::Refused(refused.clone()),
        };
        Ok(Self { how, kind })
    }

    fn apply(
        &self,
        value: Value,
        path: &str,
        indices: &[usize],
        variables: &mut Value,
    ) -> Result<(), ApiError> {
        let (place, value) = match (&self.how, value) {
            (How::As(place), value) => (place, value),
            (How::Number(place), Value::String(text)) => {
                let number = text.parse::<i32>();
                (place, number.map_or(text.into(), Value::from))
            }
            (How::Number(place), value) => (place, value),
            (How::Words(place, words), Value::String(text)) => {
                let word = words.get(&text).cloned().ok_or_else(|| {
                    let known: Vec<_> = words.keys().map(String::as_str).collect();
                    ApiError::bad_input(path, format!("is one of {}", known.join(", ")))
                })?;
                (place, word.into())
            }
            (How::Words(..), _) => return Err(ApiError::bad_input(path, "is a text")),
            (How::Switch(_), Value::Bool(_)) => return Ok(()),
            (How::Switch(_), _) => return Err(ApiError::bad_input(path, "is true or false")),
            (How::Refused(reason), _) => return Err(ApiError::bad_input(path, reason)),
        };
        *place.find(variables, indices) = kept(value);
        Ok(())
    }
}

impl Field {
    /// The field at a place, made if there is none.
    fn make(&mut self, place: &Place) -> &mut Self {
        let mut field = self;
        for step in &place.0 {
            field = match step {
                Step::Each | Step::At(_) => field.each.get_or_insert_default(),
                Step::Key(key) => field.fields.entry(key.clone()).or_default(),
            };
        }
        field
    }

    /// The type of what the field takes, if the schema says.
    pub(super) fn kind(&self) -> Option<&Type> {
        self.rule.as_ref()?.kind.as_ref()
    }

    /// The reason for which nothing is taken.
    pub(super) fn refused(&self) -> Option<&str> {
        match &self.rule.as_ref()?.how {
            How::Refused(reason) => Some(reason),
            _ => None,
        }
    }

    fn take(
        &self,
        value: Value,
        path: &str,
        indices: &mut Vec<usize>,
        variables: &mut Value,
    ) -> Result<(), ApiError> {
        match (value, &self.each) {
            (Value::Null, _) => Ok(()),
            (Value::Object(given), _) if !self.fields.is_empty() || self.rule.is_none() => {
                let within = |name: &str| match path {
                    "" => name.to_owned(),
                    path => format!("{path}.{name}"),
                };
                if let Some((switch, place)) = self.switched_off(&given) {
                    *place.find(variables, indices) = Value::Null;
                    let mut others = given.iter().filter(|(_, value)| !value.is_null());
                    return match others.find(|(name, _)| *name != switch) {
                        Some((name, _)) => {
                            let reason = format!("is not taken while {switch} is false");
                            Err(ApiError::bad_input(&within(name), reason))
                        }
                        None => Ok(()),
                    };
                }
                for (name, value) in given {
                    let path = within(&name);
                    let field = self.fields.get(&name);
                    let unknown = || ApiError::bad_input(&path, "is not a field of this route");
                    let field = field.ok_or_else(unknown)?;
                    field.take(value, &path, indices, variables)?;
                }
                Ok(())
            }
            (Value::Array(items), Some(each)) => {
                for (index, item) in items.into_iter().enumerate() {
                    indices.push(index);
                    each.take(item, &format!("{path}[{index}]"), indices, variables)?;
                    indices.pop();
                }
                Ok(())
            }
            (value, _) => match &self.rule {
                Some(rule) => rule.apply(value, path, indices, variables),
                None => {
                    let expected = if self.each.is_some() {
                        "a list"
                    } else {
                        "an object"
                    };
                    let path = if path.is_empty() { "body" } else { path };
                    Err(ApiError::bad_input(path, format!("is {expected}")))
                }
            },
        }
    }

    /// The field that is false, and what it makes null.
    fn switched_off(&self, given: &Map<String, Value>) -> Option<(&String, &Place)> {
        self.fields.iter().find_map(|(name, field)| {
            match (&field.rule.as_ref()?.how, given.get(name)?) {
                (How::Switch(place), Value::Bool(false)) => Some((name, place)),
                _ => None,
            }
        })
    }
}

/// A value without its nulls, which keep what is.
fn kept(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(fields.map(|(name, value)| (name, kept(value))).collect())
        }
        Value::Array(items) => items.into_iter().map(kept).collect(),
        other => other,
    }
}
