//! When records were last written, as the server tells on request.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use acm_aerospike::records::{Projection, ReadOptions, Ttl};
use acm_aerospike::{Cluster, Key};
use tokio::time::timeout;

use crate::harness::{Fixture, bins, fresh_set, key, put, soon};

/// How long a test writes on until a clock has moved.
const PATIENCE: Duration = Duration::from_secs(10);

const WITH_LAST_UPDATE: ReadOptions = ReadOptions {
    projection: Projection::All,
    last_update: true,
};

/// When a record was last written, since 1970; its bins are the ones of `number`.
async fn last_update(cluster: &Cluster, set: &str, number: i64) -> Duration {
    let key = key(set, number);
    let read = cluster.get(&key, &WITH_LAST_UPDATE, soon()).await;
    let record = read.unwrap().expect("the record is there");
    assert_eq!(record.bins, bins(number), "the question adds no bin");
    let last_update = record.meta.last_update.expect("the server tells");
    Duration::from_nanos(last_update)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the server's clock is compared with this machine's"
)]
fn unix_time() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_update_is_close_to_the_present_and_rises_with_writes_and_touches() {
    let fixture = Fixture::start().await;
    let cluster = &fixture.cluster;
    let set = fresh_set("updated");
    put(cluster, &set, 1).await;
    let first = last_update(cluster, &set, 1).await;
    let age = unix_time().abs_diff(first);
    assert!(age < Duration::from_secs(60), "{age:?}");
    assert_eq!(
        last_update(cluster, &set, 1).await,
        first,
        "reads change nothing"
    );

    // Servers count in milliseconds, in which more than one write may fit.
    let mut written = first;
    let rises = async {
        while written == first {
            put(cluster, &set, 1).await;
            written = last_update(cluster, &set, 1).await;
        }
    };
    timeout(PATIENCE, rises).await.expect("a write moves it");
    assert!(written > first);
    let record = key(&set, 1);
    let mut touched = written;
    let rises = async {
        while touched == written {
            let touch = cluster.touch(&record, Ttl::Never, None, soon());
            touch.await.unwrap();
            touched = last_update(cluster, &set, 1).await;
        }
    };
    timeout(PATIENCE, rises).await.expect("a touch moves it");
    assert!(touched > written);
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_updates_of_many_keys_are_those_of_each() {
    let fixture = Fixture::start().await;
    let set = fresh_set("updates");
    for number in 0..10 {
        put(&fixture.cluster, &set, number).await;
    }
    let keys: Vec<Key> = (0..12).map(|number| key(&set, number)).collect();
    for projection in [Projection::All, Projection::Header] {
        let options = ReadOptions {
            projection,
            last_update: true,
        };
        let rows = fixture.cluster.get_many(&keys, &options, soon()).await;
        for (number, row) in (0..).zip(rows.unwrap()) {
            let found = row.unwrap().map(|record| record.meta.last_update.unwrap());
            if number < 10 {
                let alone = last_update(&fixture.cluster, &set, number).await;
                assert_eq!(found.map(Duration::from_nanos), Some(alone));
            } else {
                assert_eq!(found, None);
            }
        }
    }
    fixture.stop().await;
}
