//! Many records in one call.

use std::time::Duration;

use acm_aerospike::records::{
    Change, MAX_BATCH_BYTES, MAX_BATCH_KEYS, PutOptions, PutRule, ReadOptions, Ttl, Write,
};
use acm_aerospike::{Deadline, ErrorKind, Key, RecordTtl, UserKey, Value};
use acm_embedded::Fault;

use crate::harness::{Fixture, bins, connect, embedded, fresh_set, hosts, key, put, soon};

fn write(key: Key, rule: PutRule, bins: Vec<(String, Value)>) -> Write {
    let options = PutOptions {
        rule,
        ..PutOptions::default()
    };
    Write {
        key,
        change: Change::Put { bins, options },
    }
}

fn touch(key: Key, expected_generation: Option<u32>) -> Write {
    let change = Change::Touch {
        ttl: Ttl::Seconds(500),
        expected_generation,
    };
    Write { key, change }
}

fn delete(key: Key, expected_generation: Option<u32>) -> Write {
    let change = Change::Delete {
        expected_generation,
    };
    Write { key, change }
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_of_many_records_each_have_their_own_outcome() {
    let fixture = Fixture::start().await;
    let set = fresh_set("many");
    for number in 0..6 {
        put(&fixture.cluster, &set, number).await;
    }
    let removals = vec![("n".into(), Value::Nil), ("name".into(), Value::Nil)];
    let nowhere = Key::new("nowhere", &*set, UserKey::Int(1)).unwrap();
    let writes = vec![
        write(key(&set, 0), PutRule::Upsert, bins(70)),
        write(key(&set, 1), PutRule::CreateOnly, bins(71)),
        write(key(&set, 9), PutRule::CreateOnly, bins(79)),
        write(key(&set, 2), PutRule::Upsert, removals),
        touch(key(&set, 3), Some(1)),
        touch(key(&set, 8), None),
        delete(key(&set, 4), Some(1)),
        delete(key(&set, 7), None),
        delete(key(&set, 5), Some(3)),
        delete(nowhere, None),
    ];
    let outcomes = fixture.cluster.write_many(writes, soon()).await.unwrap();
    let told: Vec<_> = outcomes
        .iter()
        .map(|outcome| match outcome {
            Ok(meta) => Ok(meta.generation),
            Err(error) => Err((error.kind(), error.server_code().unwrap().code)),
        })
        .collect();
    let expected = [
        Ok(2),
        Err((ErrorKind::AlreadyExists, 5)),
        Ok(1),
        Ok(0),
        Ok(2),
        Err((ErrorKind::NotFound, 2)),
        Ok(0),
        Err((ErrorKind::NotFound, 2)),
        Err((ErrorKind::GenerationConflict, 3)),
        Err((ErrorKind::NotFound, 20)),
    ];
    assert_eq!(told, expected);
    let ttl = outcomes[4].as_ref().unwrap().ttl;
    assert!(matches!(ttl, RecordTtl::Seconds(495..=501)), "{ttl:?}");
    let keys: Vec<Key> = (0..10).map(|number| key(&set, number)).collect();
    let found = fixture
        .cluster
        .get_many(&keys, &ReadOptions::default(), soon())
        .await
        .unwrap();
    let found: Vec<_> = found
        .into_iter()
        .map(|record| record.unwrap().map(|record| record.bins[0].1.clone()))
        .collect();
    let number = |number| Some(Value::Int(number));
    let (zero, one, three, five, nine) = (number(70), number(1), number(3), number(5), number(79));
    let expected = [zero, one, None, three, None, five, None, None, None, nine];
    assert_eq!(found, expected);
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_writes_are_one_call() {
    let fixture = Fixture::start().await;
    let set = fresh_set("thousand");
    let writes = (0..1_000).map(|number| write(key(&set, number), PutRule::Upsert, bins(number)));
    let outcomes = fixture.cluster.write_many(writes.collect(), soon()).await;
    let outcomes = outcomes.unwrap();
    assert_eq!(outcomes.len(), 1_000);
    assert!(outcomes.iter().all(|outcome| {
        let meta = outcome.as_ref().unwrap();
        (meta.generation, meta.ttl) == (1, RecordTtl::Never)
    }));
    let deletes = (0..1_000).map(|number| delete(key(&set, number), Some(1)));
    let outcomes = fixture.cluster.write_many(deletes.collect(), soon()).await;
    assert!(outcomes.unwrap().iter().all(Result::is_ok));
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_write_that_cannot_be_sent_refuses_all() {
    let fixture = Fixture::start().await;
    let set = fresh_set("refused");
    let bad = vec![("n".into(), Value::Wildcard)];
    let writes = vec![
        write(key(&set, 1), PutRule::Upsert, bins(1)),
        write(key(&set, 2), PutRule::Upsert, bad),
    ];
    let refused = fixture.cluster.write_many(writes, soon()).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::InvalidInput);
    let unwritten = fixture
        .cluster
        .get(&key(&set, 1), &ReadOptions::default(), soon())
        .await;
    assert_eq!(unwritten.unwrap(), None);
    let many = (0..=MAX_BATCH_KEYS).map(|number| delete(key(&set, number as i64), None));
    let refused = fixture.cluster.write_many(many.collect(), soon()).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::InvalidInput);
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn records_too_large_to_be_read_together_fail_one_by_one() {
    let fixture = Fixture::start().await;
    let set = fresh_set("large");
    let size = 900_000;
    let count = i64::try_from(MAX_BATCH_BYTES / size + 10).unwrap();
    for number in 0..count {
        let bins = vec![("big".to_owned(), Value::Bytes(vec![7; size]))];
        let options = PutOptions::default();
        let key = key(&set, number);
        let put = fixture.cluster.put(&key, bins, &options, soon());
        put.await.unwrap();
    }
    let keys: Vec<Key> = (0..count).map(|number| key(&set, number)).collect();
    let read = fixture
        .cluster
        .get_many(&keys, &ReadOptions::default(), soon())
        .await;
    let (found, failed): (Vec<_>, Vec<_>) = read.unwrap().into_iter().partition(Result::is_ok);
    assert!(found.len() * size <= MAX_BATCH_BYTES + 3 * size);
    assert!(!found.is_empty() && !failed.is_empty());
    for error in failed {
        assert_eq!(error.unwrap_err().kind(), ErrorKind::LimitExceeded);
    }
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_of_a_silent_node_are_in_doubt_and_the_others_are_done() {
    let embedded = embedded(3).await;
    let cluster = connect(hosts(&embedded)).await.unwrap();
    for number in 0..30 {
        put(&cluster, "doubt", number).await;
    }
    embedded.set_fault(1, Fault::Hang).unwrap();
    let writes =
        (0..30).map(|number| write(key("doubt", number), PutRule::Upsert, bins(number + 100)));
    let deadline = Deadline::after(Duration::from_millis(600));
    let outcomes = cluster.write_many(writes.collect(), deadline).await;
    let (done, failed): (Vec<_>, Vec<_>) = outcomes.unwrap().into_iter().partition(Result::is_ok);
    assert!(!done.is_empty() && !failed.is_empty(), "{}", done.len());
    for error in failed.into_iter().map(Result::unwrap_err) {
        assert!(error.is_in_doubt(), "{error:?}");
        assert_eq!(error.kind(), ErrorKind::Timeout);
    }
    for meta in done.into_iter().map(Result::unwrap) {
        assert_eq!(meta.generation, 2);
    }
    cluster.close().await;
    embedded.shutdown().await;
}
