//! What an operation asks for, read before anything is fetched.

use acm_graph::scalars::BinName;
use async_graphql::{Context, Lookahead, parser::types::Selection};

use crate::service::records::Wanted;

/// Which parts of a record the selection below `record` needs: no bins and no times are read that
/// nobody asked for.
pub(crate) fn wanted(record: &Lookahead<'_>, bins: Option<Vec<BinName>>) -> Wanted {
    let named = bins.map(|bins| bins.iter().map(|bin| bin.as_str().to_owned()).collect());
    Wanted {
        bins: if record.field("bins").exists() {
            named
        } else {
            Some(Vec::new())
        },
        last_update: record.field("lastUpdate").exists(),
    }
}

/// Whether the operation asks for one root field only, introspection aside: then there is nothing
/// to wait for. Fragments at the root count as more than one field.
pub(crate) fn is_lone_root_field(ctx: &Context<'_>) -> bool {
    let is_data = |selection: &Selection| match selection {
        Selection::Field(field) => !field.node.name.node.starts_with("__"),
        Selection::FragmentSpread(_) | Selection::InlineFragment(_) => true,
    };
    let roots = &ctx.query_env.operation.node.selection_set.node.items;
    let mut data = roots
        .iter()
        .map(|root| &root.node)
        .filter(|root| is_data(root));
    matches!(
        (data.next(), data.next()),
        (Some(Selection::Field(_)), None)
    )
}
