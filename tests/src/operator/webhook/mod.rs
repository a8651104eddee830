//! The webhooks: what is set where a resource leaves it open, and what is refused.
//!
//! They are registered with the API server and served over TLS on a loopback address.

mod acl_rules;
mod certificate;
mod cluster_rules;
mod config_rules;
mod defaults;
mod monitoring_rules;
mod rack_rules;
mod review;
mod storage_rules;
mod template_rules;
mod update_rules;

use std::{net::SocketAddr, time::Duration};

use acm_core::Tasks;
use axum::{Json, Router, routing::post};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::objects::{Kind, Objects, reason};
use certificate::{Certificate, TlsListener};

const VALIDATING: &str = "operator-sim-validating";
const MUTATING: &str = "operator-sim-mutating";
/// Time in which the API server is to call the webhooks once they are registered.
const REGISTER_DEADLINE: Duration = Duration::from_secs(20);
/// Largest review that is read.
const MAX_REVIEW: usize = 8 << 20;

/// What a webhook answers.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Why the request is refused, with the HTTP status; it is not when empty.
    pub refusal: Option<(u16, String)>,
    /// What the caller is warned of.
    pub warnings: Vec<String>,
}

impl Verdict {
    /// Refuses with all faults in one message, if there are any.
    fn of(faults: &[String], head: &str, warnings: Vec<String>) -> Self {
        let refusal = (!faults.is_empty()).then(|| (403, format!("{head}: {}", faults.join("; "))));
        Self { refusal, warnings }
    }

    fn refused(code: u16, message: impl Into<String>) -> Self {
        Self {
            refusal: Some((code, message.into())),
            warnings: Vec::new(),
        }
    }
}

/// The registered webhooks.
pub(super) struct Webhooks {
    objects: Objects,
}

impl Webhooks {
    /// Serves and registers the webhooks; they are in force when this returns.
    pub(super) async fn serve(objects: Objects, tasks: &Tasks) -> Result<Self, String> {
        let failed = |what: &str, error: &dyn std::fmt::Display| format!("{what}: {error}");
        let tcp = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0)))
            .await
            .map_err(|error| failed("listening for reviews", &error))?;
        let address = tcp
            .local_addr()
            .map_err(|error| failed("listening for reviews", &error))?;
        let certificate = Certificate::new()?;
        let listener = TlsListener::new(tcp, &certificate)?;
        let routes = Router::new()
            .route("/mutate-cluster", post(review::mutate_cluster))
            .route("/validate-cluster", post(review::validate_cluster))
            .route("/validate-template", post(review::validate_template))
            .layer(axum::extract::DefaultBodyLimit::max(MAX_REVIEW));
        tasks.spawn("operator.webhooks", async move {
            if let Err(error) = axum::serve(listener, routes).await {
                tracing::warn!(%error, "the webhooks are not served any more");
            }
        });
        let webhooks = Self { objects };
        webhooks.register(address, certificate.pem()).await?;
        webhooks.wait().await?;
        Ok(webhooks)
    }

    async fn register(&self, address: SocketAddr, authority: &str) -> Result<(), String> {
        let hook =
            |name: &str, path: &str, plural: &str| hook(name, address, path, plural, authority);
        let mutating = configuration(
            Kind::MutatingWebhook,
            MUTATING,
            &[hook(
                "maerospikecluster.kb.io",
                "mutate-cluster",
                "aerospikeclusters",
            )],
        );
        let validating = configuration(
            Kind::ValidatingWebhook,
            VALIDATING,
            &[
                hook(
                    "vaerospikecluster.kb.io",
                    "validate-cluster",
                    "aerospikeclusters",
                ),
                hook(
                    "vaerospikeclustertemplate.kb.io",
                    "validate-template",
                    "aerospikeclustertemplates",
                ),
            ],
        );
        self.unregister().await;
        for (kind, object) in [
            (Kind::MutatingWebhook, mutating),
            (Kind::ValidatingWebhook, validating),
        ] {
            self.objects
                .create(kind, "", object)
                .await
                .map_err(|error| format!("registering the webhooks: {}", reason(&error)))?;
        }
        Ok(())
    }

    /// Waits until the API server asks: a template that would be refused is.
    async fn wait(&self) -> Result<(), String> {
        let probe = json!({
            "apiVersion": "acko.io/v1alpha1",
            "kind": "AerospikeClusterTemplate",
            "metadata": { "name": "operator-sim-probe" },
            "spec": { "scheduling": { "podManagementPolicy": "none" } },
        });
        let asked = async {
            while !self.refuses(&probe).await {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(REGISTER_DEADLINE, asked)
            .await
            .map_err(|_| "the API server does not call the webhooks".to_owned())
    }

    async fn refuses(&self, object: &Value) -> bool {
        let params = kube::api::PostParams {
            dry_run: true,
            ..kube::api::PostParams::default()
        };
        let Ok(object) = serde_json::from_value(object.clone()) else {
            return false;
        };
        let made = self
            .objects
            .api(Kind::Template, "")
            .create(&params, &object)
            .await;
        matches!(made, Err(kube::Error::Api(status)) if status.message.contains("denied the request"))
    }

    /// Takes them away, so that nothing is refused because nobody answers.
    pub(super) async fn unregister(&self) {
        for (kind, name) in [
            (Kind::MutatingWebhook, MUTATING),
            (Kind::ValidatingWebhook, VALIDATING),
        ] {
            if let Err(error) = self.objects.delete(kind, "", name).await {
                tracing::warn!(%error, "the webhooks stay registered");
            }
        }
    }
}

fn configuration(kind: Kind, name: &str, hooks: &[Value]) -> Value {
    json!({
        "apiVersion": "admissionregistration.k8s.io/v1",
        "kind": kind.name(),
        "metadata": { "name": name },
        "webhooks": hooks,
    })
}

fn hook(name: &str, address: SocketAddr, path: &str, plural: &str, authority: &str) -> Value {
    json!({
        "name": name,
        "clientConfig": {
            "url": format!("https://{address}/{path}"),
            "caBundle": STANDARD.encode(authority),
        },
        "rules": [{
            "apiGroups": ["acko.io"],
            "apiVersions": ["v1alpha1"],
            "operations": ["CREATE", "UPDATE"],
            "resources": [plural],
        }],
        "admissionReviewVersions": ["v1"],
        "sideEffects": "None",
        "failurePolicy": "Fail",
        "timeoutSeconds": 10,
    })
}

/// The answer to a review.
fn answer(review: &Value, verdict: Verdict, patch: Option<&Value>) -> Json<Value> {
    let mut response = json!({
        "uid": review["request"]["uid"],
        "allowed": verdict.refusal.is_none(),
        "warnings": verdict.warnings,
    });
    if let Some((code, message)) = verdict.refusal {
        let mut status = json!({ "code": code, "message": message });
        if code == 403 {
            status["reason"] = json!("Forbidden");
        }
        response["status"] = status;
    } else if let Some(patch) = patch {
        response["patchType"] = json!("JSONPatch");
        response["patch"] = json!(STANDARD.encode(patch.to_string()));
    }
    Json(json!({
        "apiVersion": "admission.k8s.io/v1",
        "kind": "AdmissionReview",
        "response": response,
    }))
}
