//! What clusters count, under the names and labels of Aerospike's own exporter, for clusters that have
//! none.

mod families;
mod kinds;

use std::collections::HashMap;

use acm_aerospike::info::{Latency, LatencySample, LatencyUnit};
use acm_data::{ClusterFigures, NodeFigures, NodeSaid, Said};

use families::{Families, Kind, Labels};
use kinds::{Context, kind};

/// Facts that look like numbers now and then, and are none.
const NAMES: [&str; 4] = [
    "cluster_key",
    "cluster_principal",
    "paxos_principal",
    "node-id",
];

/// The figures in Prometheus' text format.
pub(crate) fn exposition(clusters: &[ClusterFigures]) -> String {
    let mut families = Families::default();
    for cluster in clusters {
        let answers = |nodes: &Vec<NodeFigures>| nodes.iter().any(|node| node.said.is_some());
        let up = cluster.nodes.as_deref().is_some_and(answers);
        let labels = Labels::default()
            .with("connection", &cluster.profile.id)
            .with("name", &cluster.profile.name);
        families.add(
            "acm_cluster_up",
            Kind::Gauge,
            "Whether any node of the profile's cluster answered.",
            labels,
            flag(up),
        );
        for node in cluster.nodes.iter().flat_map(|nodes| nodes.iter()) {
            add_node(&mut families, cluster, node);
        }
    }
    families.into_text()
}

fn add_node(families: &mut Families, cluster: &ClusterFigures, node: &NodeFigures) {
    let silent_of = || {
        let nodes = cluster.nodes.iter().flat_map(|nodes| nodes.iter());
        let mut said = nodes.filter_map(|node| node.said.as_ref());
        said.next().map_or("", |said| said.cluster_name.as_str())
    };
    let (name, service, build) = match &node.said {
        Some(said) => (
            said.cluster_name.as_str(),
            said.service.as_str(),
            said.build.as_str(),
        ),
        None => (silent_of(), node.address.as_str(), ""),
    };
    let labels = Labels::default()
        .with("cluster_name", name)
        .with("service", service);
    families.add(
        "aerospike_node_up",
        Kind::Gauge,
        "Whether the node answered.",
        labels.clone().with("build", build),
        flag(node.said.is_some()),
    );
    if let Some(said) = &node.said {
        add_said(families, said, &labels);
    }
}

fn add_said(families: &mut Families, said: &NodeSaid, node: &Labels) {
    add_all(families, Context::Node, &said.statistics, node);
    for (name, statistics) in &said.namespaces {
        let engine = value(statistics, "storage-engine").unwrap_or_default();
        let labels = node.clone().with("ns", name).with("storage_engine", engine);
        add_all(families, Context::Namespace, statistics, &labels);
    }
    for (namespace, name, statistics) in &said.sets {
        let labels = node.clone().with("ns", namespace).with("set", name);
        add_all(families, Context::Set, statistics, &labels);
    }
    for (namespace, name, statistics) in &said.indexes {
        let labels = node.clone().with("ns", namespace).with("sindex", name);
        add_all(families, Context::Index, statistics, &labels);
    }
    for latency in &said.latencies {
        if let Some(sample) = &latency.sample {
            add_latency(families, latency, sample, node);
        }
    }
}

fn add_all(families: &mut Families, context: Context, statistics: &Said, labels: &Labels) {
    let parts: HashMap<&str, &str> = statistics
        .iter()
        .filter(|(name, _)| name.ends_with(']'))
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    for (name, value) in statistics {
        let Some(number) = number(value).filter(|_| !NAMES.contains(&name.as_str())) else {
            continue;
        };
        let Some((name, labels)) = placed(name, &parts, labels) else {
            continue;
        };
        families.add(
            &format!("aerospike_{}_{}", context.name(), identifier(&name)),
            kind(context, &name),
            &name.replace(['_', '-', '.'], " "),
            labels,
            number,
        );
    }
}

/// The statistic's name and labels: `storage-engine.stripe[3].writes` is one of all stripes' writes, of
/// the stripe with the index 3. `None` for one of parts that have no name.
fn placed(name: &str, parts: &HashMap<&str, &str>, labels: &Labels) -> Option<(String, Labels)> {
    let Some((part, rest)) = name.split_once('[') else {
        return Some((name.to_owned(), labels.clone()));
    };
    let (index, statistic) = rest.split_once("].")?;
    let of = part.strip_prefix("storage-engine.")?;
    let id = parts.get(format!("{part}[{index}]").as_str())?;
    let labels = labels
        .clone()
        .with(of, id)
        .with(&format!("{of}_index"), index);
    Some((format!("{part}.{statistic}"), labels))
}

/// Of a cumulative histogram the operations a second that took no longer.
fn add_latency(families: &mut Families, latency: &Latency, sample: &LatencySample, node: &Labels) {
    let unit = match sample.unit {
        LatencyUnit::Milliseconds => "ms",
        LatencyUnit::Microseconds => "us",
    };
    let operation = identifier(&latency.operation);
    let name = format!("aerospike_latencies_{operation}_{unit}");
    let help = format!("{} {unit}", latency.operation.replace('-', " "));
    let namespace = latency.namespace.as_deref().unwrap_or_default();
    let labels = node.clone().with("ns", namespace);
    let all = sample.ops_per_second;
    let mut bucket = |bound: &str, operations: f64| {
        families.add(
            &format!("{name}_bucket"),
            Kind::Gauge,
            &format!("{help} bucket"),
            labels.clone().with("le", bound),
            operations.to_string(),
        );
    };
    bucket("+Inf", all);
    for (power, above) in sample.above.iter().enumerate() {
        bucket(
            &2_f64.powf(power as f64).to_string(),
            all - all * above / 100.0,
        );
    }
    families.add(
        &format!("{name}_count"),
        Kind::Gauge,
        &format!("{help} count"),
        labels,
        all.to_string(),
    );
}

fn value<'a>(said: &'a Said, name: &str) -> Option<&'a str> {
    let found = said.iter().find(|(known, _)| known == name)?;
    Some(&found.1)
}

/// The text of a number, exactly as it was said; of a flag 1 or 0.
fn number(text: &str) -> Option<String> {
    match text {
        "true" => Some(flag(true)),
        "false" => Some(flag(false)),
        _ => {
            let finite = text.parse::<f64>().is_ok_and(f64::is_finite);
            finite.then(|| text.to_owned())
        }
    }
}

fn flag(holds: bool) -> String {
    u8::from(holds).to_string()
}

fn identifier(name: &str) -> String {
    let allowed = |byte: char| byte.is_ascii_alphanumeric() || byte == '_';
    name.replace(|byte| !allowed(byte), "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn families(context: Context, said: &[(&str, &str)]) -> String {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let said: Said = said.iter().map(owned).collect();
        let mut families = Families::default();
        add_all(
            &mut families,
            context,
            &said,
            &Labels::default().with("ns", "test"),
        );
        let text = families.into_text();
        let lines = text.lines().filter(|line| !line.starts_with("# HELP"));
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn numbers_are_written_exactly_and_flags_as_numbers() {
        let said = [
            ("objects", "18446744073709551615"),
            ("stop_writes", "false"),
            ("default-ttl", "0"),
            ("storage-engine", "memory"),
            ("client_read_success", "7"),
        ];
        assert_eq!(
            families(Context::Namespace, &said),
            "# TYPE aerospike_namespace_client_read_success counter\n\
             aerospike_namespace_client_read_success{ns=\"test\"} 7\n\
             # TYPE aerospike_namespace_default_ttl gauge\n\
             aerospike_namespace_default_ttl{ns=\"test\"} 0\n\
             # TYPE aerospike_namespace_objects gauge\n\
             aerospike_namespace_objects{ns=\"test\"} 18446744073709551615\n\
             # TYPE aerospike_namespace_stop_writes gauge\n\
             aerospike_namespace_stop_writes{ns=\"test\"} 0"
        );
    }

    #[test]
    fn a_stripes_statistics_are_labelled_with_the_stripe() {
        let said = [
            ("storage-engine.stripe[3].writes", "5"),
            ("storage-engine.stripe[3]", "stripe-3"),
        ];
        assert_eq!(
            families(Context::Namespace, &said),
            "# TYPE aerospike_namespace_storage_engine_stripe_writes counter\n\
             aerospike_namespace_storage_engine_stripe_writes\
             {ns=\"test\",stripe=\"stripe-3\",stripe_index=\"3\"} 5"
        );
    }

    #[test]
    fn ids_that_look_like_numbers_and_what_is_no_number_are_left_out() {
        let said = [
            ("cluster_key", "12345678"),
            ("paxos_principal", "1E5"),
            ("batch_index_queue", "0:0,0:0"),
            ("index-type.mount[0].age", "3"),
            ("heap", "inf"),
        ];
        assert_eq!(families(Context::Node, &said), "");
    }
}
