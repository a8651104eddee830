import { defineConfig, devices } from '@playwright/test';

/** The browser is the system's; nothing is downloaded. Chromium's sandbox does not start for root. */
const executablePath = process.env.ACM_CHROMIUM ?? '/usr/bin/chromium';
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  testDir: './e2e',
  testMatch: '**/*.e2e.ts',
  // Against another server, with a configuration of their own.
  testIgnore: 'k8s/**',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // The journeys share one gateway and its demo cluster.
  workers: 1,
  forbidOnly: true,
  reporter: [['list'], ['html', { open: 'never' }]],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    baseURL: process.env.ACM_E2E_URL ?? 'http://127.0.0.1:8000',
    launchOptions: { executablePath, args },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
