/** When something happened, on the page's clock; the page may be told of it late, while it is busy. */

/** The most that an event may lie back, milliseconds: some browsers stamp events by another clock. */
const LATEST = 1000;

/**
 * @param {Event} event of a key, a pointer or a MIDI port
 * @returns {number} milliseconds, as {@link performance.now} counts them
 */
export function momentOf({ timeStamp }) {
  const now = performance.now();
  return timeStamp > now - LATEST && timeStamp <= now ? timeStamp : now;
}
