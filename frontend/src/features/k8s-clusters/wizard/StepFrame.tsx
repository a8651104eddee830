import { Button, Group, Stack, Title } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useEffect, useRef } from 'react';
import { STEPS } from './steps';
import classes from './wizard.module.css';

type Props = {
  readonly index: number;
  readonly onStep: (id: string) => void;
  readonly children: ReactNode;
};

/** One step, between the one before and the one after. Who comes to it is at its heading; Enter goes on. */
export function StepFrame({ index, onStep, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(index);
  useEffect(() => {
    // The page's own title has the focus at first.
    if (shown.current === index) return;
    shown.current = index;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [index]);
  const before = STEPS[index - 1];
  const after = STEPS[index + 1];
  return (
    <form
      noValidate
      autoComplete="off"
      aria-labelledby="step"
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        if (after !== undefined) onStep(after.id);
      }}
    >
      <Stack gap="md">
        <Title order={2} size="h4" id="step" ref={heading} tabIndex={-1} className={classes.heading}>
          {STEPS[index]?.label}
        </Title>
        {children}
        <Group justify="space-between">
          {before === undefined ? (
            <span />
          ) : (
            <Button variant="default" onClick={() => onStep(before.id)}>
              Back
            </Button>
          )}
          {after !== undefined && <Button type="submit">Next: {after.label}</Button>}
        </Group>
      </Stack>
    </form>
  );
}
