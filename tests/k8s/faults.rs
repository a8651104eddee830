//! What goes wrong between this server and Kubernetes, and what people write wrongly.

mod clocks;
mod doubt;
mod gone;
mod inputs;
mod many;
mod rights;
mod texts;
mod ways;
