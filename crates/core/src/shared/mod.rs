//! What is asked for over and over: one task for all who look, only while someone does.

mod pace;
mod watch;

pub use pace::pause;
pub use watch::{Watch, Watches};
