//! One operator for all tests of this program, on the server they share.

use std::sync::OnceLock;

use acm_tests::{
    KubeServer,
    operator::{Operator, Settings},
};

/// How many times faster than the real operator ours waits.
pub(super) const SPEED: f64 = 10.0;

/// The operator, started with the first test that asks.
pub(super) fn operator() -> &'static Operator {
    static OPERATOR: OnceLock<Operator> = OnceLock::new();
    OPERATOR.get_or_init(|| {
        let (made, taken) = std::sync::mpsc::channel();
        // A runtime that outlives the one of each test.
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let settings = Settings {
                    speed: SPEED,
                    webhooks: true,
                };
                let client = KubeServer::shared().client().await;
                made.send(Operator::start(client, settings).await.unwrap())
                    .ok();
                std::future::pending::<()>().await;
            });
        });
        taken.recv().unwrap()
    })
}
