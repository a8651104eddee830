//! Who a connection belongs to, and what it may do.

use std::net::IpAddr;
use std::sync::Arc;

use bytes::Bytes;

use super::admin;
use super::pass::Pass;
use super::usage::Usage;
use super::{Identity, Security};
use crate::cluster::Cluster;
use crate::cluster::node::NodeState;
use crate::proto::ResultCode;
use crate::proto::frame::{self, FrameType};

/// The security of one connection.
#[derive(Debug)]
pub(crate) struct Guard {
    pub(super) cluster: Arc<Cluster>,
    pub(super) node: Arc<NodeState>,
    pub(super) peer: IpAddr,
    login: Option<Login>,
}

/// A user that logged in, whose connections are counted.
#[derive(Debug)]
struct Login {
    identity: Identity,
    usage: Arc<Usage>,
}

impl Guard {
    pub(crate) const fn new(cluster: Arc<Cluster>, node: Arc<NodeState>, peer: IpAddr) -> Self {
        Self {
            cluster,
            node,
            peer,
            login: None,
        }
    }

    /// What a request that comes now may do.
    ///
    /// # Errors
    ///
    /// Nobody logged in, the user is gone, or may not connect from there any more.
    pub(crate) fn pass(&self) -> Result<Pass, ResultCode> {
        let Some(security) = &self.cluster.security else {
            return Ok(Pass::unlimited());
        };
        let login = self.login.as_ref().ok_or(ResultCode::NOT_AUTHENTICATED)?;
        let access = security.access(&login.identity, self.peer)?;
        let second = self.cluster.clock.unix_time().as_secs();
        Ok(Pass::of(access, Arc::clone(&login.usage), second))
    }

    /// Answers a security message; the whole frame.
    pub(crate) fn answer(&mut self, body: Bytes) -> Vec<u8> {
        let cluster = Arc::clone(&self.cluster);
        match &cluster.security {
            None => frame::security_refusal(),
            Some(security) => {
                let body = admin::answer(security, self, body);
                frame::encode(FrameType::Security, &body)
            }
        }
    }

    /// Whose connection it is.
    pub(super) fn identity(&self) -> Option<&Identity> {
        self.login.as_ref().map(|login| &login.identity)
    }

    /// From now on the connection is this user's.
    pub(super) fn enter(&mut self, identity: Identity) {
        let usage = self.node.usages.of(identity.id);
        usage.connections.increment();
        self.login = Some(Login { identity, usage });
    }

    /// What this node counted of a user.
    pub(super) fn usage(&self, id: u64) -> Arc<Usage> {
        self.node.usages.of(id)
    }

    /// Checks that the user may change users and roles.
    pub(super) fn check_admin(&self, security: &Security) -> Result<(), ResultCode> {
        let identity = self.identity().ok_or(ResultCode::NOT_AUTHENTICATED)?;
        let access = security.access(identity, self.peer)?;
        if access.permits(super::Permission::UserAdmin, b"", b"") {
            Ok(())
        } else {
            Err(ResultCode::ROLE_VIOLATION)
        }
    }
}

impl Drop for Login {
    fn drop(&mut self) {
        self.usage.connections.decrement();
    }
}
