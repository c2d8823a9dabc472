// How the tests run: in the Chromium of the system, two side by side, each at a table of its own.
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testMatch: '*.test.ts',
  outputDir: '../../build/playwright',
  globalSetup: './prepare.ts',
  fullyParallel: true,
  workers: 2,
  retries: process.env.CI ? 1 : 0,  // what passes only then is called flaky
  forbidOnly: !!process.env.CI,
  reporter: 'list',
  timeout: 300_000,
  expect: { timeout: 10_000 },
  use: {
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    actionTimeout: 10_000,
    acceptDownloads: true,
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] },
  },
})
