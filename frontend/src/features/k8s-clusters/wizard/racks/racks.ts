import { isList, isObject, type Json } from '../../form/resource';

export const RACK_CONFIG_PATH = 'spec.rackConfig';
export const RACKS_PATH = `${RACK_CONFIG_PATH}.racks`;

/** A number no rack has yet, the lowest. */
export function freeId(racks: readonly Json[]): number {
  const taken = new Set(racks.map((rack) => (isObject(rack) ? rack.id : undefined)));
  let id = 1;
  while (taken.has(id)) id += 1;
  return id;
}

/** The zones of nodes, each once and in order. */
export function zonesOf(nodes: readonly { readonly zone?: string | null }[]): readonly string[] {
  const zones = nodes.flatMap(({ zone }) => (typeof zone === 'string' && zone !== '' ? [zone] : []));
  return [...new Set(zones)].sort();
}

/** The zones that no rack is in. */
export function zonesWithout(racks: Json | undefined, zones: readonly string[]): readonly string[] {
  const taken = isList(racks) ? racks.map((rack) => (isObject(rack) ? rack.zone : undefined)) : [];
  return zones.filter((zone) => !taken.includes(zone));
}

/** The racks with one more for each of the zones. Those that are there stay as they are. */
export function withZones(racks: Json | undefined, zones: readonly string[]): readonly Json[] {
  return zones.reduce<readonly Json[]>(
    (all, zone) => [...all, { id: freeId(all), zone }],
    isList(racks) ? racks : [],
  );
}

/** Pods of each rack: spread evenly, the first racks with one more. */
export function podsOfRacks(size: number, racks: number): readonly number[] {
  return Array.from(
    { length: racks },
    (_, index) => Math.floor(size / racks) + (index < size % racks ? 1 : 0),
  );
}
