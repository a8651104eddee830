import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { FileFormat, RecordQueryInput } from '@/gql/schema';
import { FORMATS } from '../model/formats';
import { queryText } from '../model/queryWords';
import { parseRate } from '../model/rate';
import { StartExportDocument } from '../mutations/start.generated';
import { useStartJob } from '../mutations/useStartJob';
import { JobDialog } from './JobDialog';
import { RateField } from './RateField';

type Props = { readonly query: RecordQueryInput; readonly onClose: () => void };

/** Writes every record a query finds to a file, to be downloaded from the job's page. */
export function ExportDialog({ query, onClose }: Props) {
  const [format, setFormat] = useState<FileFormat>('NDJSON');
  const [rate, setRate] = useState('');
  const start = useStartJob(query.connectionId);
  const perSecond = parseRate(rate);
  return (
    <JobDialog
      title={`Export ${queryText(query)}`}
      submitLabel="Export"
      ready={perSecond.ok}
      onSubmit={async () => {
        if (perSecond.ok) {
          const input = { query, format, recordsPerSecond: perSecond.value };
          await start(StartExportDocument, { input }, (data) => data.startExport);
        }
      }}
      onClose={onClose}
    >
      <Text size="sm">
        All records are written to a file on the gateway, of any size. The job’s page has it for download when
        it is complete, for a day.
      </Text>
      <Radio.Group label="Format" value={format} onChange={(value) => setFormat(value as FileFormat)}>
        <Stack gap={8} mt={6}>
          {FORMATS.map(({ value, label, about }) => (
            <Radio key={value} value={value} label={label} description={about} />
          ))}
        </Stack>
      </Radio.Group>
      <RateField value={rate} onChange={setRate} />
    </JobDialog>
  );
}
