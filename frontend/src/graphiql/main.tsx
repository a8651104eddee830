import 'graphiql/style.css';
import './graphiql.css';
import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { setNonce } from 'get-nonce';
import { GraphiQL } from 'graphiql';
import { createClient } from 'graphql-ws';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { socketUrl } from '../shared/apollo/socket';
import { cspNonce } from '../shared/lib/nonce';
import { operationOf } from './operation';

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

const fetcher: Fetcher = ({ operationName: named, ...params }, options) => {
  const { documentAST, operationName } = operationOf(params.query, named);
  return send({ ...params, operationName }, { ...options, documentAST });
};

const root = document.getElementById('root');
if (root === null) throw new Error('graphiql.html has no element #root');

createRoot(root).render(
  <StrictMode>
    <GraphiQL fetcher={fetcher} defaultQuery={WELCOME} shouldPersistHeaders={false} />
  </StrictMode>,
);
