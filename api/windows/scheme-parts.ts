import { canonicalJson, type ImageNode, type PickPart, pickParts, type Scheme, walk } from '../../scoring/index.ts';
import { PRODUCT } from '../product.ts';
import type { LoadedScheme } from '../schemes/schemes.ts';
import type { ManifestParts } from './manifest.ts';
import { askedTwice, noImagePart, severalImageParts } from './windows.errors.ts';

/**
 * What a window takes from a scheme: its public-image part, and the parts for which raters choose units of a category.
 * Categories may share an image part; different ones need windows of their own.
 */
export function schemeParts({ scheme, digest }: Pick<LoadedScheme, 'scheme' | 'digest'>): ManifestParts {
  const images = imagesOf(scheme);
  const [image] = images;
  const picks = pickParts(scheme);
  if (!image && picks.length === 0) throw noImagePart(scheme.id);
  if (image && images.some((other) => askedBy(other) !== askedBy(image))) throw severalImageParts(scheme.id);
  const groups = [...(image ? imageGroups(image) : []), ...picks.flatMap(pickGroups)];
  const twice = repeated(groups.map(({ id }) => id)) ?? repeated(picks.map(({ part }) => part));
  if (twice !== undefined) throw askedTwice(scheme.id, twice);
  return {
    scheme: { id: `${scheme.id}@${scheme.version}`, digest },
    productVersion: PRODUCT.version,
    levels: image?.levels.map(({ id, value }) => ({ id, value })) ?? [],
    dontKnow: image?.dont_know ?? '',
    groups,
    picks: picks.map(({ part, category, choose, ballots }) => ({ part, category, choose, fewer: ballots.fewer })),
    questionWeights: Object.fromEntries(
      (image?.questionnaires ?? []).map((asked) => [asked.id, Object.fromEntries(asked.questions.map(({ id, weight }) => [id, weight]))]),
    ),
  };
}

const imagesOf = ({ categories }: Scheme): ImageNode[] =>
  categories.flatMap(({ tree }) => walk(tree)).flatMap(({ node }) => (node.kind === 'image' ? [node] : []));

const askedBy = ({ levels, dont_know, groups, questionnaires }: ImageNode): string => canonicalJson({ levels, dont_know, groups, questionnaires });

const repeated = (ids: readonly string[]): string | undefined => ids.find((id, i) => ids.indexOf(id) < i);

type Group = ManifestParts['groups'][number];

const imageGroups = ({ groups }: ImageNode): Group[] =>
  groups.map(({ id, weight, minimum, ballot }) => ({ id, weight, minimum, ...(ballot === 'named' && { ballot }) }));

const pickGroups = ({ part, ballots }: PickPart): Group[] =>
  ballots.groups.map(({ id, minimum }) => ({ id, weight: '1', minimum, pick: part, ...(ballots.kind === 'named' && { ballot: 'named' as const }) }));
