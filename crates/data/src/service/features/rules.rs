//! What a feature needs, and whether the nodes have that.

use acm_aerospike::info::Build;
use acm_graph::{Feature, FeatureKind};

use super::Told;

/// What is said of access control to who asks for users on a server without them.
const OPERATOR: &str = "The access control list of a Kubernetes custom resource (AerospikeCluster) \
    does not take effect on an image of the Community Edition either.";

/// What a feature needs.
struct Needs {
    /// Its name, at the beginning of a sentence.
    name: &'static str,
    /// The build it came with.
    since: Option<Build>,
    /// Whether only paid editions have it.
    enterprise: bool,
    /// What must be switched on.
    setting: Option<Setting>,
}

/// A setting that a feature depends on.
#[derive(Clone, Copy)]
enum Setting {
    /// Users and roles.
    Security,
    /// Users and roles, and quotas with them.
    Quotas,
    /// Functions.
    Udf,
}

/// Why a node lacks a feature.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Lack {
    Edition,
    Build,
    Setting,
}

/// Whether a node has a feature; `Err` when it does not tell.
type Verdict = Result<Option<Lack>, ()>;

const fn needs(kind: FeatureKind) -> Needs {
    const fn enterprise(name: &'static str) -> Needs {
        Needs {
            name,
            since: None,
            enterprise: true,
            setting: None,
        }
    }
    const fn since(name: &'static str, build: Build) -> Needs {
        Needs {
            name,
            since: Some(build),
            enterprise: false,
            setting: None,
        }
    }
    match kind {
        FeatureKind::Security => Needs {
            setting: Some(Setting::Security),
            ..enterprise("Access control (users, roles and privileges)")
        },
        FeatureKind::Quotas => Needs {
            since: Some(Build::new(5, 6, 0)),
            setting: Some(Setting::Quotas),
            ..enterprise("Limiting users by quotas")
        },
        FeatureKind::Allowlists => Needs {
            setting: Some(Setting::Security),
            ..enterprise("Limiting roles to addresses")
        },
        FeatureKind::Racks => enterprise("Rack awareness"),
        FeatureKind::StrongConsistency => enterprise("Strong consistency"),
        FeatureKind::Transactions => Needs {
            since: Some(Build::new(8, 0, 0)),
            ..enterprise("A transaction over several records")
        },
        FeatureKind::DurableDeletes => enterprise("Durable deletion"),
        FeatureKind::Compression => enterprise("Compression"),
        FeatureKind::CrossDatacenterReplication => enterprise("Cross-datacenter replication"),
        FeatureKind::Quiesce => enterprise("Quiescing a node"),
        FeatureKind::Tls => enterprise("Encryption of connections (TLS)"),
        FeatureKind::UserDefinedFunctions => Needs {
            name: "Running functions in Lua",
            since: None,
            enterprise: false,
            setting: Some(Setting::Udf),
        },
        FeatureKind::SetIndexes => since("An index of a set", Build::new(5, 6, 0)),
        FeatureKind::ExpressionIndexes => since("An index on an expression", Build::new(8, 1, 0)),
        FeatureKind::PathExpressions => since("Selecting by path", Build::new(8, 1, 1)),
        FeatureKind::StringOperations => since("Operating on parts of texts", Build::new(8, 2, 0)),
    }
}

/// Whether all nodes have a feature: no when one lacks it, unknown when one is silent.
pub(super) fn judge(kind: FeatureKind, told: &[&Told], silent: usize) -> Feature {
    let needs = needs(kind);
    let verdicts: Vec<Verdict> = told.iter().map(|node| look(&needs, node)).collect();
    let lack = verdicts.iter().find_map(|verdict| verdict.ok().flatten());
    let lacking = verdicts.iter().filter(|verdict| **verdict == Ok(lack));
    let unknown = silent + verdicts.iter().filter(|verdict| verdict.is_err()).count();
    let (available, reason) = match lack {
        Some(lack) => {
            let who = share(lacking.count(), told.len() + silent);
            (Some(false), Some(needs.words(kind, lack, &who)))
        }
        None if unknown > 0 => {
            let who = share(unknown, told.len() + silent);
            let reason =
                format!("Not known: no answer, or none to what was asked, came from {who}.");
            (None, Some(reason))
        }
        None => (Some(true), None),
    };
    Feature {
        kind,
        available,
        reason,
    }
}

fn look(needs: &Needs, node: &Told) -> Verdict {
    if needs.enterprise && !node.edition.ok_or(())?.is_enterprise() {
        return Ok(Some(Lack::Edition));
    }
    if let Some(since) = needs.since {
        let build = node.build.as_deref().and_then(Build::parse);
        if build.ok_or(())? < since {
            return Ok(Some(Lack::Build));
        }
    }
    let off = match needs.setting {
        None => false,
        Some(Setting::Udf) => node.udf_disabled.ok_or(())?,
        Some(Setting::Security) => node.is_open()?,
        Some(Setting::Quotas) => node.is_open()? || !node.has_quotas()?,
    };
    Ok(off.then_some(Lack::Setting))
}

impl Told {
    /// Whether nobody has to say who they are. Servers without users and roles list no settings of
    /// them, older ones list that they are off.
    fn is_open(&self) -> Result<bool, ()> {
        let settings = self.security.as_ref().ok_or(())?;
        let off = |value: &String| value == "false";
        Ok(settings.is_empty() || settings.get("enable-security").is_some_and(off))
    }

    fn has_quotas(&self) -> Result<bool, ()> {
        let settings = self.security.as_ref().ok_or(())?;
        Ok(settings.get("enable-quotas").ok_or(())? == "true")
    }
}

impl Needs {
    /// Why a feature is lacking, for people.
    fn words(&self, kind: FeatureKind, lack: Lack, who: &str) -> String {
        let name = self.name;
        match lack {
            Lack::Edition => {
                let reason = format!(
                    "{name} is a feature of the Enterprise Edition, not of the Community Edition, which runs on {who}."
                );
                match kind {
                    FeatureKind::Security => format!("{reason} {OPERATOR}"),
                    _ => reason,
                }
            }
            Lack::Build => {
                let since = self
                    .since
                    .map(|build| build.to_string())
                    .unwrap_or_default();
                format!("{name} needs version {since} of the server; an older one runs on {who}.")
            }
            Lack::Setting => {
                let setting = match self.setting {
                    Some(Setting::Quotas) => "enable-quotas of the context security",
                    Some(Setting::Udf) => "disable-udf-execution of the context service",
                    _ => "the section security of the configuration file",
                };
                format!("{name} is switched off on {who}: see {setting}.")
            }
        }
    }
}

/// So many of all nodes, in words.
fn share(some: usize, all: usize) -> String {
    if some == all {
        "the nodes".to_owned()
    } else {
        format!("{some} of {all} nodes")
    }
}

#[cfg(test)]
mod tests {
    use acm_aerospike::info::Edition;

    use super::*;

    fn node(edition: Edition, build: &str, security: &[(&str, &str)]) -> Told {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Told {
            build: Some(build.to_owned()),
            edition: Some(edition),
            security: Some(security.iter().map(own).collect()),
            udf_disabled: Some(false),
        }
    }

    fn check(kind: FeatureKind, nodes: &[&Told], silent: usize, expected: Option<bool>) -> String {
        let found = judge(kind, nodes, silent);
        assert_eq!(found.available, expected, "{found:?}");
        assert_eq!(found.reason.is_none(), expected == Some(true), "{found:?}");
        found.reason.unwrap_or_default()
    }

    #[test]
    fn the_community_edition_says_what_it_lacks_and_why() {
        let community = node(Edition::Community, "8.1.2.0", &[]);
        let nodes = [&community, &community];
        for kind in [
            FeatureKind::Security,
            FeatureKind::Quotas,
            FeatureKind::Racks,
            FeatureKind::StrongConsistency,
            FeatureKind::DurableDeletes,
            FeatureKind::Compression,
            FeatureKind::Tls,
        ] {
            let reason = check(kind, &nodes, 0, Some(false));
            assert!(reason.contains("Enterprise Edition"), "{reason}");
        }
        let reason = check(FeatureKind::Security, &nodes, 0, Some(false));
        assert!(reason.contains("AerospikeCluster"), "{reason}");
        check(FeatureKind::UserDefinedFunctions, &nodes, 0, Some(true));
        check(FeatureKind::ExpressionIndexes, &nodes, 0, Some(true));
        let reason = check(FeatureKind::StringOperations, &nodes, 0, Some(false));
        assert!(reason.contains("8.2"), "{reason}");
    }

    #[test]
    fn a_feature_is_there_when_every_node_has_it() {
        let old = node(Edition::Community, "8.1.2.0", &[]);
        let new = node(Edition::Community, "8.2.0.1", &[]);
        let strings = FeatureKind::StringOperations;
        check(strings, &[&new, &new], 0, Some(true));
        let reason = check(strings, &[&old, &new], 0, Some(false));
        assert!(reason.contains("1 of 2 nodes"), "{reason}");
        check(strings, &[&new], 1, None);
        check(strings, &[&old], 1, Some(false));
        let mute = Told::default();
        check(strings, &[&new, &mute], 0, None);
    }

    #[test]
    fn access_control_is_there_when_it_is_switched_on() {
        let on = [("enable-quotas", "false"), ("session-ttl", "86400")];
        let on = node(Edition::Enterprise, "8.1.2.0", &on);
        check(FeatureKind::Security, &[&on], 0, Some(true));
        let reason = check(FeatureKind::Quotas, &[&on], 0, Some(false));
        assert!(reason.contains("enable-quotas"), "{reason}");
        let off = node(Edition::Enterprise, "8.1.2.0", &[]);
        check(FeatureKind::Security, &[&off], 0, Some(false));
        let older = node(
            Edition::Enterprise,
            "5.5.0.3",
            &[("enable-security", "false")],
        );
        check(FeatureKind::Security, &[&older], 0, Some(false));
        let limited = node(Edition::Enterprise, "8.1.2.0", &[("enable-quotas", "true")]);
        check(FeatureKind::Quotas, &[&limited], 0, Some(true));
        check(FeatureKind::Racks, &[&limited], 0, Some(true));
    }
}
