//! What an import would do to each entry of a document, before it does anything.

use std::collections::{HashMap, HashSet};

use acm_core::limits::MAX_CONNECTIONS;

use super::{
    super::{
        Change, Host, Ids, Profile, ProfileChange, ProfileRef, Profiles, SecretBox, Vault, rules,
    },
    read::{Entry, FieldError},
};
use crate::Error;

/// What becomes of an entry whose name a connection has already.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum OnConflict {
    /// It is left out.
    Skip,
    /// It takes the connection's place.
    Replace,
    /// It is made beside it, under another name.
    Copy,
}

/// What an import does with an entry.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    /// A connection is made.
    Create,
    /// A connection is replaced.
    Replace,
    /// Nothing.
    Skip,
    /// Nothing can be done: the entry breaks rules.
    Invalid,
}

/// Where a secret of a connection comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum SecretFate {
    /// There is none.
    None,
    /// The document gives it.
    Given,
    /// The connection that is replaced keeps its own.
    Kept,
}

/// An entry and what becomes of it.
pub(crate) struct Planned {
    /// Its place in the document, from 0.
    pub(crate) place: usize,
    /// The name the connection will have; the entry's own, as far as it has one, otherwise.
    pub(crate) name: Option<String>,
    pub(crate) outcome: Outcome,
    /// The connection that has its name.
    pub(crate) existing: Option<ProfileRef>,
    pub(crate) errors: Vec<FieldError>,
    pub(crate) password: SecretFate,
    pub(crate) client_key: SecretFate,
    /// Hosts as they will be stored.
    pub(crate) hosts: Vec<Host>,
    /// Those whose names were not looked up in time.
    pub(crate) late: Vec<Host>,
    /// Id and content to be written.
    pub(super) write: Option<(String, Profile)>,
}

/// What looks at the hosts of an entry found.
#[derive(Default)]
pub(super) struct Looked {
    /// Hosts the target policy refuses.
    pub(super) refused: Vec<FieldError>,
    /// Hosts whose names were not looked up in time.
    pub(super) late: Vec<Host>,
}

/// What a plan is made over.
pub(super) struct Planner<'a> {
    pub(super) profiles: &'a Profiles,
    pub(super) secrets: &'a SecretBox,
    pub(super) ids: &'a Ids,
    pub(super) on_conflict: OnConflict,
    /// Places to be imported; all when `None`.
    pub(super) chosen: Option<&'a [usize]>,
    /// What was found of hosts, by place of their entry.
    pub(super) looked: HashMap<usize, Looked>,
}

impl Planner<'_> {
    /// Plans every entry, in order. An existing connection is the counterpart of one entry at most.
    pub(super) fn plan(&self, entries: Vec<Entry>) -> Result<Vec<Planned>, Error> {
        let (mut claimed, mut room) = (
            HashSet::new(),
            MAX_CONNECTIONS.saturating_sub(self.profiles.len()),
        );
        let mut plans = Vec::with_capacity(entries.len());
        for (place, entry) in entries.into_iter().enumerate() {
            let existing = self.counterpart(&entry, &claimed);
            claimed.extend(existing.as_ref().map(|existing| existing.id.clone()));
            let mut planned = Planned {
                place,
                name: entry.name,
                outcome: Outcome::Skip,
                existing,
                errors: Vec::new(),
                password: SecretFate::None,
                client_key: SecretFate::None,
                hosts: Vec::new(),
                late: Vec::new(),
                write: None,
            };
            match entry.change {
                Err(errors) => planned.refuse(errors),
                Ok(change) => self.decide(&mut planned, change, &mut room)?,
            }
            plans.push(planned);
        }
        Ok(plans)
    }

    /// The connection of the same name; of several, one with the same hosts, else the first.
    fn counterpart(&self, entry: &Entry, claimed: &HashSet<String>) -> Option<ProfileRef> {
        let name = entry.name.as_ref()?;
        let hosts = match &entry.change {
            Ok(change) => match &change.reach.hosts {
                Change::Set(given) => rules::hosts(given).ok(),
                Change::Keep | Change::Unset => None,
            },
            Err(_) => None,
        };
        let named =
            |profile: &&ProfileRef| profile.body.name == *name && !claimed.contains(&profile.id);
        let named: Vec<&ProfileRef> = self.profiles.iter().filter(named).collect();
        let same = |profile: &&&ProfileRef| Some(&profile.body.reach.hosts) == hosts.as_ref();
        let found = named.iter().find(same).or(named.first());
        found.map(|profile| (*profile).clone())
    }

    fn decide(
        &self,
        planned: &mut Planned,
        mut change: ProfileChange,
        room: &mut usize,
    ) -> Result<(), Error> {
        let left_out = self
            .chosen
            .is_some_and(|chosen| !chosen.contains(&planned.place));
        let replaced = match (&planned.existing, self.on_conflict) {
            _ if left_out => return Ok(()),
            (Some(_), OnConflict::Skip) => return Ok(()),
            (Some(existing), OnConflict::Replace) => Some(existing.clone()),
            (Some(existing), OnConflict::Copy) => {
                let name = rules::copy_name(&existing.body.name);
                planned.name = Some(name.clone());
                change.name = Change::Set(name);
                None
            }
            (None, _) => None,
        };
        let id = match &replaced {
            Some(existing) => existing.id.clone(),
            None => self.ids.next()?,
        };
        let before = replaced
            .as_ref()
            .map_or_else(rules::blank, |existing| existing.body.clone());
        let key_given = match &change.reach.tls {
            Change::Set(tls) => matches!(tls.client_key, Change::Set(_)),
            Change::Keep | Change::Unset => false,
        };
        let password_given = matches!(change.reach.password, Change::Set(_));
        let body = match rules::apply(before, change, &Vault::new(&id, self.secrets)) {
            Ok(body) => body,
            Err(Error::Invalid { field, reason }) => {
                planned.refuse(vec![at(planned.place, &field, reason)]);
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        if let Some(looked) = self.looked.get(&planned.place) {
            if !looked.refused.is_empty() {
                planned.refuse(looked.refused.clone());
                return Ok(());
            }
            planned.late.clone_from(&looked.late);
        }
        planned.outcome = match replaced {
            Some(_) => Outcome::Replace,
            None if *room == 0 => {
                let reason = format!("this server keeps {MAX_CONNECTIONS} connections at most");
                planned.refuse(vec![at(planned.place, "", reason)]);
                return Ok(());
            }
            None => {
                *room -= 1;
                Outcome::Create
            }
        };
        planned.password = fate(body.reach.password.is_some(), password_given);
        planned.client_key = fate(body.reach.tls.client_key.is_some(), key_given);
        planned.hosts.clone_from(&body.reach.hosts);
        planned.write = Some((id, body));
        Ok(())
    }
}

impl Planned {
    fn refuse(&mut self, errors: Vec<FieldError>) {
        self.outcome = Outcome::Invalid;
        self.errors = errors;
    }
}

fn fate(there: bool, given: bool) -> SecretFate {
    match (there, given) {
        (false, _) => SecretFate::None,
        (true, true) => SecretFate::Given,
        (true, false) => SecretFate::Kept,
    }
}

/// A place of the document, from the path of an input's field.
pub(super) fn at(place: usize, field: &str, reason: String) -> FieldError {
    let field = match field.strip_prefix("input.").unwrap_or(field) {
        "" => format!("connections.{place}"),
        rest => format!("connections.{place}.{rest}"),
    };
    FieldError { field, reason }
}
