//! What a role grants, and where.

use super::permission::Permission;
use crate::proto::ResultCode;

/// Longest names of a namespace and a set, in bytes.
const MAX_NAMESPACE: usize = 31;
const MAX_SET: usize = 63;

/// A group of permissions that a role can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum PrivilegeCode {
    UserAdmin = 0,
    SysAdmin = 1,
    DataAdmin = 2,
    UdfAdmin = 3,
    IndexAdmin = 4,
    Read = 10,
    ReadWrite = 11,
    ReadWriteUdf = 12,
    Write = 13,
    Truncate = 14,
    MaskingAdmin = 15,
    ReadMasked = 16,
    WriteMasked = 17,
}

impl PrivilegeCode {
    pub(super) const ALL: [Self; 13] = [
        Self::UserAdmin,
        Self::SysAdmin,
        Self::DataAdmin,
        Self::UdfAdmin,
        Self::IndexAdmin,
        Self::Read,
        Self::ReadWrite,
        Self::ReadWriteUdf,
        Self::Write,
        Self::Truncate,
        Self::MaskingAdmin,
        Self::ReadMasked,
        Self::WriteMasked,
    ];

    pub(super) fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.number() == number)
    }

    pub(super) const fn number(self) -> u8 {
        self as u8
    }

    /// The name of the predefined role that has this privilege alone.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::UserAdmin => "user-admin",
            Self::SysAdmin => "sys-admin",
            Self::DataAdmin => "data-admin",
            Self::UdfAdmin => "udf-admin",
            Self::IndexAdmin => "sindex-admin",
            Self::Read => "read",
            Self::ReadWrite => "read-write",
            Self::ReadWriteUdf => "read-write-udf",
            Self::Write => "write",
            Self::Truncate => "truncate",
            Self::MaskingAdmin => "masking-admin",
            Self::ReadMasked => "read-masked",
            Self::WriteMasked => "write-masked",
        }
    }

    /// Whether a scope follows the code in messages. It does for masking too, where it is empty.
    pub(super) const fn is_sent_with_scope(self) -> bool {
        self.number() >= Self::Read.number()
    }

    const fn takes_scope(self) -> bool {
        self.is_sent_with_scope() && !matches!(self, Self::MaskingAdmin)
    }

    /// Whether this permits that.
    pub(super) const fn grants(self, permission: Permission) -> bool {
        use Permission as P;
        match self {
            Self::UserAdmin => matches!(permission, P::UserAdmin),
            Self::SysAdmin => matches!(
                permission,
                P::SetConfig
                    | P::LoggingControl
                    | P::ServiceControl
                    | P::EvictAdjust
                    | P::IndexAdmin
                    | P::UdfAdmin
                    | P::QueryAdmin
                    | P::Truncate
            ),
            Self::DataAdmin => matches!(
                permission,
                P::EvictAdjust | P::IndexAdmin | P::UdfAdmin | P::QueryAdmin | P::Truncate
            ),
            Self::UdfAdmin => matches!(permission, P::UdfAdmin),
            Self::IndexAdmin => matches!(permission, P::IndexAdmin),
            Self::Read => matches!(permission, P::Read),
            Self::ReadWrite => matches!(permission, P::Read | P::Write),
            Self::ReadWriteUdf => matches!(permission, P::Read | P::Write | P::Udf),
            Self::Write => matches!(permission, P::Write),
            Self::Truncate => matches!(permission, P::Truncate),
            Self::MaskingAdmin => matches!(permission, P::MaskingAdmin),
            // What they add, seeing and writing past a mask, has nothing to act on here.
            Self::ReadMasked | Self::WriteMasked => false,
        }
    }
}

/// A privilege, everywhere or in one namespace or set. Empty names stand for all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Privilege {
    pub(super) code: PrivilegeCode,
    pub(super) namespace: String,
    pub(super) set: String,
}

impl Privilege {
    pub(super) const fn global(code: PrivilegeCode) -> Self {
        Self {
            code,
            namespace: String::new(),
            set: String::new(),
        }
    }

    /// A privilege with a scope that it can have.
    pub(super) fn scoped(
        code: PrivilegeCode,
        namespace: &[u8],
        set: &[u8],
    ) -> Result<Self, ResultCode> {
        let text = |bytes: &[u8], most: usize| {
            let text = std::str::from_utf8(bytes).ok();
            text.filter(|text| text.len() <= most)
                .map(str::to_owned)
                .ok_or(ResultCode::INVALID_PRIVILEGE)
        };
        let is_scoped = !namespace.is_empty() || !set.is_empty();
        if is_scoped && (!code.takes_scope() || namespace.is_empty()) {
            return Err(ResultCode::INVALID_PRIVILEGE);
        }
        Ok(Self {
            code,
            namespace: text(namespace, MAX_NAMESPACE)?,
            set: text(set, MAX_SET)?,
        })
    }

    /// Whether this permits that there.
    pub(super) fn permits(&self, permission: Permission, namespace: &[u8], set: &[u8]) -> bool {
        let covers = |scope: &str, name: &[u8]| scope.is_empty() || scope.as_bytes() == name;
        self.code.grants(permission) && covers(&self.namespace, namespace) && covers(&self.set, set)
    }
}
