import { get, isList, isObject, type Json, type Resource } from '../form/resource';

export type Mount = { readonly volume: string; readonly path: string; readonly isPersistent: boolean };

/** The volumes of the Aerospike container, and where they are. */
export function mountsOf(resource: Resource): readonly Mount[] {
  const volumes = get(resource, ['spec', 'storage', 'volumes']);
  return (isList(volumes) ? volumes : []).flatMap((volume) => {
    const path = get(volume, ['aerospike', 'path']);
    return typeof path === 'string'
      ? [
          {
            volume: text(get(volume, ['name'])),
            path,
            isPersistent: isObject(get(volume, ['source', 'persistentVolume'])),
          },
        ]
      : [];
  });
}

/** The volume a file of the container lies on: the one mounted nearest to it. */
export function mountOf(resource: Resource, file: string): Mount | undefined {
  return mountsOf(resource)
    .filter(({ path }) => file === path || file.startsWith(path.endsWith('/') ? path : `${path}/`))
    .sort((one, other) => other.path.length - one.path.length)[0];
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
