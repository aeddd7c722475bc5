import type { UnitInput } from '../input.ts';
import { note } from '../nodes/draft.ts';
import type { Note } from '../result.ts';
import type { Scheme, Veto } from '../scheme/schema.ts';

export interface Vetoed {
  readonly vetoes: readonly Veto[];
  readonly notes: readonly Note[];
  /** Paths of the findings that were read. */
  readonly used: readonly string[];
}

function veto(one: Veto, scheme: Scheme, source: string | undefined): Note {
  const cap = scheme.grades?.bands.find(({ id }) => id === one.caps_grade)?.label;
  const document = source === undefined ? { zh: '', en: '' } : { zh: `（依据 ${source}）`, en: ` (document ${source})` };
  const effects = {
    zh: [...(cap ? [`等次不高于“${cap.zh}”`] : []), ...(one.bars ? ['不予表彰'] : [])].join('，'),
    en: [...(cap ? [`grade at most “${cap.en}”`] : []), ...(one.bars ? ['no commendation'] : [])].join(', '),
  };
  return note('veto', `一票否决“${one.label.zh}”${document.zh}：${effects.zh}。`, `Veto “${one.label.en}”${document.en}: ${effects.en}.`);
}

/** Vetoes that findings lay on a unit, each once, with a sentence on what they do. Total and rank stay. */
export function vetoesOf(unit: UnitInput, scheme: Scheme): Vetoed {
  const placed = (unit.findings ?? []).flatMap((finding, index) => (finding.kind === 'veto' ? [{ finding, index }] : []));
  const named = (scheme.vetoes?.list ?? []).flatMap((one) => {
    const first = placed.find(({ finding }) => finding.criterion === one.id);
    return first === undefined ? [] : [{ one, source: first.finding.source }];
  });
  return {
    vetoes: named.map(({ one }) => one),
    notes: named.map(({ one, source }) => veto(one, scheme, source)),
    used: placed.map(({ index }) => `units.${unit.id}.findings.${index}`),
  };
}
