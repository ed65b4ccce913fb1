import { defineConfig } from 'vitest/config';

// Real sockets against a real workerd, one a file; the machine may be busy, so the limits are generous.
export default defineConfig({
  test: { include: ['test/sockets/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 3 },
});
