use async_graphql::SimpleObject;

use crate::scalars::Cursor;

/// Where a page ends and whether more follows.
#[derive(Clone, Debug, SimpleObject)]
pub struct PageInfo {
    /// Hand this to `after` for the next page; null when there is none.
    pub end_cursor: Option<Cursor>,
    /// Whether another page follows. The next page can still be empty: records may vanish meanwhile.
    pub has_next_page: bool,
}
