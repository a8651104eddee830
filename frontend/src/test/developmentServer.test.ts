// @vitest-environment node
import { expect, it, vi } from 'vitest';
import { loadConfigFromFile } from 'vite';

/** What the development server would do if it started now. */
async function server() {
  const loaded = await loadConfigFromFile({ command: 'serve', mode: 'development' }, 'vite.config.ts');
  return loaded?.config.server;
}

it('listens on port 3100 and passes API calls on to port 8000 of this machine', async () => {
  vi.stubEnv('FRONTEND_PORT', undefined);
  vi.stubEnv('BACKEND_URL', undefined);
  expect(await server()).toMatchObject({
    port: 3100,
    proxy: { '/graphql': { target: 'http://localhost:8000', ws: true } },
  });
});

it('listens on FRONTEND_PORT and passes API calls on to BACKEND_URL, subscriptions included', async () => {
  vi.stubEnv('FRONTEND_PORT', '4100');
  vi.stubEnv('BACKEND_URL', 'http://gateway:9000');
  expect(await server()).toMatchObject({
    port: 4100,
    proxy: { '/graphql': { target: 'http://gateway:9000', ws: true } },
  });
});
