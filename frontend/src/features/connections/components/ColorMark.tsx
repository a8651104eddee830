import type { CSSProperties } from 'react';
import classes from './connections.module.css';

/** The custom property that carries a connection's own colour to the styles. */
export const connectionColor = (color: string): CSSProperties =>
  ({ '--connection-color': color }) as CSSProperties;

/** A connection's colour as a small square. Decoration: the name stands beside it. */
export function ColorMark({ color }: { readonly color: string }) {
  return <span className={classes.mark} style={connectionColor(color)} aria-hidden="true" />;
}
