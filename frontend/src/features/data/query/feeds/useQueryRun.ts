import { useApolloClient } from '@apollo/client/react';
import { use, useEffect, useState, useSyncExternalStore } from 'react';
import { SocketContext } from '@/shared/apollo/useSocketState';
import { QueryRun, type RunState } from './queryRun';

/** The page's run of a query. It ends when the page is left. */
export function useQueryRun(): { readonly run: QueryRun; readonly state: RunState } {
  const client = useApolloClient();
  const socket = use(SocketContext);
  const [run] = useState(() => new QueryRun(client, socket));
  useEffect(() => run.end, [run]);
  return { run, state: useSyncExternalStore(run.subscribe, run.snapshot) };
}
