import { ApolloClient, ApolloLink, type OperationVariables } from '@apollo/client';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { OperationTypeNode } from 'graphql';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { NEVER, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createCache } from '@/shared/apollo/cache';
import { DEFAULT_OPTIONS } from '@/shared/apollo/client';
import { Providers } from '../Providers';
import { appRoutes } from '../router';

const CONNECTION = {
  __typename: 'Connection',
  id: 'c1',
  name: 'Payments',
  hosts: ['10.0.0.1:3000'],
  clusterName: null,
  color: '#1c7ed6',
  env: 'production',
  labels: [{ __typename: 'Label', key: 'env', value: 'production' }],
  note: null,
  revision: '1',
  keepsHistory: true,
  health: null,
};

/** A gateway that knows one connection, manages Kubernetes or not, and whose feeds are silent. */
const gateway = (kubernetes: boolean) =>
  new ApolloLink(({ operationType, operationName }) => {
    if (operationType === OperationTypeNode.SUBSCRIPTION) return NEVER;
    return of({ data: answerTo(operationName, kubernetes) });
  });

function answerTo(operation: string | undefined, kubernetes: boolean): OperationVariables {
  switch (operation) {
    case 'Connections':
      return { connections: [CONNECTION] };
    case 'Kubernetes':
      return { features: { __typename: 'Features', kubernetes } };
    default:
      return { connection: null };
  }
}

function open(at: string, { kubernetes = false } = {}) {
  const client = new ApolloClient({
    link: gateway(kubernetes),
    cache: createCache(),
    defaultOptions: DEFAULT_OPTIONS,
  });
  const router = createMemoryRouter(appRoutes(), { initialEntries: [at] });
  render(
    <Providers client={client} socket={null}>
      <RouterProvider router={router} />
    </Providers>,
  );
  return { router, user: userEvent.setup() };
}

describe('the shell', () => {
  it('leads from the root to the connections and names the document', async () => {
    const { router } = open('/');
    expect(await screen.findByRole('heading', { level: 1, name: 'Connections' })).toBeVisible();
    expect(router.state.location.pathname).toBe('/connections');
    expect(document.title).toBe('Connections · Aerospike Cluster Manager');
  });

  it('lists connections by environment and unfolds one to its screens', async () => {
    const { user } = open('/connections');
    const main = within(await screen.findByRole('navigation', { name: 'Main' }));
    const list = within(await main.findByRole('list', { name: 'production' }));
    const button = list.getByRole('button', { name: /Payments/ });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    await user.click(button);
    expect(button).toHaveAttribute('aria-expanded', 'true');
    expect(list.getByRole('link', { name: 'Dashboard', hidden: true })).toHaveAttribute(
      'href',
      '/connections/c1/dashboard',
    );
  });

  it('shows the way to the page with the connection’s name, and puts the focus on the title after moving', async () => {
    const { router, user } = open('/connections');
    await screen.findByRole('heading', { level: 1 });
    await user.keyboard('{Alt>}n{/Alt}');
    await waitFor(() =>
      expect(screen.getByRole('heading', { level: 1, name: 'Add connection' })).toHaveFocus(),
    );
    await router.navigate('/connections/c1/edit');
    const crumbs = within(screen.getByRole('navigation', { name: 'Breadcrumbs' }));
    expect(await crumbs.findByRole('link', { name: 'Payments' })).toHaveAttribute('href', '/connections/c1');
  });

  it('goes anywhere from the command palette', async () => {
    const { router, user } = open('/connections');
    await screen.findByRole('article', { name: 'Payments' });
    await user.click(screen.getAllByRole('button', { name: /Go to…/ })[0] ?? document.body);
    await user.type(await screen.findByRole('textbox', { name: 'Go to' }), 'edit');
    await user.click(await screen.findByRole('button', { name: /Edit connection/ }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/connections/c1/edit'));
  });

  it('lists the shortcuts on "?"', async () => {
    const { user } = open('/connections');
    await screen.findByRole('heading', { level: 1 });
    await user.keyboard('{Shift>}?{/Shift}');
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeInTheDocument();
  });

  it('leads to the clusters in Kubernetes only where they are managed', async () => {
    open('/connections', { kubernetes: true });
    const main = within(await screen.findByRole('navigation', { name: 'Main' }));
    expect(await main.findByRole('link', { name: 'Kubernetes' })).toHaveAttribute('href', '/k8s/clusters');
    cleanup();
    open('/connections');
    expect(await screen.findByRole('link', { name: 'Overview' })).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Kubernetes' })).toBeNull();
  });

  it('says so when an address leads nowhere', async () => {
    open('/nowhere');
    expect(await screen.findByRole('heading', { level: 1, name: 'Nothing here' })).toBeVisible();
  });
});
