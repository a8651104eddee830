import type { MantineColor } from '@mantine/core';
import type { TemplateUse } from './useTemplate';

export type SyncWords = { readonly color: MantineColor; readonly text: string; readonly hint: string };

type Told = Pick<TemplateUse, 'refers' | 'inSync'>;

/** How far a cluster is from its template, in words. */
export function syncWords({ refers, inSync }: Told): SyncWords {
  if (!refers) {
    return {
      color: 'gray',
      text: 'not made from it',
      hint: 'The operator says so in the template’s status, but the cluster does not name the template.',
    };
  }
  switch (inSync) {
    case true:
      return { color: 'green', text: 'in sync', hint: 'Its copy holds what the template does.' };
    case false:
      return {
        color: 'orange',
        text: 'out of sync',
        hint: 'The template has changed since it was copied. A resync copies it again.',
      };
    default:
      return { color: 'gray', text: 'no copy yet', hint: 'The operator has not copied the template so far.' };
  }
}

/** Whether a resync would bring it something. */
export function isBehind({ refers, inSync }: Pick<TemplateUse, 'refers' | 'inSync'>): boolean {
  return refers && inSync !== true;
}

/** Why the operator would not heed a resync now, and what helps. */
export function obstacleText(obstacle: string): string {
  switch (obstacle) {
    case 'PAUSED':
      return 'It is paused: the operator leaves it alone until it is resumed.';
    case 'BREAKER_OPEN':
      return 'The operator has given up on it after too many failures: reset its circuit breaker first.';
    default:
      return obstacle;
  }
}

export function clusterKey({ namespace, name }: Pick<TemplateUse, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}
