/** A day of the calendar: ISO, or in a demonstration city counted from the day of installation. */
export type DateValue = string | { readonly daysAfterInstall: number };

const DAY_MS = 86_400_000;

/** The ISO day that a calendar value means in the city's time zone. */
export function resolveDate(value: DateValue, installedAt: Date, timezone = 'Asia/Shanghai'): string {
  if (typeof value === 'string') return value;
  const day = Date.parse(`${dayOf(installedAt, timezone)}T00:00:00Z`);
  return new Date(day + value.daysAfterInstall * DAY_MS).toISOString().slice(0, 10);
}

/** The ISO day of a moment in a time zone. */
export function dayOf(moment: Date, timezone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment);
}

/** The first moment of an ISO day in a time zone. */
export function firstMoment(day: string, timezone = 'Asia/Shanghai'): Date {
  const utc = Date.parse(`${day}T00:00:00Z`);
  const guess = utc - offsetMs(new Date(utc), timezone);
  return new Date(utc - offsetMs(new Date(guess), timezone));
}

/** The last millisecond of an ISO day in a time zone: the day itself is on time. */
export function lastMoment(day: string, timezone = 'Asia/Shanghai'): Date {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  return new Date(firstMoment(next, timezone).getTime() - 1);
}

/** How far the zone's wall clock is ahead of UTC at a moment, in milliseconds. */
function offsetMs(moment: Date, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(moment);
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? '00';
  const wall = Date.parse(`${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`);
  return wall - Math.floor(moment.getTime() / 1000) * 1000;
}
