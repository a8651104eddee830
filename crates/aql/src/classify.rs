//! What a statement does, told from what it means, never from its text.

use crate::ast::{Execute, Selection, Statement};

/// How much a statement changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// It only tells.
    Read,
    /// It writes one record.
    Write,
    /// It changes what the cluster has beside records: indexes, modules, users, roles, jobs.
    Admin,
    /// It takes away what cannot be brought back, changes many records at once, or commands nodes:
    /// it is confirmed first.
    Dangerous,
}

/// Verbs of info commands that change something; others read, or are refused where they are run.
pub const WRITING_INFO_VERBS: &[&str] = &[
    "config-set",
    "dump-cluster",
    "dump-fabric",
    "dump-hb",
    "dump-hlc",
    "dump-migrates",
    "dump-rw",
    "dump-skew",
    "dump-wb-summary",
    "jem-stats",
    "log-message",
    "log-set",
    "query-abort",
    "query-abort-all",
    "recluster",
    "services-alumni-reset",
    "set-config",
    "set-log",
    "udf-clear-cache",
];

/// The verb of an info command.
#[must_use]
pub fn info_verb(command: &str) -> &str {
    command
        .split([':', '/', ';', '='])
        .next()
        .unwrap_or(command)
}

impl Statement {
    /// How much it changes.
    #[must_use]
    pub fn class(&self) -> Class {
        if self.must_confirm().is_some() {
            return Class::Dangerous;
        }
        match self {
            Self::Select(_)
            | Self::Aggregate(_)
            | Self::DescModule(_)
            | Self::Show(_)
            | Self::Stat(_)
            | Self::Explain(_)
            | Self::Run(_)
            | Self::Set(_)
            | Self::Get(_)
            | Self::Reset(_)
            | Self::Info(_)
            | Self::Help(_) => Class::Read,
            Self::Insert(_) | Self::Delete(_) | Self::Execute(_) => Class::Write,
            Self::Truncate(_)
            | Self::CreateIndex(_)
            | Self::DropIndex(_)
            | Self::RegisterModule(_)
            | Self::RemoveModule(_)
            | Self::CreateUser(_)
            | Self::SetPassword(_)
            | Self::DropUser(_)
            | Self::GrantRoles(_)
            | Self::RevokeRoles(_)
            | Self::CreateRole(_)
            | Self::AlterRole(_)
            | Self::DropRole(_)
            | Self::GrantPrivileges(_)
            | Self::RevokePrivileges(_)
            | Self::KillQuery(_)
            | Self::KillScan(_) => Class::Admin,
        }
    }

    /// What whoever runs it types to confirm: the name of what it is about. Nothing when it needs no
    /// confirmation.
    #[must_use]
    pub fn must_confirm(&self) -> Option<String> {
        match self {
            Self::Truncate(truncate) => Some(truncate.target.text()),
            Self::DropIndex(index) => Some(index.name.node.clone()),
            Self::RemoveModule(name) | Self::DropUser(name) | Self::DropRole(name) => {
                Some(name.node.clone())
            }
            Self::Execute(execute) if execute.in_background() => Some(execute.on.text()),
            Self::Info(command) => {
                let verb = info_verb(&command.node);
                WRITING_INFO_VERBS.contains(&verb).then(|| verb.to_owned())
            }
            _ => None,
        }
    }
}

impl Execute {
    /// Whether it runs on many records, as a job of the servers, and not on one.
    #[must_use]
    pub fn in_background(&self) -> bool {
        !matches!(self.selection, Selection::Key(_))
    }
}
