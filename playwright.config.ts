import { defineConfig } from '@playwright/test';
import { CLIENT } from './tests/support/identity-client.ts';
import { findChromium } from './tests/tools/chromium.ts';

const PORT = Number(process.env['E2E_PORT'] ?? 4391);
const IDENTITY_PORT = PORT + 1;
const ISSUER = `http://127.0.0.1:${IDENTITY_PORT}`;
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
    { name: 'city', testIgnore: /(office|outage|queue)\.spec/ },
    // Presses on the limits that all of the city's tests share, and needs the window that the office closes
    { name: 'queue', testMatch: /queue\.spec/, dependencies: ['city'] },
    { name: 'office', testMatch: /office\.spec/, dependencies: ['queue'] },
    { name: 'outage', testMatch: /outage\.spec/, dependencies: ['office'] },
  ],
  webServer: [
    {
      command: `node tests/e2e/identity-provider.ts ${IDENTITY_PORT}`,
      url: `${ISSUER}/.well-known/openid-configuration`,
      reuseExistingServer: false,
    },
    {
      command: 'node api/server.ts',
      url: `http://localhost:${PORT}/readyz`,
      env: {
        PORT: String(PORT),
        DATA_DIR: '.build/e2e-data',
        CITY: 'demo',
        LOG_LEVEL: 'error',
        OIDC_ISSUER: ISSUER,
        OIDC_CLIENT_ID: CLIENT.id,
        OIDC_CLIENT_SECRET: CLIENT.secret,
      },
      timeout: 180_000,
      reuseExistingServer: false,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    },
  ],
});
