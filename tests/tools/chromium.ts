import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { run } from './run-command.ts';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Chromium on this machine: `CHROMIUM_PATH`, Playwright's own, or the system's. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : null;
  return [chromium.executablePath(), ...SYSTEM].find((file) => file && existsSync(file)) ?? null;
}

/**
 * Makes sure that there is a Chromium with Chinese fonts: as root on Debian it is installed from Debian's packages,
 * elsewhere the run ends with a sentence that says how to get one.
 */
export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stdout.write('installing Chromium and Chinese fonts from Debian …\n');
    await run('apt-get', ['update', '-q'], { env: { DEBIAN_FRONTEND: 'noninteractive' } });
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], { env: { DEBIAN_FRONTEND: 'noninteractive' } });
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error('The browser tests need Chromium. Get one with "npx playwright install chromium", or set CHROMIUM_PATH to the one you have.');
}
