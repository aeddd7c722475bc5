import { CITY } from './goals/city.ts';
import { COUNTER } from './goals/common.ts';
import { ECONOMY } from './goals/economy.ts';
import { GOVERNMENT } from './goals/government.ts';
import { SERVICES } from './goals/services.ts';
import { SOCIETY } from './goals/society.ts';
import type { Template } from './goals/template.ts';

/** Templates of goals by family of departments. */
const TEMPLATES: Readonly<Record<string, readonly Template[]>> = { ...SERVICES, ...SOCIETY, ...ECONOMY, ...CITY, ...GOVERNMENT };

const FAMILIES: Readonly<Record<string, string>> = {
  media: 'publicity daily-press broadcasting cyberspace',
  congress: 'congress-office cppcc-office',
  justice: 'political-legal court procuratorate justice',
  offices: 'government-office offices-administration public-resources',
  appeals: 'government-services petitions',
  planning: 'development-reform economy-information commerce investment-promotion state-assets',
  outreach: 'industry-commerce trade-promotion foreign-affairs taiwan-affairs overseas-chinese united-front',
  finance: 'finance audit',
  banking: 'tax local-finance housing-fund central-bank financial-supervision',
  market: 'market-regulation',
  inspection: 'customs tobacco postal-administration',
  education: 'education',
  college: 'vocational-college open-university party-school',
  science: 'science-technology science-association agricultural-academy',
  data: 'statistics survey-team meteorology earthquake hydrology',
  security: 'public-security traffic-police',
  safety: 'fire-rescue emergency civil-defence maritime',
  welfare: 'civil-affairs veterans disabled-federation red-cross',
  labour: 'human-resources',
  insurance: 'medical-insurance',
  construction: 'housing urban-investment',
  land: 'natural-resources',
  'city-management': 'urban-management parks-forestry',
  transport: 'transport highway ports transport-investment',
  buses: 'bus-group',
  'water-works': 'water',
  environment: 'ecology-environment',
  agriculture: 'agriculture rural-revitalisation supply-marketing grain-reserves',
  culture: 'culture-tourism sports',
  venues: 'library museum archives',
  letters: 'literary-federation party-history social-sciences',
  health: 'health',
  hospital: 'first-hospital central-hospital tcm-hospital maternity-hospital',
  'public-health': 'disease-control blood-centre',
  utilities: 'power-supply water-group gas',
  networks: 'post telecom mobile unicom cable-network',
  masses: 'trade-union youth-league womens-federation next-generation ethnic-religious veteran-cadres',
};

const BY_UNIT = new Map(Object.entries(FAMILIES).flatMap(([family, ids]) => ids.split(' ').map((id) => [id, family] as const)));

/** Bodies with a counter where people apply for something. */
const COUNTERS = new Set(
  'public-security civil-affairs human-resources natural-resources housing market-regulation tax medical-insurance housing-fund transport education health customs traffic-police'.split(
    ' ',
  ),
);

/** The family of a department; party organs where nothing else is said. */
export const familyOf = (unitId: string): string => BY_UNIT.get(unitId) ?? 'party';

/** The goals a department may have of its own trade. */
export function templatesOf(unitId: string): readonly Template[] {
  return [...(TEMPLATES[familyOf(unitId)] ?? []), ...(COUNTERS.has(unitId) ? COUNTER : [])];
}
