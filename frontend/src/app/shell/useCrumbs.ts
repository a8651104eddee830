import { useMatches } from 'react-router';
import { connectionPath, useConnections } from '@/features/connections';
import type { Crumb, RouteHandle } from '@/shared/feature';

/** The way to the present page: the connection it belongs to, then what its route says of itself. */
export function useCrumbs(): readonly Crumb[] {
  const matches = useMatches();
  const { entries } = useConnections();
  const params = matches.at(-1)?.params ?? {};
  const steps = matches.flatMap(({ handle, params: own }) =>
    isRouteHandle(handle) ? handle.crumbs(own) : [],
  );
  const { connectionId } = params;
  if (connectionId === undefined) return steps;
  const name = entries.find(({ id }) => id === connectionId)?.name ?? connectionId;
  return [{ label: name, to: connectionPath(connectionId) }, ...steps];
}

function isRouteHandle(handle: unknown): handle is RouteHandle {
  return (
    typeof handle === 'object' && handle !== null && 'crumbs' in handle && typeof handle.crumbs === 'function'
  );
}
