import type { City } from '../../content/load.ts';
import { type Scheme, walk } from '../../scoring/index.ts';
import type { LoadedScheme } from '../schemes/schemes.ts';
import type { ManifestParts } from '../windows/manifest.ts';

/**
 * What a window's manifest takes from the scheme: levels, groups with weights and minimums, weights of questions. The
 * rated node must be the same in all categories, since one window serves them all.
 */
export function manifestPartsOf({ scheme, digest }: LoadedScheme, city: City): Omit<ManifestParts, 'productVersion'> {
  const node = ratedNode(scheme);
  return {
    scheme: { id: `${scheme.id}@${scheme.version}`, digest },
    levels: node.levels.map(({ id, value }) => ({ id, value: String(value) })),
    dontKnow: node.dont_know,
    groups: node.groups.map(({ id, weight, minimum }) => ({ id, weight: String(weight), minimum })),
    questionWeights: Object.fromEntries(
      city.groups.flatMap((group) => {
        const used = node.groups.find(({ id }) => id === group.id);
        const questionnaire = node.questionnaires.find(({ id }) => id === used?.questionnaire);
        return questionnaire ? [[group.questionnaire, Object.fromEntries(questionnaire.questions.map(({ id, weight }) => [id, String(weight)]))]] : [];
      }),
    ),
  };
}

type RatedNode = Extract<Scheme['categories'][number]['tree'], { kind: 'image' }>;

function ratedNode(scheme: Scheme): RatedNode {
  const nodes = scheme.categories.flatMap((category) => walk(category.tree).map(({ node }) => node).filter((node): node is RatedNode => node.kind === 'image'));
  const [first] = nodes;
  if (!first) throw new Error(`scheme ${scheme.id} has no part made of ratings`);
  return first;
}
