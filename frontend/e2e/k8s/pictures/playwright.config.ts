import { defineConfig } from '@playwright/test';
import journeys from '../playwright.config';

/** Takes a picture of each page; no test of anything, so not part of the journeys. See scripts/pictures-k8s.sh. */
export default defineConfig(journeys, {
  testDir: '.',
  testMatch: '*.pictures.ts',
  outputDir: '../../../test-results',
  reporter: 'list',
  use: { trace: 'off', screenshot: 'off', contextOptions: { reducedMotion: 'reduce' } },
});
