/** A part of a chart's axis. */
export interface Range {
  min: number;
  max: number;
}

/** Half a minute: closer than that there is nothing to see. */
const least = 30;

/** The range, `factor` times as long round its middle, and never outside of all there is. */
export function zoomed(range: Range, all: Range, factor: number): Range {
  const length = Math.min(
    all.max - all.min,
    Math.max(Math.min(least, all.max - all.min), (range.max - range.min) * factor),
  );
  return within((range.min + range.max - length) / 2, length, all);
}

/** The range, moved by a share of its own length, as far as there is something. */
export function panned(range: Range, all: Range, share: number): Range {
  const length = range.max - range.min;
  return within(range.min + share * length, length, all);
}

function within(min: number, length: number, all: Range): Range {
  const from = Math.max(all.min, Math.min(min, all.max - length));
  return { min: from, max: from + length };
}
