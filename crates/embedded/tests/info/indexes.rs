//! Secondary indexes: replies compared with those of two real nodes, and what is refused.

use std::time::Duration;

use acm_embedded::info::index::{
    IndexCollection, IndexDescription, IndexKind, IndexRefusal, IndexSource, IndexStatistics,
    IndexView, IndexedValues,
};

use crate::errors::check;
use crate::fixture::{Capture, FixtureNode};

/// The indexes of a captured node; what they hold is known of the first.
pub(crate) fn captured(is_first: bool) -> Vec<(IndexView, IndexStatistics)> {
    let (entries, entries_per_value, load_time) = if is_first {
        (1300, 14, 23)
    } else {
        (1335, 15, 35)
    };
    let statistics = IndexStatistics {
        entries,
        used_bytes: 16 * 1024 * 1024,
        entries_per_value,
        entries_per_record: 1,
        loaded_pct: 100,
        load_time: Duration::from_millis(load_time),
        collected: 0,
    };
    [
        (
            "idx_age",
            "age",
            IndexKind::Numeric,
            IndexCollection::Default,
        ),
        (
            "idx_name",
            "name",
            IndexKind::String,
            IndexCollection::Default,
        ),
        (
            "idx_loc",
            "loc",
            IndexKind::Geo2dSphere,
            IndexCollection::Default,
        ),
        ("idx_tags", "tags", IndexKind::String, IndexCollection::List),
        (
            "idx_addr_keys",
            "addr",
            IndexKind::String,
            IndexCollection::MapKeys,
        ),
    ]
    .map(|(name, bin, kind, collection)| {
        let view = IndexView {
            description: over_bin(name, bin, kind, collection),
            is_readable: true,
        };
        (view, statistics)
    })
    .into()
}

fn over_bin(
    name: &str,
    bin: &str,
    kind: IndexKind,
    collection: IndexCollection,
) -> IndexDescription {
    IndexDescription {
        name: name.to_owned(),
        set: Some("users".to_owned()),
        values: Some(IndexedValues {
            source: IndexSource::Bin {
                name: bin.to_owned(),
                context: None,
            },
            kind,
            collection,
        }),
    }
}

#[test]
fn indexes_are_told_as_by_the_real_node() {
    for number in [1, 2] {
        let (capture, node) = (Capture::node(number), FixtureNode::captured(number));
        for command in [
            "sindex-list:",
            "sindex-list:namespace=test",
            "sindex-stat:namespace=test;indexname=idx_age",
            "sindex/test/idx_age",
            "sindex-exists:namespace=test;indexname=idx_age",
        ] {
            assert_eq!(
                node.ask(command),
                capture.reply(command),
                "node {number}: {command}"
            );
        }
    }
    let (capture, node) = (Capture::node(1), FixtureNode::captured(1));
    for command in [
        "sindex-create:namespace=test;set=users;indexname=idx_age;bin=age;type=numeric",
        "sindex-delete:namespace=test;indexname=nope",
    ] {
        assert_eq!(node.ask(command), capture.reply(command), "{command}");
    }
}

#[test]
fn an_index_that_is_being_built_is_written_only_and_tells_how_far_it_is() {
    let mut node = FixtureNode::captured(1);
    node.indexes.truncate(1);
    node.indexes[0].0.is_readable = false;
    node.indexes[0].1.loaded_pct = 42;
    assert!(node.ask("sindex-list:").ends_with(":state=WO"));
    let told = node.ask("sindex-stat:namespace=test;indexname=idx_age");
    assert!(told.contains(";load_pct=42;"), "{told}");
}

#[test]
fn an_index_over_a_context_or_an_expression_is_listed_with_it_in_base64() {
    let mut node = FixtureNode::captured(1);
    node.indexes.truncate(2);
    let sources = [
        IndexSource::Bin {
            name: "m".to_owned(),
            context: Some(vec![0x92, 0x22, 0xa2, 3, b'k']),
        },
        IndexSource::Expression(vec![0x93, 20, 1, 2]),
    ];
    for ((view, _), source) in node.indexes.iter_mut().zip(sources) {
        view.description = IndexDescription {
            set: None,
            ..over_bin("i", "", IndexKind::Numeric, IndexCollection::Default)
        };
        if let Some(values) = &mut view.description.values {
            values.source = source;
        }
    }
    assert_eq!(
        node.ask("sindex-list:namespace=test;b64=true"),
        "ns=test:indexname=i:set=null:bin=m:type=numeric:indextype=default:context=kiKiA2s=:exp=null:state=RW;\
         ns=test:indexname=i:set=null:bin=null:type=numeric:indextype=default:context=null:exp=kxQBAg==:state=RW"
    );
}

#[test]
fn an_index_of_a_set_is_listed_behind_the_others() {
    let mut node = FixtureNode::captured(1);
    node.indexes[0].0.description.values = None;
    node.indexes.truncate(2);
    assert_eq!(
        node.ask("sindex-list:namespace=test"),
        "ns=test:indexname=idx_name:set=users:bin=name:type=string:indextype=default:context=null:exp=null:state=RW;\
         ns=test:indexname=idx_age:set=users:indextype=set"
    );
    node.indexes.truncate(1);
    assert_eq!(
        node.ask("sindex-list:"),
        ";ns=test:indexname=idx_age:set=users:indextype=set"
    );
    assert_eq!(
        node.ask("sindex-stat:namespace=test;indexname=idx_age"),
        "entries=1300;used_bytes=16777216;load_pct=100"
    );
}

#[test]
fn what_cannot_be_an_index_is_refused_with_the_argument_at_fault() {
    let node = FixtureNode::captured(1);
    let create = "sindex-create:namespace=test;set=users;indexname=i";
    let long = "x".repeat(256);
    let refusals = [
        (
            "sindex-create:set=users;indexname=i;bin=a;type=string".to_owned(),
            "ERROR:4:missing 'namespace'",
        ),
        (
            "sindex-create:namespace=nope;indexname=i;bin=a;type=string".to_owned(),
            "ERROR:4:unknown namespace",
        ),
        (
            "sindex-create:namespace=test;bin=a;type=string".to_owned(),
            "ERROR:4:missing 'indexname'",
        ),
        (
            format!("sindex-create:namespace=test;indexname={long};bin=a;type=string"),
            "ERROR:4:bad 'indexname'",
        ),
        (format!("{create};type=string"), "ERROR:4:missing 'bin'"),
        (format!("{create};bin=a"), "ERROR:4:missing 'type'"),
        (
            format!("{create};bin=a_name_of_16_byt;type=string"),
            "ERROR:4:bad 'bin'",
        ),
        (
            format!("{create};bin=a;type=integer"),
            "ERROR:4:bad 'type' - must be one of 'numeric', 'string', 'blob', 'geo2dsphere'",
        ),
        (
            format!("{create};bin=a;type=string;indextype=tree"),
            "ERROR:4:bad 'indextype' - must be one of 'default', 'list', 'mapkeys', 'mapvalues', 'set'",
        ),
        (
            format!("{create};bin=a;type=string;context=%%"),
            "ERROR:4:bad 'context'",
        ),
        (
            format!("{create};bin=a;type=string;exp=kxQBAg=="),
            "ERROR:4:bad 'exp'",
        ),
        (format!("{create};type=string;exp=%%"), "ERROR:4:bad 'exp'"),
        (
            format!("{create};indextype=set;type=string"),
            "ERROR:4:type parameter is not supported for set index",
        ),
        (
            "sindex-create:namespace=test;indexname=i;indextype=set".to_owned(),
            "ERROR:4:missing 'set'",
        ),
        (
            "sindex-list:namespace=nope".to_owned(),
            "ERROR:4:unknown namespace",
        ),
        (
            "sindex-stat:namespace=test".to_owned(),
            "ERROR:4:missing 'indexname'",
        ),
        (
            "sindex-stat:namespace=test;indexname=nope".to_owned(),
            "ERROR:201:no index",
        ),
        ("sindex/test/nope".to_owned(), "ERROR:201:no index"),
        (
            "sindex-exists:namespace=test;indexname=nope".to_owned(),
            "false",
        ),
    ];
    for (command, refusal) in refusals {
        assert_eq!(node.ask(&command), refusal, "{command}");
    }
    assert!(node.take_actions().is_empty());
}

#[test]
fn an_index_that_is_refused_is_answered_with_its_code() {
    let mut node = FixtureNode::captured(1);
    let create = "sindex-create:namespace=test;indexname=i;bin=a;type=string";
    for (refusal, answer) in [
        (
            IndexRefusal::Exists,
            "ERROR:200:index with this name or definition exists",
        ),
        (IndexRefusal::TooMany, "ERROR:206:too many indexes"),
        (IndexRefusal::BadContext, "ERROR:4:bad 'context'"),
        (IndexRefusal::BadExpression, "ERROR:4:bad 'exp'"),
    ] {
        node.index_refusal = Some(refusal);
        check(&node, &[(create, answer)]);
    }
}

#[test]
fn indexes_are_made_as_described_in_the_words_of_any_client() {
    let node = FixtureNode::captured(1);
    check(
        &node,
        &[
            (
                "sindex-create:namespace=test;set=s;indexname=i;bin=a;type=NUMERIC",
                "ok",
            ),
            (
                "sindex-create:ns=test;set=s;indexname=i;indexdata=a,numeric",
                "ok",
            ),
            ("sindex-delete:ns=test;set=s;indexname=i", "ok"),
        ],
    );
    let made = "make an index i of test over a";
    assert_eq!(
        node.take_actions(),
        [made, made, "drop the index i of test"]
    );
}
