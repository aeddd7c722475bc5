import type { PublicCity, Release } from '../release.ts';
import { openWindow } from './cycles.ts';

/** What every page of a release hands to the layout. */
export interface Frame {
  readonly city: PublicCity;
  readonly release: { readonly number: number; readonly generatedAt: string };
  /** Whether the header invites to rate. */
  readonly rating: boolean;
}

export const frame = (release: Release): Frame => ({
  city: release.city,
  release: { number: release.manifest.release, generatedAt: release.manifest.generatedAt },
  rating: openWindow(release) !== null,
});
