import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/page/**/*.test.ts', 'test/browser/**/*.test.ts'],
    globalSetup: 'test/browser/built.ts',
    // One browser and one workerd at a time: the machines of continuous integration have two cores.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
