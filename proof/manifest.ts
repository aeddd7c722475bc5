import { canonicalJson, type Json } from './canonical.ts';
import { sha256Hex } from './hash.ts';
import type { PickRule } from './picks.ts';

export type KeyCustody = 'holders' | 'demonstration';

/** Into how many shares the private key was split, and whose they are. */
export interface KeyShares {
  readonly holders: number;
  /** Shares that open. */
  readonly threshold: number;
  /** The bodies that hold the shares, in their order; none where the server itself holds them all. */
  readonly bodies: readonly string[];
}

export interface ManifestGroup {
  readonly id: string;
  readonly questionnaire: string;
  readonly channels: readonly string[];
  readonly kind: 'open' | 'panel';
  /** People on the group's list; null without a list. */
  readonly roster: number | null;
  /** Weight among the groups, exact text. */
  readonly weight: string;
  /** Valid answers to one question about one unit below which the question is not published. */
  readonly minimum: number;
  /** The group votes openly: its ballots are kept with the voters' names, outside box and log. Absent where ballots are secret. */
  readonly ballot?: 'named';
}

export interface ManifestQuestionnaire {
  readonly id: string;
  readonly screening: { readonly id: string; readonly answers: readonly string[] } | null;
  readonly questions: readonly { readonly id: string; readonly weight: string }[];
  /** From best to worst; the value is exact text on the scale 0–100. */
  readonly levels: readonly { readonly id: string; readonly value: string }[];
  readonly dontKnow: string;
  /** Only where a rater chooses units of a category: the questions are then its units, and the one level names them. */
  readonly pick?: PickRule;
  /** Bytes of every padded ballot of this questionnaire. */
  readonly plaintextLength: number;
}

/** Everything that a window's rules are, fixed when it is sealed. Leaf 0 of its log. */
export interface WindowManifest {
  readonly format: 'gongping-window/1';
  readonly window: string;
  readonly city: string;
  readonly cycle: string;
  readonly opensAt: string;
  readonly closesAt: string;
  /** Who holds the private key. `demonstration`: this server, which is good for a demonstration only. */
  readonly keyCustody: KeyCustody;
  /** Absent in windows that were sealed before keys were split. */
  readonly keyShares?: KeyShares;
  /** P-256 point, uncompressed, base64url. */
  readonly publicKey: string;
  /** Ed25519 key that signs receipts and roots, base64url. */
  readonly signingKey: string;
  readonly sealing: 'HPKE DHKEM(P-256,HKDF-SHA256) HKDF-SHA256 AES-128-GCM';
  readonly scheme: { readonly id: string; readonly digest: string };
  readonly productVersion: string;
  readonly units: readonly string[];
  readonly groups: readonly ManifestGroup[];
  readonly questionnaires: readonly ManifestQuestionnaire[];
  /** Coarse areas with the residents who may rate; null where nobody knows. Absent where ballots name no area. */
  readonly areas?: readonly { readonly id: string; readonly eligible: number | null }[];
  readonly rules: {
    /** Ballots that a cell of labels must hold before the labels leave the opening. */
    readonly mergeBelow: number;
    /** Rules by which a ballot may be excluded; none means that none may be. */
    readonly exclusion: readonly string[];
  };
}

export const manifestText = (manifest: WindowManifest): string => canonicalJson(manifest as unknown as Json);
export const manifestDigest = (manifest: WindowManifest): string => sha256Hex(manifestText(manifest));

/** Whether a group's ballots are kept with the voters' names, outside the box. */
export const votesOpenly = ({ groups }: Pick<WindowManifest, 'groups'>, groupId: string): boolean =>
  groups.some(({ id, ballot }) => id === groupId && ballot === 'named');

/** What one group is asked; null when the window has no such group. */
export function formOf(manifest: WindowManifest, groupId: string): ManifestQuestionnaire | null {
  const group = manifest.groups.find(({ id }) => id === groupId);
  return manifest.questionnaires.find(({ id }) => id === group?.questionnaire) ?? null;
}
