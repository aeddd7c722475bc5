/** Larger than any camera's picture; a picture that claims more is an attack on whoever opens it. */
const MOST_PIXELS = 100_000_000;
const LONGEST_SIDE = 4096;
const SECONDS = 20;

/**
 * A picture written anew: the pixels stay, upright and at most 4096 on a side; where and with what it was taken, and
 * whatever else was hidden in the file, goes. Null when it is no sound picture or has too many pixels.
 */
export async function rewriteImage(content: Uint8Array, mediaType: 'image/png' | 'image/jpeg'): Promise<Uint8Array | null> {
  // Loaded with the first picture: it brings a library of its own, which a process without pictures does not need.
  const { default: sharp } = await import('sharp');
  const upright = sharp(content, { limitInputPixels: MOST_PIXELS, failOn: 'error', animated: false })
    .timeout({ seconds: SECONDS })
    .rotate()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true });
  const written = mediaType === 'image/png' ? upright.png({ compressionLevel: 9 }) : upright.jpeg({ quality: 85 });
  return written.toBuffer().catch(() => null);
}
