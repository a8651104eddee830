import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { formatDateTime } from '@/shared/format/time';
import { isKnown } from '@/shared/lib/known';
import { Ago } from '@/shared/ui/Ago';
import { Fact, Facts } from '@/shared/ui/Fact';
import { Mark } from '@/shared/ui/Mark';
import { Known } from '@/shared/ui/Unknown';
import { plainSpec } from './plainSpec';
import type { SnapshotCluster } from './TemplateSnapshot';
import { templateUrl } from './urls';
import type { LiveTemplate } from './useTemplate';

type Props = {
  readonly cluster: SnapshotCluster;
  readonly name: string;
  /** Null while it is not known, or when there is none any more. */
  readonly template: LiveTemplate | null;
};

const NO_COPY = 'The operator has not copied the template so far';

/** Which template, whether the copy holds what it does, and since when there is the copy. */
export function SnapshotFacts({ cluster, name, template }: Props) {
  const { context, templateSnapshot: snapshot, spec } = cluster;
  const overridden = isKnown(spec?.overrides) ? Object.keys(plainSpec(spec.overrides)) : [];
  return (
    <Facts label="Template of the cluster">
      <Fact name="Template">
        <Anchor component={Link} inherit to={templateUrl({ context, name })}>
          {name}
        </Anchor>
      </Fact>
      <Fact name="State" hint="As the operator says">
        {isKnown(snapshot) ? (
          <Mark color={snapshot.synced ? 'green' : 'orange'}>
            {snapshot.synced ? 'Synced' : 'Out of Sync'}
          </Mark>
        ) : (
          <Mark color="gray" title={NO_COPY}>
            No copy yet
          </Mark>
        )}
      </Fact>
      <Fact name="Last sync">
        <Known value={snapshot?.snapshotTimestamp} format={(at) => <Ago at={at} />} reason={NO_COPY} />
      </Fact>
      <Fact name="Snapshot taken">
        <Known value={snapshot?.snapshotTimestamp} format={formatDateTime} reason={NO_COPY} />
      </Fact>
      <Fact name="Resource version of the snapshot">
        <Known value={snapshot?.resourceVersion} format={String} reason={NO_COPY} />
      </Fact>
      <Fact name="Resource version of the template">
        <Known value={template?.resourceVersion} format={String} reason="The template is not known" />
      </Fact>
      <Fact name="Overridden here" hint="spec.overrides: goes before the template">
        {overridden.length === 0 ? 'nothing' : overridden.join(', ')}
      </Fact>
    </Facts>
  );
}
