import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

/** A wire between a client and the server that can be cut. */
export interface Wire {
  readonly port: number;
  /** Connections made through it so far. */
  readonly made: () => number;
  /** Cuts every connection, without a goodbye to either side. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

export async function layWire(target: number): Promise<Wire> {
  const ends = new Set<Socket>();
  let made = 0;
  const server = createServer((client) => {
    made += 1;
    const remote = connect(target, '127.0.0.1');
    for (const [end, other] of [
      [client, remote],
      [remote, client],
    ] as const) {
      ends.add(end);
      end.pipe(other);
      // A cut wire is what this is for.
      end.on('error', () => undefined);
      end.on('close', () => {
        ends.delete(end);
        other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => ends.forEach((end) => end.destroy());
  return {
    port: (server.address() as AddressInfo).port,
    made: () => made,
    cut,
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
