// Tests of pages run in jsdom; those that say `@vitest-environment node` have no window to prepare.
if (typeof window !== 'undefined') {
  await import('./browser');
}
