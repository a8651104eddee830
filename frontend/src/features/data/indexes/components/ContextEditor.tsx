import { ActionIcon, Button, Group, Input, NativeSelect, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { kindOptions } from '../../model/binInput';
import {
  MAX_STEPS,
  namedBy,
  NEW_STEP,
  parseStep,
  rekind,
  STEP_KINDS,
  type StepDraft,
  type StepKind,
  type StepValueKind,
  valueKindsOf,
} from '../model/steps';
import classes from './indexes.module.css';

type Props = {
  readonly steps: readonly StepDraft[];
  /** Say what is wrong with untouched steps too: someone tried to send them. */
  readonly insist: boolean;
  readonly onChange: (steps: readonly StepDraft[]) => void;
};

/** The way from a bin into its lists and maps, a step a line, outermost first. */
export function ContextEditor({ steps, insist, onChange }: Props) {
  const replace = (index: number, step: StepDraft) =>
    onChange(steps.map((old, at) => (at === index ? step : old)));
  return (
    <Input.Wrapper
      label="Way into the bin"
      description="None for the bin itself. Otherwise each step leads one list or map deeper."
      labelElement="div"
    >
      <Stack gap={6} mt={6} align="flex-start">
        {steps.map((step, index) => (
          <Step
            key={index}
            number={index + 1}
            step={step}
            insist={insist}
            onChange={(next) => replace(index, next)}
            onRemove={() => onChange(steps.filter((_, at) => at !== index))}
          />
        ))}
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          disabled={steps.length >= MAX_STEPS}
          onClick={() => onChange([...steps, NEW_STEP])}
        >
          Add a step
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}

type StepProps = {
  readonly number: number;
  readonly step: StepDraft;
  readonly insist: boolean;
  readonly onChange: (step: StepDraft) => void;
  readonly onRemove: () => void;
};

function Step({ number, step, insist, onChange, onRemove }: StepProps) {
  const parsed = parseStep(step);
  const kinds = valueKindsOf(step.kind);
  const nth = `step ${String(number)}`;
  return (
    <Group
      gap={6}
      wrap="nowrap"
      w="100%"
      align="flex-start"
      role="group"
      aria-label={`Step ${String(number)}`}
    >
      <span className={classes.step} aria-hidden="true" style={{ lineHeight: '36px' }}>
        {number}
      </span>
      <NativeSelect
        aria-label={`Kind of ${nth}`}
        data={[...STEP_KINDS]}
        value={step.kind}
        onChange={(event) => onChange(rekind(step, event.currentTarget.value as StepKind))}
      />
      {kinds.length > 0 && (
        <NativeSelect
          aria-label={`Type of ${nth}`}
          data={kindOptions(kinds)}
          value={step.valueKind}
          onChange={(event) => onChange({ ...step, valueKind: event.currentTarget.value as StepValueKind })}
        />
      )}
      <TextInput
        className={classes.grow}
        aria-label={`${namedBy(step.kind)} of ${nth}`}
        placeholder={namedBy(step.kind) === 'place' ? '0' : namedBy(step.kind)}
        value={step.text}
        error={(insist || step.text !== '') && !parsed.ok ? parsed.problem : null}
        onChange={(event) => onChange({ ...step, text: event.currentTarget.value })}
      />
      <ActionIcon variant="subtle" color="gray" size={36} aria-label={`Remove ${nth}`} onClick={onRemove}>
        <IconX size={16} aria-hidden="true" />
      </ActionIcon>
    </Group>
  );
}
