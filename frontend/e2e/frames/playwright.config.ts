import { defineConfig } from '@playwright/test';
import journeys from '../../playwright.config';

/** Measures frames; no test of anything, so not part of the journeys. See docs/performance.md. */
export default defineConfig(journeys, {
  testDir: '.',
  testMatch: '*.frames.ts',
  outputDir: '../../test-results',
  timeout: 300_000,
  reporter: 'list',
  use: { trace: 'off', screenshot: 'off' },
});
