import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { renderAt } from '@/test/renderAt';
import { ConfigPage } from './ConfigPage';

function parameter(name: string, values: readonly (string | null)[], change: object = {}) {
  return {
    __typename: 'ConfigParameter',
    name,
    values,
    differs: new Set(values).size > 1,
    editable: true,
    documentation: {
      __typename: 'ConfigDocumentation',
      text: `What ${name} is for.`,
      type: 'INTEGER',
      unit: 'SECONDS',
      default: '0',
      dynamic: true,
      enterpriseOnly: false,
      perNode: false,
      minimum: '0',
      maximum: null,
      options: [],
    },
    ...change,
  };
}

function section(context: string, parameters: readonly object[], change: object = {}) {
  return {
    __typename: 'ConfigSection',
    context,
    namespace: null,
    set: null,
    differingCount: 0,
    problems: [],
    parameters,
    ...change,
  };
}

const SECTIONS = [
  section(
    'SERVICE',
    [parameter('ticker-interval', ['10', '10']), parameter('proto-fd-max', ['15000', '20000'])],
    {
      differingCount: 1,
    },
  ),
  section('NETWORK', [parameter('service.port', ['3000', '3000'], { editable: false })]),
  section('NAMESPACE', [parameter('nsup-period', ['120', null])], { namespace: 'test' }),
];

async function openConfig(
  search = '',
  sections: readonly object[] = SECTIONS,
  problems: readonly object[] = [],
) {
  const view = renderAt(
    '/connections/:connectionId/config',
    `/connections/c1/config${search}`,
    <ConfigPage />,
  );
  await waitFor(() => expect(view.gateway.of('Configuration')).toHaveLength(1));
  const answer = () =>
    act(() =>
      view.gateway.last('Configuration').answer({
        config: {
          __typename: 'ClusterConfig',
          nodes: ['A1', 'A2'],
          readAt: new Date().toISOString(),
          problems,
          sections,
        },
      }),
    );
  answer();
  await screen.findByRole('table', { name: 'Parameters' });
  return { ...view, answer };
}

const table = () => screen.getByRole('table', { name: 'Parameters' });

describe('the configuration', () => {
  it('shows every parameter by node and marks those that differ', async () => {
    await openConfig();
    expect(within(table()).getByRole('row', { name: /ticker-interval dynamic 10 10/ })).toBeInTheDocument();
    const row = within(table()).getByRole('row', { name: /proto-fd-max/ });
    expect(row).toHaveTextContent('differs');
    expect(row).toHaveTextContent('20000');
    expect(screen.getByRole('tab', { name: /Service 1 differ/ })).toBeInTheDocument();
  });

  it('keeps tab, search and filters in the address', async () => {
    const { router } = await openConfig('?only=differing');
    expect(within(table()).queryByRole('row', { name: /ticker-interval/ })).toBeNull();
    expect(screen.getByText('1 of 2 parameters')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Differing' }));
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search parameters' }), 'tick');
    expect(router.state.location.search).toBe('?q=tick');
    expect(within(table()).getAllByRole('row')).toHaveLength(2);
    await userEvent.clear(screen.getByRole('searchbox', { name: 'Search parameters' }));
    await userEvent.click(screen.getByRole('tab', { name: 'Network' }));
    expect(router.state.location.search).toBe('?tab=network');
    expect(within(table()).getByRole('row', { name: /service.port/ })).toBeInTheDocument();
  });

  it('says unknown where a node lists no such parameter', async () => {
    await openConfig('?tab=namespace');
    const row = within(table()).getByRole('row', { name: /nsup-period/ });
    expect(row).toHaveTextContent('This node lists no such parameter');
    expect(screen.getByRole('textbox', { name: 'Namespace' })).toHaveValue('test');
  });

  it('names the nodes that did not answer and shows the rest', async () => {
    await openConfig('', SECTIONS, [
      { __typename: 'Problem', code: 'TIMEOUT', message: 'No answer within 2 s.', node: 'A3' },
    ]);
    expect(screen.getByRole('alert')).toHaveTextContent('A3: No answer within 2 s.');
  });

  it('changes a parameter on the chosen nodes and tells what each runs, then reads all again', async () => {
    const { gateway, answer } = await openConfig('?parameter=proto-fd-max');
    const drawer = await screen.findByRole('dialog', { name: /proto-fd-max/ });
    expect(drawer).toHaveTextContent('What proto-fd-max is for.');
    expect(drawer).toHaveTextContent('whole number of seconds, at least 0');
    const value = within(drawer).getByRole('textbox', { name: 'New value' });
    await userEvent.clear(value);
    await userEvent.type(value, '30000');
    await userEvent.click(within(drawer).getByRole('checkbox', { name: 'A1' }));
    await userEvent.click(within(drawer).getByRole('button', { name: 'Change on 1 node' }));
    expect(gateway.last('SetConfig').variables).toEqual({
      input: { connectionId: 'c1', context: 'SERVICE', name: 'proto-fd-max', value: '30000', nodes: ['A2'] },
    });
    act(() =>
      gateway.last('SetConfig').answer({
        setConfig: {
          __typename: 'SetConfigPayload',
          results: [
            {
              __typename: 'SetConfigResult',
              node: 'A2',
              outcome: 'REFUSED',
              before: '20000',
              running: '20000',
              problem: {
                __typename: 'Problem',
                code: 'BAD_USER_INPUT',
                message: 'The node does not take this value.',
                node: 'A2',
              },
            },
          ],
        },
      }),
    );
    const results = await screen.findByRole('table', { name: 'What became of the change' });
    expect(within(results).getByRole('row', { name: /A2 20000 20000 refused/ })).toHaveTextContent(
      'The node does not take this value.',
    );
    await waitFor(() => expect(gateway.of('Configuration')).toHaveLength(2));
    answer();
    expect(results).toBeInTheDocument();
  });

  it('says why a parameter cannot be changed', async () => {
    await openConfig('?tab=network&parameter=service.port');
    const drawer = await screen.findByRole('dialog', { name: /service.port/ });
    expect(drawer).toHaveTextContent('It cannot be changed while a node runs');
    expect(within(drawer).queryByRole('button', { name: /Change on/ })).toBeNull();
  });

  it('reads a set that has no setting of its own when the address names it', async () => {
    const { gateway } = await openConfig('?tab=service');
    expect(gateway.of('Configuration')).toHaveLength(1);
    const view = renderAt(
      '/connections/:connectionId/config',
      '/connections/c1/config?tab=set&namespace=test&set=users',
      <ConfigPage />,
    );
    await waitFor(() => expect(view.gateway.of('Configuration')).toHaveLength(1));
    const config = (sections: readonly object[]) => ({
      config: {
        __typename: 'ClusterConfig',
        nodes: ['A1'],
        readAt: new Date().toISOString(),
        problems: [],
        sections,
      },
    });
    act(() => view.gateway.last('Configuration').answer(config([])));
    await waitFor(() =>
      expect(view.gateway.last('Configuration').variables).toMatchObject({
        contexts: ['SET'],
        namespace: 'test',
        set: 'users',
      }),
    );
    act(() =>
      view.gateway
        .last('Configuration')
        .answer(
          config([
            section('SET', [parameter('stop-writes-count', ['0'])], { namespace: 'test', set: 'users' }),
          ]),
        ),
    );
    expect(await within(view.container).findByRole('row', { name: /stop-writes-count/ })).toBeInTheDocument();
  });

  it('explains what went wrong when no node answers', async () => {
    const view = renderAt('/connections/:connectionId/config', '/connections/c1/config', <ConfigPage />);
    await waitFor(() => expect(view.gateway.of('Configuration')).toHaveLength(1));
    act(() =>
      view.gateway
        .last('Configuration')
        .answer({ config: null }, [
          { message: 'No node answers.', path: ['config'], extensions: { code: 'UNAVAILABLE' } },
        ]),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('No node answers.');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(view.gateway.of('Configuration')).toHaveLength(2));
  });
});
