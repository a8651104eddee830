//! What a role grants, and where.

use aerospike::PrivilegeCode;

/// A privilege, everywhere or in a namespace or set.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Privilege {
    /// What it grants.
    pub kind: PrivilegeKind,
    /// The namespace; everywhere without.
    pub namespace: Option<String>,
    /// The set; in the whole namespace without.
    pub set: Option<String>,
}

/// What a privilege grants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PrivilegeKind {
    /// Managing users and roles.
    UserAdmin,
    /// Managing nodes, indexes, modules and queries.
    SysAdmin,
    /// Managing indexes, modules and queries.
    DataAdmin,
    /// Managing modules.
    UdfAdmin,
    /// Managing secondary indexes.
    SindexAdmin,
    /// Reading records.
    Read,
    /// Reading and writing records.
    ReadWrite,
    /// Reading and writing records, and running functions on them.
    ReadWriteUdf,
    /// Writing records.
    Write,
    /// Truncating.
    Truncate,
    /// Managing the rules that mask data.
    MaskingAdmin,
    /// Reading what is masked.
    ReadMasked,
    /// Writing what is masked.
    WriteMasked,
    /// A privilege unknown to this version, by the server's number.
    Other(u8),
}

impl PrivilegeKind {
    /// Every kind known.
    pub const KNOWN: [Self; 13] = [
        Self::UserAdmin,
        Self::SysAdmin,
        Self::DataAdmin,
        Self::UdfAdmin,
        Self::SindexAdmin,
        Self::Read,
        Self::ReadWrite,
        Self::ReadWriteUdf,
        Self::Write,
        Self::Truncate,
        Self::MaskingAdmin,
        Self::ReadMasked,
        Self::WriteMasked,
    ];

    /// The server's number for it.
    #[must_use]
    pub fn code(self) -> u8 {
        u8::from(&PrivilegeCode::from(self))
    }

    /// The server's name for it, such as `read-write`; `unknown-99` for one unknown to this version.
    #[must_use]
    pub fn name(self) -> String {
        String::from(&PrivilegeCode::from(self))
    }

    /// Whether it can be granted in a namespace or set alone.
    #[must_use]
    pub const fn takes_scope(self) -> bool {
        matches!(
            self,
            Self::Read
                | Self::ReadWrite
                | Self::ReadWriteUdf
                | Self::Write
                | Self::Truncate
                | Self::ReadMasked
                | Self::WriteMasked
        )
    }
}

impl Privilege {
    /// Its bytes in a message: code, and the scope with its lengths.
    pub(super) fn bytes(&self) -> usize {
        let of = |name: &Option<String>| name.as_ref().map_or(0, String::len);
        3 + of(&self.namespace) + of(&self.set)
    }
}

/// Both enums, side by side once.
macro_rules! kinds {
    ($($kind:ident),+ $(,)?) => {
        impl From<PrivilegeKind> for PrivilegeCode {
            fn from(kind: PrivilegeKind) -> Self {
                match kind {
                    $(PrivilegeKind::$kind => Self::$kind,)+
                    PrivilegeKind::Other(code) => Self::Unknown(code),
                }
            }
        }

        impl From<&PrivilegeCode> for PrivilegeKind {
            fn from(code: &PrivilegeCode) -> Self {
                match code {
                    $(PrivilegeCode::$kind => Self::$kind,)+
                    code => Self::Other(code.into()),
                }
            }
        }
    };
}

kinds!(
    UserAdmin,
    SysAdmin,
    DataAdmin,
    UdfAdmin,
    SindexAdmin,
    Read,
    ReadWrite,
    ReadWriteUdf,
    Write,
    Truncate,
    MaskingAdmin,
    ReadMasked,
    WriteMasked,
);

impl From<aerospike::Privilege> for Privilege {
    fn from(privilege: aerospike::Privilege) -> Self {
        let named = |name: Option<String>| name.filter(|name| !name.is_empty());
        Self {
            kind: (&privilege.code).into(),
            namespace: named(privilege.namespace),
            set: named(privilege.set_name),
        }
    }
}

impl From<&Privilege> for aerospike::Privilege {
    fn from(privilege: &Privilege) -> Self {
        Self::new(
            privilege.kind.into(),
            privilege.namespace.clone(),
            privilege.set.clone(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_told_and_unknown_ones_as_they_are() {
        for code in 0..=u8::MAX {
            let driver = PrivilegeCode::try_from(code).unwrap();
            let kind = PrivilegeKind::from(&driver);
            assert_eq!(kind.code(), code);
            let known = PrivilegeKind::KNOWN.contains(&kind);
            assert_eq!(known, !matches!(kind, PrivilegeKind::Other(_)), "{code}");
        }
        assert_eq!(PrivilegeKind::ReadWriteUdf.name(), "read-write-udf");
        assert_eq!(PrivilegeKind::Other(99).name(), "unknown-99");
    }

    #[test]
    fn an_empty_scope_is_no_scope() {
        let global = aerospike::Privilege::new(
            PrivilegeCode::Read,
            Some(String::new()),
            Some(String::new()),
        );
        let read = Privilege::from(global);
        assert_eq!((read.namespace, read.set), (None, None));
    }
}
