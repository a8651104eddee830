import { Text, Title, UnstyledButton } from '@mantine/core';
import { useId } from 'react';
import { formatCount } from '@/shared/format/numbers';
import { isKnown } from '@/shared/lib/known';
import { Mark } from '@/shared/ui/Mark';
import { podWords } from '../pods/podWords';
import { usePageSearch } from '../parts/usePageSearch';
import classes from './topology.module.css';
import { type Pod, type Rack, type Zone, type ZoneRack, zonesOf } from './topology';

type Props = { readonly pods: readonly Pod[]; readonly racks: readonly Rack[] };

/** Where the pods stand: a column for each zone, its racks within, and a tile for each pod, in words and colour. */
export function Topology({ pods, racks }: Props) {
  const title = useId();
  const zones = zonesOf(pods, racks);
  return (
    <section aria-labelledby={title}>
      <Title order={2} size="h5" id={title} mb="xs">
        Racks by zone
      </Title>
      {zones.length === 0 && (
        <Text size="sm" c="dimmed">
          There is no pod yet.
        </Text>
      )}
      <div className={classes.zones}>
        {zones.map((zone) => (
          <ZoneColumn key={zone.name ?? ''} zone={zone} />
        ))}
      </div>
    </section>
  );
}

function ZoneColumn({ zone: { name, racks } }: { readonly zone: Zone }) {
  const title = useId();
  return (
    <section className={classes.zone} aria-labelledby={title}>
      <Title order={3} size="xs" id={title} className={classes.zoneName}>
        {name ?? 'zone not known'}
      </Title>
      {racks.map((rack) => (
        <RackBox key={rack.id} rack={rack} />
      ))}
    </section>
  );
}

function RackBox({ rack: { id, pods, missing } }: { readonly rack: ZoneRack }) {
  return (
    <div className={classes.rack}>
      <Text size="xs" c="dimmed" mb={4}>
        {id === 0 ? 'no rack' : `rack ${id}`}
      </Text>
      <div className={classes.pods}>
        {pods.map((pod) => (
          <PodTile key={pod.name} pod={pod} />
        ))}
        {missing > 0 && (
          <div className={classes.missing}>{missing === 1 ? '1 pod missing' : `${missing} pods missing`}</div>
        )}
      </div>
    </div>
  );
}

function PodTile({ pod }: { readonly pod: Pod }) {
  const [, change] = usePageSearch();
  const { name, state, status } = pod;
  const { color, text } = podWords(state);
  const moving = status?.migratingPartitions ?? 0;
  return (
    <UnstyledButton
      className={classes.pod}
      style={{ borderLeftColor: `var(--mantine-color-${color}-6)` }}
      onClick={() => change({ tab: 'pods', pods: name }, 'step')}
      title={`Open ${name} among the pods`}
    >
      <Text size="sm" fw={600} truncate>
        {name}
      </Text>
      <Mark color={color}>{text}</Mark>
      <Text size="xs" c="dimmed" truncate>
        {state?.node ?? 'on no node'}
      </Text>
      {moving > 0 && <Text size="xs">{`migrating: ${formatCount(moving)} partitions`}</Text>}
      {isKnown(status?.unstableSince) && <Text size="xs">unstable</Text>}
      {(state?.restarts ?? 0) > 0 && (
        <Text size="xs" c="dimmed">{`${formatCount(state?.restarts ?? 0)} restarts`}</Text>
      )}
    </UnstyledButton>
  );
}
