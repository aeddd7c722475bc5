/** Work that outlives a request. Kept in PostgreSQL, done by the worker, at least once. */
export interface Jobs {
  /** Builds and switches to a release whose row says `building`. */
  readonly buildRelease: (number: number) => Promise<void>;
}
