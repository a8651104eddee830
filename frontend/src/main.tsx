import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './app/global.css';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { Providers } from './app/Providers';
import { createAppRouter } from './app/router';
import { createApolloClient } from './shared/apollo/client';
import { createFeedSocket, socketUrl } from './shared/apollo/socket';
import { cspNonce } from './shared/lib/nonce';

// The scroll lock of dialogs adds its style element itself and asks here for the nonce.
const nonce = cspNonce();
if (nonce !== '') setNonce(nonce);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');

const socket = createFeedSocket(socketUrl(window.location));
createRoot(root).render(
  <StrictMode>
    <Providers client={createApolloClient(socket)} socket={socket}>
      <RouterProvider router={createAppRouter()} />
    </Providers>
  </StrictMode>,
);
