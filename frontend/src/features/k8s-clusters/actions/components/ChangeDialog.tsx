import { Button, Checkbox, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { Link } from 'react-router';
import { ErrorAlert, ErrorState } from '@/shared/ui/ErrorState';
import { type ClusterRef, k8sClusterUrl } from '../../urls';
import { type Change, changesNothing, isRefusedByRulesAlone, type Refusal, refusalAt } from '../model/change';
import { type Changer, useTrial } from '../useChange';
import { ClusterProgress } from './ClusterProgress';
import { PlanView } from './PlanView';
import { RefusalList } from './RefusalList';

export type Refused = (field: string) => string | null;

export type ChangeDialogProps = {
  readonly title: string;
  readonly submitLabel: string;
  readonly color?: string;
  /** Another one for another draft. */
  readonly draft: string;
  /** Null while the draft is not complete. */
  readonly change: Changer;
  /** The fields whose refusals the form shows itself, in the words of the server. */
  readonly fields?: readonly string[];
  /** Whether there is something to do even when no field differs. */
  readonly always?: boolean;
  /** What else keeps it from being done. */
  readonly ready?: (tried: Change) => boolean;
  /** What happens next, once it was asked for. */
  readonly next: ReactNode;
  readonly size?: string;
  readonly onClose: () => void;
  /** The form; it shows why its fields are refused. */
  readonly children?: ReactNode | ((refused: Refused, tried: Change | null) => ReactNode);
};

/** Asks for a change of a cluster: shows beforehand what it would do, does it, and then how far it is. */
export function ChangeDialog({ title, size = 'lg', onClose, ...body }: ChangeDialogProps) {
  const [made, setMade] = useState<Change | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close the dialog' }}
    >
      {made === null ? (
        <Asking {...body} onClose={onClose} onMade={setMade} />
      ) : (
        <Made made={made} next={body.next} onClose={onClose} />
      )}
    </Modal>
  );
}

type AskingProps = Omit<ChangeDialogProps, 'title' | 'size'> & { readonly onMade: (made: Change) => void };

function Asking(props: AskingProps) {
  const { submitLabel, color, draft, change, fields = [], always = false, ready, onClose, onMade } = props;
  const [skipChecks, setSkipChecks] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const trial = useTrial(draft, change, skipChecks);
  const tried = trial.change;
  const refusals: readonly Refusal[] = tried?.refusals ?? [];
  const isIdle = tried !== null && !always && changesNothing(tried);
  const canSubmit = tried !== null && refusals.length === 0 && !isIdle && (ready?.(tried) ?? true);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!canSubmit || busy || change === null) return;
    setBusy(true);
    setError(null);
    try {
      onMade(await change({ dryRun: false, skipChecks }));
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        {typeof props.children === 'function'
          ? props.children((field) => refusalAt(refusals, field), tried)
          : props.children}
        <section aria-label="What will happen" aria-busy={trial.busy}>
          {trial.busy && (
            <Group gap="xs">
              <Loader size="xs" aria-hidden="true" />
              <Text size="sm" c="dimmed">
                Asking what would happen…
              </Text>
            </Group>
          )}
          <Stack gap="sm">
            {trial.errors.map((each) => (
              <ErrorAlert key={`${each.code} ${each.message}`} error={each} onRetry={trial.retry} />
            ))}
            <RefusalList refusals={refusals.filter(({ field }) => !fields.includes(field ?? ''))} />
            {tried !== null && <PlanView change={tried} />}
            {isIdle && refusals.length === 0 && (
              <Text size="sm" c="dimmed">
                It is so already: nothing would change.
              </Text>
            )}
          </Stack>
        </section>
        {(skipChecks || isRefusedByRulesAlone(refusals)) && (
          <Checkbox
            label="Leave out the checks of this server"
            description="For an operator that takes what they refuse. Those of Kubernetes stay."
            checked={skipChecks}
            onChange={(event) => setSkipChecks(event.currentTarget.checked)}
          />
        )}
        <ErrorState error={error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" color={color} loading={busy} disabled={!canSubmit}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type MadeProps = { readonly made: Change; readonly next: ReactNode; readonly onClose: () => void };

function Made({ made, next, onClose }: MadeProps) {
  const at: ClusterRef | null = made.cluster ?? null;
  return (
    <Stack gap="md">
      <Text size="sm" component="div">
        {next}
      </Text>
      <PlanView change={{ ...made, plan: { ...made.plan, steps: [] }, changes: [], keepers: [] }} />
      {at !== null && <ClusterProgress at={at} />}
      <Group justify="flex-end" gap="xs">
        {at !== null && (
          <Button variant="default" component={Link} to={k8sClusterUrl(at)}>
            Open {at.name}
          </Button>
        )}
        <Button onClick={onClose} data-autofocus>
          Close
        </Button>
      </Group>
    </Stack>
  );
}
