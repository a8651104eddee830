import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Readable } from 'node:stream';

/** A running demonstration of the binary, on a free port. */
export interface Server {
  readonly port: number;
  /** Where operations go. */
  readonly url: string;
  /** The same, for WebSocket. */
  readonly socketUrl: string;
  /** Asks the process to end, as a service manager does; yields its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Starts `acm demo` with these limits (as `acm.toml` names them) and waits until it says that it is ready. */
export function startServer(limits: Record<string, number> = {}): Promise<Server> {
  return start(['demo'], limits);
}

/** Starts `acm serve` with a profile of the cluster on that port. */
export function startServing(clusterPort: number): Promise<Server> {
  const env = { AEROSPIKE_HOST: '127.0.0.1', AEROSPIKE_PORT: String(clusterPort) };
  return start(['serve'], {}, env);
}

async function start(
  command: string[],
  limits: Record<string, number>,
  env: NodeJS.ProcessEnv = {},
): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'acm-clients-'));
  const config = join(folder, 'acm.toml');
  const lines = Object.entries(limits).map(([name, value]) => `${name} = ${value}`);
  writeFileSync(config, ['[limits]', ...lines, ''].join('\n'));
  const options = ['--port', '0', '--config', config, '--data-dir', folder];
  const child = spawn(binary(), [...command, ...options], {
    env: { ...process.env, ACM_LOG: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const early = exited.then((code) => {
    throw new Error(`acm ${command.join(' ')} ended with ${String(code)} before it was ready`);
  });
  const port = await Promise.race([ready(child.stdout), early]);
  early.catch(() => undefined);
  return {
    port,
    url: `http://127.0.0.1:${port}/graphql`,
    socketUrl: `ws://127.0.0.1:${port}/graphql`,
    stop: async () => {
      child.kill('SIGTERM');
      const code = await exited;
      rmSync(folder, { recursive: true });
      return code;
    },
  };
}

function binary(): string {
  const target = process.env.CARGO_TARGET_DIR ?? join(homedir(), '.cache/acm/target');
  return process.env.ACM_BINARY ?? join(target, 'debug', 'acm');
}

/** Reads what the process says until it says that it is ready; the port it chose. */
function ready(output: Readable): Promise<number> {
  return new Promise((resolve) => {
    let port = 0;
    createInterface({ input: output }).on('line', (line) => {
      port = Number(/^\s*UI\s+http:\/\/.*:(\d+)\/$/.exec(line)?.[1] ?? port);
      if (line.startsWith('Stop with')) resolve(port);
    });
  });
}
