import 'graphiql/style.css';
import './graphiql.css';
import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { setNonce } from 'get-nonce';
import { GraphiQL } from 'graphiql';
import { type DocumentNode, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { socketUrl } from '../shared/apollo/socket';
import { cspNonce } from '../shared/lib/nonce';

const nonce = cspNonce();
if (nonce !== '') setNonce(nonce);

const WELCOME = `# Queries and mutations go over HTTP, subscriptions over a WebSocket, both at /graphql.
# The documentation of every type is in the panel on the left. Ctrl/Cmd+Enter runs.

query Overview {
  features {
    version
    modules {
      name
      state
    }
  }
  connections {
    id
    name
    health {
      status
      nodesUp
      builds
    }
  }
}
`;

const send = createGraphiQLFetcher({
  url: '/graphql',
  headers: { 'apollo-require-preflight': 'true' },
  wsClient: createClient({ url: socketUrl(window.location), lazy: true }),
});

// The page's own parse lags behind the editor: a subscription that was just pasted would go the way of a query.
const fetcher: Fetcher = (params, options) =>
  send(params, { ...options, documentAST: parsed(params.query) ?? options?.documentAST });

function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch {
    // The gateway says what is wrong with it.
    return undefined;
  }
}

const root = document.getElementById('root');
if (root === null) throw new Error('graphiql.html has no element #root');

createRoot(root).render(
  <StrictMode>
    <GraphiQL fetcher={fetcher} defaultQuery={WELCOME} shouldPersistHeaders={false} />
  </StrictMode>,
);
