import { defineConfig } from '@playwright/test';
import journeys from '../../playwright.config';

/** Journeys against `make run-k8s`. See scripts/e2e-k8s.sh. */
export default defineConfig(journeys, {
  testDir: '.',
  testIgnore: [],
  outputDir: '../../test-results',
  timeout: 120_000,
  use: { baseURL: process.env.ACM_E2E_K8S ?? 'http://127.0.0.1:8000' },
});
