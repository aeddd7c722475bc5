import { canonicalJson, type ImageNode, walk } from '../../scoring/index.ts';
import { PRODUCT } from '../product.ts';
import type { LoadedScheme } from '../schemes/schemes.ts';
import type { ManifestParts } from './manifest.ts';
import { noImagePart, severalImageParts } from './windows.errors.ts';

/** What a window takes from a scheme's public-image part. Categories may share one part; different ones need windows of their own. */
export function schemeParts({ scheme, digest }: Pick<LoadedScheme, 'scheme' | 'digest'>): ManifestParts {
  const images = scheme.categories.flatMap(({ tree }) => walk(tree)).flatMap(({ node }) => (node.kind === 'image' ? [node] : []));
  const [image] = images;
  if (!image) throw noImagePart(scheme.id);
  if (images.some((other) => askedBy(other) !== askedBy(image))) throw severalImageParts(scheme.id);
  return {
    scheme: { id: `${scheme.id}@${scheme.version}`, digest },
    productVersion: PRODUCT.version,
    levels: image.levels.map(({ id, value }) => ({ id, value })),
    dontKnow: image.dont_know,
    groups: image.groups.map(({ id, weight, minimum }) => ({ id, weight, minimum })),
    questionWeights: Object.fromEntries(
      image.questionnaires.map((asked) => [asked.id, Object.fromEntries(asked.questions.map(({ id, weight }) => [id, weight]))]),
    ),
  };
}

const askedBy = ({ levels, dont_know, groups, questionnaires }: ImageNode): string => canonicalJson({ levels, dont_know, groups, questionnaires });
