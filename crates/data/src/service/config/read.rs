//! Every parameter of every node, and where they differ.

use std::collections::{BTreeMap, HashMap, HashSet, hash_map::Entry};

use acm_aerospike::info::{ConfigContext, list, set_parameters};
use acm_core::{UnixMillis, limits::MAX_SETS};
use acm_graph::Problem;

use super::{
    Configs, Part,
    catalog::{self, Known},
};
use crate::{
    error::Result,
    service::nodes::{Answer, Asked, ask_every, problem},
};

/// Namespaces asked for on one node; the server allows 32.
const MAX_NAMESPACES: usize = 64;
/// Between the values of a parameter that a node lists more than once.
const JOINED_BY: &str = ", ";

/// What to read. What is absent is read whole.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    /// Which parts.
    pub parts: Option<HashSet<Part>>,
    /// Which namespace, of namespaces and sets.
    pub namespace: Option<String>,
    /// Which set, of sets: told even when it has no setting of its own.
    pub set: Option<String>,
}

impl Wanted {
    fn has(&self, part: Part) -> bool {
        self.parts
            .as_ref()
            .is_none_or(|parts| parts.contains(&part))
    }
}

/// The configuration of a cluster.
#[derive(Clone, Debug)]
pub(crate) struct ClusterConfig {
    /// When it was read.
    pub read_at: UnixMillis,
    /// The nodes that answered, in the order of values.
    pub nodes: Vec<String>,
    /// Its parts.
    pub sections: Vec<Section>,
    /// Nodes that did not answer.
    pub problems: Vec<Problem>,
}

/// One part of it.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    /// Which part.
    pub part: Part,
    /// Its namespace.
    pub namespace: Option<String>,
    /// Its set.
    pub set: Option<String>,
    /// Its parameters, as the nodes list them.
    pub parameters: Vec<Parameter>,
    /// Nodes that could not tell this part.
    pub problems: Vec<Problem>,
}

/// One parameter on all nodes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parameter {
    /// Its name.
    pub name: String,
    /// Its value on each node; `None` where the node lists none.
    pub values: Vec<Option<String>>,
    /// Whether nodes that have this part differ.
    pub differs: bool,
    /// What is known of it.
    pub known: Option<&'static Known>,
    /// Whether the nodes take a change while they run; `None` when nobody knows.
    pub editable: Option<bool>,
}

impl Section {
    /// Parameters that differ and are not meant to.
    pub(crate) fn differing(&self) -> usize {
        let meant = |one: &&Parameter| !one.known.is_some_and(|known| known.is_of_node());
        let differing = self.parameters.iter().filter(|one| one.differs);
        differing.filter(meant).count()
    }
}

/// A part of one node's configuration: names and values.
type Pairs = Vec<(String, String)>;

/// What one node told.
struct Told {
    is_enterprise: Option<bool>,
    parts: Vec<(ConfigContext, Result<Pairs>)>,
}

impl Configs {
    /// Reads the configuration of every node.
    ///
    /// # Errors
    /// The connection's own; when no node answered, the first one's reason.
    pub(crate) async fn read(&self, connection: &str, wanted: &Wanted) -> Result<ClusterConfig> {
        let answers = ask_every(&*self.access, connection, |node| tell(node, wanted)).await?;
        Ok(side_by_side(answers, wanted, self.clock.now()))
    }
}

async fn tell(node: Asked<'_>, wanted: &Wanted) -> Result<Told> {
    let parts = [
        (Part::Service, ConfigContext::Service),
        (Part::Network, ConfigContext::Network),
        (Part::Security, ConfigContext::Security),
        (Part::Xdr, ConfigContext::Xdr),
    ];
    let parts = parts.into_iter().filter(|(part, _)| wanted.has(*part));
    let parts: Vec<ConfigContext> = parts.map(|(_, context)| context).collect();
    let mut commands = vec!["edition".to_owned(), "namespaces".to_owned()];
    for context in &parts {
        commands.push(context.read_command()?);
    }
    let reply = node.info(&commands).await?;
    let mut told = Told {
        is_enterprise: reply.get("edition").ok().map(is_enterprise),
        parts: Vec::new(),
    };
    for (context, command) in parts.into_iter().zip(&commands[2..]) {
        let pairs = reply.get(command).map(|text| owned(context.read(text)));
        told.parts.push((context, pairs.map_err(Into::into)));
    }
    let namespaces = list(reply.get("namespaces")?);
    let meant = |name: &&str| wanted.namespace.as_deref().is_none_or(|only| only == *name);
    let namespaces = namespaces.into_iter().filter(meant).take(MAX_NAMESPACES);
    told.add_namespaces(&node, namespaces, wanted).await?;
    Ok(told)
}

impl Told {
    async fn add_namespaces(
        &mut self,
        node: &Asked<'_>,
        names: impl Iterator<Item = &str>,
        wanted: &Wanted,
    ) -> Result<()> {
        let mut asked = Vec::new();
        for name in names {
            let set = wanted.set.clone().unwrap_or_else(|| "*".to_owned());
            for (part, context) in [
                (Part::Namespace, ConfigContext::Namespace(name.to_owned())),
                (Part::Set, ConfigContext::Set(name.to_owned(), set)),
            ] {
                if wanted.has(part) {
                    asked.push((context.read_command()?, context));
                }
            }
        }
        if asked.is_empty() {
            return Ok(());
        }
        let commands: Vec<String> = asked.iter().map(|(command, _)| command.clone()).collect();
        let reply = node.info(&commands).await?;
        for (command, context) in asked {
            match (reply.get(&command), context) {
                (Ok(text), ConfigContext::Set(namespace, _)) => {
                    self.add_sets(text, &namespace, wanted);
                }
                // Without the list of sets there is no set to blame.
                (Err(_), ConfigContext::Set(..)) => {}
                (text, context) => {
                    let pairs = text.map(|text| owned(context.read(text)));
                    self.parts.push((context, pairs.map_err(Into::into)));
                }
            }
        }
        Ok(())
    }

    fn add_sets(&mut self, reply: &str, namespace: &str, wanted: &Wanted) {
        for (set, parameters) in set_parameters(reply).take(MAX_SETS) {
            if wanted.set.as_deref().is_none_or(|only| only == set) {
                let context = ConfigContext::Set(namespace.to_owned(), set.to_owned());
                self.parts.push((context, Ok(owned(parameters))));
            }
        }
    }
}

fn owned(pairs: Vec<(&str, &str)>) -> Pairs {
    let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    pairs.into_iter().map(own).collect()
}

/// Whether a node's edition is the Enterprise Edition or one that has what it has.
pub(super) fn is_enterprise(edition: &str) -> bool {
    !edition.contains("Community")
}

fn side_by_side(answers: Vec<Answer<Told>>, wanted: &Wanted, now: UnixMillis) -> ClusterConfig {
    let mut config = ClusterConfig {
        read_at: now,
        nodes: Vec::new(),
        sections: Vec::new(),
        problems: Vec::new(),
    };
    let mut is_enterprise = None;
    let mut sections: BTreeMap<Place, Draft> = BTreeMap::new();
    for Answer { node, result } in answers {
        let told = match result {
            Ok(told) => told,
            Err(error) => {
                config.problems.push(problem(&node, &error));
                continue;
            }
        };
        let at = config.nodes.len();
        is_enterprise = is_enterprise.or(told.is_enterprise);
        for (context, pairs) in told.parts {
            let draft = sections.entry(Place::of(context)).or_default();
            match pairs {
                Ok(pairs) => draft.add(at, pairs),
                Err(error) => draft.problems.push(problem(&node, &error)),
            }
        }
        config.nodes.push(node);
    }
    let nodes = config.nodes.len();
    config.sections = sections
        .into_iter()
        .map(|(place, draft)| draft.finish(place, nodes, is_enterprise))
        .filter(|section| section.is_shown(wanted, is_enterprise))
        .collect();
    config
}

/// Where a section stands: a namespace before its sets.
#[derive(Eq, Ord, PartialEq, PartialOrd)]
struct Place {
    rank: u8,
    namespace: Option<String>,
    set: Option<String>,
    part: Part,
}

impl Place {
    fn of(context: ConfigContext) -> Self {
        let (rank, part, namespace, set) = match context {
            ConfigContext::Service => (0, Part::Service, None, None),
            ConfigContext::Network => (1, Part::Network, None, None),
            ConfigContext::Namespace(namespace) => (2, Part::Namespace, Some(namespace), None),
            ConfigContext::Set(namespace, set) => (2, Part::Set, Some(namespace), Some(set)),
            ConfigContext::Security => (3, Part::Security, None, None),
            ConfigContext::Xdr => (4, Part::Xdr, None, None),
        };
        Self {
            rank,
            namespace,
            set,
            part,
        }
    }
}

/// A section being put together.
#[derive(Default)]
struct Draft {
    /// The nodes that have it.
    nodes: Vec<usize>,
    names: Vec<String>,
    values: HashMap<String, BTreeMap<usize, String>>,
    problems: Vec<Problem>,
}

impl Draft {
    fn add(&mut self, node: usize, pairs: Pairs) {
        self.nodes.push(node);
        for (name, value) in pairs {
            let values = match self.values.entry(name) {
                Entry::Occupied(values) => values.into_mut(),
                Entry::Vacant(values) => {
                    self.names.push(values.key().clone());
                    values.insert(BTreeMap::new())
                }
            };
            let joined = values.entry(node).or_default();
            if !joined.is_empty() {
                joined.push_str(JOINED_BY);
            }
            joined.push_str(&value);
        }
    }

    fn finish(mut self, place: Place, nodes: usize, is_enterprise: Option<bool>) -> Section {
        let parameters = self.names.into_iter().map(|name| {
            let mut told = self.values.remove(&name).unwrap_or_default();
            let known = catalog::known(place.part, &name);
            let mut having = self.nodes.iter().map(|node| told.get(node));
            let first = having.next().flatten();
            let differs = having.any(|value| value != first);
            Parameter {
                values: (0..nodes).map(|node| told.remove(&node)).collect(),
                differs,
                known,
                editable: known.and_then(|known| known.is_editable(is_enterprise)),
                name,
            }
        });
        Section {
            parameters: parameters.collect(),
            part: place.part,
            namespace: place.namespace,
            set: place.set,
            problems: self.problems,
        }
    }
}

impl Section {
    /// Whether it says anything: a set does by settings of its own, unless it was asked for.
    /// What only the Enterprise Edition has is not missing elsewhere.
    fn is_shown(&self, wanted: &Wanted, is_enterprise: Option<bool>) -> bool {
        match self.part {
            Part::Set => wanted.set.is_some() || self.parameters.iter().any(Parameter::is_own),
            Part::Security | Part::Xdr => {
                let failed = is_enterprise != Some(false) && !self.problems.is_empty();
                !self.parameters.is_empty() || failed
            }
            Part::Service | Part::Network | Part::Namespace => true,
        }
    }
}

impl Parameter {
    fn is_own(&self) -> bool {
        let default = self.known.and_then(|known| known.default);
        let usual = |value: &String| match default {
            Some(default) => value == default,
            None => matches!(value.as_str(), "0" | "false" | "null"),
        };
        !self.values.iter().flatten().all(usual)
    }
}
