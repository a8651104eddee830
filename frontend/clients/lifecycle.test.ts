import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { FEED } from './support/profiles';
import { startServer, startServing } from './support/server';

describe('a server that is told to stop', () => {
  it('tells every stream, answers what was asked, and ends well', async () => {
    const server = await startServer({ 'ping-interval-ms': 60_000 });
    const events = await follow(server.url, 'text/event-stream');
    const parts = await follow(server.url, 'multipart/mixed;subscriptionSpec=1.0');

    const socket = new WebSocket(server.socketUrl, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send('{"type":"connection_init"}');
    await once(socket, 'message');
    const closed = once(socket, 'close') as Promise<[number, Buffer]>;

    // A request whose last byte comes after the server was told to stop.
    const body = '{"query":"{ __typename }"}';
    const half = connect(server.port, '127.0.0.1');
    half.write('POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n');
    half.write(`Expect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n`);
    await once(half, 'data');
    half.write(body.slice(0, -1));

    const stopped = server.stop();
    const [code, reason] = await closed;
    expect([code, reason.toString()]).toEqual([1001, 'The server is stopping.']);
    half.write(body.slice(-1));
    const answer = await text(half);
    expect(answer).toMatch(/^HTTP\/1.1 200 OK/);
    expect(answer).toContain('{"data":{"__typename":"Query"}}');

    const told = '"message":"The server is stopping.","extensions":{"code":"UNAVAILABLE"';
    const lastEvents = await events.rest;
    expect(lastEvents).toContain(`event: next\ndata: {"errors":[{${told}`);
    expect(lastEvents.endsWith('event: complete\ndata: \n\n')).toBe(true);
    const lastParts = await parts.rest;
    expect(lastParts).toContain(`{"payload":null,"errors":[{${told}`);
    expect(lastParts.endsWith('\r\n--graphql--\r\n')).toBe(true);
    expect(await stopped).toBe(0);
  });
});

describe('a server whose cluster never answers', () => {
  it('starts without waiting for it, says so to who asks, and ends well', async () => {
    const dialled = new Set<Socket>();
    let givenUp = 0;
    const silent = createServer((socket) => {
      dialled.add(socket);
      socket.on('error', () => undefined).on('close', () => (givenUp += 1));
    });
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');

    const server = await startServing((silent.address() as AddressInfo).port);
    // Had the start waited until some deadline, the connection would have been given up.
    expect(givenUp).toBe(0);
    const ask = async (query: string): Promise<unknown> => {
      const parameters = new URLSearchParams({ query });
      return (await fetch(`${server.url}?${parameters}`)).json();
    };
    const connections = await ask('{ connections { id name } }');
    expect(connections).toMatchObject({ data: { connections: [{ name: 'Aerospike' }] } });

    const code = expect.stringMatching(/^(UNAVAILABLE|TIMEOUT)$/) as string;
    const answer = await ask('{ connections { cluster { nodesAnswered } } }');
    expect(answer).toMatchObject({ errors: [{ extensions: { code } }] });
    expect(dialled.size).toBeGreaterThan(0);
    expect(await server.stop()).toBe(0);
    dialled.forEach((socket) => socket.destroy());
    silent.close();
  });
});

/** Follows the feed until its first item; all that comes after it. */
async function follow(url: string, accept: string): Promise<{ rest: Promise<string> }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query: FEED }),
  });
  const decoder = new TextDecoderStream();
  const reader = response.body?.pipeThrough(decoder).getReader();
  if (!reader) throw new Error('no body');
  let seen = '';
  while (!seen.includes('SNAPSHOT')) seen += (await reader.read()).value ?? '';
  const rest = async (): Promise<string> => {
    let all = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) all += part.value;
    return all;
  };
  return { rest: rest() };
}
