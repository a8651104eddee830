import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type Server } from './support/server';

/** The commands of the page, each with what it must print. */
const EXPECTED = [
  ['a query', '{"data":{"connections":[{"id":"'],
  ['a query by GET', '{"data":{"connections":[{"name":"demo"'],
  ['a mutation', '{"data":{"createConnection":{"connection":{"id":"'],
  ['a document by its hash, unknown yet', '"code":"PERSISTED_QUERY_NOT_FOUND"'],
  ['a document with its hash', '{"data":{"__typename":"Query"}}'],
  ['a document by its hash', '{"data":{"__typename":"Query"}}'],
  ['a feed as server-sent events', 'event: next\ndata: {"data":{"connectionsChanged":{"kind":"SNAPSHOT"'],
  ['the same by GET', 'event: next\ndata: {"data":{"connectionsChanged":{"kind":"SNAPSHOT"'],
  ['a feed as parts', '{"payload":{"data":{"connectionsChanged":{"kind":"SNAPSHOT"'],
] as const;

/** `# title` and the command after it, as docs/api-design.md shows them. */
function commands(): Map<string, string> {
  const page = readFileSync(new URL('../../docs/api-design.md', import.meta.url), 'utf8');
  const [block = ''] = /(?<=```sh\n)[^]*?(?=```)/.exec(page) ?? [];
  const parts = block.split(/^# (.*)\n/m).slice(1);
  return new Map(
    parts.flatMap((title, index) =>
      index % 2 === 0 ? [[title, parts[index + 1]?.trim() ?? ''] as const] : [],
    ),
  );
}

/** Runs a command in a shell until it has printed the text, or has ended; yields what it printed. */
async function run(command: string, until: string): Promise<string> {
  const shell = spawn('bash', ['-c', `exec ${command}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  for await (const chunk of shell.stdout) {
    printed += String(chunk);
    if (printed.replaceAll('\r', '').includes(until)) break;
  }
  shell.kill();
  return printed.replaceAll('\r', '');
}

describe('curl, as docs/api-design.md shows it', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
  });

  it('is shown for what is tested here, and for nothing else', () => {
    expect([...commands().keys()]).toEqual(EXPECTED.map(([title]) => title));
  });

  it.each(EXPECTED)('%s', async (title, expected) => {
    const command = commands().get(title) ?? '';
    expect(command).toContain('http://localhost:8000/graphql');
    const here = command.replaceAll('http://localhost:8000/graphql', server.url);
    expect(await run(here, expected)).toContain(expected);
  });
});
