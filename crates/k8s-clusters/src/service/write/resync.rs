//! The present template, taken into a cluster: the operator does it once an annotation asks.

use acm_k8s_api::{
    AerospikeClusterTemplate,
    operator::{RESYNC, resync_is_asked, template_of},
};
use serde_json::json;

use super::{
    Mode, Outcome, Place, Update, Writer,
    error::{Error, Result},
    simple::heeded,
};

impl Writer {
    /// Asks the operator to take the present template into a cluster. Nothing is asked for twice.
    ///
    /// # Errors
    /// The cluster is made from no template, or from one that is not there (the operator would fail again and again);
    /// the operator would not heed it; those of [`Writer::update`].
    pub(crate) async fn resync(&self, place: &Place, mode: Mode) -> Result<Outcome> {
        let client = self.client(place).await?;
        let template = template_of(&self.live(&client, place).await?)
            .ok_or_else(|| Error::held("NO_TEMPLATE", "This cluster is made from no template."))?;
        client
            .get::<AerospikeClusterTemplate>(None, &template)
            .await?;
        self.change(&client, place, &Update::default(), mode, |live| {
            if template_of(live).as_ref() != Some(&template) {
                let message = "This cluster was given another template meanwhile.";
                return Err(Error::held("OTHER_TEMPLATE", message));
            }
            heeded(live)?;
            Ok(match resync_is_asked(live) {
                true => json!({}),
                false => json!({ "metadata": { "annotations": { RESYNC: "true" } } }),
            })
        })
        .await
    }
}
