//! One API server and one operator for all tests of this program.

use std::sync::OnceLock;

use acm_tests::{
    KubeServer, KubeSetup,
    operator::{Operator, Settings},
};
use kube::Client;

/// How many times faster than the real operator ours waits.
pub(crate) const SPEED: f64 = 10.0;

/// What the tests share.
pub(crate) struct Bed {
    pub(crate) server: KubeServer,
    pub(crate) operator: Operator,
}

impl Bed {
    /// Starts both with the first test that asks.
    pub(crate) fn shared() -> &'static Self {
        static BED: OnceLock<Bed> = OnceLock::new();
        BED.get_or_init(|| {
            // Outlives the runtime of each test.
            let (made, taken) = std::sync::mpsc::channel();
            std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_multi_thread()
                    .worker_threads(2)
                    .enable_all()
                    .build()
                    .unwrap();
                runtime.block_on(async {
                    made.send(Self::start().await).unwrap();
                    std::future::pending::<()>().await;
                });
            });
            taken.recv().unwrap()
        })
    }

    async fn start() -> Self {
        let server = KubeServer::start(
            &KubeSetup::default()
                .with_definitions()
                .with_user("limited", &["limited"]),
        );
        let settings = Settings {
            speed: SPEED,
            webhooks: true,
        };
        let operator = Operator::start(server.client().await, settings).await;
        Self {
            operator: operator.unwrap(),
            server,
        }
    }

    /// A client of the runtime of the calling test.
    pub(crate) async fn client(&self) -> Client {
        self.server.client().await
    }
}
