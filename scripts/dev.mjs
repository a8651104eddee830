// Development: the UI with hot reload, and the gateway with the embedded cluster, built again and
// restarted when a source file changes. Arguments go to `acm demo`.
import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const port = process.env.BACKEND_PORT ?? "8000";
const env = { ...process.env, BACKEND_PORT: port, BACKEND_URL: process.env.BACKEND_URL ?? `http://localhost:${port}` };
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const QUIET_MS = 300;

const start = (command, args, options = {}) =>
  spawn(command, args, { cwd: root, env, stdio: "inherit", ...options });
const ended = (child) => new Promise((resolve) => child.once("exit", resolve));

let gateway;
let timer;
let building = false;
let again = false;

async function rebuild() {
  if (building) {
    again = true;
    return;
  }
  building = true;
  do {
    again = false;
    const code = await ended(start("cargo", ["build", "-p", "acm-gateway", "--bin", "acm"]));
    if (code === 0) await restart();
  } while (again);
  building = false;
}

async function restart() {
  if (gateway && gateway.exitCode === null) {
    gateway.kill("SIGTERM");
    await ended(gateway);
  }
  gateway = start(join(target, "debug", "acm"), ["demo", ...process.argv.slice(2)]);
}

const changed = (_, file) => {
  if (!/\.(rs|toml)$/.test(file ?? "")) return;
  clearTimeout(timer);
  timer = setTimeout(rebuild, QUIET_MS);
};
watch(join(root, "crates"), { recursive: true }, changed);
watch(join(root, "Cargo.toml"), changed);

// Vite itself, not npm: npm does not hand a SIGTERM on.
const vite = join(root, "frontend", "node_modules", "vite", "bin", "vite.js");
const ui = start(process.execPath, [vite], { cwd: join(root, "frontend") });
const stop = () => {
  ui.kill("SIGTERM");
  gateway?.kill("SIGTERM");
  process.exit(0);
};
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
await rebuild();
