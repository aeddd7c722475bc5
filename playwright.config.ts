import { defineConfig } from '@playwright/test';
import { findChromium } from './tests/tools/chromium.ts';

const PORT = Number(process.env['E2E_PORT'] ?? 4391);
const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: '.build/e2e',
  fullyParallel: false,
  workers: 1,
  timeout: 60_000,
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${PORT}`,
    locale: 'zh-CN',
    launchOptions: {
      ...(findChromium() && { executablePath: findChromium() as string }),
      args: asRoot ? ['--no-sandbox', '--disable-dev-shm-usage'] : [],
    },
  },
  projects: [
    { name: 'city', testIgnore: /(office|outage)\.spec/ },
    { name: 'office', testMatch: /office\.spec/, dependencies: ['city'] },
    { name: 'outage', testMatch: /outage\.spec/, dependencies: ['office'] },
  ],
  webServer: {
    command: 'node api/server.ts',
    url: `http://localhost:${PORT}/readyz`,
    env: { PORT: String(PORT), DATA_DIR: '.build/e2e-data', CITY: 'demo', LOG_LEVEL: 'error' },
    timeout: 180_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
  },
});
