/** Where the site stands when nobody says otherwise: the address of a first start on one's own machine. */
const AT_HOME = 'http://localhost:4321';

/**
 * The public address of the site, without a path. Whoever builds or renders pages hands it over as GONGPING_PUBLIC_URL.
 * Only what is read away from the site needs it: feeds, the sitemap, canonical links, embeds, citations.
 */
export const publicUrl = (): URL => new URL(process.env['GONGPING_PUBLIC_URL'] || AT_HOME);

/** `/units/water` as a whole address: `https://example.cn/units/water`. */
export const absolute = (path: string): string => new URL(path, publicUrl()).href;
