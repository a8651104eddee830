//! Measures the gateway against a minimal hand-written service for the same work, in one run: the
//! server that works alone on core 0, load and cluster on core 1, each a process of its own.
//! `docs/performance.md` says how to read what it prints.
//!
//! Nothing is asserted about time. A request that is not answered rightly ends the run.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement prints its table and ends when its set-up is broken"
)]

mod cases;
mod contest;
mod exports;
mod http;
mod kubernetes;
mod machine;
mod process;
mod readers;
mod records;
mod service;
mod start;
mod streams;
mod verdicts;

use std::{env, fs, net::SocketAddr, time::Instant};

use cases::{KEYS, Sides};
use http::{Connection, send};
use machine::{OTHERS, SERVER, pin, raise_open_files, resident_megabytes};
use process::{Process, acm, own};
use records::{DENSE, SPARSE};
use serde_json::{Value, json};
use tokio::runtime::Builder;
use verdicts::Verdicts;

/// The allocator the binary `acm` has.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Parts of the run; some can be named to run only them.
const PARTS: [&str; 9] = [
    "start",
    "floor",
    "get",
    "put",
    "pages",
    "readers",
    "stream",
    "export",
    "kubernetes",
];
/// Clients that ask at the same time, each one request after the other.
const CLIENTS: [u64; 2] = [16, 64];
/// Open files that nobody needs for readers.
const SPARE_FILES: usize = 300;
/// Bounds of the edge that ten thousand readers from one address meet.
const CONFIG: &str = "[limits]\nmax-connections = 20000\nmax-connections-per-client = 20000\nmax-http-connections = 20000\nmax-http-connections-per-client = 20000\nmax-requests-per-second = 1000000\nmax-cost-per-second = 1000000000\nmax-client-feed-bytes = 1000000000\nmax-feed-bytes = 1000000000\n";

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [service, hosts] = arguments.as_slice()
        && service == "service"
    {
        let hosts: Vec<SocketAddr> = hosts.split(',').map(|host| host.parse().unwrap()).collect();
        let runtime = Builder::new_multi_thread().enable_all().build();
        return runtime.unwrap().block_on(service::run(&hosts));
    }
    if let Some(unknown) = arguments
        .iter()
        .find(|part| !PARTS.contains(&part.as_str()))
    {
        println!(
            "There is no part {unknown}; parts are {}.",
            PARTS.join(", ")
        );
        return;
    }
    if !(pin(SERVER) && pin(OTHERS)) {
        println!("Processes cannot be kept on their cores here: rates say little.");
    }
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.unwrap().block_on(run(&arguments));
}

async fn run(parts: &[String]) {
    let wanted = |part: &str| parts.is_empty() || parts.iter().any(|wanted| wanted == part);
    let (began, files) = (Instant::now(), raise_open_files());
    let mut verdicts = Verdicts::default();
    if wanted("start") {
        let (took, megabytes) = start::measure().await;
        verdicts.add(
            took < 100.0,
            &format!("start to first answer: {took:.0} ms; aim below 100"),
        );
        verdicts.add(
            megabytes < 30.0,
            &format!("memory at rest: {megabytes:.1} MB; aim below 30"),
        );
    }
    if wanted("kubernetes") {
        kubernetes::measure(&mut verdicts).await;
    }
    if parts == ["kubernetes"] {
        return verdicts.print();
    }
    let (cluster, hosts) = cluster();
    let client = records::connect(&hosts).await;
    records::fill(&client).await;
    let names: Vec<String> = hosts.iter().map(SocketAddr::to_string).collect();
    let service = Process::start(SERVER, &own(), &["service", &names.join(",")]);
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("acm.toml");
    fs::write(&config, CONFIG).unwrap();
    let gateway = start::serve(folder.path(), Some(&config));
    let address = gateway.addresses("GraphQL")[0];
    let sides = Sides {
        gateway: (address, gateway.id()),
        service: (service.addresses("Listening")[0], service.id()),
        connection: connect(address, &names).await,
    };
    contests(&sides, &wanted, &mut verdicts).await;
    if wanted("readers") {
        watch(&sides, files, &mut verdicts).await;
    }
    if wanted("stream") || wanted("export") {
        records::fill_million(&client).await;
    }
    if wanted("stream") {
        streams::measure(&client, &sides, &mut verdicts).await;
    }
    if wanted("export") {
        exports::measure(&sides, &mut verdicts).await;
    }
    let (of_service, of_gateway) = (
        resident_megabytes(service.id()),
        resident_megabytes(gateway.id()),
    );
    println!("memory in the end: by hand {of_service:.0} MB, gateway {of_gateway:.0} MB");
    verdicts.print();
    drop((service, gateway));
    records::clear(&client).await;
    client.close().await.unwrap();
    drop(cluster);
    println!("\nTook {:.0} s.", began.elapsed().as_secs_f64());
}

/// The embedded cluster, or the one `ACM_TEST_AEROSPIKE` names, which whoever started it has put on
/// core 1.
fn cluster() -> (Option<Process>, Vec<SocketAddr>) {
    if let Ok(hosts) = env::var("ACM_TEST_AEROSPIKE") {
        println!("Aerospike at {hosts}.\n");
        let hosts = hosts.split(',').map(|host| host.parse().unwrap()).collect();
        return (None, hosts);
    }
    println!("Embedded cluster of three nodes.\n");
    let arguments = ["embedded", "--nodes", "3", "--port", "0"];
    let cluster = Process::start(OTHERS, &acm(), &arguments);
    let hosts = cluster.addresses("Nodes");
    (Some(cluster), hosts)
}

/// Makes a profile of the cluster.
async fn connect(gateway: SocketAddr, hosts: &[String]) -> String {
    let query = "mutation($input: CreateConnectionInput!) { createConnection(input: $input) { connection { id } } }";
    let variables = json!({ "input": { "name": "bench", "hosts": hosts } });
    let body = json!({ "query": query, "variables": variables }).to_string();
    let mut connection = Connection::open(gateway).await;
    let answer = connection.ask(&send("POST", "/graphql", &body)).await;
    let answer: Value = serde_json::from_slice(answer).unwrap();
    let id = &answer["data"]["createConnection"]["connection"]["id"];
    id.as_str().unwrap().to_owned()
}

async fn contests(sides: &Sides, wanted: &impl Fn(&str) -> bool, verdicts: &mut Verdicts) {
    contest::head();
    if wanted("floor") {
        contest::run("nothing", &sides.floor(), CLIENTS[0]).await;
    }
    if wanted("get") {
        let mut single = 0.0;
        for clients in CLIENTS {
            let both = contest::run("get", &sides.get(), clients).await;
            let work = format!("get, {clients} clients");
            verdicts.share(&work, both[0], both[1], 0.6);
            if clients == CLIENTS[0] {
                single = both[1].per_second;
            }
        }
        let both = contest::run("100 keys", &sides.batch(), CLIENTS[0]).await;
        let times = both[1].per_second * KEYS as f64 / single;
        let text =
            format!("keys a second of a 100-key operation: {times:.1} times single gets; aim 4");
        verdicts.add(times >= 4.0, &text);
    }
    if wanted("put") {
        for clients in CLIENTS {
            let both = contest::run("put", &sides.put(), clients).await;
            let work = format!("put, {clients} clients");
            verdicts.share(&work, both[0], both[1], 0.5);
        }
    }
    if wanted("pages") {
        for set in [DENSE].into_iter().chain(SPARSE) {
            let dense = set.1 == DENSE.1;
            let aim = if dense { 4.0 } else { 1.0 };
            let work = format!("page of 50 of {}", set.1);
            let all = contest::run(&work, &sides.page(set), CLIENTS[0]).await;
            let times = all[all.len() - 1].per_second / all[0].per_second;
            let text = format!("{work}: {times:.1} times a query of all partitions; aim {aim}");
            verdicts.add(times >= aim, &text);
        }
    }
}

async fn watch(sides: &Sides, files: usize, verdicts: &mut Verdicts) {
    let watched = readers::watch(1_000, sides.gateway, &sides.connection).await;
    let (cpu, megabytes) = (watched.cpu * 100.0, watched.megabytes);
    let text = format!(
        "1000 readers: {cpu:.1} % of a core, aim below 10; {megabytes:.0} MB, aim below 40; {} lost, aim 0",
        watched.lost
    );
    let met = cpu < 10.0 && megabytes < 40.0 && watched.lost == 0 && watched.held == 1_000;
    verdicts.add(met, &text);
    let many = files.saturating_sub(SPARE_FILES).min(10_000);
    if many < 10_000 {
        println!(
            "The limit of open files allows {many} readers, not 10000: raise it with ulimit -n."
        );
    }
    let watched = readers::watch(many, sides.gateway, &sides.connection).await;
    let text = format!(
        "{many} readers: {} held, {} lost",
        watched.held, watched.lost
    );
    verdicts.add(watched.held == 10_000 && watched.lost == 0, &text);
}
