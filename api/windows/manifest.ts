import type { City, CityGroup, Questionnaire } from '../../content/load.ts';
import type { WindowRow } from '../../db/queries/windows.ts';
import type { KeyShares, ManifestGroup, ManifestQuestionnaire, WindowManifest } from '../../proof/manifest.ts';
import { MERGE_BELOW } from '../../proof/merge.ts';
import { paddedLength } from '../../proof/padding.ts';
import { LEFT, PICKED, type PickRule } from '../../proof/picks.ts';
import type { Dependencies } from '../context.ts';
import type { Fault, Sentence } from '../errors.ts';
import { manifestFaults } from './windows.errors.ts';

/** What the manifest takes from the scheme; everything else it takes from the city. */
export interface ManifestParts {
  /** The scheme's id with version, and the digest of its text. */
  readonly scheme: { readonly id: string; readonly digest: string };
  readonly productVersion: string;
  /** From best to worst; values are exact text on the scale 0–100. */
  readonly levels: readonly { readonly id: string; readonly value: string }[];
  readonly dontKnow: string;
  /** The groups that are asked in this window. */
  readonly groups: readonly {
    readonly id: string;
    readonly weight: string;
    readonly minimum: number;
    /** The part for which the group chooses units; it rates them one by one where absent. */
    readonly pick?: string;
    readonly ballot?: 'named';
  }[];
  /** The parts for which units of a category are chosen; none where nothing is said. */
  readonly picks?: readonly (PickRule & { readonly part: string })[];
  /** questionnaire → question → weight, exact text; 1 where nothing is said. */
  readonly questionWeights?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Rules by which a ballot may be excluded; none where nothing is said. */
  readonly exclusion?: readonly string[];
}

type PickOf = NonNullable<ManifestParts['picks']>[number];

/** The public half of a window's key, and into how many shares the private one was split; null where that is not known. */
export interface PublicKey {
  readonly publicKey: string;
  readonly keyShares: KeyShares | null;
}

/** Puts the manifest together. @throws AppError with every fault where city and scheme do not fit. */
export function buildManifest(deps: Pick<Dependencies, 'city' | 'secrets'>, window: WindowRow, key: PublicKey, parts: ManifestParts): WindowManifest {
  const { city, secrets } = deps;
  const faults = [
    ...groupFaults(city.groups, parts),
    ...pickFaults(city, parts),
    ...usedQuestionnaires(deps, parts).flatMap((asked) => [...levelFaults(asked, parts), ...questionFaults(asked, parts)]),
  ];
  if (faults.length > 0) throw manifestFaults(faults);
  const units = city.units.map(({ id }) => id);
  const names = { window: window.id, units, groups: parts.groups.map(({ id }) => id) };
  return {
    format: 'gongping-window/1',
    window: window.id,
    city: city.id,
    cycle: window.cycleId,
    opensAt: window.opensAt.toISOString(),
    closesAt: window.closesAt.toISOString(),
    keyCustody: window.keyCustody,
    publicKey: key.publicKey,
    ...(key.keyShares && { keyShares: key.keyShares }),
    signingKey: secrets.publicSigningKey,
    sealing: 'HPKE DHKEM(P-256,HKDF-SHA256) HKDF-SHA256 AES-128-GCM',
    scheme: parts.scheme,
    productVersion: parts.productVersion,
    units,
    groups: parts.groups.flatMap((group) => city.groups.filter(({ id }) => id === group.id).map((found) => toGroup(found, group))),
    questionnaires: [
      ...usedQuestionnaires(deps, parts).map((questionnaire) => toQuestionnaire(questionnaire, parts, names)),
      ...(parts.picks ?? []).map((pick) => toPickForm(city, pick, names)),
    ],
    ...(city.areas.length > 0 && { areas: city.areas.map(({ id, eligible }) => ({ id, eligible })) }),
    rules: { mergeBelow: MERGE_BELOW, exclusion: parts.exclusion ?? [] },
  };
}

const usedQuestionnaires = ({ city }: Pick<Dependencies, 'city'>, parts: ManifestParts): Questionnaire[] =>
  city.questionnaires.filter(({ id }) =>
    city.groups.some((group) => group.questionnaire === id && parts.groups.some((used) => used.id === group.id && used.pick === undefined)),
  );

const toGroup = (group: CityGroup, { weight, minimum, ballot }: ManifestParts['groups'][number]): ManifestGroup => ({
  id: group.id,
  questionnaire: group.questionnaire,
  channels: group.channels,
  kind: group.kind,
  roster: group.roster,
  weight,
  minimum,
  ...(ballot && { ballot }),
});

function toQuestionnaire(asked: Questionnaire, parts: ManifestParts, names: Parameters<typeof paddedLength>[1]): ManifestQuestionnaire {
  const form = {
    id: asked.id,
    screening: asked.screening ? { id: asked.screening.id, answers: asked.screening.answers.map(({ id }) => id) } : null,
    questions: asked.questions.map(({ id }) => ({ id, weight: parts.questionWeights?.[asked.id]?.[id] ?? '1' })),
    levels: parts.levels.map(({ id, value }) => ({ id, value })),
    dontKnow: parts.dontKnow,
  };
  return { ...form, plaintextLength: paddedLength(form, names) };
}

/** The ballot that names units of a category: each of them a question, to which the one answer is that it is picked. */
function toPickForm({ units }: City, { part, ...pick }: PickOf, names: Parameters<typeof paddedLength>[1]): ManifestQuestionnaire {
  const form = {
    id: part,
    screening: null,
    questions: units.filter(({ category }) => category === pick.category).map(({ id }) => ({ id, weight: '1' })),
    levels: [{ id: PICKED, value: '100' }],
    dontKnow: LEFT,
    pick,
  };
  return { ...form, plaintextLength: paddedLength(form, names) };
}

const fault = (path: string, zh: string, en: string): Fault => ({ path, message: { zh, en } satisfies Sentence });

const groupFaults = (known: readonly CityGroup[], { groups }: ManifestParts): Fault[] => [
  ...(groups.length === 0 ? [fault('groups', '至少要有一个评议主体。', 'At least one group must be asked.')] : []),
  ...groups
    .filter(({ id }) => !known.some((group) => group.id === id))
    .map(({ id }) => fault(`groups.${id}`, `城市配置中没有评议主体“${id}”。`, `The city has no group "${id}".`)),
];

/** A group that chooses has the ballot of its part in the city's own words, and there is something to choose from. */
function pickFaults({ groups, picks: known, units }: City, { groups: asked, picks = [] }: ManifestParts): Fault[] {
  const forms = asked.flatMap(({ id, pick }) => groups.filter((group) => group.id === id).map(({ questionnaire }) => ({ id, pick, questionnaire })));
  return [
    ...picks
      .filter(({ part }) => !known.some(({ id }) => id === part))
      .map(({ part }) => fault(`picks.${part}`, `城市配置中没有选票“${part}”。`, `The city has no pick ballot "${part}".`)),
    ...picks
      .filter(({ category, choose }) => units.filter((unit) => unit.category === category).length < choose)
      .map(({ part, category, choose }) =>
        fault(
          `picks.${part}`,
          `类别“${category}”的单位不足 ${choose} 个，无从选起。`,
          `The category "${category}" has fewer than ${choose} units to choose from.`,
        ),
      ),
    ...forms
      .filter(({ pick, questionnaire }) => pick !== undefined && questionnaire !== pick)
      .map(({ id, pick = '' }) => fault(`groups.${id}`, `评议主体“${id}”应使用选票“${pick}”。`, `The group "${id}" must use the pick ballot "${pick}".`)),
    ...forms
      .filter(({ pick, questionnaire }) => pick === undefined && known.some(({ id }) => id === questionnaire))
      .map(({ id }) =>
        fault(
          `groups.${id}`,
          `按考核办法，评议主体“${id}”逐个评议单位，不能使用选票。`,
          `By the scheme the group "${id}" rates each unit; it cannot use a pick ballot.`,
        ),
      ),
  ];
}

const sameIds = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((id) => b.includes(id));

function levelFaults({ id, levels, dontKnow }: Questionnaire, parts: ManifestParts): Fault[] {
  const city = levels.map((level) => level.id);
  const scheme = parts.levels.map((level) => level.id);
  if (sameIds(city, scheme) && dontKnow.id === parts.dontKnow) return [];
  const [asked, valued] = [
    [...city, dontKnow.id],
    [...scheme, parts.dontKnow],
  ].map((ids) => ids.join(', '));
  return [
    fault(
      `questionnaires.${id}.levels`,
      `问卷的档次（${asked}）与考核办法（${valued}）不一致。`,
      `Its levels (${asked}) are not those of the scheme (${valued}).`,
    ),
  ];
}

function questionFaults({ id, questions }: Questionnaire, { questionWeights }: ManifestParts): Fault[] {
  const city = questions.map((question) => question.id);
  const scheme = Object.keys(questionWeights?.[id] ?? {});
  if (questionWeights === undefined || sameIds(city, scheme)) return [];
  const [asked, weighed] = [city.join(', '), scheme.join(', ') || '–'];
  return [
    fault(
      `questionnaires.${id}.questions`,
      `问卷的题目（${asked}）与考核办法（${weighed}）不一致。`,
      `Its questions (${asked}) are not those of the scheme (${weighed}).`,
    ),
  ];
}
