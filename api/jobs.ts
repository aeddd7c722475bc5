/** Work that outlives a request. Kept in PostgreSQL, done by the worker, at least once. */
export interface Jobs {
  /** Builds and switches to the release of this id, whose row says `building`. */
  readonly buildRelease: (id: string) => Promise<void>;
}
