// What the plots of both pages share.

/** A colour of the style sheet, which is another in a dark room. */
export const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** An exponential mean without the pull to its first value (Kingma and Ba, 2015, section 3). */
export function smoothed(y, weight) {
  if (weight === 0) return y;
  let mean = 0, mass = 0;
  return y.map(v => {
    if (v === null) return null;
    mean = weight * mean + (1 - weight) * v;
    mass = weight * mass + (1 - weight);
    return mean / mass;
  });
}

/** The points of a line: none, but where there is only one and so no line. */
export const single = { show: (plot, series) => plot.data[series].filter(v => v != null).length === 1, size: 6 };

/**
 * The range of an axis: a little more than there is. Equal values stand in the middle of it, and so do those that differ by no more than what is
 * lost in a mean of equal ones: as a range of its own that would be all of the picture, or too little to draw in.
 */
export function room(low, high) {
  if (low === null || high === null) return [0, 1];
  const size = Math.max(Math.abs(low), Math.abs(high)), spread = high - low;
  const margin = spread > size * 1e-12 ? spread * .08 : size * .1 || 1;
  return [Math.max(low - margin, -Number.MAX_VALUE), Math.min(high + margin, Number.MAX_VALUE)];
}

/** A number beside an axis. */
export function short(v) {
  const size = Math.abs(v);
  if (size >= 1e9 || (size !== 0 && size < 1e-3)) return v.toExponential(2).replace(/(\.?0+)?e\+?/, 'e');
  if (size >= 1e6) return `${+(v / 1e6).toPrecision(3)}M`;
  if (size >= 1e4) return `${+(v / 1e3).toPrecision(3)}k`;
  return `${+v.toPrecision(4)}`;
}
