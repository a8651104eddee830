//! Owned objects: made where they lack, changed where they differ.

use serde_json::Value;

use super::{
    events::Level,
    json::{at, flag, number, text},
    objects::{Kind, is_missing, reason},
    owned,
    racks::{Rack, config_name, rack_name, share},
    reconcile::{Next, Reconcile},
};

/// Tries at an object that somebody else changes too.
const TRIES: usize = 5;
/// Seconds until a scale-down that waits is tried again.
const MIGRATION_SECONDS: u64 = 30;

impl Reconcile<'_> {
    async fn find(&self, kind: Kind, name: &str) -> Result<Option<Value>, String> {
        self.shared
            .objects
            .get(kind, self.cluster.namespace(), name)
            .await
            .map_err(|error| format!("getting {} {name}: {}", kind.name(), reason(&error)))
    }

    async fn make(&self, kind: Kind, what: &str, object: Value) -> Result<(), String> {
        let name = text(&object, "/metadata/name").to_owned();
        self.shared
            .objects
            .create(kind, self.cluster.namespace(), object)
            .await
            .map(|_| ())
            .map_err(|error| format!("creating {what} {name}: {}", reason(&error)))
    }

    /// Puts the specification, or the data, of an object in place of what it has.
    async fn change(&self, kind: Kind, object: &Value, fields: &[&str]) -> Result<(), String> {
        let name = text(object, "/metadata/name");
        let namespace = self.cluster.namespace();
        let failed = |error: String| format!("updating {} {name}: {error}", kind.name());
        for _ in 1..TRIES {
            let Some(mut live) = self.find(kind, name).await? else {
                return Ok(());
            };
            for field in fields {
                if let Some(part) = live.pointer_mut(field) {
                    part.clone_from(at(object, field));
                }
            }
            match self
                .shared
                .objects
                .replace(kind, namespace, name, live)
                .await
            {
                Ok(_) => return Ok(()),
                Err(kube::Error::Api(status)) if status.code == 409 => {}
                Err(error) => return Err(failed(reason(&error))),
            }
        }
        Err(failed("somebody else changes it all the time".to_owned()))
    }

    pub(super) async fn ensure_service(&mut self, spec: &Value) -> Result<(), String> {
        let name = self.cluster.name().to_owned();
        if self.find(Kind::Service, &name).await?.is_some() {
            return Ok(());
        }
        let made = self
            .make(
                Kind::Service,
                "headless service",
                owned::headless(&self.cluster, spec),
            )
            .await;
        match &made {
            Ok(()) => {
                self.event(
                    Level::Normal,
                    "ServiceCreated",
                    format!("Created headless service {name}"),
                )
                .await;
            }
            Err(error) => {
                let message = format!("Headless service: {error}");
                self.event(Level::Warning, "ReconcileError", message).await;
            }
        }
        made
    }

    /// Tells whether pods are to come or to go.
    pub(super) async fn announce_scaling(&mut self, racks: &[Rack]) -> Result<(), String> {
        let (mut more, mut fewer) = (false, false);
        for rack in racks {
            let set = self
                .find(Kind::StatefulSet, &rack.name(&self.cluster))
                .await?;
            match set.map(|set| number(&set, "/spec/replicas")) {
                None => more = true,
                Some(present) => {
                    more |= present < rack.size;
                    fewer |= present > rack.size;
                }
            }
        }
        if more {
            self.set_phase("ScalingUp", "Scaling up cluster").await
        } else if fewer {
            self.set_phase("ScalingDown", "Scaling down cluster").await
        } else {
            Ok(())
        }
    }

    pub(super) async fn ensure_config(&mut self, spec: &Value, rack: &Rack) -> Result<(), String> {
        let wanted = owned::config_map(&self.cluster, spec, rack);
        let name = rack.config_name(&self.cluster);
        let message = match self.find(Kind::ConfigMap, &name).await? {
            None => {
                self.make(Kind::ConfigMap, "ConfigMap", wanted).await?;
                let message = format!("ConfigMap {name} created for rack {}", rack.id);
                ("ConfigMapCreated", message)
            }
            Some(present) if at(&present, "/data") == at(&wanted, "/data") => return Ok(()),
            Some(_) => {
                self.change(Kind::ConfigMap, &wanted, &["/data"]).await?;
                let message = format!("ConfigMap {name} updated with new configuration");
                ("ConfigMapUpdated", message)
            }
        };
        self.event(Level::Normal, message.0, message.1).await;
        Ok(())
    }

    pub(super) async fn ensure_set(&mut self, spec: &Value, rack: &Rack) -> Result<Next, String> {
        let name = rack.name(&self.cluster);
        let Some(present) = self.find(Kind::StatefulSet, &name).await? else {
            let set = owned::stateful_set(&self.cluster, spec, rack, rack.size);
            self.make(Kind::StatefulSet, "StatefulSet", set).await?;
            let message = format!("StatefulSet {name} created: replicas={}", rack.size);
            self.event(Level::Normal, "StatefulSetCreated", message)
                .await;
            return Ok(Next::Proceed);
        };
        let current = number(&present, "/spec/replicas");
        if rack.size < current && self.defer_scale_down(rack, current).await? {
            return Ok(Next::Wait(self.shared.pace.seconds(MIGRATION_SECONDS)));
        }
        let replicas = step(spec, current, rack.size);
        let set = owned::stateful_set(&self.cluster, spec, rack, replicas);
        let marks = |set: &Value| at(set, "/spec/template/metadata/annotations").clone();
        if replicas == current && marks(&set) == marks(&present) {
            return Ok(Next::Proceed);
        }
        self.change(
            Kind::StatefulSet,
            &set,
            &["/spec/replicas", "/spec/template"],
        )
        .await?;
        let message = format!("StatefulSet {name} updated: replicas={replicas}");
        self.event(Level::Normal, "StatefulSetUpdated", message)
            .await;
        if replicas != current {
            let id = rack.id;
            let message = format!("Rack {id} scaled from {current} to {replicas} replicas");
            self.event(Level::Normal, "RackScaled", message).await;
        }
        Ok(if replicas == rack.size {
            Next::Proceed
        } else {
            Next::Wait(self.shared.pace.seconds(MIGRATION_SECONDS))
        })
    }

    /// Whether pods must stay because data still moves, or nobody knows whether it does.
    async fn defer_scale_down(&mut self, rack: &Rack, current: i64) -> Result<bool, String> {
        let pods = self.pods().await?;
        let servers = &self.shared.servers;
        let id = rack.id;
        match servers.migrating(&self.cluster.key, &pods).await {
            Ok(0) => Ok(false),
            Ok(_) => {
                let message = format!(
                    "Scale-down deferred for rack {id}: data migration in progress (current={current}, \
                     desired={})",
                    rack.size
                );
                self.event(Level::Warning, "ScaleDownDeferred", message)
                    .await;
                let why = format!("Scale-down deferred for rack {id}: data migration in progress");
                self.set_phase("WaitingForMigration", &why).await?;
                Ok(true)
            }
            Err(error) => {
                let message =
                    format!("Scale-down deferred for rack {id}: migration check failed ({error})");
                self.event(Level::Warning, "ScaleDownDeferred", message)
                    .await;
                Ok(true)
            }
        }
    }

    /// Takes away racks that are not wanted any more.
    pub(super) async fn remove_racks(&mut self, racks: &[Rack]) -> Result<(), String> {
        let (objects, namespace) = (&self.shared.objects, self.cluster.namespace());
        let labels = self.cluster.selector_text();
        let maps = objects
            .list(Kind::ConfigMap, namespace, &labels)
            .await
            .map_err(|error| format!("listing ConfigMaps: {}", reason(&error)))?;
        for map in maps {
            let label = at(&map, "/metadata/labels").get(owned::RACK);
            let Some(id) = label.and_then(Value::as_str).and_then(|id| id.parse().ok()) else {
                continue;
            };
            if racks.iter().any(|rack| rack.id == id) {
                continue;
            }
            for (kind, name) in [
                (Kind::StatefulSet, rack_name(&self.cluster, id)),
                (Kind::ConfigMap, config_name(&self.cluster, id)),
            ] {
                objects
                    .delete(kind, namespace, &name)
                    .await
                    .map_err(|error| {
                        format!("deleting {} {name}: {}", kind.name(), reason(&error))
                    })?;
            }
        }
        Ok(())
    }

    pub(super) async fn ensure_budget(&mut self, spec: &Value) -> Result<(), String> {
        let wanted = owned::budget(&self.cluster, spec);
        let name = text(&wanted, "/metadata/name").to_owned();
        let present = self.find(Kind::DisruptionBudget, &name).await?;
        if flag(spec, "/disablePDB") {
            return self.drop_object(Kind::DisruptionBudget, &name).await;
        }
        let told = match present {
            None => {
                self.make(Kind::DisruptionBudget, "PodDisruptionBudget", wanted)
                    .await?;
                ("PDBCreated", format!("Created PodDisruptionBudget {name}"))
            }
            Some(present) => {
                let field = "/spec/maxUnavailable";
                if at(&present, field) == at(&wanted, field) {
                    return Ok(());
                }
                self.change(Kind::DisruptionBudget, &wanted, &[field])
                    .await?;
                ("PDBUpdated", format!("Updated PodDisruptionBudget {name}"))
            }
        };
        self.event(Level::Normal, told.0, told.1).await;
        Ok(())
    }

    /// The services of single pods, of the metrics, and the network policy, where they are asked for.
    pub(super) async fn ensure_extras(&mut self, spec: &Value) -> Result<(), String> {
        let mut wanted = Vec::new();
        wanted.extend(
            owned::metrics_service(&self.cluster, spec).map(|object| (Kind::Service, object)),
        );
        wanted.extend(
            owned::network_policy(&self.cluster, spec).map(|object| (Kind::NetworkPolicy, object)),
        );
        if !at(spec, "/podService").is_null() {
            for pod in self.pods().await? {
                let service = owned::pod_service(&self.cluster, spec, text(&pod, "/metadata/name"));
                wanted.push((Kind::Service, service));
            }
        }
        for (kind, object) in wanted {
            if self
                .find(kind, text(&object, "/metadata/name"))
                .await?
                .is_none()
            {
                self.make(kind, &kind.name(), object).await?;
            }
        }
        Ok(())
    }

    async fn drop_object(&self, kind: Kind, name: &str) -> Result<(), String> {
        let deleted = self
            .shared
            .objects
            .delete(kind, self.cluster.namespace(), name)
            .await;
        match deleted {
            Err(error) if !is_missing(&error) => Err(reason(&error)),
            _ => Ok(()),
        }
    }
}

/// How many replicas come next on the way from `current` to `wanted`.
fn step(spec: &Value, current: i64, wanted: i64) -> i64 {
    let batch = at(spec, "/rackConfig/scaleDownBatchSize");
    if wanted >= current || batch.is_null() {
        return wanted;
    }
    wanted.max(current - share(batch, current, current))
}
