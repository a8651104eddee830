import { isKnown } from '@/shared/lib/known';
import type { Topology_PodFragment } from './overview.generated';

export type Pod = Topology_PodFragment;

export type Rack = {
  readonly id: number;
  readonly total: number;
  readonly wanted?: number | null;
  readonly spec?: { readonly zone?: string | null } | null;
};

export type ZoneRack = {
  readonly id: number;
  readonly pods: readonly Pod[];
  /** Pods of the rack that are wanted and not there. */
  readonly missing: number;
};

export type Zone = {
  /** Null where nobody tells. */
  readonly name: string | null;
  readonly racks: readonly ZoneRack[];
};

/** The pods by the zones they stand in and, within a zone, by rack. What is wanted and missing stands where its rack is. */
export function zonesOf(pods: readonly Pod[], racks: readonly Rack[]): readonly Zone[] {
  const zones = new Map<string | null, Map<number, { pods: Pod[]; missing: number }>>();
  const place = (zone: string | null, rack: number) => {
    const inZone = zones.get(zone) ?? new Map<number, { pods: Pod[]; missing: number }>();
    zones.set(zone, inZone);
    const placed = inZone.get(rack) ?? { pods: [], missing: 0 };
    inZone.set(rack, placed);
    return placed;
  };
  for (const pod of pods) {
    place(pod.zone ?? null, pod.rack).pods.push(pod);
  }
  for (const { id, total, wanted, spec } of racks) {
    const home = spec?.zone ?? pods.find(({ rack, zone }) => rack === id && isKnown(zone))?.zone ?? null;
    const missing = Math.max(0, (wanted ?? 0) - total);
    if (missing > 0 || total === 0) {
      place(home, id).missing = missing;
    }
  }
  return [...zones]
    .sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a.localeCompare(b)))
    .map(([name, inZone]) => ({
      name,
      racks: [...inZone]
        .sort(([a], [b]) => a - b)
        .map(([id, { pods: placed, missing }]) => ({ id, pods: placed, missing })),
    }));
}
