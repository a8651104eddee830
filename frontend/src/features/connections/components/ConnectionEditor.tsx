import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { fieldProblems, toAppErrors } from '@/shared/errors/appError';
import { useLeaveGuard } from '@/shared/lib/useLeaveGuard';
import { DiscardQuestion } from '@/shared/ui/DiscardQuestion';
import { ErrorState } from '@/shared/ui/ErrorState';
import { changedFields, type ConnectionDraft } from '../model/draft';
import { askedAgain, NOTHING_ASKED } from '../model/recipients';
import { validateDraft } from '../model/validate';
import { CONNECTIONS_PATH } from '../urls';
import { ConflictAlert } from './ConflictAlert';
import { ConnectionForm } from './ConnectionForm';
import { TestResult } from './TestResult';
import type { StoredTls } from './TlsFields';
import { useConnectionTest } from './useConnectionTest';

interface ConnectionEditorProps {
  /** The stored connection's id; null for a new one. */
  readonly id: string | null;
  readonly initial: ConnectionDraft;
  /** What is stored, as the reader's changes are measured against it; null for a new connection. */
  readonly base: ConnectionDraft | null;
  readonly hasPassword: boolean;
  /** What the gateway holds for TLS; null for a new connection. */
  readonly storedTls: StoredTls | null;
  readonly submitLabel: string;
  /** Saves; rejects with the gateway's error. The list of connections follows. */
  readonly onSave: (draft: ConnectionDraft) => Promise<void>;
  /** Yields the reader's changes on top of the present state, after a conflict. */
  readonly onReapply?: (draft: ConnectionDraft) => Promise<ConnectionDraft>;
}

/** Edits one draft: judges it, tests it, saves it, and survives a conflict. */
export function ConnectionEditor({
  id,
  initial,
  base,
  hasPassword,
  storedTls,
  submitLabel,
  onSave,
  onReapply,
}: ConnectionEditorProps) {
  const navigate = useNavigate();
  const form = useForm<ConnectionDraft>({
    initialValues: initial,
    validate: (draft) => validateDraft(draft, base),
    validateInputOnBlur: true,
  });
  const test = useConnectionTest();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const guard = useLeaveGuard<'edit'>((_, from, to) => from.pathname !== to.pathname);
  const { hold } = guard;
  const dirty = changedFields(base ?? initial, form.values).length > 0;
  useEffect(() => hold('edit', dirty), [hold, dirty]);

  const attempt = async (action: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await action();
    } catch (cause) {
      for (const each of toAppErrors(cause)) {
        for (const { field, reason } of fieldProblems(each)) form.setFieldError(formPath(field), reason);
      }
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  const save = async () => {
    await onSave(form.getValues());
    hold('edit', false);
    await navigate(CONNECTIONS_PATH);
  };
  const runTest = () => {
    if (!form.validate().hasErrors) void test.run(form.getValues(), id);
  };
  const conflict = onReapply !== undefined && toAppErrors(error).some(({ code }) => code === 'CONFLICT');

  return (
    <ConnectionForm
      form={form}
      hasPassword={hasPassword}
      storedTls={storedTls}
      asked={base === null ? NOTHING_ASKED : askedAgain(base, form.values)}
      submitLabel={submitLabel}
      saving={busy}
      testing={test.testing}
      onSubmit={() => void attempt(save)}
      onTest={runTest}
      onCancel={() => void navigate(CONNECTIONS_PATH)}
    >
      <DiscardQuestion asking={guard.asking} onStay={guard.stay} onDiscard={guard.leave} />
      <TestResult result={test.result} error={test.error} />
      {conflict ? (
        <ConflictAlert
          busy={busy}
          onReapply={() => void attempt(async () => form.setValues(await onReapply(form.getValues())))}
        />
      ) : (
        <ErrorState error={error} />
      )}
    </ConnectionForm>
  );
}

const TLS_PATHS: Readonly<Record<string, string>> = {
  'tls.serverName': 'tlsServerName',
  'tls.caPem': 'tlsCa',
  'tls.clientCertificatePem': 'tlsCertificate',
  'tls.clientKeyPem': 'tlsKey',
};

/** The gateway names fields as the input does (`hosts[1]`, `hosts.1`, `tls.serverName`); the form's names differ a little. */
function formPath(field: string): string {
  const path = field.replace(/^input\./, '').replace(/\[(\d+)\]/g, '.$1');
  return TLS_PATHS[path] ?? path;
}
