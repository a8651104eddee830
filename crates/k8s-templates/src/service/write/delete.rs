//! The end of templates, while nothing is made from them.

use std::sync::Arc;

use acm_k8s_api::{AerospikeCluster, AerospikeClusterTemplate, Deletion, ResourceExt, Scope};

use crate::{
    error::{Error, Result},
    service::{Templates, View, uses::uses},
};

/// What became of a template that was to be deleted.
#[derive(Clone, Debug)]
pub(crate) struct Removed {
    /// The clusters made from it, for which it would be refused; only of a dry run.
    pub used_by: Vec<String>,
    /// What Kubernetes warned of.
    pub warnings: Vec<String>,
}

impl Templates {
    /// Deletes a template that no cluster is made from. Clusters are asked of the API server; where not all may be
    /// seen, what the operator says of others counts too.
    ///
    /// # Errors
    /// The name is not confirmed, clusters are made from it, it is not there, or Kubernetes' own.
    pub(crate) async fn delete(
        &self,
        context: &Arc<str>,
        name: &str,
        confirm: &str,
        dry_run: bool,
    ) -> Result<Removed> {
        if !dry_run && confirm != name {
            return Err(Error::input(
                "input.confirmName",
                "the name of the template is wanted again, so that none goes by accident",
            ));
        }
        let client = self.kubernetes.client(Some(context)).await?;
        let live: AerospikeClusterTemplate = client.get(None, name).await?;
        let view = View::new(Arc::clone(context), live);
        let scope = Scope::all();
        let (found, is_whole) = match client.list::<AerospikeCluster>(&scope).await {
            Ok(all) => (uses(&view, all.items.iter()), true),
            Err(error) if error.is_forbidden() => {
                let known = self
                    .kubernetes
                    .read::<AerospikeCluster>(Some(context), &scope)
                    .await?;
                (uses(&view, known.objects.iter().map(|one| &**one)), false)
            }
            Err(error) => return Err(error.into()),
        };
        let used_by: Vec<String> = found
            .iter()
            .filter(|one| one.refers || (!is_whole && one.cluster.is_none()))
            .map(|one| format!("{}/{}", one.namespace, one.name))
            .collect();
        if !used_by.is_empty() {
            return match dry_run {
                true => Ok(Removed {
                    used_by,
                    warnings: Vec::new(),
                }),
                false => Err(Error::InUse(used_by)),
            };
        }
        let deletion = Deletion {
            uid: view.object.uid(),
            dry_run,
            ..Deletion::default()
        };
        let deleted = client.delete::<AerospikeClusterTemplate>(None, name, deletion);
        Ok(Removed {
            used_by,
            warnings: deleted.await?,
        })
    }
}
