#![doc = include_str!("../README.md")]

mod adapters;
pub mod cli;
mod compose;
pub mod config;
mod demo;
mod executor;
mod gateway;
mod guard;
mod health;
mod http;
mod limits;
mod network;
mod rest;
mod shares;
mod system;
mod telemetry;
mod wiring;

pub use compose::{Modules, Schema, contract_schema, module_schemas, schema_sdl};
pub use config::{Config, ConfigError};
pub use gateway::{Gateway, StartError};
pub use limits::Limits;
