import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Readable } from 'node:stream';

/** A running demonstration of the binary, on a free port. */
export interface Server {
  /** Where operations go. */
  readonly url: string;
  /** The same, for WebSocket. */
  readonly socketUrl: string;
  readonly port: number;
  /** Asks the process to end, as a service manager does; yields its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Starts `acm demo` and waits until it says that it is ready. */
export async function startServer(env: NodeJS.ProcessEnv = {}): Promise<Server> {
  const child = spawn(binary(), ['demo', '--port', '0'], {
    env: { ...process.env, ACM_LOG: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const port = await Promise.race([ready(child), exited.then(([code]) => failed(code))]);
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    socketUrl: `ws://127.0.0.1:${port}/graphql`,
    port,
    stop: async () => {
      child.kill('SIGTERM');
      const [code] = await exited;
      return code;
    },
  };
}

function binary(): string {
  const target = process.env.CARGO_TARGET_DIR ?? join(homedir(), '.cache/acm/target');
  return process.env.ACM_BINARY ?? join(target, 'debug', 'acm');
}

async function ready(child: ChildProcessByStdio<null, Readable, null>): Promise<number> {
  let port: number | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /^\s*UI\s+http:\/\/.*:(\d+)\/$/.exec(line);
    if (found) port = Number(found[1]);
    if (port !== undefined && line.startsWith('Stop with')) {
      child.stdout.resume();
      return port;
    }
  }
  throw new Error('acm demo closed its output before it was ready');
}

function failed(code: number | null): never {
  throw new Error(`acm demo ended with ${String(code)} before it was ready`);
}
