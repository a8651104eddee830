import type { ApolloClient } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import type { FeedSocket } from '@/shared/apollo/socket';
import { SocketContext } from '@/shared/apollo/useSocketState';
import { cspNonce } from '@/shared/lib/nonce';
import { readableColors, theme } from './theme';

interface ProvidersProps {
  readonly client: ApolloClient;
  readonly socket: FeedSocket | null;
  readonly children: ReactNode;
}

/** Everything the pages take for granted. */
export function Providers({ client, socket, children }: ProvidersProps) {
  return (
    <SocketContext value={socket}>
      <ApolloProvider client={client}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={readableColors}
          defaultColorScheme="auto"
          getStyleNonce={cspNonce}
        >
          <ModalsProvider>
            <Notifications position="bottom-right" limit={4} />
            {children}
          </ModalsProvider>
        </MantineProvider>
      </ApolloProvider>
    </SocketContext>
  );
}
