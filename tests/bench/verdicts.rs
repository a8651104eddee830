//! What was aimed at, and whether it was reached.

use crate::contest::Measured;

/// The list, in the order of the run.
#[derive(Default)]
pub(crate) struct Verdicts(Vec<String>);

impl Verdicts {
    /// Adds a line.
    pub(crate) fn add(&mut self, met: bool, text: &str) {
        let verdict = if met { "met" } else { "NOT met" };
        self.0.push(format!("{verdict:<8} {text}"));
    }

    /// Adds a line about the gateway's share of what the hand-written service does. Unless both
    /// had their core to the full, the CPU each spends on a request tells, not the rate: load,
    /// cluster or something else on the machine was the limit.
    pub(crate) fn share(&mut self, work: &str, service: Measured, gateway: Measured, aim: f64) {
        let rate = gateway.per_second / service.per_second;
        let cpu = service.cpu_micros / gateway.cpu_micros;
        let (share, by) = if service.at_its_limit() && gateway.at_its_limit() {
            (rate, "rate")
        } else {
            (cpu, "CPU, as its core was not the limit")
        };
        let text = format!(
            "{work}: {share:.2} of the hand-written service by {by}; aim {aim} (rate {rate:.2}, CPU {cpu:.2})"
        );
        self.add(share >= aim, &text);
    }

    /// Prints the list.
    pub(crate) fn print(&self) {
        println!("\nAims");
        for line in &self.0 {
            println!("  {line}");
        }
    }
}
