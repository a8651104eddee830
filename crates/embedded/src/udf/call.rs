//! A call of a function, as messages ask for it.

use acm_lua::Value;

use super::convert;
use crate::proto::ResultCode;
use crate::proto::flags::field;
use crate::proto::message::Fields;

/// What is to be called, and with which arguments.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    /// Without the ending of the file.
    pub(crate) module: String,
    pub(crate) function: String,
    pub(crate) arguments: Vec<Value>,
}

/// What a function is called on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The record of a command.
    Record,
    /// The stream of records that a query finds.
    Stream,
    /// Each record that a query finds, in the background.
    EachRecord,
}

impl Scope {
    /// What the field of the operation says.
    const fn operation(self) -> &'static [u8] {
        match self {
            Self::Record => &[],
            Self::Stream => &[1],
            Self::EachRecord => &[2],
        }
    }
}

impl Call {
    /// The call in the fields of a message, if there is one.
    ///
    /// # Errors
    ///
    /// `PARAMETER` for one that is malformed, or for something else.
    pub(crate) fn read(fields: &Fields, scope: Scope) -> Result<Option<Self>, ResultCode> {
        if !fields.has(field::UDF_MODULE) {
            return Ok(None);
        }
        if fields.name(field::UDF_OPERATION) != scope.operation() {
            return Err(ResultCode::PARAMETER);
        }
        let name = |kind: u8| {
            let name = std::str::from_utf8(fields.name(kind)).ok();
            let name = name.filter(|name| !name.is_empty());
            name.map(str::to_owned).ok_or(ResultCode::PARAMETER)
        };
        let arguments = fields.get(field::UDF_ARGUMENTS);
        Ok(Some(Self {
            module: name(field::UDF_MODULE)?,
            function: name(field::UDF_FUNCTION)?,
            arguments: arguments.map_or_else(|| Ok(Vec::new()), convert::arguments)?,
        }))
    }

    /// The module and the function.
    pub(crate) fn names(&self) -> (String, String) {
        (self.module.clone(), self.function.clone())
    }

    /// The file the module is in.
    pub(crate) fn file(&self) -> String {
        format!("{}.lua", self.module)
    }
}
