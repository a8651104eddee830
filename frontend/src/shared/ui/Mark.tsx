import { Badge, type MantineColor } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './mark.module.css';

type Props = {
  /** Of the dot alone: the words carry the meaning and keep the text's full contrast. */
  readonly color: MantineColor;
  readonly title?: string | undefined;
  readonly children: ReactNode;
};

/** A few words about the state of what stands beside them. Never cut short. */
export function Mark({ color, title, children }: Props) {
  return (
    <Badge
      component="span"
      variant="dot"
      size="sm"
      radius="sm"
      color={color}
      title={title}
      classNames={{ root: classes.root, label: classes.label }}
    >
      {children}
    </Badge>
  );
}
