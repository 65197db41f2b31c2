// The real programs, the real Voice SDK and Debian's Chromium. One system for the whole run (system.setup.ts): the
// calls first, then a look at all they left behind.
import { defineConfig } from '@playwright/test';
import { chromiumFlags } from './fixtures/chromium';

export default defineConfig({
  testDir: 'specs',
  outputDir: '../../build/browser/results',
  globalSetup: './system.setup.ts',
  // Sound is real time: two calls at once on a small machine would make each other stutter.
  workers: 1,
  retries: 0,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1000, height: 800 },
    launchOptions: { executablePath: '/usr/bin/chromium', args: chromiumFlags() },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'calls', testIgnore: /traces-left\.spec/, teardown: 'traces left' },
    // Runs after the calls even when some of them failed.
    { name: 'traces left', testMatch: /traces-left\.spec/ },
  ],
});
