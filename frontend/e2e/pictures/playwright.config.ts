import { defineConfig } from '@playwright/test';
import journeys from '../../playwright.config';

/** Takes the README's pictures; no test of anything, so not part of the journeys. See scripts/screenshots.sh. */
export default defineConfig(journeys, {
  testDir: '.',
  testMatch: '*.pictures.ts',
  outputDir: '../../test-results',
  timeout: 120_000,
  reporter: 'list',
  use: { trace: 'off', screenshot: 'off', contextOptions: { reducedMotion: 'reduce' } },
});
