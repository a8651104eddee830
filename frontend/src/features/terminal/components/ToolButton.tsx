import { Button, type ButtonProps } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import type { ComponentPropsWithRef } from 'react';
import classes from './terminal.module.css';

type Props = Omit<ButtonProps, 'children' | 'leftSection'> &
  Omit<ComponentPropsWithRef<'button'>, keyof ButtonProps | 'children'> & {
    readonly icon: TablerIcon;
    readonly label: string;
  };

/** A button beside the title; on a narrow window only its icon is drawn. */
export function ToolButton({ icon: Icon, label, title = label, ...props }: Props) {
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={label}
      title={title}
      leftSection={<Icon size={14} aria-hidden="true" />}
      classNames={{ label: classes.toolLabel, section: classes.toolIcon }}
      {...props}
    >
      {label}
    </Button>
  );
}
