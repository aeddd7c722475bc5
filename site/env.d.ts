/// <reference types="astro/client" />

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
  }
}
