//! How a query will be run, and what could make it cheaper: told before anything is read.

use acm_aerospike::{
    Filter, RecordQuery,
    expression::{
        Compare, Condition, KeyFilter, ListCondition, MapCondition, Order, Place, StringCondition,
        context_base64,
    },
    info::{IndexStats, SindexInfo, SindexKind, SindexState},
    query::{IndexCollection, IndexCondition, IndexPredicate, IndexSource},
};

/// What is known of the cluster.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// The indexes of the namespace, each as all nodes together have it.
    pub indexes: Vec<KnownIndex>,
    /// Records of the set, replicas not counted; `None` when unknown.
    pub records: Option<u64>,
    /// How often each record is kept.
    pub copies: Option<u64>,
}

/// An index as all nodes together have it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct KnownIndex {
    /// What it is. Its state is the worst of all nodes.
    pub info: SindexInfo,
    /// What each node's part holds.
    pub parts: Vec<IndexStats>,
}

/// How a query will be run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Plan {
    /// The index that will be asked; `None` for a look at every record, or an index that is missing.
    pub index: Option<KnownIndex>,
    /// Whether an index is asked at all.
    pub by_index: bool,
    /// Records of the set.
    pub records: Option<u64>,
    /// Entries of the index, replicas not counted.
    pub entries: Option<u64>,
    /// Records that will be looked at, about.
    pub examined: Option<u64>,
    /// What to know before.
    pub warnings: Vec<Warning>,
    /// An index that would help, and does not exist.
    pub suggestion: Option<Suggestion>,
}

/// What to know of a query before it is run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Warning {
    /// Every record of the set is looked at.
    FullScan(Option<u64>),
    /// No index is what the query asks for.
    IndexMissing,
    /// The index is still being built on some node.
    IndexBuilding(String),
    /// The index cannot be asked: its state.
    IndexBroken(String, String),
    /// A pattern is matched on every record.
    PatternOnEverything,
    /// An index that exists could narrow the query down.
    IndexUsable(String),
    /// The records have the keys that are asked for: they can be read without looking at others.
    KeysKnown,
}

/// An index that would help.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Suggestion {
    /// The set.
    pub set: Option<String>,
    /// The bin.
    pub bin: String,
    /// What its entries would be.
    pub kind: SindexKind,
    /// What of a list or map it would hold.
    pub collection: IndexCollection,
    /// The way to it, in base64.
    pub context: Option<String>,
}

/// How the query will be run on what is known.
pub(crate) fn plan(query: &RecordQuery, known: &Known) -> Plan {
    let mut plan = Plan {
        index: None,
        by_index: query.predicate.is_some(),
        records: known.records,
        entries: None,
        examined: None,
        warnings: Vec::new(),
        suggestion: None,
    };
    match &query.predicate {
        Some(predicate) => by_index(&mut plan, query, predicate, known),
        None => by_scan(&mut plan, query, known),
    }
    if query.filter.as_ref().is_some_and(has_pattern)
        && plan.examined.is_none_or(|examined| examined > FEW)
    {
        plan.warnings.push(Warning::PatternOnEverything);
    }
    plan
}

/// Records that may be looked at without a word.
const FEW: u64 = 1_000;

fn by_index(plan: &mut Plan, query: &RecordQuery, predicate: &IndexPredicate, known: &Known) {
    let wanted = Wanted::of(predicate);
    let found = known.indexes.iter().find(|index| match &predicate.source {
        IndexSource::Index(name) => index.info.name == *name && index.info.kind == wanted.kind,
        IndexSource::Bin(bin) => wanted.is(&index.info, Some(bin), query),
    });
    let Some(index) = found else {
        plan.warnings.push(Warning::IndexMissing);
        if let IndexSource::Bin(bin) = &predicate.source {
            plan.suggestion = Some(wanted.suggestion(bin, query));
        }
        return;
    };
    match &index.info.state {
        SindexState::Ready => {}
        SindexState::Building => {
            let name = index.info.name.clone();
            plan.warnings.push(Warning::IndexBuilding(name));
        }
        SindexState::Other(state) => {
            let name = index.info.name.clone();
            plan.warnings
                .push(Warning::IndexBroken(name, state.clone()));
        }
    }
    plan.entries = index.entries(known.copies);
    let is_one_value = matches!(
        predicate.condition,
        IndexCondition::Int(_) | IndexCondition::String(_) | IndexCondition::Bytes(_)
    );
    plan.examined = if is_one_value {
        index.entries_of_one_value(known.copies)
    } else {
        None
    };
    plan.index = Some(index.clone());
}

fn by_scan(plan: &mut Plan, query: &RecordQuery, known: &Known) {
    plan.examined = known.records;
    if known.records.is_none_or(|records| records > FEW) {
        plan.warnings.push(Warning::FullScan(known.records));
    }
    let Some(filter) = &query.filter else { return };
    let mut candidates = Vec::new();
    let mut names_keys = false;
    each_certain(filter, &mut |filter| match filter {
        Filter::Bin(place, condition) => candidates.extend(candidate(place, condition)),
        Filter::Key(key) => names_keys |= is_of_known_keys(key),
        _ => {}
    });
    if names_keys && !query.set.is_empty() {
        plan.warnings.push(Warning::KeysKnown);
    }
    let usable = candidates.iter().find_map(|(bin, wanted)| {
        let mut indexes = known.indexes.iter();
        indexes.find(|index| wanted.is(&index.info, Some(bin), query))
    });
    match (usable, candidates.first()) {
        (Some(index), _) => plan
            .warnings
            .push(Warning::IndexUsable(index.info.name.clone())),
        (None, Some((bin, wanted))) if known.records.is_none_or(|records| records > FEW) => {
            plan.suggestion = Some(wanted.suggestion(bin, query));
        }
        _ => {}
    }
}

/// Which index a predicate or a condition needs.
struct Wanted {
    kind: SindexKind,
    collection: IndexCollection,
    context: Option<String>,
}

impl Wanted {
    fn of(predicate: &IndexPredicate) -> Self {
        let kind = match predicate.condition {
            IndexCondition::Int(_) | IndexCondition::IntRange(..) => SindexKind::Integer,
            IndexCondition::String(_) => SindexKind::String,
            IndexCondition::Bytes(_) => SindexKind::Blob,
            IndexCondition::Within(_) | IndexCondition::Containing(_) => SindexKind::Geo2dSphere,
        };
        Self {
            kind,
            collection: predicate.collection,
            context: context_base64(&predicate.context),
        }
    }

    /// Whether an index is the one; one of the whole namespace serves each of its sets.
    fn is(&self, index: &SindexInfo, bin: Option<&str>, query: &RecordQuery) -> bool {
        let of_set = match &index.set {
            None => true,
            Some(set) => *set == query.set,
        };
        of_set
            && index.bin.as_deref() == bin
            && index.kind == self.kind
            && index.collection == Some(self.collection)
            && index.context == self.context
    }

    fn suggestion(&self, bin: &str, query: &RecordQuery) -> Suggestion {
        Suggestion {
            set: Some(query.set.clone()).filter(|set| !set.is_empty()),
            bin: bin.to_owned(),
            kind: self.kind.clone(),
            collection: self.collection,
            context: self.context.clone(),
        }
    }
}

/// The bin and the index that could answer a condition.
fn candidate(place: &Place, condition: &Condition) -> Option<(String, Wanted)> {
    let narrow = |compare: bool, kind| compare.then_some((kind, IndexCollection::None));
    let (kind, collection) = match condition {
        Condition::Int(compare) => narrow(!is_unequal(compare), SindexKind::Integer)?,
        Condition::String(StringCondition::Compare(compare)) => {
            narrow(is_equal(compare), SindexKind::String)?
        }
        Condition::Bytes(compare) => narrow(is_equal(compare), SindexKind::Blob)?,
        Condition::Geo(_) => (SindexKind::Geo2dSphere, IndexCollection::None),
        Condition::List(ListCondition::Contains(value)) => (kind_of(value)?, IndexCollection::List),
        Condition::Map(MapCondition::ContainsKey(value)) => {
            (kind_of(value)?, IndexCollection::MapKeys)
        }
        Condition::Map(MapCondition::ContainsValue(value)) => {
            (kind_of(value)?, IndexCollection::MapValues)
        }
        _ => return None,
    };
    let wanted = Wanted {
        kind,
        collection,
        context: context_base64(&place.path),
    };
    Some((place.bin.clone(), wanted))
}

fn kind_of(value: &acm_aerospike::Value) -> Option<SindexKind> {
    match value {
        acm_aerospike::Value::Int(_) => Some(SindexKind::Integer),
        acm_aerospike::Value::String(_) => Some(SindexKind::String),
        acm_aerospike::Value::Bytes(_) => Some(SindexKind::Blob),
        _ => None,
    }
}

fn is_equal<T>(compare: &Compare<T>) -> bool {
    matches!(compare, Compare::To(Order::Eq, _))
}

fn is_unequal<T>(compare: &Compare<T>) -> bool {
    matches!(compare, Compare::To(Order::Ne, _) | Compare::In(_))
}

fn is_of_known_keys(key: &KeyFilter) -> bool {
    match key {
        KeyFilter::Int(compare) => {
            matches!(compare, Compare::To(Order::Eq, _) | Compare::In(_))
        }
        KeyFilter::String(StringCondition::Compare(compare)) => {
            matches!(compare, Compare::To(Order::Eq, _) | Compare::In(_))
        }
        KeyFilter::Bytes(compare) => {
            matches!(compare, Compare::To(Order::Eq, _) | Compare::In(_))
        }
        KeyFilter::String(_) | KeyFilter::Stored(_) => false,
    }
}

/// Looks at the conditions that hold of every record that is found.
fn each_certain<'a>(filter: &'a Filter, look: &mut impl FnMut(&'a Filter)) {
    match filter {
        Filter::And(filters) => filters.iter().for_each(|one| each_certain(one, look)),
        Filter::Or(filters) if filters.len() == 1 => {
            filters.iter().for_each(|one| each_certain(one, look));
        }
        one => look(one),
    }
}

fn has_pattern(filter: &Filter) -> bool {
    let pattern = |condition: &StringCondition| !matches!(condition, StringCondition::Compare(_));
    match filter {
        Filter::And(filters) | Filter::Or(filters) => filters.iter().any(has_pattern),
        Filter::Not(filter) => has_pattern(filter),
        Filter::Bin(_, Condition::String(condition))
        | Filter::Key(KeyFilter::String(condition)) => pattern(condition),
        _ => false,
    }
}

impl KnownIndex {
    /// Entries of all nodes, replicas not counted.
    pub(crate) fn entries(&self, copies: Option<u64>) -> Option<u64> {
        let entries = self.parts.iter().filter_map(|part| part.entries);
        let all = entries.reduce(u64::saturating_add)?;
        Some(all.div_ceil(copies?.max(1)))
    }

    /// Entries of one value, on average, replicas not counted.
    fn entries_of_one_value(&self, copies: Option<u64>) -> Option<u64> {
        let entries = self.parts.iter().filter_map(|part| part.entries_per_value);
        let all = entries
            .reduce(u64::saturating_add)?
            .div_ceil(copies?.max(1));
        Some(all.min(self.entries(copies)?))
    }

    /// How much of it is built on all nodes, 0 to 1.
    pub(crate) fn built(&self) -> Option<f64> {
        let built = self.parts.iter().filter_map(|part| part.load_pct);
        built.min().map(|percent| percent as f64 / 100.0)
    }
}
