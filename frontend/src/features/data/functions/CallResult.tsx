import { Anchor, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { type AppError, isUnanswered } from '@/shared/errors/appError';
import { formatCount } from '@/shared/format/numbers';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { ReturnedValue } from './ReturnedValue';
import type { Answer, CallState } from './useCall';

/** Values drawn at most; a stream without a reduce can yield many. */
const MAX_DRAWN = 200;

/** What a call came to. */
export function CallResult({ state }: { readonly state: CallState }) {
  const { status, answer, error, title, record } = state;
  if (status === 'idle') {
    return null;
  }
  return (
    <section aria-label="Result">
      <Stack gap="xs" aria-live="polite">
        <Title order={2} size="h5">
          {title}
        </Title>
        {status === 'running' && <Text size="sm">Running…</Text>}
        {status === 'stopped' && <Text size="sm">Stopped. Nothing was changed.</Text>}
        {error !== null && (
          <>
            <ErrorAlert error={error} />
            {record !== null && isInDoubt(error) && (
              <Text size="sm">
                Nobody knows whether the function has written. Read the record before you call it again.
              </Text>
            )}
          </>
        )}
        {answer !== null && <Returned answer={answer} />}
        {record !== null && status !== 'running' && (
          <Anchor component={Link} to={record} size="sm">
            Open the record
          </Anchor>
        )}
      </Stack>
    </section>
  );
}

function Returned({ answer }: { readonly answer: Answer }) {
  if (answer.on === 'record') {
    return <ReturnedValue label="Returned value" value={answer.value} />;
  }
  const { values, parts } = answer;
  return (
    <>
      <Text size="sm" c="dimmed" className="tabular">
        {formatCount(values.length)} {values.length === 1 ? 'value' : 'values'}, made of {formatCount(parts)}{' '}
        {parts === 1 ? 'part' : 'parts'} the nodes sent
      </Text>
      {values.slice(0, MAX_DRAWN).map((value, index) => (
        // Values have no other identity than their place.
        <ReturnedValue key={index} label={`Value ${String(index + 1)}`} value={value} />
      ))}
      {values.length > MAX_DRAWN && (
        <Text size="sm" c="dimmed">
          {formatCount(values.length - MAX_DRAWN)} more are not shown. Let the function reduce them, or ask by
          the API.
        </Text>
      )}
    </>
  );
}

/** Whether a call on a record may have written although it failed. */
function isInDoubt(error: AppError): boolean {
  return isUnanswered(error) || saysInDoubt(error.details);
}

function saysInDoubt(details: unknown): boolean {
  return typeof details === 'object' && details !== null && 'inDoubt' in details && details.inDoubt === true;
}
