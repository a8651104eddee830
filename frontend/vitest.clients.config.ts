import { defineConfig } from 'vitest/config';

/** Other people's clients against the built binary: `scripts/clients.sh` builds it. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['clients/**/*.test.ts'],
    // Two processes for each file, on machines with few cores.
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
