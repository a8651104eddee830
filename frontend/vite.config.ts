import { fileURLToPath, URL } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { dropEmbeddedFonts } from './vite.fonts';

const backend = process.env.BACKEND_URL ?? 'http://localhost:8000';
const port = Number(process.env.FRONTEND_PORT ?? 3100);
const page = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
  plugins: [react(), dropEmbeddedFonts()],
  resolve: { alias: { '@': page('./src') } },
  server: {
    // One test reads the schema beside this folder.
    fs: { allow: ['..'] },
    port,
    strictPort: true,
    proxy: {
      '/graphql': { target: backend, ws: true },
      '/graphiql': { target: backend },
      '/files': { target: backend },
      '/livez': { target: backend },
      '/readyz': { target: backend },
    },
  },
  build: {
    target: 'es2022',
    // Inlined assets would be `data:` URLs, which the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // GraphiQL is one page that few open; its size is its own.
    chunkSizeWarningLimit: 800,
    rollupOptions: {
      input: { main: page('./index.html'), graphiql: page('./graphiql.html') },
    },
  },
  test: {
    environment: 'jsdom',
    testTimeout: 30_000,
    globals: false,
    setupFiles: ['./src/test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    coverage: {
      provider: 'v8',
      include: ['src/**'],
      exclude: ['src/**/*.generated.ts', 'src/gql/**', 'src/test/**'],
    },
  },
});
