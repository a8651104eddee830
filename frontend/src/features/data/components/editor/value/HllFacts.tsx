import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { formatCount } from '@/shared/format/numbers';
import { base64ByteLength } from '../../../model/bytes';
import { hllFacts } from '../../../model/hll';
import { type AerospikeValue, classify } from '../../../model/value';

/** A HyperLogLog sketch: what it counts, estimated from its registers. Written by the server's own operations alone. */
export function HllFacts({ value }: { readonly value: AerospikeValue }) {
  const typed = classify(value);
  const base64 = typed.kind === 'hll' ? typed.base64 : '';
  const facts = useMemo(() => hllFacts(base64), [base64]);
  const size = `${String(base64ByteLength(base64))} bytes`;
  return (
    <div>
      <Text size="sm" pt={4}>
        {facts === null ? (
          'Count unknown: not a sketch of the layout known here'
        ) : (
          <>
            about <b>{formatCount(facts.count)}</b> distinct values (±{(facts.error * 100).toFixed(1)} %)
          </>
        )}
      </Text>
      <Text size="xs" c="dimmed">
        {facts !== null &&
          `${String(facts.indexBits)} index bits, ${String(facts.minhashBits)} minhash bits, `}
        {size}. A sketch can be kept or removed, not edited.
      </Text>
    </div>
  );
}
