//! Importing a document: everything that was chosen, or nothing.

use std::collections::HashMap;

use acm_core::limits::CONNECT_DEADLINE;

use super::{
    super::{Change, Host, Look, Order, ProfileRef, ProfileService, rules},
    plan::{Looked, OnConflict, Outcome, Planned, Planner, at},
    read::{Entry, FieldError, read},
};
use crate::Error;

/// What an import did.
pub(crate) struct Imported {
    pub(crate) plans: Vec<Planned>,
    /// The connections made or replaced, in the document's order.
    pub(crate) profiles: Vec<ProfileRef>,
}

impl ProfileService {
    /// What [`Self::import`] would do. Stores nothing.
    ///
    /// # Errors
    /// `Invalid` when the text is no document.
    pub(crate) async fn preview_import(
        &self,
        document: &str,
        on_conflict: OnConflict,
    ) -> Result<Vec<Planned>, Error> {
        let entries = read(document)?;
        let looked = self.look(&entries, None).await;
        self.plan(entries, looked, on_conflict, None)
    }

    /// Makes and replaces connections as the document says: all entries that were chosen, or none.
    ///
    /// # Errors
    /// `Invalid` when the text is no document or a place is none of it; `InvalidImport` when an entry
    /// that was chosen breaks a rule; `Conflict`, what the store says.
    pub(crate) async fn import(
        &self,
        document: &str,
        on_conflict: OnConflict,
        chosen: Option<&[usize]>,
    ) -> Result<Imported, Error> {
        let entries = read(document)?;
        for (index, place) in chosen.unwrap_or_default().iter().enumerate() {
            if *place >= entries.len() {
                let field = format!("input.entries.{index}");
                return Err(Error::invalid(field, "the document has no such entry"));
            }
        }
        let looked = self.look(&entries, chosen).await;
        let _changing = self.0.changing.lock().await;
        self.reload().await?;
        let plans = self.plan(entries, looked, on_conflict, chosen)?;
        let is_chosen = |place| chosen.is_none_or(|chosen| chosen.contains(&place));
        let broken: Vec<FieldError> = plans
            .iter()
            .filter(|plan| plan.outcome == Outcome::Invalid && is_chosen(plan.place))
            .flat_map(|plan| plan.errors.iter().cloned())
            .collect();
        if !broken.is_empty() {
            return Err(Error::InvalidImport(broken));
        }
        let ids = self.write(&plans).await?;
        let directory = self.directory().current();
        let profiles = ids.iter().filter_map(|id| directory.get(id).cloned());
        let profiles = profiles.collect();
        Ok(Imported { plans, profiles })
    }

    fn plan(
        &self,
        entries: Vec<Entry>,
        looked: HashMap<usize, Looked>,
        on_conflict: OnConflict,
        chosen: Option<&[usize]>,
    ) -> Result<Vec<Planned>, Error> {
        let planner = Planner {
            profiles: &self.directory().current(),
            secrets: self.secrets(),
            ids: &self.0.ids,
            on_conflict,
            chosen,
            looked,
        };
        planner.plan(entries)
    }

    /// Writes what was planned, in one transaction, and yields the ids written.
    async fn write(&self, plans: &[Planned]) -> Result<Vec<String>, Error> {
        let now = self.0.clock.now();
        let (mut made, mut replaced, mut ids) = (Vec::new(), Vec::new(), Vec::new());
        for plan in plans {
            let Some((id, body)) = &plan.write else {
                continue;
            };
            let mut body = body.clone();
            ids.push(id.clone());
            match &plan.existing {
                Some(existing) if plan.outcome == Outcome::Replace => {
                    if body != existing.body {
                        body.updated_at = now;
                        replaced.push((id.clone(), existing.revision, body));
                    }
                }
                _ => {
                    (body.created_at, body.updated_at) = (now, now);
                    made.push((id.clone(), body));
                }
            }
        }
        if made.is_empty() && replaced.is_empty() {
            return Ok(ids);
        }
        let before = self.directory().current();
        if let Err(error) = self.0.profiles.apply_all(&made, &replaced).await {
            return Err(self.refused_write(error).await);
        }
        if !made.is_empty() {
            let known = before.iter().map(|profile| profile.id.clone());
            let order = Order {
                ids: known.chain(made.into_iter().map(|(id, _)| id)).collect(),
            };
            // They are there already: an order that was not stored is no reason to say otherwise.
            if let Err(error) = self.put_order(&order).await {
                tracing::warn!(%error, "the order of imported connections was not stored");
            }
        }
        self.reload().await?;
        Ok(ids)
    }

    /// Looks up the hosts of every entry that was chosen, within one deadline for all.
    async fn look(&self, entries: &[Entry], chosen: Option<&[usize]>) -> HashMap<usize, Looked> {
        let is_chosen = |place: &usize| chosen.is_none_or(|chosen| chosen.contains(place));
        let hosts = entries.iter().enumerate().filter_map(|(place, entry)| {
            let Change::Set(given) = &entry.change.as_ref().ok()?.reach.hosts else {
                return None;
            };
            Some((place, rules::hosts(given).ok()?))
        });
        let hosts: Vec<(usize, Vec<Host>)> = hosts.filter(|(place, _)| is_chosen(place)).collect();
        let all = hosts.iter().flat_map(|(_, hosts)| hosts);
        let survey = self.0.gatekeeper.survey(all, CONNECT_DEADLINE).await;
        let looked = hosts.into_iter().map(|(place, hosts)| {
            let mut looked = Looked::default();
            for (index, host) in hosts.into_iter().enumerate() {
                match survey.of(&host) {
                    Look::Passed => {}
                    Look::Late => looked.late.push(host),
                    Look::Refused(refusal) => {
                        let literal = host.address().is_some();
                        let reason = Error::refusal_reason(literal, refusal);
                        let error = at(place, &format!("hosts.{index}"), reason);
                        looked.refused.push(error);
                    }
                }
            }
            (place, looked)
        });
        looked.collect()
    }
}
