#![doc = include_str!("../README.md")]

mod convert;
mod error;
mod limits;
mod natives;
mod pattern;
mod record;
mod sandbox;
mod stream;
mod value;

pub use error::Error;
pub use limits::Limits;
pub use record::{Bins, Draft, Facts, Record, Refusal};
pub use sandbox::{Sandbox, check};
pub use stream::{Item, Side};
pub use value::Value;
