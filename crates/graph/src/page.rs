use crate::{ready_object, scalars::Cursor};

/// Where a page ends and whether more follows.
#[derive(Clone, Debug)]
pub struct PageInfo {
    /// Where the next page begins; `None` at the end.
    pub next: Option<Cursor>,
}

ready_object! {
    /// Where a page ends and whether more follows.
    PageInfo as "PageInfo", this {
        /// Hand this to `after` for the next page; null when there is none.
        end_cursor as "endCursor": Option<Cursor> = this.next.clone();
        /// Whether another page follows. The next page can still be empty: records may vanish
        /// meanwhile.
        has_next_page as "hasNextPage": bool = this.next.is_some();
    }
}
