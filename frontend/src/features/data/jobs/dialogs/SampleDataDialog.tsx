import { Checkbox, Group, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SampleIndex } from '@/gql/schema';
import { TtlField } from '../../components/editor/TtlField';
import { parseSet } from '../../model/recordSet';
import { initialTtl, parseTtl } from '../../model/ttl';
import { parseRate } from '../model/rate';
import { parseSampleSize, parseSeed, SAMPLE_INDEXES } from '../model/sample';
import { StartSampleDataDocument } from '../mutations/start.generated';
import { useStartJob } from '../mutations/useStartJob';
import { JobDialog } from './JobDialog';
import { RateField } from './RateField';
import type { Place } from './TruncateDialog';

type Props = { readonly place: Place; readonly onClose: () => void };

/** Fills a set with made-up records of every type, the same ones for the same seed. */
export function SampleDataDialog({ place, onClose }: Props) {
  const { connectionId, namespace } = place;
  const [setName, setSetName] = useState(place.set ?? 'sample');
  const [size, setSize] = useState('1000');
  const [seed, setSeed] = useState('1');
  const [replace, setReplace] = useState(false);
  const [ttl, setTtl] = useState(() => initialTtl(true));
  const [indexes, setIndexes] = useState<SampleIndex[]>([]);
  const [rate, setRate] = useState('');
  const start = useStartJob(connectionId);
  const parsed = {
    set: parseSet({ mode: 'named', name: setName }),
    records: parseSampleSize(size),
    seed: parseSeed(seed),
    ttl: parseTtl(ttl),
    rate: parseRate(rate),
  };
  const ready = Object.values(parsed).every(({ ok }) => ok);

  const submit = async () => {
    const { set, records, seed: seeded, ttl: lives, rate: perSecond } = parsed;
    if (!set.ok || !records.ok || !seeded.ok || !lives.ok || !perSecond.ok || set.value === null) return;
    const input = {
      connectionId,
      namespace,
      set: set.value,
      records: records.value,
      seed: seeded.value,
      replaceExisting: replace,
      ttl: lives.value,
      indexes,
      recordsPerSecond: perSecond.value,
    };
    await start(StartSampleDataDocument, { input }, (data) => data.startSampleData);
  };

  return (
    <JobDialog
      title={`Sample data in ${namespace}`}
      submitLabel="Make records"
      ready={ready}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">
        Records with a bin of every type, with the integers from 1 as keys. The same seed makes the same
        records.
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <TextInput
          label="Set"
          value={setName}
          error={parsed.set.ok ? null : parsed.set.problem}
          data-autofocus
          onChange={(event) => setSetName(event.currentTarget.value)}
        />
        <TextInput
          label="Records"
          inputMode="numeric"
          value={size}
          error={parsed.records.ok ? null : parsed.records.problem}
          onChange={(event) => setSize(event.currentTarget.value)}
        />
        <TextInput
          label="Seed"
          inputMode="numeric"
          value={seed}
          error={parsed.seed.ok ? null : parsed.seed.problem}
          onChange={(event) => setSeed(event.currentTarget.value)}
        />
      </SimpleGrid>
      <Checkbox
        label="Replace records that have such a key already"
        checked={replace}
        onChange={(event) => setReplace(event.currentTarget.checked)}
      />
      <Checkbox.Group
        label="Indexes to create over them"
        value={indexes}
        onChange={(chosen) => setIndexes(chosen as SampleIndex[])}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={6} verticalSpacing={6} mt={6}>
          {SAMPLE_INDEXES.map(({ value, label }) => (
            <Checkbox key={value} value={value} label={label} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      <Group align="flex-end">
        <TtlField isNew choice={ttl} onChange={setTtl} />
        <RateField value={rate} onChange={setRate} />
      </Group>
    </JobDialog>
  );
}
