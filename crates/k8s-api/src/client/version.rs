//! The version of an API server.

use k8s_openapi::{api::core::v1::Namespace, apimachinery::pkg::version::Info};

use super::Client;
use crate::{Request, Result};

impl Client {
    /// The version of the API server, such as `v1.35.4`.
    ///
    /// # Errors
    /// What [`Error`](crate::Error) tells of.
    pub async fn version(&self) -> Result<String> {
        let request = Request::new::<Namespace>(&self.context, "get", None, Some("version"));
        let built = http::Request::get("/version").body(Vec::new());
        let built = built.map_err(kube::core::request::Error::BuildRequest);
        let (info, _) = self.call_for::<Info>(&request, built).await?;
        Ok(info.git_version)
    }
}
