declare namespace App {
  interface Locals {
    /** Who is signed in; set by the middleware on the addresses of the workspace. */
    staff?: import('./server/ask.ts').Account | null;
  }
}
