import { concat, fromHex, toHex } from '../bytes.ts';
import { treeRoot } from '../merkle.ts';
import type { NodeAt } from './inclusion.ts';

/**
 * Hashes of a log as static files by C2SP tlog-tiles: a tile has up to 256 hashes of 32 bytes; tile n of level l has
 * those of the subtrees of 256^l leaves. Only the last tile of a level may have fewer, and then says so in its name.
 * What the leaves hash (the ballots) is not published, so that there are no `tile/entries`.
 */
export const TILE_WIDTH = 256;
const HASH = 32;
const LEVEL_HEIGHT = 8;

export interface LogFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Path of a tile with `width` hashes: numbers in groups of three figures, all but the last marked with x. */
export function tilePath(level: number, index: number, width = TILE_WIDTH): string {
  const groups = [];
  for (let rest = index; groups.length === 0 || rest > 0; rest = Math.floor(rest / 1000)) groups.unshift(String(rest % 1000).padStart(3, '0'));
  const name = groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/');
  return `tile/${level}/${name}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Paths of the tiles of one level of a log with `size` leaves. */
export function tilesOfLevel(level: number, size: number): string[] {
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  return Array.from({ length: Math.ceil(hashes / TILE_WIDTH) }, (_, index) => tilePath(level, index, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH)));
}

/** Paths of all tiles of a log, the leaves' first. */
export function tilePaths(size: number): string[] {
  const paths: string[] = [];
  for (let level = 0; TILE_WIDTH ** level <= size; level++) paths.push(...tilesOfLevel(level, size));
  return paths;
}

/** Makes tiles while leaf hashes come, and holds one unfinished tile per level, however many leaves there are. */
export function tileMaker() {
  const open: { index: number; hashes: Uint8Array[] }[] = [];
  const put = (level: number, hash: Uint8Array): LogFile[] => {
    const tile = open[level] ?? { index: 0, hashes: [] };
    tile.hashes.push(hash);
    open[level] = tile;
    if (tile.hashes.length < TILE_WIDTH) return [];
    open[level] = { index: tile.index + 1, hashes: [] };
    return [{ path: tilePath(level, tile.index), bytes: concat(...tile.hashes) }, ...put(level + 1, treeRoot(tile.hashes))];
  };
  return {
    /** @returns the tiles that this leaf hash filled. */
    add: (leaf: Uint8Array): LogFile[] => put(0, leaf),
    /** The tiles that stayed partial. */
    rest: (): LogFile[] =>
      open.flatMap(({ index, hashes }, level) => (hashes.length === 0 ? [] : [{ path: tilePath(level, index, hashes.length), bytes: concat(...hashes) }])),
    /** Root over all leaves so far, hexadecimal: on each level the unfinished part below counts as the last hash. */
    root: (): string => {
      const below = open.reduce<Uint8Array | null>((part, { hashes }) => {
        const all = part === null ? hashes : [...hashes, part];
        return all.length === 0 ? null : treeRoot(all);
      }, null);
      return toHex(below ?? treeRoot([]));
    },
  };
}

/** The hashes of a tile, hexadecimal. @throws RangeError when it has not the size that its path says. */
export function readTile(path: string, bytes: Uint8Array): string[] {
  const width = Number(path.match(/\.p\/(\d+)$/)?.[1] ?? TILE_WIDTH);
  if (bytes.length !== width * HASH) throw new RangeError(`${path} has ${bytes.length} bytes and not ${width * HASH}`);
  return Array.from({ length: width }, (_, at) => toHex(bytes.subarray(at * HASH, (at + 1) * HASH)));
}

/** Reads single hashes of a log from its tiles. `read` is asked for each tile once. */
export function tileReader(
  size: number,
  read: (path: string) => Promise<Uint8Array>,
): { readonly nodeAt: NodeAt; readonly leafAt: (index: number) => Promise<string> } {
  const known = new Map<string, Promise<string[]>>();
  const tile = (level: number, index: number): Promise<string[]> => {
    const hashes = Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH;
    const path = tilePath(level, index, Math.min(TILE_WIDTH, hashes));
    const found = known.get(path) ?? read(path).then((bytes) => readTile(path, bytes));
    known.set(path, found);
    return found;
  };
  return {
    leafAt: async (index) => (await tile(0, Math.floor(index / TILE_WIDTH)))[index % TILE_WIDTH] ?? '',
    nodeAt: async (height, index) => {
      const level = Math.floor(height / LEVEL_HEIGHT);
      const width = 2 ** (height - level * LEVEL_HEIGHT);
      const from = index * width;
      const hashes = await tile(level, Math.floor(from / TILE_WIDTH));
      return treeRoot(hashes.slice(from % TILE_WIDTH, (from % TILE_WIDTH) + width).map(fromHex));
    },
  };
}
