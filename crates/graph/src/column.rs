use std::borrow::Cow;

use async_graphql::{
    ContextSelectionSet, Number, OutputType, Positioned, ServerResult, Value, parser::types::Field,
    registry::Registry,
};

/// A list of numbers or null, `[Float]!` in the schema, resolved in one step.
///
/// A metrics answer holds tens of thousands of numbers; resolved as an ordinary list each would
/// cost a boxed future. A number that is not finite becomes null.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column(pub Vec<Option<f64>>);

impl OutputType for Column {
    fn type_name() -> Cow<'static, str> {
        <Vec<Option<f64>> as OutputType>::type_name()
    }

    fn qualified_type_name() -> String {
        <Vec<Option<f64>> as OutputType>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <Vec<Option<f64>> as OutputType>::create_type_info(registry)
    }

    async fn resolve(
        &self,
        _: &ContextSelectionSet<'_>,
        _: &Positioned<Field>,
    ) -> ServerResult<Value> {
        let number = |value: &Option<f64>| {
            value
                .and_then(Number::from_f64)
                .map_or(Value::Null, Value::Number)
        };
        Ok(Value::List(self.0.iter().map(number).collect()))
    }
}

/// Finite numbers without gaps, `[Float!]!` in the schema, resolved in one step as [`Column`] is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Points(pub Vec<f64>);

impl OutputType for Points {
    fn type_name() -> Cow<'static, str> {
        <Vec<f64> as OutputType>::type_name()
    }

    fn qualified_type_name() -> String {
        <Vec<f64> as OutputType>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <Vec<f64> as OutputType>::create_type_info(registry)
    }

    async fn resolve(
        &self,
        _: &ContextSelectionSet<'_>,
        _: &Positioned<Field>,
    ) -> ServerResult<Value> {
        let numbers = self.0.iter().filter_map(|value| Number::from_f64(*value));
        Ok(Value::List(numbers.map(Value::Number).collect()))
    }
}
