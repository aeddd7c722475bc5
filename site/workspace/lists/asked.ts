/** What the address of a list says: sort, direction, page and filters. Empty values are left out. */
export type Asked = Readonly<Record<string, string>>;

/** A filter above a list: a choice, a word or a day. */
export interface Filter {
  readonly name: string;
  readonly label: string;
  readonly type?: 'search' | 'date';
  /** Value → what it is called; the empty value comes first and is called `any`. */
  readonly options?: readonly (readonly [value: string, label: string])[];
}

export interface Column {
  readonly label: string;
  /** Name under which the list can be sorted by it. */
  readonly sort?: string;
  readonly number?: boolean;
}

/** The known parameters of an address that have a value. */
export const askedOf = (url: URL, names: readonly string[]): Asked =>
  Object.fromEntries(names.flatMap((name) => (url.searchParams.get(name)?.trim() ? [[name, url.searchParams.get(name)?.trim() ?? '']] : [])));

/** The address of the same list with something changed; what does not suit the change is dropped. */
export function listAddress(path: string, asked: Asked, change: Readonly<Record<string, string | null>>): string {
  const merged = Object.entries({ ...asked, ...change }).filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== '');
  const query = new URLSearchParams(merged).toString();
  return query === '' ? path : `${path}?${query}`;
}

/** Where a column's heading leads: its own order, or the other way round where it is sorted by already. Paging begins anew. */
export function sortAddress(path: string, asked: Asked, sort: string, now: { readonly sort: string; readonly direction: string }): string {
  const direction = now.sort === sort && now.direction === 'asc' ? 'desc' : null;
  return listAddress(path, asked, { sort, direction, page: null });
}

export const ariaSort = (sort: string | undefined, now: { readonly sort: string; readonly direction: string }) =>
  sort !== undefined && sort === now.sort ? (now.direction === 'desc' ? ('descending' as const) : ('ascending' as const)) : undefined;
