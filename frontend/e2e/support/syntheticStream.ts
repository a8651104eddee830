import type { Page } from '@playwright/test';

type Options = {
  readonly rows: number;
  /** Rows of one batch. */
  readonly batch: number;
  /** Whether no batch follows the first of a stream. */
  readonly hold?: boolean;
};

/**
 * Has the page make the rows of every query itself, behind the page's own WebSocket: what is measured is the browser alone, and
 * a result has any length. Everything else goes to the gateway. A batch follows the one before as fast as the page takes them.
 */
export async function synthesizeRows(page: Page, options: Options): Promise<void> {
  await page.addInitScript(({ rows, batch, hold = false }) => {
    const record = (index: number) => ({
      __typename: 'Record',
      id: `r${String(index)}`,
      key: {
        __typename: 'RecordKey',
        namespace: 'test',
        set: 'many',
        digest: index.toString(16).padStart(40, '0'),
        userKey: { __typename: 'UserKey', type: 'STRING', value: `key-${String(index)}` },
      },
      bins: {
        id: index,
        name: `name ${String(index)}`,
        score: index + 0.5,
        active: index % 2 === 0,
        tags: ['a', 'b', String(index % 100)],
        address: { city: 'Bern', street: `Street ${String(index % 1000)}`, zip: 3000 + (index % 100) },
        note: 'x'.repeat(120),
      },
      generation: 1,
      ttl: { __typename: 'RecordTtl', never: true, seconds: null, expiresAt: null },
      lastUpdate: null,
    });
    type Message = {
      readonly id: string;
      readonly type: string;
      readonly payload?: {
        readonly query?: string;
        readonly variables?: { readonly after?: string | null; readonly limit?: string | null };
      };
    };
    const Real = window.WebSocket;
    window.WebSocket = class extends Real {
      private readonly open = new Set<string>();

      override send(data: string): void {
        const { id, type, payload } = JSON.parse(data) as Message;
        if (type === 'subscribe' && payload?.query?.includes('queryStream') === true) {
          this.open.add(id);
          const from = Number(payload.variables?.after ?? 0);
          const limit = Number(payload.variables?.limit ?? rows);
          this.answer(id, from, Math.min(rows, from + limit));
        } else if (type === 'complete' && this.open.delete(id)) {
          return;
        } else {
          super.send(data);
        }
      }

      private answer(id: string, from: number, end: number): void {
        if (!this.open.has(id)) {
          return;
        }
        const to = Math.min(end, from + batch);
        const isLast = to === end;
        const queryStream = {
          __typename: 'QueryBatch',
          records: Array.from({ length: to - from }, (_, index) => record(from + index)),
          endCursor: to === rows ? null : String(to),
          isLast,
          progress: {
            __typename: 'QueryProgress',
            partitionsDone: Math.floor((to / rows) * 4096),
            partitionsTotal: 4096,
            returned: String(to - from),
            seen: null,
          },
        };
        this.say({ id, type: 'next', payload: { data: { queryStream } } });
        if (isLast) {
          this.open.delete(id);
          this.say({ id, type: 'complete' });
        } else if (!hold) {
          setTimeout(() => this.answer(id, to, end));
        }
      }

      private say(message: object): void {
        this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
      }
    };
  }, options);
}
