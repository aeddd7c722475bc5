import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import { localDay } from './site/facts/cycles.ts';
import { release } from './site/release.ts';
import { sitemap } from './site/sitemap.ts';

/**
 * Two builds from one tree, chosen by GONGPING_BUILD:
 * `release` (default): static pages of the release folder named by GONGPING_RELEASE; the caller of `build()` gives `outDir`.
 * `workspace`: the on-demand pages, once per product version.
 */
const workspace = process.env.GONGPING_BUILD === 'workspace';

/** The oldest browsers that pages must work in: four years of each family, WeChat's built-in one among them (docs/browsers.md). */
const BROWSERS = ['chrome100', 'edge100', 'firefox106', 'safari15.4'];

const shared = {
  security: { checkOrigin: false }, // the server checks the origin of every write
  devToolbar: { enabled: false },
  compressHTML: true,
  trailingSlash: 'ignore',
  vite: { build: { assetsInlineLimit: 0, target: BROWSERS, cssTarget: BROWSERS } }, // the content security policy allows nothing inline
};

export default defineConfig(
  workspace
    ? {
        ...shared,
        srcDir: './site/workspace',
        publicDir: './site/workspace/public',
        outDir: '.build/workspace',
        cacheDir: '.build/cache/workspace',
        output: 'server',
        adapter: node({ mode: 'middleware' }),
        build: { assets: '_workspace', inlineStylesheets: 'never' },
      }
    : {
        ...shared,
        srcDir: './site',
        publicDir: './site/public',
        outDir: '.build/site',
        cacheDir: '.build/cache/site',
        output: 'static',
        integrations: [sitemap(() => localDay(release(), release().manifest.generatedAt))],
        build: { assets: '_site', inlineStylesheets: 'never', format: 'directory', concurrency: 1 },
      },
);
