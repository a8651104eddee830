import type { Gateway } from './gateway';

/** Connects to the cluster with users and roles that stands beside the demonstration, as its first user; yields the id. */
export function connectSecured(gateway: Gateway): Promise<string> {
  const host = process.env.ACM_E2E_SECURED;
  if (host === undefined) {
    throw new Error('ACM_E2E_SECURED says no node of `acm embedded --security`: scripts/e2e.sh starts one');
  }
  return gateway.createConnection({ name: 'secured', hosts: [host], username: 'admin', password: 'admin' });
}
