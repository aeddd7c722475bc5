/// <reference types="astro/client" />

/** What a component is to a plain TypeScript file; `astro check` knows each one's own properties. */
declare module '*.astro' {
  const component: (props: never) => unknown;
  export default component;
}

declare namespace App {
  /** What the server gives to an on-demand page. Static pages have none of it. */
  interface Locals {
    /** The API, typed and in process, with the reader's cookies. */
    readonly api: import('../api/client.ts').Api;
    /** Set-Cookie headers of the API calls made for this page; `site/workspace/middleware.ts` adds them to the answer. */
    readonly cookies: string[];
    readonly city: import('../content/load.ts').City;
    /** Demonstration accounts and codes may be shown on the page. */
    readonly showDemonstrationAccess: boolean;
    /** Printed codes of the demonstration's open window, to try; empty elsewhere. */
    readonly demonstrationCodes: readonly { readonly group: string; readonly code: string }[];
    /** Which releases are published, and where their data lie. */
    readonly releases: import('../api/releases/folder.ts').PublishedReleases;
    /** Set while a page of a numbered release is drawn: the layout says so, and links stay inside the release. */
    archive?: { readonly number: number; readonly live: number };
    /** Names the build of the on-demand pages: another build may draw the same release differently. */
    readonly build: string;
    /** The site's own "not found" in the language of the address. */
    readonly notFound: () => Promise<Response>;
    /** The answer in place of a page that could not be made; logs the error. */
    readonly unavailable: (error: Error) => Promise<Response>;
  }
}
