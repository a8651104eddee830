//! What ends a selection: scalars, and what holds something ready.

use acm_core::{ErrorCode, json};
use async_graphql::{ID, ScalarType, Value};

use super::{Ready, Selection};
use crate::scalars::{Cursor, DateTime, Digest, ErrorDetails, Int64, NamespaceName, SetName};

impl<T: Ready + ?Sized> Ready for &T {
    fn write(&self, below: &Selection, out: &mut String) {
        (**self).write(below, out);
    }
}

impl<T: Ready> Ready for Option<T> {
    fn write(&self, below: &Selection, out: &mut String) {
        match self {
            Some(value) => value.write(below, out),
            None => out.push_str("null"),
        }
    }
}

impl<T: Ready> Ready for [T] {
    fn write(&self, below: &Selection, out: &mut String) {
        json::list(self, out, |item, out| item.write(below, out));
    }
}

impl<T: Ready> Ready for Vec<T> {
    fn write(&self, below: &Selection, out: &mut String) {
        self.as_slice().write(below, out);
    }
}

impl Ready for bool {
    fn write(&self, _: &Selection, out: &mut String) {
        json::boolean(*self, out);
    }
}

impl Ready for i32 {
    fn write(&self, _: &Selection, out: &mut String) {
        json::integer((*self).into(), out);
    }
}

impl Ready for f64 {
    fn write(&self, _: &Selection, out: &mut String) {
        json::append(&Value::from(*self), out);
    }
}

impl Ready for str {
    fn write(&self, _: &Selection, out: &mut String) {
        json::string(self, out);
    }
}

impl Ready for String {
    fn write(&self, below: &Selection, out: &mut String) {
        self.as_str().write(below, out);
    }
}

impl Ready for ID {
    fn write(&self, below: &Selection, out: &mut String) {
        self.0.write(below, out);
    }
}

impl Ready for Digest {
    fn write(&self, _: &Selection, out: &mut String) {
        out.push('"');
        json::hex(&self.0, out);
        out.push('"');
    }
}

/// Scalars that are text as they are.
macro_rules! text {
    ($($scalar:ident),+) => {
        $(impl Ready for $scalar {
            fn write(&self, below: &Selection, out: &mut String) {
                self.as_str().write(below, out);
            }
        })+
    };
}

/// Scalars that are seldom asked for, or once a page.
macro_rules! by_value {
    ($($scalar:ident),+) => {
        $(impl Ready for $scalar {
            fn write(&self, _: &Selection, out: &mut String) {
                json::append(&self.to_value(), out);
            }
        })+
    };
}

text!(NamespaceName, SetName);
by_value!(Cursor, DateTime, ErrorDetails, Int64);

impl Ready for ErrorCode {
    fn write(&self, below: &Selection, out: &mut String) {
        self.as_str().write(below, out);
    }
}
