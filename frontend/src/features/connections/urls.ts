/** Paths of this feature and of the place below which each connection's screens lie. */

export const CONNECTIONS_PATH = '/connections';
export const NEW_CONNECTION_PATH = '/connections/new';
export const IMPORT_CONNECTIONS_PATH = '/connections/import';

/** Where a connection's screens begin; leads on to its dashboard. */
export const connectionPath = (id: string): string => `/connections/${encodeURIComponent(id)}`;

export const editConnectionPath = (id: string): string => `${connectionPath(id)}/edit`;
