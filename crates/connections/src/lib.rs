#![doc = include_str!("../README.md")]

mod dialer;
mod error;
mod service;

pub use dialer::{AerospikeDialer, LiveClusters};
pub use error::Error;
pub use service::{
    Cause, Changes, Clients, Credentials, Dialer, Directory, Failure, Host, KeyError, KeySource,
    Profile, ProfileRef, Profiles, Reach, Report, Secret, SecretKey, Target, Tls, TlsTarget,
};
