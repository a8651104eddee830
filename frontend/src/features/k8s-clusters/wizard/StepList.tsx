import { NativeSelect, Stepper } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconExclamationMark } from '@tabler/icons-react';
import { useResource } from '../form/ResourceForm';
import type { Step } from './step';

type Props = {
  readonly steps: readonly Step[];
  readonly active: number;
  readonly onStep: (index: number) => void;
};

/** Where one is among the steps, and which of them need another look. Any can be gone to at any time. */
export function StepList({ steps, active, onStep }: Props) {
  const { refusalsIn } = useResource();
  const hasRoom = useMediaQuery('(min-width: 48em)', true);
  const refused = steps.map(({ paths }) => refusalsIn(paths).length);
  if (!hasRoom) {
    return (
      <NativeSelect
        label={`Step ${active + 1} of ${steps.length}`}
        value={String(active)}
        data={steps.map(({ label }, index) => ({
          value: String(index),
          label: `${index + 1}. ${label}${refused[index] === 0 ? '' : ` (${refused[index] ?? 0} refused)`}`,
        }))}
        onChange={({ currentTarget }) => onStep(Number(currentTarget.value))}
      />
    );
  }
  return (
    <nav aria-label="Steps">
      <Stepper active={active} onStepClick={onStep} orientation="vertical" size="xs" iconSize={24}>
        {steps.map(({ id, label }, index) => {
          const count = refused[index] ?? 0;
          return (
            <Stepper.Step
              key={id}
              label={label}
              description={count > 0 ? `${count} refused` : undefined}
              allowStepSelect
              aria-current={index === active ? 'step' : undefined}
              {...(count > 0 && {
                color: 'red',
                completedIcon: <IconExclamationMark size={14} aria-hidden="true" />,
              })}
            />
          );
        })}
      </Stepper>
    </nav>
  );
}
