import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { renderAt } from '@/test/renderAt';
import { numberedRecord } from '../../fixtures';
import { NEW_QUERY, type QueryDraft } from '../model/queryDraft';
import { queryUrl } from '../urls';
import { QueryPage } from './QueryPage';

const AGE = { bin: { bin: 'age', is: { int: { ge: '30' } } } };

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
});

function openPage(change: Partial<QueryDraft> = {}) {
  const address = queryUrl('c1', { draft: { ...NEW_QUERY, namespace: 'test', set: 'users', ...change } });
  const view = renderAt('/connections/:connectionId/query', address, <QueryPage />);
  return { ...view, user: userEvent.setup() };
}

const batch = (count: number) => ({
  queryStream: {
    __typename: 'QueryBatch',
    records: Array.from({ length: count }, (_, index) => numberedRecord(index + 1)),
    endCursor: null,
    isLast: true,
    progress: {
      __typename: 'QueryProgress',
      partitionsDone: 4096,
      partitionsTotal: 4096,
      returned: String(count),
      seen: null,
    },
  },
});

describe('the page of queries', () => {
  it('opens a link with its query, and runs nothing by itself', async () => {
    const { gateway } = openPage({ filter: AGE });
    expect(await screen.findByRole('textbox', { name: 'Bin' })).toHaveValue('age');
    expect(screen.getByRole('combobox', { name: 'Operator' })).toHaveValue('ge');
    await waitFor(() => expect(gateway.of('ExplainPlan')).toHaveLength(1));
    expect(gateway.of('QueryStream')).toHaveLength(0);
  });

  it('builds a condition by keys, keeps it in the address, and runs it', async () => {
    const { gateway, router, user } = openPage();
    await user.click(await screen.findByRole('button', { name: 'Add a condition' }));
    const condition = within(screen.getByRole('group', { name: 'Condition 1' }));
    await user.type(condition.getByRole('textbox', { name: 'Bin' }), 'age');
    await user.selectOptions(condition.getByRole('combobox', { name: 'Type' }), 'integer');
    await user.selectOptions(condition.getByRole('combobox', { name: 'Operator' }), '≥');
    await user.type(condition.getByRole('textbox', { name: 'Value' }), '30{Control>}{Enter}{/Control}');
    await waitFor(() => expect(gateway.of('QueryStream')).toHaveLength(1));
    expect(gateway.last('QueryStream').variables).toMatchObject({
      query: { connectionId: 'c1', namespace: 'test', set: 'users', filter: AGE },
      limit: '1000',
    });
    expect(new URLSearchParams(router.state.location.search).get('q')).toContain('"ge":"30"');
    act(() => gateway.last('QueryStream').answer(batch(3)));
    expect(await screen.findByRole('grid', { name: 'Records' })).toHaveAttribute('aria-rowcount', '4');
    expect(screen.getByText(/^3 returned · 4,096 of 4,096 partitions/)).toBeInTheDocument();
  });

  it('says at the field what is missing once someone wants to run it', async () => {
    const { gateway, user } = openPage({ filter: { bin: { bin: '', is: { int: { eq: 'x' } } } } });
    expect(await screen.findByText('Enter a whole 64-bit number.')).toBeInTheDocument();
    expect(screen.queryByText('Enter a name.')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Run' }));
    expect(screen.getByText('Enter a name.')).toBeInTheDocument();
    expect(gateway.of('QueryStream')).toHaveLength(0);
  });

  it('shows what the gateway refuses at the field it names, until that changes', async () => {
    const regex = { bin: { bin: 'name', is: { string: { regex: { pattern: '(a+)+', flags: [] } } } } };
    const { gateway, user } = openPage({ filter: regex });
    await waitFor(() => expect(gateway.of('ExplainPlan')).toHaveLength(1));
    act(() =>
      gateway.last('ExplainPlan').refuse({
        message: 'query.filter.bin.is.string.regex.pattern: a repetition is within another',
        extensions: {
          code: 'BAD_USER_INPUT',
          details: {
            field: 'query.filter.bin.is.string.regex.pattern',
            reason: 'a repetition is within another',
          },
        },
      }),
    );
    const pattern = screen.getByRole('textbox', { name: 'Pattern' });
    await waitFor(() => expect(pattern).toBeInvalid());
    await user.type(pattern, 'b');
    expect(pattern).toBeValid();
  });

  it('tells the plan before anything runs', async () => {
    const { gateway } = openPage({ filter: AGE });
    await waitFor(() => expect(gateway.of('ExplainPlan')).toHaveLength(1));
    act(() =>
      gateway.last('ExplainPlan').answer({
        explainQuery: {
          __typename: 'QueryPlan',
          strategy: 'FULL_SCAN',
          conditions: 1,
          recordsExamined: '12000000',
          recordsInSet: '12000000',
          selectivity: 1,
          index: null,
          warnings: [
            { __typename: 'QueryWarning', code: 'PATTERN_ON_EVERYTHING', message: 'A pattern everywhere.' },
          ],
          suggestedIndex: null,
        },
      }),
    );
    const plan = within(screen.getByRole('region', { name: 'Plan' }));
    expect(await plan.findByText('Full scan')).toBeInTheDocument();
    expect(plan.getByText('looks at about 12,000,000 of 12,000,000 records (100.0%)')).toBeInTheDocument();
    expect(plan.getByText('A pattern everywhere.')).toBeInTheDocument();
  });

  it('sorts the rows that are loaded, and says that the cluster does not', async () => {
    const { gateway, user } = openPage();
    await user.click(await screen.findByRole('button', { name: 'Run' }));
    act(() => gateway.last('QueryStream').answer(batch(3)));
    const sort = await screen.findByRole('combobox', { name: 'Sort the loaded rows by' });
    expect(sort).toHaveAccessibleDescription('Sorts the rows loaded here; the cluster does not sort.');
    await user.selectOptions(sort, 'Loaded rows by name');
    await user.click(screen.getByRole('button', { name: 'Sort from the greatest' }));
    const links = within(screen.getByRole('grid')).getAllByRole('link');
    expect(links.map((link) => link.textContent)).toEqual(['key-3', 'key-2', 'key-1']);
  });

  it('reads records by their keys, and tells which are not there', async () => {
    const keys = { kind: 'string', division: 'lines', text: 'key-1\nkey-2' } as const;
    const { gateway, user } = openPage({ way: 'keys', keys });
    await user.click(await screen.findByRole('button', { name: 'Run' }));
    expect(gateway.last('RecordsByKeys').variables).toMatchObject({
      keys: [
        { namespace: 'test', set: 'users', userKey: { string: 'key-1' } },
        { namespace: 'test', set: 'users', userKey: { string: 'key-2' } },
      ],
    });
    act(() =>
      gateway.last('RecordsByKeys').answer({
        recordsByKeys: [
          { __typename: 'RecordReadResult', index: 0, record: numberedRecord(1), problem: null },
          { __typename: 'RecordReadResult', index: 1, record: null, problem: null },
        ],
      }),
    );
    expect(await screen.findByText('1 found of 2 keys')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '1 not found' })).toBeInTheDocument();
  });

  it('leads to work on all it finds with the query as it stands, and Back leads out again', async () => {
    const { gateway, router, user } = openPage({ filter: AGE });
    const bin = await screen.findByRole('textbox', { name: 'Bin' });
    await user.clear(bin);
    await user.type(bin, 'years');
    await user.click(screen.getByRole('button', { name: 'All it finds' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Delete…' }));
    expect(await screen.findByRole('dialog', { name: 'All records of test.users, filtered' })).toBeVisible();
    await waitFor(() => expect(gateway.of('StartCount')).toHaveLength(1));
    expect(gateway.last('StartCount').variables).toEqual({
      input: {
        query: {
          connectionId: 'c1',
          namespace: 'test',
          set: 'users',
          filter: { bin: { bin: 'years', is: { int: { ge: '30' } } } },
        },
      },
    });
    expect(new URLSearchParams(router.state.location.search).get('do')).toBe('delete');
    await act(() => router.navigate(-1));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: 'Bin' })).toHaveValue('years');
  });

  it('says what is missing before it leads to an export', async () => {
    const { user } = openPage({ filter: { bin: { bin: '', is: { int: { eq: '1' } } } } });
    await user.click(await screen.findByRole('button', { name: 'All it finds' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Export to a file…' }));
    expect(screen.getByText('Enter a name.')).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});
