//! What a request asks for, as the variables of the route's document.

use acm_core::ApiError;
use async_graphql::parser::types::{BaseType, Type};
use serde_json::{Map, Value};

use super::{Route, document::Variable, document::named};

impl Route {
    /// The variables that a path, a query string and a body give.
    ///
    /// # Errors
    /// Something is given that the route does not take, or something that it needs is not.
    pub(crate) fn variables(
        &self,
        path: Vec<(String, String)>,
        query: &str,
        body: Option<Value>,
    ) -> Result<Map<String, Value>, ApiError> {
        let mut variables = match (body, &self.mapping) {
            (None, None) => Map::new(),
            (body, Some(mapping)) => {
                mapping.variables(body.unwrap_or_else(|| Map::new().into()))?
            }
            (Some(Value::Object(fields)), None) => self.plain(fields)?,
            (Some(_), None) => return Err(ApiError::bad_input("body", "is a JSON object")),
        };
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query)
            .map_err(|_| ApiError::bad_input("query", "cannot be read"))?;
        for (name, text) in pairs {
            let variable = self.asked_outside(&name)?;
            let value = self.value(variable, &text)?;
            put(&mut variables, variable, value);
        }
        for (name, text) in path {
            variables.insert(name, text.into());
        }
        let mut needed = self.document.variables.iter();
        match needed.find(|one| one.required() && !variables.contains_key(&one.name)) {
            Some(missing) => Err(ApiError::bad_input(&missing.name, "is required")),
            None => Ok(variables),
        }
    }

    /// A body whose fields are variables. Null keeps, as if it were not given.
    fn plain(&self, fields: Map<String, Value>) -> Result<Map<String, Value>, ApiError> {
        let mut variables = Map::new();
        for (name, value) in fields {
            let variable = self.asked_outside(&name)?;
            if !value.is_null() {
                variables.insert(variable.name.clone(), value);
            }
        }
        Ok(variables)
    }

    /// A variable that is not one of the path.
    fn asked_outside(&self, name: &str) -> Result<&Variable, ApiError> {
        let in_path = self.pattern.names().contains(&name);
        let variable = self.document.variable(name).filter(|_| !in_path);
        variable.ok_or_else(|| ApiError::bad_input(name, "is not a field of this route"))
    }

    /// A text of a query string, as the type of its variable has it.
    fn value(&self, variable: &Variable, text: &str) -> Result<Value, ApiError> {
        let name = &variable.name;
        let wrong = |what| ApiError::bad_input(name, what);
        match named(&variable.kind) {
            "Int" => {
                let number = text.parse::<i32>();
                number
                    .map(Value::from)
                    .map_err(|_| wrong("is a whole number"))
            }
            "Boolean" => {
                let truth = text.to_ascii_lowercase().parse::<bool>();
                truth
                    .map(Value::from)
                    .map_err(|_| wrong("is true or false"))
            }
            _ => Ok(self.gives.asked(name, text).unwrap_or(text).into()),
        }
    }
}

/// A value given again is one more of a list; of anything else the last counts.
fn put(variables: &mut Map<String, Value>, variable: &Variable, value: Value) {
    let is_list = is_list(&variable.kind);
    match variables.get_mut(&variable.name) {
        Some(Value::Array(values)) if is_list => values.push(value),
        _ => {
            let value = if is_list { vec![value].into() } else { value };
            variables.insert(variable.name.clone(), value);
        }
    }
}

pub(super) fn is_list(kind: &Type) -> bool {
    matches!(kind.base, BaseType::List(_))
}
