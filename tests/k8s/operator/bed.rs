//! One API server and one operator for all tests of this program.

use std::{path::PathBuf, sync::OnceLock};

use acm_tests::operator::{Operator, Settings};
use kube::{
    Client, Config,
    config::{KubeConfigOptions, Kubeconfig},
};

/// How many times faster than the real operator ours waits.
pub(super) const SPEED: f64 = 10.0;

/// What the tests share.
pub(super) struct Bed {
    kubeconfig: PathBuf,
    pub(super) operator: Operator,
}

impl Bed {
    /// Starts both with the first test that asks.
    pub(super) fn shared() -> &'static Self {
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
        let kubeconfig = PathBuf::from(std::env::var("ACM_TEST_KUBECONFIG").unwrap());
        let settings = Settings {
            speed: SPEED,
            webhooks: true,
        };
        let operator = Operator::start(connect(&kubeconfig).await, settings).await;
        Self {
            operator: operator.unwrap(),
            kubeconfig,
        }
    }

    /// A client of the runtime of the calling test.
    pub(super) async fn client(&self) -> Client {
        connect(&self.kubeconfig).await
    }
}

async fn connect(kubeconfig: &PathBuf) -> Client {
    let file = Kubeconfig::read_from(kubeconfig).unwrap();
    let config = Config::from_custom_kubeconfig(file, &KubeConfigOptions::default()).await;
    Client::try_from(config.unwrap()).unwrap()
}
