import { defineConfig } from 'vitest/config';

// Tests stand beside what they test. Logic (*.test.ts) runs in Node; components (*.test.tsx) get a DOM.
export default defineConfig({
  test: {
    restoreMocks: true,
    testTimeout: 30_000, // A busy machine is no failure.
    projects: [
      {
        extends: true,
        test: { name: 'logic', environment: 'node', include: ['web/**/src/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'components',
          environment: 'jsdom',
          include: ['web/**/src/**/*.test.tsx'],
          setupFiles: ['./web/vitest.dom.ts'],
        },
      },
    ],
  },
});
