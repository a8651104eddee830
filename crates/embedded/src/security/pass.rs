//! What one request may do.

use std::sync::Arc;

use super::access::Access;
use super::permission::Permission;
use super::usage::{Meter, Usage};
use crate::proto::ResultCode;
use crate::proto::flags::{field, info1, info2};
use crate::proto::message::{Fields, Header, Message};

/// What one request may do, as of its beginning.
#[derive(Debug, Clone)]
pub(crate) struct Pass {
    /// `None` where there is no security.
    holder: Option<Holder>,
}

#[derive(Debug, Clone)]
struct Holder {
    access: Arc<Access>,
    usage: Arc<Usage>,
    /// Since the Unix epoch.
    second: u64,
}

/// A query's share of its user's quota, which ends with it.
#[derive(Debug)]
#[must_use]
pub(crate) struct Reservation {
    held: Option<(Arc<Usage>, Kind, u32)>,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Read,
    Write,
}

impl Pass {
    /// Everything is permitted.
    pub(super) const fn unlimited() -> Self {
        Self { holder: None }
    }

    pub(super) const fn of(access: Arc<Access>, usage: Arc<Usage>, second: u64) -> Self {
        let holder = Some(Holder {
            access,
            usage,
            second,
        });
        Self { holder }
    }

    /// Whether this is permitted in a namespace and set; empty names where it is about none.
    pub(crate) fn permits(&self, permission: Permission, namespace: &[u8], set: &[u8]) -> bool {
        let holder = self.holder.as_ref();
        holder.is_none_or(|holder| holder.access.permits(permission, namespace, set))
    }

    /// Lets a command on one record through, and counts it.
    ///
    /// # Errors
    ///
    /// The user may not do that, or not so often.
    pub(crate) fn record(&self, header: &Header, fields: &Fields) -> Result<(), ResultCode> {
        let writes = header.info2 & info2::WRITE != 0;
        if writes && fields.has(field::UDF_MODULE) {
            self.check(Permission::Udf, fields)?;
        } else if writes {
            self.check(Permission::Write, fields)?;
        }
        if header.info1 & info1::READ != 0 {
            self.check(Permission::Read, fields)?;
        }
        let kind = if writes { Kind::Write } else { Kind::Read };
        match &self.holder {
            None => Ok(()),
            Some(holder) => kind
                .meter(&holder.usage)
                .command(holder.quota(kind), holder.second),
        }
    }

    /// Lets a query for rows through.
    ///
    /// # Errors
    ///
    /// The user may not do that, or not at this rate.
    pub(crate) fn query(&self, message: &Message) -> Result<Reservation, ResultCode> {
        self.check(Permission::Read, &message.fields)?;
        self.reserve(Kind::Read, &message.fields)
    }

    /// Lets a background query through.
    ///
    /// # Errors
    ///
    /// As [`Pass::query`].
    pub(crate) fn background(&self, message: &Message) -> Result<Reservation, ResultCode> {
        let calls = message.fields.has(field::UDF_MODULE);
        let permission = if calls {
            Permission::Udf
        } else {
            Permission::Write
        };
        self.check(permission, &message.fields)?;
        self.reserve(Kind::Write, &message.fields)
    }

    fn check(&self, permission: Permission, fields: &Fields) -> Result<(), ResultCode> {
        let (namespace, set) = (fields.name(field::NAMESPACE), fields.name(field::SET));
        if self.permits(permission, namespace, set) {
            Ok(())
        } else {
            Err(ResultCode::ROLE_VIOLATION)
        }
    }

    fn reserve(&self, kind: Kind, fields: &Fields) -> Result<Reservation, ResultCode> {
        let Some(holder) = &self.holder else {
            return Ok(Reservation { held: None });
        };
        let rate = fields.get(field::RECORDS_PER_SECOND);
        let rate = rate.and_then(|rate| <[u8; 4]>::try_from(rate.as_ref()).ok());
        let rate = rate.map_or(0, u32::from_be_bytes);
        let meter = kind.meter(&holder.usage);
        meter.begin_query(holder.quota(kind), rate, holder.second)?;
        let held = Some((Arc::clone(&holder.usage), kind, rate));
        Ok(Reservation { held })
    }
}

impl Holder {
    fn quota(&self, kind: Kind) -> u32 {
        match kind {
            Kind::Read => self.access.quotas.read,
            Kind::Write => self.access.quotas.write,
        }
    }
}

impl Kind {
    const fn meter(self, usage: &Usage) -> &Meter {
        match self {
            Self::Read => &usage.read,
            Self::Write => &usage.write,
        }
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        if let Some((usage, kind, rate)) = self.held.take() {
            kind.meter(&usage).end_query(rate);
        }
    }
}
