//! What the Community edition, or the embedded cluster, does not do is refused with a code, and the
//! connection goes on.

use aerospike::expressions as exp;
use aerospike::operations::cdt_context::{ctx_all_children, ctx_map_keys_in};
use aerospike::operations::exp::{ExpReadFlags, read_exp};
use aerospike::operations::lists;
use aerospike::query::{Filter, PartitionFilter};
use aerospike::{AdminPolicy, Bins, ReadPolicy, ResultCode, Statement, Value, WritePolicy};

use crate::harness::{
    Capability, Cluster, NAMESPACE, bin, needing, put_options, query_options, refused,
};

/// Runs a test with one record, which has to be there unchanged afterwards.
async fn with_a_record<const N: usize>(
    needs: [Capability; N],
    body: impl AsyncFnOnce(&Cluster, &aerospike::Key),
) {
    needing(needs, async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("n", 1)]).await;
        body(cluster, &key).await;
        let record = cluster.get(&key).await;
        assert_eq!(record.generation, 1);
        assert_eq!(record.bins["n"], Value::Int(1));
    })
    .await;
}

#[tokio::test]
async fn bit_and_hyperloglog_operations_inside_of_expressions_are_parameter_errors() {
    with_a_record([Capability::RefusesLaterParts], async |cluster, key| {
        let count = exp::hll::get_count(exp::hll_bin("h"));
        let operation = read_exp("e", count, ExpReadFlags::DEFAULT);
        let outcome = cluster
            .client
            .operate(&put_options(), key, &[operation])
            .await;
        refused(outcome, ResultCode::ParameterError);
        let mut read = ReadPolicy::default();
        let bits = exp::bitwise::count(exp::int_val(0), exp::int_val(8), exp::blob_bin("b"));
        read.base_policy.filter_expression = Some(exp::gt(bits, exp::int_val(0)));
        let outcome = cluster.client.get(&read, key, Bins::All).await;
        refused(outcome, ResultCode::ParameterError);
    })
    .await;
}

#[tokio::test]
async fn contexts_of_many_elements_are_parameter_errors() {
    with_a_record([Capability::RefusesLaterParts], async |cluster, key| {
        for context in [ctx_all_children(), ctx_map_keys_in(["a", "b"])] {
            let operation = lists::size("n").context(vec![context]);
            let outcome = cluster
                .client
                .operate(&put_options(), key, &[operation])
                .await;
            refused(outcome, ResultCode::ParameterError);
        }
    })
    .await;
}

#[tokio::test]
async fn a_query_on_a_bin_without_an_index_finds_no_index() {
    with_a_record([], async |cluster, _| {
        let mut statement = Statement::new(NAMESPACE, cluster.set.as_str(), Bins::All);
        statement.set_filter(Filter::equal("n", 1));
        let all = PartitionFilter::all();
        let outcome = cluster.run_query(&query_options(), all, statement).await;
        refused(
            outcome.map(|(records, _)| records),
            ResultCode::IndexNotFound,
        );
    })
    .await;
}

#[tokio::test]
async fn a_call_of_a_function_that_is_not_there_fails() {
    with_a_record([], async |cluster, key| {
        let outcome = cluster
            .client
            .execute_udf(&put_options(), key, "nosuch", "function", &[])
            .await;
        let error = outcome.expect_err("there is no such module");
        let code = u8::from(ResultCode::UdfBadResponse);
        assert_eq!(error.result_code(), i32::from(code));
    })
    .await;
}

#[tokio::test]
async fn compression_needs_the_enterprise_edition() {
    with_a_record([], async |cluster, key| {
        let mut policy: WritePolicy = put_options();
        policy.base_policy.use_compression = true;
        let outcome = cluster
            .client
            .put(&policy, key, &[bin("b", vec![0_u8; 10_000])])
            .await;
        refused(outcome, ResultCode::EnterpriseOnly);
    })
    .await;
}

#[tokio::test]
async fn users_are_not_part_of_the_edition() {
    with_a_record([], async |cluster, _| {
        let outcome = cluster
            .client
            .query_users(&AdminPolicy::default(), None)
            .await;
        refused(
            outcome.map(|users| users.len()),
            ResultCode::SecurityNotSupported,
        );
    })
    .await;
}
