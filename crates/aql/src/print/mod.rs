//! Statements as text: one way to write each, and reading it gives the statement again.

mod text;

use std::fmt::{self, Display, Formatter, Write};

use crate::{
    Spanned,
    ast::{
        AlterRole, Bins, CreateRole, CreateUser, Function, Hex, IndexSource, Insert, Key, Literal,
        Matching, Name, OptionName, PredicateKind, Privilege, Secret, Select, Selection, Setting,
        Show, Stat, Statement, Target,
    },
    lex::quoted,
};

use text::{block, write_list, write_map};

pub(crate) use text::name_text;

/// A statement as text, with its passwords hidden.
impl Display for Statement {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&Printer::new(false).print(self))
    }
}

impl Statement {
    /// The statement as text that reads as it again, passwords included: not for people to see.
    #[must_use]
    pub fn to_exact_text(&self) -> String {
        Printer::new(true).print(self)
    }
}

struct Printer {
    out: String,
    reveal: bool,
}

impl Printer {
    fn new(reveal: bool) -> Self {
        let out = String::new();
        Self { out, reveal }
    }

    fn print(mut self, statement: &Statement) -> String {
        self.statement(statement);
        self.out
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn show(&mut self, value: impl Display) {
        // Writing to a String does not fail.
        let _ = write!(self.out, "{value}");
    }

    fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::Select(select) => self.select(select),
            Statement::Insert(insert) => self.insert(insert),
            Statement::Delete(delete) => {
                self.put("DELETE FROM ");
                self.target(&delete.from);
                self.put(" WHERE ");
                self.key_condition(&delete.key.node);
            }
            Statement::Execute(execute) => {
                self.put("EXECUTE ");
                self.function(&execute.function, &execute.on);
                self.selection(&execute.selection);
            }
            Statement::Aggregate(aggregate) => {
                self.put("AGGREGATE ");
                self.function(&aggregate.function, &aggregate.on);
                if let Some(matching) = &aggregate.matching {
                    self.matching(matching);
                }
            }
            Statement::Truncate(truncate) => {
                self.put("TRUNCATE ");
                self.target(&truncate.target);
                if let Some(before) = &truncate.before {
                    self.show(format_args!(" UPTO {}", before.node));
                }
            }
            Statement::CreateIndex(index) => {
                self.create_index(&index.name, &index.on, &index.source)
            }
            Statement::DropIndex(index) => {
                self.put("DROP INDEX ");
                self.target(&index.on);
                self.put(" ");
                self.name(&index.name);
            }
            Statement::RegisterModule(module) => {
                self.put("REGISTER MODULE ");
                self.put(&quoted(&module.file.node));
                if let Some(source) = &module.source {
                    self.put(" AS ");
                    self.put(&block(&source.node));
                }
            }
            Statement::RemoveModule(name) => self.verb("REMOVE MODULE ", name),
            Statement::DescModule(name) => self.verb("DESC MODULE ", name),
            Statement::Show(what) => self.list(what),
            Statement::Stat(stat) => self.stat(stat),
            Statement::CreateUser(user) => self.create_user(user),
            Statement::SetPassword(change) => {
                self.put("SET PASSWORD ");
                self.secret(&change.password);
                self.option(" FOR ", change.user.as_ref());
            }
            Statement::DropUser(name) => self.verb("DROP USER ", name),
            Statement::GrantRoles(change) => {
                self.put("GRANT ROLES ");
                self.names(&change.roles);
                self.verb(" TO ", &change.user);
            }
            Statement::RevokeRoles(change) => {
                self.put("REVOKE ROLES ");
                self.names(&change.roles);
                self.verb(" FROM ", &change.user);
            }
            Statement::CreateRole(role) => self.create_role(role),
            Statement::AlterRole(role) => self.alter_role(role),
            Statement::DropRole(name) => self.verb("DROP ROLE ", name),
            Statement::GrantPrivileges(change) => {
                self.put("GRANT ");
                self.privileges(&change.privileges);
                self.verb(" TO ", &change.role);
            }
            Statement::RevokePrivileges(change) => {
                self.put("REVOKE ");
                self.privileges(&change.privileges);
                self.verb(" FROM ", &change.role);
            }
            Statement::KillQuery(id) => self.show(format_args!("KILL_QUERY {}", id.node)),
            Statement::KillScan(id) => self.show(format_args!("KILL_SCAN {}", id.node)),
            Statement::Explain(inner) => {
                self.put("EXPLAIN ");
                self.statement(inner);
            }
            Statement::Run(file) => {
                self.put("RUN ");
                self.put(&quoted(&file.node));
            }
            Statement::Set(setting) => self.setting(*setting),
            Statement::Get(option) => self.option_name("GET", *option),
            Statement::Reset(option) => self.option_name("RESET", *option),
            Statement::Info(command) => {
                self.put("INFO ");
                self.put(&quoted(&command.node));
            }
            Statement::Help(topic) => {
                self.put("HELP");
                if let Some(topic) = topic {
                    self.put(" ");
                    self.put(&topic.node);
                }
            }
        }
    }

    fn select(&mut self, select: &Select) {
        self.put("SELECT ");
        match &select.bins {
            Bins::All => self.put("*"),
            Bins::Named(bins) => self.names(bins),
        }
        self.put(" FROM ");
        self.target(&select.from);
        self.selection(&select.selection);
        if let Some(limit) = &select.limit {
            self.show(format_args!(" LIMIT {}", limit.node));
        }
    }

    fn insert(&mut self, insert: &Insert) {
        self.put("INSERT INTO ");
        self.target(&insert.into);
        self.put(" (PK");
        for (name, _) in &insert.bins {
            self.verb(", ", name);
        }
        self.put(") VALUES (");
        self.key(&insert.key.node);
        for (_, value) in &insert.bins {
            self.put(", ");
            self.literal(&value.node);
        }
        self.put(")");
    }

    fn function(&mut self, function: &Function, on: &Target) {
        self.name(&function.module);
        self.put(".");
        self.name(&function.name);
        self.put("(");
        self.separated(&function.arguments, |printer, value| {
            printer.literal(&value.node)
        });
        self.put(") ON ");
        self.target(on);
    }

    fn selection(&mut self, selection: &Selection) {
        match selection {
            Selection::All => {}
            Selection::Key(key) => {
                self.put(" WHERE ");
                self.key_condition(&key.node);
            }
            Selection::Keys(keys) => self.keys_condition(keys),
            Selection::Matching(matching) => self.matching(matching),
        }
    }

    fn key_condition(&mut self, key: &Key) {
        self.put(if matches!(key, Key::Digest(_)) {
            "DIGEST = "
        } else {
            "PK = "
        });
        self.key(key);
    }

    fn keys_condition(&mut self, keys: &[Spanned<Key>]) {
        let digests = keys.iter().any(|key| matches!(key.node, Key::Digest(_)));
        self.put(if digests {
            " WHERE DIGEST IN ("
        } else {
            " WHERE PK IN ("
        });
        self.separated(keys, |printer, key| printer.key(&key.node));
        self.put(")");
    }

    fn matching(&mut self, matching: &Matching) {
        if let Some(collection) = matching.collection {
            self.put(" IN ");
            self.put(collection.text());
        }
        for (index, predicate) in matching.predicates.iter().enumerate() {
            self.put(if index == 0 { " WHERE " } else { " AND " });
            self.name(&predicate.bin);
            match &predicate.kind {
                PredicateKind::Equals(value) => {
                    self.put(" = ");
                    self.literal(&value.node);
                }
                PredicateKind::Between(low, high) => {
                    self.show(format_args!(" BETWEEN {} AND {}", low.node, high.node));
                }
                PredicateKind::Contains(shape) => self.cast(" CONTAINS GEOJSON", &shape.node),
                PredicateKind::Within(shape) => self.cast(" WITHIN GEOJSON", &shape.node),
            }
        }
    }

    fn create_index(&mut self, name: &Name, on: &Target, source: &IndexSource) {
        self.put("CREATE ");
        match source {
            IndexSource::Set => self.put("SET "),
            IndexSource::Bin { collection, .. } => {
                if let Some(collection) = collection {
                    self.put(collection.text());
                    self.put(" ");
                }
            }
        }
        self.verb("INDEX ", name);
        self.put(" ON ");
        self.target(on);
        if let IndexSource::Bin { bin, of, .. } = source {
            self.verb(" (", bin);
            self.put(") ");
            self.put(of.text());
        }
    }

    fn list(&mut self, show: &Show) {
        self.put("SHOW ");
        match show {
            Show::Namespaces => self.put("NAMESPACES"),
            Show::Modules => self.put("MODULES"),
            Show::Nodes => self.put("NODES"),
            Show::Queries => self.put("QUERIES"),
            Show::Scans => self.put("SCANS"),
            Show::Jobs => self.put("JOBS"),
            Show::Users => self.put("USERS"),
            Show::Roles => self.put("ROLES"),
            Show::Role(name) => self.verb("ROLE ", name),
            Show::User(name) => {
                self.put("USER");
                self.option(" ", name.as_ref());
            }
            Show::Sets(name) => {
                self.put("SETS");
                self.option(" ", name.as_ref());
            }
            Show::Bins(target) => self.of("BINS", Some(target)),
            Show::Indexes(target) => self.of("INDEXES", target.as_ref()),
        }
    }

    fn of(&mut self, what: &str, target: Option<&Target>) {
        self.put(what);
        if let Some(target) = target {
            self.put(" ");
            self.target(target);
        }
    }

    fn stat(&mut self, stat: &Stat) {
        match stat {
            Stat::Namespace(name) => self.verb("STAT NAMESPACE ", name),
            Stat::Index { namespace, name } => {
                self.verb("STAT INDEX ", namespace);
                self.verb(" ", name);
            }
            Stat::System => self.put("STAT SYSTEM"),
        }
    }

    fn create_user(&mut self, user: &CreateUser) {
        self.verb("CREATE USER ", &user.user);
        self.put(" PASSWORD ");
        self.secret(&user.password);
        if !user.roles.is_empty() {
            self.put(" ROLES ");
            self.names(&user.roles);
        }
    }

    fn create_role(&mut self, role: &CreateRole) {
        self.verb("CREATE ROLE ", &role.role);
        self.put(" ");
        self.privileges(&role.privileges);
        if !role.allowlist.is_empty() {
            self.allowlist(&role.allowlist);
        }
        self.quotas(role.read_quota.as_ref(), role.write_quota.as_ref());
    }

    fn alter_role(&mut self, role: &AlterRole) {
        self.verb("ALTER ROLE ", &role.role);
        if let Some(allowlist) = &role.allowlist {
            self.allowlist(allowlist);
        }
        self.quotas(role.read_quota.as_ref(), role.write_quota.as_ref());
    }

    fn allowlist(&mut self, addresses: &[Spanned<String>]) {
        self.put(" ALLOWLIST ");
        if addresses.is_empty() {
            self.put("ANY");
        }
        self.separated(addresses, |printer, address| {
            printer.put(&quoted(&address.node))
        });
    }

    fn quotas(&mut self, read: Option<&Spanned<u64>>, write: Option<&Spanned<u64>>) {
        if let Some(quota) = read {
            self.show(format_args!(" READ_QUOTA {}", quota.node));
        }
        if let Some(quota) = write {
            self.show(format_args!(" WRITE_QUOTA {}", quota.node));
        }
    }

    fn privileges(&mut self, privileges: &[Privilege]) {
        self.put("PRIVILEGES ");
        self.separated(privileges, |printer, privilege| {
            printer.put(privilege.code.text());
            if let Some(scope) = &privilege.scope {
                printer.put(".");
                printer.target(scope);
            }
        });
    }

    fn setting(&mut self, setting: Setting) {
        self.show(format_args!("SET {} ", setting.option().text()));
        match setting {
            Setting::Output(output) => self.put(output.text()),
            Setting::OutputTypes(on)
            | Setting::Verbose(on)
            | Setting::KeySend(on)
            | Setting::RecordPrintMetadata(on)
            | Setting::NoBins(on) => self.put(if on { "TRUE" } else { "FALSE" }),
            Setting::Timeout(number) | Setting::Limit(number) => self.show(number),
            Setting::RecordTtl(seconds) => self.show(seconds),
        }
    }

    fn option_name(&mut self, verb: &str, option: Option<OptionName>) {
        self.put(verb);
        if let Some(option) = option {
            self.put(" ");
            self.put(option.text());
        }
    }

    fn verb(&mut self, words: &str, name: &Name) {
        self.put(words);
        self.name(name);
    }

    fn option(&mut self, words: &str, name: Option<&Name>) {
        if let Some(name) = name {
            self.verb(words, name);
        }
    }

    fn target(&mut self, target: &Target) {
        self.name(&target.namespace);
        self.option(".", target.set.as_ref());
    }

    fn names(&mut self, names: &[Name]) {
        self.separated(names, Self::name);
    }

    fn separated<T>(&mut self, items: &[T], mut print: impl FnMut(&mut Self, &T)) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.put(", ");
            }
            print(self, item);
        }
    }

    fn name(&mut self, name: &Name) {
        self.put(&name_text(&name.node));
    }

    fn secret(&mut self, secret: &Spanned<Secret>) {
        match self.reveal {
            true => self.put(&quoted(secret.node.reveal())),
            false => self.put("'***'"),
        }
    }

    fn key(&mut self, key: &Key) {
        match key {
            Key::Int(number) => self.show(number),
            Key::Text(text) => self.put(&quoted(text)),
            Key::Bytes(bytes) => self.show(format_args!("BYTES('{}')", Hex(bytes))),
            Key::Digest(digest) => self.show(format_args!("'{}'", Hex(digest))),
        }
    }

    fn literal(&mut self, literal: &Literal) {
        match literal {
            Literal::Null => self.put("NULL"),
            Literal::Bool(true) => self.put("TRUE"),
            Literal::Bool(false) => self.put("FALSE"),
            Literal::Int(number) => self.show(number),
            Literal::Float(number) if number.is_finite() => self.show(format_args!("{number:?}")),
            Literal::Float(number) => self.show(format_args!("FLOAT('{number}')")),
            Literal::Text(text) => self.put(&quoted(text)),
            Literal::List(items) => {
                let mut json = String::new();
                write_list(items, &mut json);
                self.cast("LIST", &json);
            }
            Literal::Map(entries) => {
                let mut json = String::new();
                write_map(entries, &mut json);
                self.cast("MAP", &json);
            }
            Literal::GeoJson(text) => self.cast("GEOJSON", text),
            Literal::Bytes(bytes) => self.show(format_args!("BYTES('{}')", Hex(bytes))),
        }
    }

    fn cast(&mut self, words: &str, text: &str) {
        self.put(words);
        self.put("(");
        self.put(&quoted(text));
        self.put(")");
    }
}
