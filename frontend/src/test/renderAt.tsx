import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { FakeGateway } from './fakeGateway';

/** Renders an element at an address of the page, with a gateway that the test plays. */
export function renderAt(path: string, address: string, element: ReactElement) {
  const gateway = new FakeGateway();
  const router = createMemoryRouter([{ path, element }], { initialEntries: [address] });
  const view = render(
    <ApolloProvider client={gateway.client}>
      <MantineProvider env="test">
        <RouterProvider router={router} />
      </MantineProvider>
    </ApolloProvider>,
  );
  return { gateway, router, ...view };
}
