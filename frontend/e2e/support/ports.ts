import { createServer } from 'node:net';

/** A loopback port on which nothing listens: it was free a moment ago, and the system hands out others first. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve, reject) =>
    server.close((error) => (error === undefined ? resolve() : reject(error))),
  );
  if (address === null || typeof address === 'string') throw new Error('The port has no number');
  return address.port;
}
