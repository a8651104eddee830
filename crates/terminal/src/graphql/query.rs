use acm_aql::{Places, SYNTAX, parse};
use acm_core::{ApiError, Right};
use acm_graph::scalars::Int64;
use async_graphql::{Context, ID, Object};

use super::{
    asked,
    inputs::{AqlFileInput, AqlOptionsInput, files},
    operations,
    parsed::{
        AqlCompletion, AqlExplanation, AqlParsedStatement, AqlScript, AqlSpan, AqlSuggestion,
        AqlSyntax,
    },
    runs::AqlRun,
};
use crate::service::{complete::suggest, explain::explain};

/// Queries of this module.
#[derive(Clone, Copy, Debug, Default)]
pub struct TerminalQuery;

#[Object]
impl TerminalQuery {
    /// Reads AQL and runs nothing: what each statement is, how much it changes, what is to be confirmed,
    /// what is wrong with it and what would mend it.
    #[graphql(guard = "Right::ReadSystem")]
    async fn aql_parse(
        &self,
        #[graphql(desc = "The text, at most 1 MiB and 10,000 statements.")] text: String,
    ) -> AqlScript {
        let places = Places::of(&text);
        let statements = parse(&text).statements;
        let read = |statement| AqlParsedStatement::of(statement, &places);
        AqlScript {
            statements: statements.iter().map(read).collect(),
        }
    }

    /// What can be written at a place of an AQL text, by its grammar and with names of the cluster. When
    /// names cannot be looked up, words of the language are told all the same.
    #[graphql(guard = "Right::ReadClusters")]
    async fn aql_complete(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection whose names are offered.")] connection_id: ID,
        #[graphql(desc = "The text, at most 1 MiB.")] text: String,
        #[graphql(desc = "The place, in UTF-16 units from the start of the text.")] cursor: i32,
    ) -> Result<AqlCompletion, ApiError> {
        let (state, _) = asked(ctx)?;
        let operations = operations(ctx)?;
        let places = Places::of(&text);
        let cursor = usize::try_from(cursor).unwrap_or_default();
        let completion = acm_aql::complete(&text, places.byte(cursor));
        let found = suggest(&state.remembered, &operations, &connection_id, &completion).await;
        Ok(AqlCompletion {
            span: AqlSpan::of(completion.replace, &places),
            suggestions: found.into_iter().map(AqlSuggestion::from).collect(),
        })
    }

    /// What each statement of a text would do, as the GraphQL operation it would be run as; nothing is
    /// run. Null with an error for a text that cannot be run.
    #[graphql(guard = "Right::ReadClusters")]
    async fn aql_explain(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "The statements, at most 1 MiB and 10,000 of them.")] text: String,
        #[graphql(desc = "Files that `RUN` and `REGISTER MODULE` name.")] files: Option<
            Vec<AqlFileInput>,
        >,
        #[graphql(desc = "The options that hold at first.")] options: Option<AqlOptionsInput>,
    ) -> Option<Result<Vec<AqlExplanation>, ApiError>> {
        let told = async {
            let operations = operations(ctx)?;
            let options = AqlOptionsInput::read(options, "options")?;
            let files = self::files(files);
            let told = explain(&operations, &connection_id, &text, &files, &options).await?;
            Ok(told.into_iter().map(AqlExplanation::from).collect())
        };
        Some(told.await)
    }

    /// A run of one's own, with the results behind one. What is named by `after` counts as received.
    /// Null with an error when there is no such run, or results behind `after` are no longer kept.
    #[graphql(guard = "Right::ReadClusters")]
    async fn aql_run(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The run.")] id: ID,
        #[graphql(desc = "The `sequence` of the last result that was received.")] after: Option<
            Int64,
        >,
    ) -> Option<Result<AqlRun, ApiError>> {
        let look = || {
            let (state, caller) = asked(ctx)?;
            AqlRun::look(&*state.runs.find(caller, &id)?, behind(after))
        };
        Some(look())
    }

    /// How every AQL statement is written, with an example.
    #[graphql(guard = "Right::ReadSystem")]
    async fn aql_syntax(&self) -> Vec<AqlSyntax> {
        SYNTAX.iter().map(AqlSyntax::from).collect()
    }
}

/// The number of a result; before the first without one.
pub(super) fn behind(after: Option<Int64>) -> u64 {
    after.map_or(0, |after| u64::try_from(after.0).unwrap_or_default())
}
