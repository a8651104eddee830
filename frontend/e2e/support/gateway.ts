import { Api } from './api';

/** One bin value as the API's `AerospikeValue` scalar writes it. */
export type BinValue =
  string | number | boolean | null | readonly BinValue[] | { readonly [key: string]: BinValue };

export type UserKey = { readonly string: string } | { readonly int: string } | { readonly bytes: string };

export type StoredRecord = { readonly generation: number; readonly bins: Record<string, BinValue> };

/** Name of the profile that `acm demo` makes for its own cluster. */
export const DEMO = 'demo';

/** The gateway as a script sees it: what stands behind a journey or happens behind its back. */
export class Gateway extends Api {
  async connections(): Promise<
    readonly { readonly id: string; readonly name: string; readonly revision: string }[]
  > {
    type Answer = {
      readonly connections: readonly {
        readonly id: string;
        readonly name: string;
        readonly revision: string;
      }[];
    };
    return (await this.run<Answer>('{ connections { id name revision } }')).connections;
  }

  /** The id of the demonstration's connection. */
  async demo(): Promise<string> {
    const demo = (await this.connections()).find(({ name }) => name === DEMO);
    if (demo === undefined) throw new Error('There is no demo connection: the journeys need `acm demo`');
    return demo.id;
  }

  /** Makes a connection and yields its id. */
  async createConnection(input: {
    readonly name: string;
    readonly hosts: readonly string[];
    readonly username?: string;
    readonly password?: string;
  }): Promise<string> {
    type Answer = { readonly createConnection: { readonly connection: { readonly id: string } } };
    const { createConnection } = await this.run<Answer>(
      'mutation ($input: CreateConnectionInput!) { createConnection(input: $input) { connection { id } } }',
      { input },
    );
    return createConnection.connection.id;
  }

  /** Deletes every connection but the demonstration's. */
  async deleteOtherConnections(): Promise<void> {
    for (const { id, name } of await this.connections()) {
      if (name === DEMO) continue;
      await this.run(
        'mutation ($input: DeleteConnectionInput!) { deleteConnection(input: $input) { __typename } }',
        { input: { id } },
      );
    }
  }

  /** Writes bins of a record of the demonstration, whatever is there. */
  async put(set: string, userKey: UserKey, bins: Record<string, BinValue>): Promise<void> {
    await this.run('mutation ($input: PutRecordInput!) { putRecord(input: $input) { __typename } }', {
      input: { connectionId: await this.demo(), key: { namespace: 'test', set, userKey }, bins },
    });
  }

  async delete(set: string, userKey: UserKey): Promise<void> {
    await this.run('mutation ($input: DeleteRecordInput!) { deleteRecord(input: $input) { deleted } }', {
      input: { connectionId: await this.demo(), key: { namespace: 'test', set, userKey } },
    });
  }

  /** A record of the demonstration; null when there is none. */
  async record(set: string, userKey: UserKey): Promise<StoredRecord | null> {
    const { record } = await this.run<{ readonly record: StoredRecord | null }>(
      'query ($id: ID!, $key: RecordKeyInput!) { record(connectionId: $id, key: $key) { generation bins } }',
      { id: await this.demo(), key: { namespace: 'test', set, userKey } },
    );
    return record;
  }
}
