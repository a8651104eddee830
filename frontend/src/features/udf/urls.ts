/** Addresses of Lua modules, relative to the router's root. */

export const EXAMPLE_PARAM = 'example';

export function modulesUrl(connectionId: string): string {
  return `/connections/${encodeURIComponent(connectionId)}/modules`;
}

export function moduleUrl(connectionId: string, name: string): string {
  return `${modulesUrl(connectionId)}/${encodeURIComponent(name)}`;
}

export function editModuleUrl(connectionId: string, name: string): string {
  return `${moduleUrl(connectionId, name)}/edit`;
}

/** The form of a new module; what can be called ends with `.lua`, so no module is shadowed by it. */
export function newModuleUrl(connectionId: string, example?: string): string {
  const path = `${modulesUrl(connectionId)}/new`;
  return example === undefined ? path : `${path}?${EXAMPLE_PARAM}=${encodeURIComponent(example)}`;
}
