//! Every root field names the right it needs: a caller without rights gets past none.

use acm_core::{Caller, Rights};
use acm_gateway::contract_schema;
use futures_util::StreamExt;

use crate::introspect::{find, items, name, operation, types};

#[tokio::test]
async fn a_caller_without_rights_is_refused_by_every_root_field() {
    let schema = contract_schema();
    let types = types(&schema).await;
    let mut open = Vec::new();
    let mut asked = 0;
    for (root, kind) in [
        ("Query", "query"),
        ("Mutation", "mutation"),
        ("Subscription", "subscription"),
    ] {
        for field in items(&find(&types, root)["fields"]) {
            let text = operation(&types, kind, field);
            let request =
                async_graphql::Request::new(&text).data(Caller::new("nobody", Rights::NONE));
            let answer = schema.execute_stream(request).next().await.unwrap();
            let refused = answer.errors.iter().any(|error| {
                error
                    .source::<acm_core::ApiError>()
                    .is_some_and(|error| error.code() == acm_core::ErrorCode::Forbidden)
            });
            asked += 1;
            if !refused {
                open.push(format!(
                    "{root}.{}: {text} -> {:?}",
                    name(field),
                    answer.errors
                ));
            }
        }
    }
    assert!(asked > 15, "the schema has more root fields than {asked}");
    assert!(
        open.is_empty(),
        "these root fields name no right:\n{}",
        open.join("\n")
    );
}
