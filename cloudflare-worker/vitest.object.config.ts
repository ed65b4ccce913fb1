import { cloudflareTest } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';

// The object's logic inside workerd: pure decisions, and the parts with real SQLite under them.
export default defineConfig({
  plugins: [
    cloudflareTest({
      main: './src/object/worker.ts',
      miniflare: {
        compatibilityDate: '2026-04-24',
        compatibilityFlags: ['nodejs_compat'],
        cf: false,
        bindings: {
          AGENT_TOKEN_SECRET: 'agent-secret',
          USER_TOKEN_SECRET: 'user-secret',
          ACTIVITY_URL: 'https://table.test',
          ACTIVITY_KEY: 'key',
        },
        durableObjects: {
          Document: { className: 'DocumentObject', useSQLite: true },
          Directory: { className: 'DirectoryObject', useSQLite: true },
        },
      },
    }),
  ],
  test: { include: ['test/object/**/*.test.ts'], testTimeout: 30_000 },
});
