//! Statements by chance.

use acm_aql::{
    Span, Spanned,
    ast::{
        Aggregate, AlterRole, Bins, Collection, CreateIndex, CreateRole, CreateUser, Delete,
        DropIndex, Execute, Function, IndexSource, IndexType, Insert, Json, Key, Literal, Matching,
        Name, OptionName, Output, PasswordChange, Predicate, PredicateKind, Privilege,
        PrivilegeChange, PrivilegeCode, RegisterModule, RoleChange, Secret, Select, Selection,
        Setting, Show, Stat, Statement, Target, Truncate, Value,
    },
};
use proptest::{collection::vec, option, prelude::*, sample::select};

fn at<T>(node: T) -> Spanned<T> {
    Spanned::new(node, Span::default())
}

fn spanned<T: std::fmt::Debug>(
    strategy: impl Strategy<Value = T>,
) -> impl Strategy<Value = Spanned<T>> {
    strategy.prop_map(at)
}

fn name() -> BoxedStrategy<Name> {
    const WORDS: &[&str] = &[
        "from", "SELECT", "pk", "a", "test", "2024", "1e5", "a-b", "$$", "it's", "a\"b'c", "ü",
        "a.b", "x;y", "-1",
    ];
    spanned(prop_oneof![
        "[a-z]{1,8}",
        "\\PC{1,6}",
        select(WORDS).prop_map(str::to_owned),
    ])
    .boxed()
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z'\"; $]{0,8}", any::<String>()]
}

fn json() -> BoxedStrategy<Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        any::<i64>().prop_map(Json::Int),
        finite().prop_map(Json::Float),
        text().prop_map(Json::Text),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Json::List),
            entries(inner).prop_map(Json::Map),
        ]
    })
    .boxed()
}

fn entries(value: impl Strategy<Value = Json>) -> impl Strategy<Value = Vec<(String, Json)>> {
    vec((text(), value), 0..4).prop_map(|mut entries| {
        let mut seen = std::collections::HashSet::new();
        entries.retain(|(key, _)| seen.insert(key.clone()));
        entries
    })
}

fn finite() -> impl Strategy<Value = f64> {
    any::<f64>().prop_filter("a finite number", |number| number.is_finite())
}

fn value() -> BoxedStrategy<Value> {
    spanned(prop_oneof![
        Just(Literal::Null),
        any::<bool>().prop_map(Literal::Bool),
        any::<i64>().prop_map(Literal::Int),
        finite().prop_map(Literal::Float),
        select(&[f64::INFINITY, f64::NEG_INFINITY][..]).prop_map(Literal::Float),
        text().prop_map(Literal::Text),
        vec(json(), 0..4).prop_map(Literal::List),
        entries(json()).prop_map(Literal::Map),
        Just(Literal::GeoJson("{\"it's\": 1}".to_owned())),
        vec(any::<u8>(), 0..5).prop_map(Literal::Bytes),
    ])
    .boxed()
}

fn key() -> impl Strategy<Value = Key> {
    prop_oneof![
        any::<i64>().prop_map(Key::Int),
        text().prop_map(Key::Text),
        vec(any::<u8>(), 0..5).prop_map(Key::Bytes),
    ]
}

fn any_key() -> impl Strategy<Value = Spanned<Key>> {
    spanned(prop_oneof![key(), any::<[u8; 20]>().prop_map(Key::Digest)])
}

fn keys() -> impl Strategy<Value = Vec<Spanned<Key>>> {
    prop_oneof![
        vec(spanned(key()), 1..4),
        vec(spanned(any::<[u8; 20]>().prop_map(Key::Digest)), 1..4),
    ]
}

fn target() -> BoxedStrategy<Target> {
    (name(), option::of(name()))
        .prop_map(|(namespace, set)| Target { namespace, set })
        .boxed()
}

fn collection() -> impl Strategy<Value = Collection> {
    select(&[Collection::List, Collection::MapKeys, Collection::MapValues][..])
}

fn predicate() -> BoxedStrategy<Predicate> {
    let comparable = prop_oneof![
        any::<i64>().prop_map(Literal::Int),
        text().prop_map(Literal::Text),
        vec(any::<u8>(), 0..5).prop_map(Literal::Bytes),
    ];
    let shape = || spanned(Just("{}".to_owned()));
    let kind = prop_oneof![
        spanned(comparable).prop_map(PredicateKind::Equals),
        (any::<i64>(), any::<i64>())
            .prop_map(|(a, b)| PredicateKind::Between(at(a.min(b)), at(a.max(b)))),
        shape().prop_map(PredicateKind::Contains),
        shape().prop_map(PredicateKind::Within),
    ];
    (name(), kind)
        .prop_map(|(bin, kind)| Predicate { bin, kind })
        .boxed()
}

fn matching() -> BoxedStrategy<Matching> {
    (option::of(collection()), vec(predicate(), 1..4))
        .prop_map(|(collection, predicates)| Matching {
            collection,
            predicates,
        })
        .boxed()
}

fn selection() -> BoxedStrategy<Selection> {
    prop_oneof![
        Just(Selection::All),
        any_key().prop_map(Selection::Key),
        matching().prop_map(Selection::Matching),
    ]
    .boxed()
}

fn function() -> BoxedStrategy<Function> {
    (name(), name(), vec(value(), 0..3))
        .prop_map(|(module, name, arguments)| Function {
            module,
            name,
            arguments,
        })
        .boxed()
}

fn records() -> BoxedStrategy<Statement> {
    let bins = prop_oneof![Just(Bins::All), vec(name(), 1..4).prop_map(Bins::Named)];
    let chosen = prop_oneof![selection(), keys().prop_map(Selection::Keys)];
    let limit = option::of(spanned(1_u64..));
    let select = (bins, target(), chosen, limit).prop_map(|(bins, from, selection, limit)| {
        Statement::Select(Select {
            bins,
            from,
            selection,
            limit,
        })
    });
    let insert = (target(), spanned(key()), vec((name(), value()), 1..4)).prop_map(
        |(into, key, mut bins)| {
            let mut seen = std::collections::HashSet::new();
            bins.retain(|(name, _)| seen.insert(name.node.clone()));
            Statement::Insert(Insert { into, key, bins })
        },
    );
    prop_oneof![
        select,
        insert,
        (target(), any_key()).prop_map(|(from, key)| Statement::Delete(Delete { from, key })),
        (function(), target(), selection()).prop_map(|(function, on, selection)| {
            Statement::Execute(Execute {
                function,
                on,
                selection,
            })
        }),
        (function(), target(), option::of(matching())).prop_map(|(function, on, matching)| {
            Statement::Aggregate(Aggregate {
                function,
                on,
                matching,
            })
        }),
        (target(), option::of(spanned(any::<u64>())))
            .prop_map(|(target, before)| Statement::Truncate(Truncate { target, before })),
    ]
    .boxed()
}

fn schema() -> BoxedStrategy<Statement> {
    let types = [
        IndexType::Numeric,
        IndexType::String,
        IndexType::Geo2dSphere,
        IndexType::Blob,
    ];
    let index = (
        name(),
        target(),
        name(),
        option::of(collection()),
        select(types.to_vec()),
    )
        .prop_map(|(name, on, bin, collection, of)| {
            let source = IndexSource::Bin {
                bin,
                collection,
                of,
            };
            Statement::CreateIndex(CreateIndex { name, on, source })
        });
    let of_set = (name(), name(), name()).prop_map(|(name, namespace, set)| {
        let on = Target {
            namespace,
            set: Some(set),
        };
        let source = IndexSource::Set;
        Statement::CreateIndex(CreateIndex { name, on, source })
    });
    let register = (name(), option::of(spanned(text())))
        .prop_map(|(file, source)| Statement::RegisterModule(RegisterModule { file, source }));
    prop_oneof![
        index,
        of_set,
        register,
        (target(), name()).prop_map(|(on, name)| Statement::DropIndex(DropIndex { on, name })),
        name().prop_map(Statement::RemoveModule),
        name().prop_map(Statement::DescModule),
    ]
    .boxed()
}

fn secret() -> impl Strategy<Value = Spanned<Secret>> {
    spanned(text().prop_map(Secret::new))
}

fn privilege() -> BoxedStrategy<Privilege> {
    (select(PrivilegeCode::ALL), option::of(target()))
        .prop_map(|(code, scope)| Privilege {
            code,
            scope: scope.filter(|_| code.can_have_scope()),
        })
        .boxed()
}

fn admin() -> BoxedStrategy<Statement> {
    let quota = || option::of(spanned(any::<u64>()));
    let addresses = || vec(spanned("[0-9a-f.:/]{0,20}"), 0..3);
    let roles = (vec(name(), 1..3), name())
        .prop_map(|(roles, user)| RoleChange { roles, user })
        .boxed();
    let privileges = (vec(privilege(), 1..3), name())
        .prop_map(|(privileges, role)| PrivilegeChange { privileges, role })
        .boxed();
    prop_oneof![
        (name(), secret(), vec(name(), 0..3)).prop_map(|(user, password, roles)| {
            Statement::CreateUser(CreateUser {
                user,
                password,
                roles,
            })
        }),
        (secret(), option::of(name()))
            .prop_map(|(password, user)| Statement::SetPassword(PasswordChange { password, user })),
        name().prop_map(Statement::DropUser),
        name().prop_map(Statement::DropRole),
        roles.clone().prop_map(Statement::GrantRoles),
        roles.prop_map(Statement::RevokeRoles),
        privileges.clone().prop_map(Statement::GrantPrivileges),
        privileges.prop_map(Statement::RevokePrivileges),
        (
            name(),
            vec(privilege(), 1..3),
            addresses(),
            quota(),
            quota()
        )
            .prop_map(|(role, privileges, allowlist, read_quota, write_quota)| {
                Statement::CreateRole(CreateRole {
                    role,
                    privileges,
                    allowlist,
                    read_quota,
                    write_quota,
                })
            }),
        (name(), addresses(), quota(), quota()).prop_map(
            |(role, allowlist, read_quota, write_quota)| {
                Statement::AlterRole(AlterRole {
                    role,
                    allowlist: Some(allowlist),
                    read_quota,
                    write_quota,
                })
            }
        ),
    ]
    .boxed()
}

fn show() -> BoxedStrategy<Statement> {
    prop_oneof![
        select(vec![
            Show::Namespaces,
            Show::Modules,
            Show::Nodes,
            Show::Queries,
            Show::Scans,
            Show::Jobs,
            Show::Users,
            Show::Roles,
        ]),
        option::of(name()).prop_map(Show::Sets),
        target().prop_map(Show::Bins),
        option::of(target()).prop_map(Show::Indexes),
        option::of(name()).prop_map(Show::User),
        name().prop_map(Show::Role),
    ]
    .prop_map(Statement::Show)
    .boxed()
}

fn others() -> BoxedStrategy<Statement> {
    let outputs = [Output::Table, Output::Json, Output::Raw, Output::Mute];
    let setting = prop_oneof![
        select(outputs.to_vec()).prop_map(Setting::Output),
        any::<bool>().prop_map(Setting::KeySend),
        any::<bool>().prop_map(Setting::NoBins),
        any::<bool>().prop_map(Setting::Verbose),
        any::<bool>().prop_map(Setting::OutputTypes),
        any::<bool>().prop_map(Setting::RecordPrintMetadata),
        (1_u64..0x8000_0000).prop_map(Setting::Timeout),
        (1_u64..0x8000_0000).prop_map(Setting::Limit),
        (-2_i64..315_360_001).prop_map(Setting::RecordTtl),
    ];
    let stat = prop_oneof![
        name().prop_map(Stat::Namespace),
        (name(), name()).prop_map(|(namespace, name)| Stat::Index { namespace, name }),
        Just(Stat::System),
    ];
    let topics = ["SELECT", "CREATE INDEX"].map(|topic| Some(at(topic.to_owned())));
    prop_oneof![
        stat.prop_map(Statement::Stat),
        spanned(any::<u64>()).prop_map(Statement::KillQuery),
        spanned(any::<u64>()).prop_map(Statement::KillScan),
        name().prop_map(Statement::Run),
        setting.prop_map(Statement::Set),
        option::of(select(OptionName::ALL)).prop_map(Statement::Get),
        option::of(select(OptionName::ALL)).prop_map(Statement::Reset),
        spanned("[a-z'\";:=/,-]{1,12}").prop_map(Statement::Info),
        select([vec![None], topics.to_vec()].concat()).prop_map(Statement::Help),
    ]
    .boxed()
}

/// Any statement.
pub(crate) fn statement() -> BoxedStrategy<Statement> {
    let plain = prop_oneof![records(), schema(), admin(), show(), others()].boxed();
    prop_oneof![
        8 => plain.clone(),
        1 => plain
            .prop_filter("files are not explained", |inner| !matches!(inner, Statement::Run(_)))
            .prop_map(|inner| Statement::Explain(Box::new(inner))),
    ]
    .boxed()
}
