import type { MockLink } from '@apollo/client/testing';
import { MockedProvider } from '@apollo/client/testing/react';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { createMemoryRouter, Outlet, type RouteObject, RouterProvider } from 'react-router';
import { createCache } from '@/shared/apollo/cache';

interface RenderOptions {
  readonly routes: RouteObject[];
  readonly at: string;
  readonly mocks: readonly MockLink.MockedResponse[];
  /** Drawn around the routes, inside all providers. */
  readonly around?: (children: ReactNode) => ReactNode;
}

/** Draws routes as the app does, with answers in place of a gateway. An operation without an answer fails the test's query. */
export function renderRoutes({ routes, at, mocks, around = (children) => children }: RenderOptions) {
  const router = createMemoryRouter(
    [{ element: around(<Outlet />), children: routes, HydrateFallback: () => null }],
    {
      initialEntries: [at],
    },
  );
  const view = render(
    <MockedProvider mocks={mocks} cache={createCache()}>
      <MantineProvider env="test">
        <Notifications />
        <RouterProvider router={router} />
      </MantineProvider>
    </MockedProvider>,
  );
  return { ...view, router, user: userEvent.setup() };
}
