import type { ReleaseContents } from '../contents.ts';
import type { PublicRelease, ReleaseManifest } from '../files.ts';
import { lineOf, standingOf } from '../stages.ts';
import { type Finding, fails, failuresOr, guarded, holds, open } from './finding.ts';
import { jsonOf, type Opened } from './opened.ts';
import { dayIn } from './statuses.ts';

const WHERE = 'manifest.json';

interface CityStages {
  readonly timezone: string;
  readonly cycles?: readonly { readonly id: string; readonly provisional?: 'required' | 'skipped' }[];
}

/** A release from before there were stages says nothing of them. */
export const hasStages = ({ files }: Opened): boolean => files.has('releases.json');

/** Whether the stage follows from the releases before: provisional first, final after the days for objections, corrections with a reason. */
export const checkStages = (opened: Opened, contents: ReleaseContents): Finding[] =>
  guarded('stage.form', WHERE, () => {
    const { manifest } = opened;
    if (!hasStages(opened))
      return [
        open(
          'stage.absent',
          WHERE,
          '这是较早格式的发布，没有写明公示还是定稿。',
          'This release is of an earlier form: it does not say whether its scores are provisional or final.',
        ),
      ];
    const malformed = formFailures(opened, contents);
    if (malformed.length > 0 || manifest.kind === 'daily')
      return failuresOr(malformed, holds('stage.form', WHERE, '日更不改变得分的阶段。', 'A daily update leaves the stage of scores alone.'));
    const city = jsonOf<CityStages>(opened, 'city.json');
    return manifest.cycles.flatMap((cycle) => follows(manifest, contents.releases, cycle, city));
  });

/** What a manifest must say together, whatever came before. */
function formFailures({ manifest }: Opened, { scores }: ReleaseContents): Finding[] {
  const { kind, stage, cycles, corrects, objectionsUntil, release } = manifest;
  const wrong = (zh: string, en: string): Finding[] => [fails('stage.form', WHERE, zh, en)];
  if (kind === 'daily')
    return stage === null && corrects === null && cycles.length === 0 && objectionsUntil === null
      ? []
      : wrong('日更不能公示、定稿或更正得分。', 'A daily update cannot make scores provisional or final, nor correct them.');
  return [
    ...(stage === null || cycles.length === 0 ? wrong('得分发布没有写明阶段或年度。', 'A score release does not name its stage or its cycles.') : []),
    ...((stage === 'provisional') === (objectionsUntil !== null)
      ? []
      : wrong('公示稿须写明公示截止日，定稿不得写。', 'A provisional release names the last day for objections, and no other does.')),
    ...cycles
      .filter((cycle) => !scores.some((one) => one.cycle === cycle))
      .flatMap((cycle) =>
        wrong(`清单说发布了 ${cycle} 的得分，发布里却没有。`, `The manifest says the scores of ${cycle} are published; the release has none.`),
      ),
    ...(corrects !== null && corrects.release >= release ? wrong('更正的不是此前的发布。', 'What is corrected is no release before this one.') : []),
  ];
}

function follows(manifest: ReleaseManifest, releases: readonly PublicRelease[], cycle: string, city: CityStages): Finding[] {
  const { stage, corrects } = manifest;
  const last = standingOf(releases, cycle);
  if (corrects && !wasPublished(releases, corrects.release, last))
    return [
      fails(
        'stage.corrects',
        WHERE,
        `本次更正第 ${corrects.release} 号发布，但 ${cycle} 的现行得分不是它公布的。`,
        `This release corrects release ${corrects.release}, which did not publish the scores of ${cycle} that stood.`,
      ),
    ];
  if (last && !corrects && !(last.stage === 'provisional' && stage === 'final'))
    return [
      fails(
        'stage.repeated',
        WHERE,
        `${cycle} 的得分已在第 ${last.number} 号发布，再次发布没有写明是更正。`,
        `The scores of ${cycle} were published as release ${last.number}; they are published again and not called a correction.`,
      ),
    ];
  if (corrects)
    return [
      holds(
        'stage.corrects',
        WHERE,
        `本次更正第 ${corrects.release} 号发布：${corrects.reason.zh}`,
        `This release corrects release ${corrects.release}: ${corrects.reason.en}`,
      ),
    ];
  if (stage === 'provisional')
    return [
      holds(
        'stage.provisional',
        WHERE,
        `${cycle} 的得分正在公示，${manifest.objectionsUntil} 前可以提出异议，不是最终结果。`,
        `The scores of ${cycle} are provisional; units can object until ${manifest.objectionsUntil}.`,
      ),
    ];
  return finalFollows(manifest, last, cycle, city);
}

const wasPublished = (releases: readonly PublicRelease[], number: number, last: PublicRelease | null): boolean =>
  last ? last.number === number : releases.some((line) => line.number === number && line.kind === 'score');

function finalFollows({ generatedAt }: ReleaseManifest, last: PublicRelease | null, cycle: string, { timezone, cycles = [] }: CityStages): Finding[] {
  if (!last)
    return cycles.find(({ id }) => id === cycle)?.provisional === 'skipped'
      ? [
          holds(
            'stage.skipped',
            WHERE,
            `按该市设置，${cycle} 的得分不经公示直接定稿。`,
            `By the city’s settings the scores of ${cycle} became final without a provisional release.`,
          ),
        ]
      : [fails('stage.provisional', WHERE, `${cycle} 的得分没有公示过就定稿了。`, `The scores of ${cycle} became final without a provisional release.`)];
  if (last.objectionsUntil !== null && dayIn(timezone, new Date(generatedAt)) <= last.objectionsUntil)
    return [
      fails(
        'stage.early',
        WHERE,
        `${cycle} 的公示期到 ${last.objectionsUntil}，期满前就定稿了。`,
        `The scores of ${cycle} became final before the time for objections ended on ${last.objectionsUntil}.`,
      ),
    ];
  return [
    holds(
      'stage.final',
      WHERE,
      `${cycle} 的得分在第 ${last.number} 号公示、期满之后定稿。`,
      `The scores of ${cycle} became final after they were provisional as release ${last.number} and the time for objections had ended.`,
    ),
  ];
}

/** All releases up to this one, oldest first. */
export const withOwn = ({ manifest, manifestSha256 }: Opened, { releases }: ReleaseContents): PublicRelease[] => [
  ...releases,
  lineOf(manifest, manifestSha256),
];
