/** Pixels that a picture may have: as many as cameras make, few enough for the memory. */
export const MOST_PIXELS = 100_000_000
