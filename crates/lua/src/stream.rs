//! Functions on the stream of records that a query finds.

use std::cell::RefCell;

use mlua::Value as Raw;

use crate::error::Error;
use crate::record::{Bins, Facts};
use crate::sandbox::Sandbox;
use crate::value::Value;

/// Whose part of an aggregation is run: a node's goes as far as the first reduce, the client's from
/// there on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Server,
    Client,
}

/// What a stream is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    Record(Facts, Bins),
    /// What a node made of its records.
    Value(Value),
}

impl Sandbox {
    /// Runs one side of a function on a stream: takes items as it needs them, and hands over what
    /// comes out. Nil ends no stream; it is left out.
    ///
    /// # Errors
    ///
    /// What the module raised, or was ended with; [`Error::Stopped`] when `push` says to stop.
    pub fn run_stream(
        &self,
        function: &str,
        arguments: &[Value],
        side: Side,
        pull: &mut dyn FnMut() -> Option<Item>,
        push: &mut dyn FnMut(Value) -> bool,
    ) -> Result<(), Error> {
        let function = self.function(function)?;
        self.begin();
        let (pull, push) = (RefCell::new(pull), RefCell::new(push));
        self.run(|| {
            self.lua.scope(|scope| {
                let pull = scope.create_function(|_, ()| {
                    loop {
                        let item = pull
                            .try_borrow_mut()
                            .map_err(|_| mlua::Error::RecursiveMutCallback)?(
                        );
                        match self.item(item)? {
                            Some(Raw::Nil) => {}
                            Some(raw) => return Ok(raw),
                            None => return Ok(Raw::Nil),
                        }
                    }
                })?;
                let push = scope.create_function(|_, raw: Raw| {
                    let value = self.leave(&raw).map_err(mlua::Error::external)?;
                    let mut push = push
                        .try_borrow_mut()
                        .map_err(|_| mlua::Error::RecursiveMutCallback)?;
                    if push(value) {
                        Ok(())
                    } else {
                        Err(mlua::Error::external(Error::Stopped))
                    }
                })?;
                let run: mlua::Function = self.api.raw_get("run_stream")?;
                let arguments = self.arguments(arguments)?;
                run.call((function, side == Side::Server, pull, push, arguments))
            })
        })
    }

    fn item(&self, item: Option<Item>) -> mlua::Result<Option<Raw>> {
        match item {
            None => Ok(None),
            Some(Item::Value(value)) => self.objects.enter(&self.lua, &value).map(Some),
            Some(Item::Record(facts, bins)) => self.record(&facts, &bins, None).map(Some),
        }
    }
}
