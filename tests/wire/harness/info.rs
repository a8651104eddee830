//! Numbers that nodes tell about themselves.

use std::collections::HashMap;

use super::{Cluster, NAMESPACE};

/// Numbers by name; what is no number is left out.
pub(crate) type Numbers = HashMap<String, i64>;

impl Cluster {
    /// The sum over all nodes of a counter of the namespace of the tests.
    pub(crate) async fn sum(&self, counter: &str) -> i64 {
        let mut sum = 0;
        for numbers in self.namespace_numbers().await {
            sum += numbers[counter];
        }
        sum
    }

    /// What each node tells about the namespace of the tests.
    pub(crate) async fn namespace_numbers(&self) -> Vec<Numbers> {
        self.numbers(&format!("namespace/{NAMESPACE}")).await
    }

    /// What each node tells in answer to a command whose answer is `name=value;…`.
    pub(crate) async fn numbers(&self, command: &str) -> Vec<Numbers> {
        let mut all = Vec::new();
        for node in self.client.nodes() {
            all.push(parse(&self.info_of(&node, command).await));
        }
        all
    }
}

fn parse(text: &str) -> Numbers {
    text.split([';', ':'])
        .filter_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            Some((name.to_owned(), value.parse().ok()?))
        })
        .collect()
}
