import { z } from 'zod';
import { fromUtf8 } from '../../bytes.ts';
import type { ReleaseManifest } from '../files.ts';
import { type Finding, fails, holds } from './finding.ts';

const PATH = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const whole = z.number().int().min(0);

const change = z.strictObject({
  cycle: z.string(),
  unit: z.string(),
  total: z.strictObject({ before: z.string().nullable(), after: z.string().nullable() }),
  rank: z.strictObject({ before: whole.nullable(), after: whole.nullable() }),
});
const correction = z.looseObject({
  release: whole.min(1),
  reason: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  changes: z.array(change),
});

const schema = z.looseObject({
  format: z.literal('gongping-release/1'),
  release: whole.min(1),
  kind: z.enum(['score', 'daily']),
  city: z.string().min(1),
  demonstration: z.boolean(),
  generatedAt: z.iso.datetime(),
  product: z.string().min(1),
  engine: z.string().min(1),
  key: z.string().min(1),
  previous: z.looseObject({ release: whole.min(1), manifestSha256: digest }).nullable(),
  stage: z.enum(['provisional', 'final']).nullable().default(null),
  corrects: correction.nullable().default(null),
  cycles: z.array(z.string().regex(PATH)).default([]),
  objectionsUntil: z.iso.date().nullable().default(null),
  schemes: z.record(z.string().regex(PATH), z.string().regex(/^[^@]+@[^:]+:sha256-[0-9a-f]{64}$/)),
  windows: z.record(
    z.string().regex(PATH),
    z.looseObject({ manifestSha256: digest, closingRoot: digest.nullable(), logRoot: digest.nullable(), record: z.string().regex(PATH) }),
  ),
  audit: z.looseObject({ rows: whole, lastHash: digest }).nullable().default(null),
  files: z.array(z.looseObject({ path: z.string().regex(PATH), bytes: whole, sha256: digest })).min(1),
});

const EVERY_RELEASE = [
  'city.json',
  'comments.json',
  'cycles.json',
  'datapackage.json',
  'keys.json',
  'plans.json',
  'reports.json',
  'units.json',
  'verify.mjs',
  'windows.json',
];
/** What a release has whose manifest names the head of the audit log; older ones have none of it. */
const WITH_AUDIT = ['calendar.json', 'documents.json', 'moderation.json', 'plan-versions.json', 'reply-record.json'];
/** What a release has whose manifest names a stage; older ones have neither. */
const WITH_STAGES = ['objections.json', 'releases.json'];
const WHERE = 'manifest.json';

/** Reads a manifest; null when it is none. */
export function readManifest(bytes: Uint8Array): { readonly manifest: ReleaseManifest; readonly text: string } | string {
  try {
    const text = fromUtf8(bytes);
    const parsed = schema.safeParse(JSON.parse(text));
    if (parsed.success) return { manifest: parsed.data as unknown as ReleaseManifest, text };
    const [issue] = parsed.error.issues;
    return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Whether the manifest says everything it must, once, and about the release that was asked for. */
export function checkManifest(manifest: ReleaseManifest, text: string, asked: number | null): Finding[] {
  const paths = manifest.files.map(({ path }) => path);
  const wanted = [
    ...EVERY_RELEASE,
    ...('stage' in (JSON.parse(text) as object) ? WITH_STAGES : []),
    ...('audit' in (JSON.parse(text) as object) ? WITH_AUDIT : []),
    ...Object.keys(manifest.schemes).flatMap((cycle) => [`scores/${cycle}/input.json`, `scores/${cycle}/result.json`]),
    ...Object.values(manifest.schemes).flatMap((reference) => ['json', 'yaml'].map((kind) => `schemes/${reference.split('@')[0]}.${kind}`)),
    ...Object.values(manifest.windows).map(({ record }) => record),
  ];
  const missing = wanted.filter((path) => !paths.includes(path));
  const twice = paths.filter((path, at) => paths.indexOf(path) !== at);
  const failures = [
    ...(text === `${JSON.stringify(JSON.parse(text), null, 1)}\n`
      ? []
      : [
          fails(
            'manifest.spelling',
            WHERE,
            '发布清单的写法不是约定的写法，可能有两种读法。',
            'The manifest is not spelled as agreed; it could be read in two ways.',
          ),
        ]),
    ...missing.map((path) => fails('manifest.incomplete', WHERE, `发布清单没有列出 ${path}。`, `The manifest does not list ${path}.`)),
    ...twice.map((path) => fails('manifest.twice', WHERE, `发布清单把 ${path} 列了两次。`, `The manifest lists ${path} twice.`)),
    ...(asked !== null && asked !== manifest.release
      ? [
          fails(
            'manifest.number',
            WHERE,
            `地址是第 ${asked} 号发布，清单却是第 ${manifest.release} 号。`,
            `The address is that of release ${asked}, but the manifest is that of release ${manifest.release}.`,
          ),
        ]
      : []),
  ];
  if (failures.length > 0) return failures;
  const { release, city, product, files } = manifest;
  return [
    holds(
      'manifest.shape',
      WHERE,
      `发布清单完整：${city} 第 ${release} 号发布，程序版本 ${product}，列出 ${files.length} 个文件。`,
      `The manifest is complete: ${city}, release ${release}, product version ${product}, ${files.length} files.`,
    ),
  ];
}
