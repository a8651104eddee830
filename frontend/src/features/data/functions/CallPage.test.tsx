import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { feedItem } from '@/test/feedItem';
import { renderAt } from '@/test/renderAt';
import { aJob } from '../jobs/fixtures';
import { CallPage } from './CallPage';
import { callUrl, EMPTY_CALL, readCallView } from './urls';

function open(view: Parameters<typeof callUrl>[2]) {
  const at = renderAt(
    '/connections/:connectionId/modules/:module/call',
    callUrl('c1', 'counters.lua', view),
    <CallPage />,
  );
  return { ...at, user: userEvent.setup() };
}

const ON_RECORD = {
  fn: 'add',
  args: ['visits', 2, { $float: '1.0' }],
  namespace: 'test',
  set: 'users',
  key: { kind: 'int', value: '42' },
} as const;
const QUERY = JSON.stringify({ namespace: 'test', set: 'users' });

describe('the address of a call', () => {
  it('says all of it, and is read back the same', () => {
    const views = [
      EMPTY_CALL,
      { ...EMPTY_CALL, ...ON_RECORD },
      { ...EMPTY_CALL, on: 'stream' as const, fn: 'sum', query: QUERY },
    ];
    for (const view of views) {
      const { search } = new URL(callUrl('c1', 'a.lua', view), 'http://x');
      expect(readCallView(new URLSearchParams(search))).toEqual(view);
    }
  });

  it('someone has broken is as far as it is understood', () => {
    const view = readCallView(new URLSearchParams('on=what&fn=add&args={"a&kind=int&key=x'));
    expect(view).toEqual({ ...EMPTY_CALL, fn: 'add' });
  });
});

describe('a call', () => {
  it('on a record sends typed arguments and a typed key, and shows the value that is returned', async () => {
    const { gateway, user } = open(ON_RECORD);
    await user.click(screen.getByRole('button', { name: 'Call' }));
    expect(gateway.last('ExecuteUdf').variables).toEqual({
      input: {
        connectionId: 'c1',
        key: { namespace: 'test', set: 'users', userKey: { int: '42' } },
        call: { module: 'counters.lua', function: 'add', arguments: ['visits', 2, { $float: '1.0' }] },
      },
    });
    act(() =>
      gateway.last('ExecuteUdf').answer({
        executeUdf: { __typename: 'ExecuteUdfPayload', value: { $int: '9007199254740993' } },
      }),
    );
    const value = await screen.findByRole('group', { name: 'Returned value' });
    expect(value).toHaveTextContent('integer9007199254740993');
    expect(screen.getByRole('link', { name: 'Open the record' })).toHaveAttribute(
      'href',
      '/connections/c1/namespaces/test/sets/users?keyType=int&key=42',
    );
  });

  it('that returns nothing says so', async () => {
    const { gateway, user } = open(ON_RECORD);
    await user.click(screen.getByRole('button', { name: 'Call' }));
    act(() =>
      gateway.last('ExecuteUdf').answer({ executeUdf: { __typename: 'ExecuteUdfPayload', value: null } }),
    );
    expect(await screen.findByRole('group', { name: 'Returned value' })).toHaveTextContent('nilnothing');
  });

  it('is put together by hand, and the address follows', async () => {
    const { gateway, user, router } = open({});
    act(() =>
      gateway.last('ModuleFunctions').answer({
        udfModule: { __typename: 'UdfSource', functions: ['add', 'add_up_to'] },
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Call' }));
    expect(screen.getByRole('alert')).toHaveTextContent('Choose a function.');
    expect(gateway.of('ExecuteUdf')).toHaveLength(0);
    await user.click(screen.getByRole('textbox', { name: 'Function' }));
    await user.click(await screen.findByRole('option', { name: 'add_up_to' }));
    await user.click(screen.getByRole('button', { name: 'Add an argument' }));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Type of argument 1' }), 'int');
    await user.type(screen.getByRole('textbox', { name: 'Value of argument 1' }), '7');
    await user.type(screen.getByRole('textbox', { name: 'Namespace' }), 'test');
    await user.type(screen.getByRole('textbox', { name: 'Key' }), 'a');
    await waitFor(() =>
      expect(readCallView(new URLSearchParams(router.state.location.search))).toEqual({
        ...EMPTY_CALL,
        fn: 'add_up_to',
        args: [7],
        namespace: 'test',
        key: { kind: 'string', value: 'a' },
      }),
    );
    expect(screen.getByRole('textbox', { name: 'Value of argument 1' })).toHaveValue('7');
  });

  it('on something else takes the place along that was said', async () => {
    const { user } = open(ON_RECORD);
    await user.click(screen.getByRole('radio', { name: 'The stream of a query' }));
    expect(screen.getByRole('textbox', { name: 'Namespace' })).toHaveValue('test');
    expect(screen.getByRole('textbox', { name: 'Set' })).toHaveValue('users');
  });

  it('that failed shows why, and says so when nobody knows whether it was done', async () => {
    const { gateway, user } = open(ON_RECORD);
    await user.click(screen.getByRole('button', { name: 'Call' }));
    act(() =>
      gateway.last('ExecuteUdf').refuse({
        message: 'The node did not answer in time.',
        extensions: { code: 'TIMEOUT', requestId: 'r1', details: { inDoubt: true } },
      }),
    );
    expect(await screen.findByText('The node did not answer in time.')).toBeInTheDocument();
    expect(screen.getByText(/Nobody knows whether the function has written/)).toBeInTheDocument();
  });

  it('whose answer was lost may have written, too', async () => {
    const { gateway, user } = open(ON_RECORD);
    await user.click(screen.getByRole('button', { name: 'Call' }));
    act(() => gateway.last('ExecuteUdf').lose());
    expect(await screen.findByText(/Nobody knows whether the function has written/)).toBeInTheDocument();
  });

  it('on a stream shows each value it yields, and can be stopped', async () => {
    const { gateway, user } = open({ on: 'stream', fn: 'count_by', args: ['city'], query: QUERY });
    await user.click(screen.getByRole('button', { name: 'Call' }));
    const first = gateway.last('Aggregate');
    expect(first.variables).toEqual({
      query: { connectionId: 'c1', namespace: 'test', set: 'users' },
      call: { module: 'counters.lua', function: 'count_by', arguments: ['city'] },
    });
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(first.signal?.aborted).toBe(true);
    expect(screen.getByText('Stopped. Nothing was changed.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Call' }));
    act(() =>
      gateway.last('Aggregate').answer({
        aggregate: { __typename: 'Aggregation', values: [{ Berlin: 3 }, null], parts: 3 },
      }),
    );
    expect(await screen.findByText('2 values, made of 3 parts the nodes sent')).toBeInTheDocument();
    const value = screen.getByRole('group', { name: 'Value 1' });
    expect(await within(value).findByRole('textbox')).toHaveTextContent('"Berlin": 3');
    expect(screen.getByRole('group', { name: 'Value 2' })).toHaveTextContent('nil');
  });

  it('on each record of a query counts them, asks for that number, and leads to the job', async () => {
    const { gateway, user, router } = open({ on: 'each', fn: 'add', query: QUERY });
    await user.click(screen.getByRole('button', { name: 'Call as a job…' }));
    const query = { connectionId: 'c1', namespace: 'test', set: 'users' };
    const dialog = await screen.findByRole('dialog', { name: 'Call add on all records of test.users' });
    await waitFor(() => expect(gateway.last('StartCount').variables).toEqual({ input: { query } }));
    act(() =>
      gateway.last('StartCount').answer({
        startCount: { __typename: 'StartCountPayload', job: { __typename: 'Job', id: 'n1' } },
      }),
    );
    await waitFor(() => expect(gateway.of('JobFeed')).toHaveLength(1));
    const counted = aJob({ id: 'n1', kind: 'COUNT', phase: 'SUCCEEDED' });
    act(() => gateway.last('JobFeed').answer(feedItem('job', 'JobChanged', { job: counted })));
    const call = within(dialog).getByRole('button', { name: 'Call' });
    await within(dialog).findByText('1,200 records');
    expect(call).toBeDisabled();
    await user.type(within(dialog).getByRole('textbox', { name: /to confirm/ }), '1200');
    await user.click(call);
    expect(gateway.last('StartUdfJob').variables).toEqual({
      input: {
        query,
        call: { module: 'counters.lua', function: 'add', arguments: [] },
        atMost: '1200',
        recordsPerSecond: null,
      },
    });
    act(() =>
      gateway.last('StartUdfJob').answer({
        startUdfJob: { __typename: 'StartUdfJobPayload', job: { __typename: 'Job', id: 'j9' } },
      }),
    );
    await waitFor(() => expect(router.state.location.pathname).toBe('/connections/c1/jobs/j9'));
  });
});
