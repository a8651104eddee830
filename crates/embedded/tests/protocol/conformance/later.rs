//! What is answered in place of what the real server answered.

use super::messages;
use crate::client::Frame;

/// An answer, as the table writes it.
pub(super) fn describe(answer: &[Frame]) -> String {
    if let Some(replies) = messages(answer) {
        let first = replies.first().map(|reply| reply.result);
        return format!("result {}", first.expect("a message"));
    }
    let bodies = answer.iter();
    let text: String = bodies
        .map(|frame| String::from_utf8_lossy(&frame.body))
        .collect();
    let text = text.trim_end_matches('\n');
    match text.split_once('\t') {
        Some((_, value)) if !text.contains('\n') => value.to_owned(),
        _ => text.to_owned(),
    }
}

/// Whether the answers to the requests of a step are those that are listed.
pub(super) fn are_listed(answers: &[String], listed: &[&str]) -> bool {
    let is_listed = |(answer, listed): (&String, &&str)| match listed.strip_suffix('…') {
        Some(beginning) => answer.starts_with(beginning),
        None => answer == listed,
    };
    answers.len() == listed.len() && answers.iter().zip(listed).all(is_listed)
}
