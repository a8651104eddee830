//! The first journey, as a script makes it: a profile, its cluster, a set, a record.

use acm_tests::with_server;
use serde_json::json;

#[tokio::test]
async fn a_script_walks_from_a_profile_to_an_edited_record() {
    with_server(async |server| {
        let put = "mutation($input: PutRecordInput!) { putRecord(input: $input) {
            record { generation bins key { digest userKey { type value } } ttl { never } } } }";
        let key = json!({ "namespace": "test", "set": "journey", "userKey": { "string": "ada" } });
        let id = server.connection();
        let first = json!({ "input": { "connectionId": id, "key": key, "mode": "CREATE_ONLY",
            "bins": { "name": "Ada", "age": 36, "big": { "$int": "9007199254740993" } } } });
        let made = server.data(put, first).await;
        assert_eq!(made["putRecord"]["record"]["generation"], 1);
        assert_eq!(made["putRecord"]["record"]["key"]["userKey"]["value"], "ada");

        let walk = "query($id: ID!) { connection(id: $id) { name cluster { nodesAnswered consistent
            nodes { id status { build edition } }
            namespaces { name objects effectiveReplicationFactor sets { name objects } } } } }";
        let cluster = &server.data(walk, json!({ "id": id })).await["connection"]["cluster"];
        assert_eq!(cluster["consistent"], true);
        let namespaces = cluster["namespaces"].as_array().unwrap();
        let test = namespaces.iter().find(|each| each["name"] == "test").unwrap();
        let sets = test["sets"].as_array().unwrap();
        let journey = sets.iter().find(|each| each["name"] == "journey").unwrap();
        assert_eq!(journey["objects"], "1");

        let list = "query($id: ID!) { records(connectionId: $id, namespace: \"test\", set: \"journey\") {
            records { bins key { userKey { value } } } pageInfo { hasNextPage endCursor } partitionsDone } }";
        let page = &server.data(list, json!({ "id": id })).await["records"];
        assert_eq!(page["records"][0]["bins"]["big"], json!({ "$int": "9007199254740993" }));
        assert_eq!(page["pageInfo"]["hasNextPage"], false);
        assert_eq!(page["partitionsDone"], 4096);

        let edit = json!({ "input": { "connectionId": id, "key": key, "mode": "UPDATE_ONLY",
            "expectedGeneration": 1, "bins": { "age": 37, "name": null }, "ttl": { "keep": true } } });
        let edited = server.data(put, edit.clone()).await;
        assert_eq!(edited["putRecord"]["record"]["generation"], 2);
        assert_eq!(
            edited["putRecord"]["record"]["bins"],
            json!({ "age": 37, "big": { "$int": "9007199254740993" } })
        );

        let stale = server.error(put, edit).await;
        assert_eq!(stale["extensions"]["code"], "CONFLICT");
        assert_eq!(stale["extensions"]["details"]["current"]["generation"], 2);

        let delete = "mutation($input: DeleteRecordInput!) { deleteRecord(input: $input) { deleted } }";
        let input = json!({ "input": { "connectionId": id, "key": key, "expectedGeneration": 2 } });
        assert_eq!(server.data(delete, input).await["deleteRecord"]["deleted"], true);
        let again = json!({ "input": { "connectionId": id, "key": key } });
        assert_eq!(server.data(delete, again).await["deleteRecord"]["deleted"], false);
    })
    .await;
}
