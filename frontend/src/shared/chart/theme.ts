import type { MantineTheme } from '@mantine/core';

/** What a chart takes from the theme: canvas cannot read CSS variables, so these are resolved colours. */
export interface ChartTheme {
  readonly text: string;
  readonly grid: string;
  readonly font: string;
}

export function chartTheme(theme: MantineTheme, scheme: 'light' | 'dark'): ChartTheme {
  const dark = scheme === 'dark';
  return {
    text: dark ? theme.colors.dark[1] : theme.colors.gray[7],
    grid: dark ? theme.colors.dark[5] : theme.colors.gray[2],
    font: `11px ${theme.fontFamily}`,
  };
}

/** Colours for series without one of their own: distinct in light and dark, also for the colour-blind (after Okabe and Ito). */
const PALETTE = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#d55e00',
  '#cc79a7',
  '#56b4e9',
  '#999933',
  '#882255',
] as const;

export function seriesColor(index: number): string {
  return PALETTE[index % PALETTE.length] ?? PALETTE[0];
}
