use acm_core::json;
use async_graphql::{EmptyMutation, EmptySubscription, Interface, Object, Schema};

use super::Written;

struct Tree {
    name: &'static str,
    branches: Vec<Self>,
}

ready_object! {
    /// A tree.
    Tree as "Tree", this {
        /// Its name.
        name as "name": &str = this.name;
        /// How many branches it has.
        size as "size": i32 = i32::try_from(this.branches.len()).unwrap_or(i32::MAX);
        /// Its branches.
        branches as "branches": &[Self] = &this.branches;
        /// Its first branch.
        first as "first": Option<&Self> = this.branches.first();
    }
}

/// What has a name.
#[derive(Interface)]
#[graphql(field(name = "name", ty = "&str"))]
enum Named {
    Tree(Tree),
}

fn tree() -> Tree {
    let leaf = |name| Tree {
        name,
        branches: Vec::new(),
    };
    Tree {
        name: "a \"tree\"\n",
        branches: vec![leaf("left"), leaf("right")],
    }
}

struct Query;

#[Object]
impl Query {
    async fn written(&self) -> Written<Tree> {
        Written(tree())
    }

    async fn resolved(&self) -> Tree {
        tree()
    }

    async fn inside(&self) -> Self {
        Self
    }

    async fn named(&self) -> Named {
        Named::Tree(tree())
    }
}

/// What is written is what the engine would have resolved.
async fn check(selection: &str, rest: &str) {
    compare(&format!("{{ it: FIELD {selection} }} {rest}")).await;
}

/// An operation on FIELD is answered the same, whether that is written or resolved.
async fn compare(operation: &str) {
    let schema = Schema::build(Query, EmptyMutation, EmptySubscription).finish();
    let ask = async |field: &str| {
        let response = schema.execute(operation.replace("FIELD", field)).await;
        assert_eq!(response.errors, [], "{operation}");
        let mut text = String::new();
        json::append(&response.data, &mut text);
        text
    };
    assert_eq!(ask("written").await, ask("resolved").await, "{operation}");
}

#[tokio::test]
async fn an_object_is_written_as_the_engine_resolves_it() {
    check("{ name size }", "").await;
    check("{ z: name a: size __typename }", "").await;
    check("{ branches { name branches { name } first { size } } }", "").await;
    check("{ first { name } size first { size name } }", "").await;
    check(
        "{ ... { name } ... on Tree { size } ... on Named { z: name } }",
        "",
    )
    .await;
    check(
        "{ ...T first { ...N ...T } }",
        "fragment T on Tree { branches { ...N } size } fragment N on Named { name __typename }",
    )
    .await;
    check(
        "{ name @skip(if: true) size @include(if: true) ... @skip(if: true) { z: size } }",
        "",
    )
    .await;
}

#[tokio::test]
async fn fields_of_one_name_in_the_answer_are_merged_wherever_they_stand() {
    compare("{ it: FIELD { name } it: FIELD { size } }").await;
    compare("{ it: FIELD { name } ...A } fragment A on Query { it: FIELD { first { name } } }")
        .await;
    compare("{ ...A ...A } fragment A on Query { it: FIELD { name } }").await;
    compare("{ ... { it: FIELD { name } } ... on Query { it: FIELD { branches { name } } } }")
        .await;
    compare("{ it: FIELD { name } other: FIELD { size } }").await;
    compare("{ it: FIELD { a: first { name } ... on Tree { a: first { size } } } }").await;
    compare("{ it: inside { it: FIELD { name } } it: inside { it: FIELD { size } } }").await;
}
