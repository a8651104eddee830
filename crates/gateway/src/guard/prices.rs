//! What the schema says of a field's price: which lists its arguments hold, and how long the list is
//! that it answers with.

use foldhash::{HashMap, HashMapExt};

use acm_core::limits::DEFAULT_PAGE_SIZE;
use async_graphql::{
    Positioned, Value as Sent, Variables,
    parser::types::{BaseType, Field, Type as Written, VariableDefinition},
    registry::{MetaInputValue, MetaType, MetaTypeName, Registry},
};
use async_graphql_value::Value;

/// The argument by which a page is asked for.
const PAGE: &str = "first";

/// Lists that may be long and take no argument that says how long: what they count as.
const LONG: &[(&str, &str, u64)] = &[
    ("Namespace", "sets", 500),
    ("FindingsReport", "findings", 20),
    ("FindingsReport", "checks", 20),
    ("NodeStatistics", "statistics", 500),
    ("Query", "indexes", 50),
    ("IndexesChanged", "indexes", 50),
    ("Query", "udfModules", 50),
    ("UdfModulesChanged", "modules", 50),
    ("Aggregation", "values", 100),
    ("Overview", "entries", 50),
    ("OverviewChanged", "entries", 50),
    ("Query", "jobs", 100),
    ("JobsChanged", "jobs", 100),
    ("Job", "failures", 100),
    ("ClusterConfig", "sections", 10),
    ("ConfigSection", "parameters", 60),
    ("LatencyFrame", "series", 50),
    ("LatencySeries", "buckets", 18),
    ("Distribution", "buckets", 100),
    ("LogSink", "contexts", 60),
    ("Query", "infoVerbs", 100),
    ("Query", "users", 50),
    ("Query", "roles", 50),
    ("Role", "privileges", 10),
    ("EffectivePermissions", "permissions", 20),
    ("WhoCan", "users", 50),
    ("AqlScript", "statements", 50),
    ("AqlCompletion", "suggestions", 50),
    ("Query", "aqlExplain", 20),
    ("AqlRun", "statements", 20),
    ("AqlRun", "results", 10),
    ("AqlResult", "columns", 10),
    ("Query", "k8sContexts", 10),
    ("K8sContext", "permissions", 40),
    ("K8sCluster", "permissions", 40),
    ("K8sCluster", "pods", 8),
    ("K8sCluster", "racks", 8),
    ("K8sCluster", "conditions", 8),
    ("K8sClusterHealth", "racks", 8),
    ("K8sDrift", "changes", 20),
    ("K8sDrift", "racks", 8),
    ("Query", "k8sNamespaces", 50),
    ("Query", "k8sStorageClasses", 10),
    ("Query", "k8sSecrets", 100),
    ("Query", "k8sNodes", 50),
    ("Query", "k8sImages", 20),
    ("CreateK8sClusterPayload", "changes", 50),
    ("ImportK8sClusterPayload", "changes", 50),
    ("CloneK8sClusterPayload", "changes", 50),
    ("UpdateK8sClusterPayload", "changes", 50),
    ("EditK8sClusterPayload", "changes", 50),
    ("ScaleK8sClusterPayload", "changes", 50),
    ("PauseK8sClusterPayload", "changes", 50),
    ("ResumeK8sClusterPayload", "changes", 50),
    ("SetK8sNodeBlockListPayload", "changes", 50),
    ("ReconcileK8sClusterPayload", "changes", 50),
    ("ResyncK8sClusterPayload", "changes", 50),
    ("ResetK8sCircuitBreakerPayload", "changes", 50),
    ("StartK8sOperationPayload", "changes", 50),
    ("DropK8sOperationPodsPayload", "changes", 50),
    ("ClearK8sOperationPayload", "changes", 50),
    ("K8sTemplateUses", "clusters", 50),
    ("K8sTemplateUse", "diff", 20),
    ("K8sTemplateUse", "impact", 20),
    ("CreateK8sTemplatePayload", "changes", 50),
    ("UpdateK8sTemplatePayload", "changes", 50),
    ("EditK8sTemplatePayload", "changes", 50),
    ("ImportK8sTemplatePayload", "changes", 50),
    ("DeleteK8sTemplatePayload", "usedBy", 50),
    ("ResyncK8sTemplatePayload", "clusters", 50),
    ("K8sTemplatesChanged", "templates", 50),
    ("DeleteK8sClusterPayload", "objects", 50),
    ("DeleteK8sClusterPayload", "claims", 20),
];

/// The price of every field of the schema.
pub(crate) struct Prices {
    types: HashMap<String, Fields>,
    inputs: Inputs,
}

/// The fields of a type.
pub(super) type Fields = HashMap<String, Price>;

/// Of each input type that holds lists, the fields that do, themselves or within.
type Inputs = HashMap<String, Vec<(String, Kind)>>;

/// What there is to know of one field.
pub(super) struct Price {
    /// The type it answers with.
    below: String,
    /// The arguments that may hold lists.
    lists: Vec<(String, Kind)>,
    /// The size of a page unless one is asked for, or what a long list counts as.
    page: Option<u64>,
}

/// The type of an input, as far as lists go.
enum Kind {
    List(Box<Self>),
    Object(String),
    /// Values of a scalar hold what they like: it counts as one.
    Leaf,
}

/// What the lists of a field's arguments hold.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
struct Items {
    all: u64,
    /// Those that say more than a name: each of them has its part of the answer.
    objects: u64,
}

/// What is given for an argument or a part of one.
#[derive(Clone, Copy)]
enum Given<'a> {
    Written(&'a Value),
    Sent(&'a Sent),
}

/// The values of an operation's variables.
#[derive(Clone, Copy)]
pub(super) struct Values<'a> {
    pub(super) definitions: &'a [Positioned<VariableDefinition>],
    pub(super) sent: &'a Variables,
}

impl Prices {
    /// The prices of a schema.
    pub(crate) fn new(registry: &Registry) -> Self {
        let inputs = inputs(registry);
        let long = |kind: &str, field: &str| {
            let known = LONG
                .iter()
                .find(|(of, name, _)| *of == kind && *name == field);
            known.map(|(_, _, length)| *length)
        };
        let fields = |kind: &MetaType| {
            let of = kind.name();
            let fields = kind.fields()?.iter();
            let prices = fields.map(|(name, field)| {
                let mut lists = kinds(registry, field.args.values());
                lists.retain(|(_, kind)| kind.holds_lists(&inputs));
                let price = Price {
                    below: MetaTypeName::concrete_typename(&field.ty).to_owned(),
                    lists,
                    page: field.args.get(PAGE).map(page).or_else(|| long(of, name)),
                };
                (name.clone(), price)
            });
            Some(prices.collect())
        };
        let types = registry.types.iter();
        Self {
            types: types
                .filter_map(|(name, kind)| Some((name.clone(), fields(kind)?)))
                .collect(),
            inputs,
        }
    }

    /// The fields of a type of that name.
    pub(super) fn of(&self, name: &str) -> Option<&Fields> {
        self.types.get(name)
    }

    /// The fields that a field answers with.
    pub(super) fn below(&self, price: &Price) -> Option<&Fields> {
        self.of(&price.below)
    }

    /// What a field is given, in points, and how often it answers with what is selected of it.
    pub(super) fn given(&self, price: &Price, field: &Field, values: Values<'_>) -> (u64, u64) {
        let mut items = Items::default();
        for (name, kind) in &price.lists {
            if let Some(argument) = field.get_argument(name) {
                self.count(kind, Given::Written(&argument.node), values, &mut items);
            }
        }
        let page = price.page.map(|default| {
            let first = field.get_argument(PAGE);
            let first = first.and_then(|first| Given::Written(&first.node).number(values));
            first.unwrap_or(default)
        });
        (
            items.all,
            page.unwrap_or_default().max(items.objects).max(1),
        )
    }

    fn count(&self, kind: &Kind, given: Given<'_>, values: Values<'_>, items: &mut Items) {
        let Some(given) = given.value(values) else {
            return;
        };
        match kind {
            Kind::Leaf => {}
            Kind::List(inner) => {
                let length = given.length();
                items.all = items.all.saturating_add(length);
                if let Kind::Object(_) = &**inner {
                    items.objects = items.objects.saturating_add(length);
                }
                if inner.holds_lists(&self.inputs) {
                    given.each(|one| self.count(inner, one, values, items));
                }
            }
            Kind::Object(name) => {
                for (name, kind) in self.inputs.get(name).into_iter().flatten() {
                    if let Some(inner) = given.field(name) {
                        self.count(kind, inner, values, items);
                    }
                }
            }
        }
    }
}

impl<'a> Given<'a> {
    /// The value itself, a variable's in its place; `None` for null and for what is absent.
    fn value(self, values: Values<'a>) -> Option<Self> {
        match self {
            Self::Written(Value::Variable(name)) => {
                let default = || {
                    let named = |one: &&Positioned<VariableDefinition>| one.node.name.node == *name;
                    let definition = values.definitions.iter().find(named)?;
                    definition.node.default_value.as_ref().map(|one| &one.node)
                };
                let sent = values.sent.get(name).or_else(default)?;
                (*sent != Sent::Null).then_some(Self::Sent(sent))
            }
            Self::Written(Value::Null) | Self::Sent(Sent::Null) => None,
            given => Some(given),
        }
    }

    fn number(self, values: Values<'a>) -> Option<u64> {
        match self.value(values)? {
            Self::Written(Value::Number(number)) | Self::Sent(Sent::Number(number)) => {
                number.as_u64()
            }
            _ => None,
        }
    }

    /// Items of a list; what is none stands for a list of itself.
    fn length(self) -> u64 {
        match self {
            Self::Written(Value::List(items)) => items.len() as u64,
            Self::Sent(Sent::List(items)) => items.len() as u64,
            _ => 1,
        }
    }

    fn each(self, mut look: impl FnMut(Self)) {
        match self {
            Self::Written(Value::List(items)) => {
                items.iter().for_each(|one| look(Self::Written(one)));
            }
            Self::Sent(Sent::List(items)) => items.iter().for_each(|one| look(Self::Sent(one))),
            one => look(one),
        }
    }

    fn field(self, name: &str) -> Option<Self> {
        match self {
            Self::Written(Value::Object(fields)) => fields.get(name).map(Self::Written),
            Self::Sent(Sent::Object(fields)) => fields.get(name).map(Self::Sent),
            _ => None,
        }
    }
}

/// The page that a field answers with unless another is asked for.
fn page(argument: &MetaInputValue) -> u64 {
    let default = argument.default_value.as_deref();
    let default = default.and_then(|text| text.parse().ok());
    default.unwrap_or(DEFAULT_PAGE_SIZE.unsigned_abs().into())
}

fn inputs(registry: &Registry) -> Inputs {
    let objects = registry.types.iter().filter_map(|(name, kind)| match kind {
        MetaType::InputObject { input_fields, .. } => {
            Some((name.clone(), kinds(registry, input_fields.values())))
        }
        _ => None,
    });
    let mut rest: Inputs = objects.collect();
    let mut found = Inputs::new();
    loop {
        let (next, left): (Inputs, Inputs) = rest
            .into_iter()
            .partition(|(_, fields)| fields.iter().any(|(_, kind)| kind.holds_lists(&found)));
        if next.is_empty() {
            break;
        }
        found.extend(next);
        rest = left;
    }
    let names: Inputs = found
        .keys()
        .map(|name| (name.clone(), Vec::new()))
        .collect();
    for fields in found.values_mut() {
        fields.retain(|(_, kind)| kind.holds_lists(&names));
    }
    found
}

fn kinds<'a>(
    registry: &Registry,
    values: impl Iterator<Item = &'a MetaInputValue>,
) -> Vec<(String, Kind)> {
    let kind = |value: &MetaInputValue| {
        let written = Written::new(&value.ty)?;
        Some((value.name.clone(), Kind::of(registry, &written)))
    };
    values.filter_map(kind).collect()
}

impl Kind {
    fn of(registry: &Registry, written: &Written) -> Self {
        match &written.base {
            BaseType::List(inner) => Self::List(Box::new(Self::of(registry, inner))),
            BaseType::Named(name) => match registry.types.get(name.as_str()) {
                Some(MetaType::InputObject { .. }) => Self::Object(name.to_string()),
                _ => Self::Leaf,
            },
        }
    }

    /// Whether it is a list, or an object that holds one.
    fn holds_lists(&self, inputs: &Inputs) -> bool {
        match self {
            Self::List(_) => true,
            Self::Object(name) => inputs.contains_key(name),
            Self::Leaf => false,
        }
    }
}
