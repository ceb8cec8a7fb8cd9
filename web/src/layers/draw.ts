import type { Layer, Profile } from "../api/types";

export interface View {
  /** Pixels a millimetre. */
  scale: number;
  /** Where the bed's lower left corner is, in pixels from the canvas' lower left one. */
  x: number;
  y: number;
}

export interface Palette {
  bed: string;
  grid: string;
  extrusion: string;
  travel: string;
  below: string;
}

/** Numbers a move takes in `Layer.segments`. */
const stride = 5;

/** The corner of the bed in the printer's own coordinates, in mm. */
export function bedOrigin(
  profile: Pick<Profile, "widthMm" | "depthMm" | "origin">,
): [number, number] {
  return profile.origin === "center" ? [-profile.widthMm / 2, -profile.depthMm / 2] : [0, 0];
}

/** A view in which the whole bed fits. */
export function fit(
  width: number,
  height: number,
  profile: Pick<Profile, "widthMm" | "depthMm">,
  margin = 12,
): View {
  const scale = Math.max(
    0.01,
    Math.min((width - 2 * margin) / profile.widthMm, (height - 2 * margin) / profile.depthMm),
  );
  return {
    scale,
    x: (width - profile.widthMm * scale) / 2,
    y: (height - profile.depthMm * scale) / 2,
  };
}

/** A view in which what is extruded in a layer fits; the whole bed where nothing is. */
export function fitLayer(
  width: number,
  height: number,
  profile: Pick<Profile, "widthMm" | "depthMm" | "origin">,
  layer: Layer,
  margin = 32,
): View {
  let [left, low, right, high] = [Infinity, Infinity, -Infinity, -Infinity];
  const s = layer.segments;
  for (let i = 0; i + stride <= s.length; i += stride) {
    if (s[i + 4] !== 1) continue;
    left = Math.min(left, s[i]!, s[i + 2]!);
    right = Math.max(right, s[i]!, s[i + 2]!);
    low = Math.min(low, s[i + 1]!, s[i + 3]!);
    high = Math.max(high, s[i + 1]!, s[i + 3]!);
  }
  if (left > right) return fit(width, height, profile);
  const scale = Math.min(
    200,
    (width - 2 * margin) / Math.max(1, right - left),
    (height - 2 * margin) / Math.max(1, high - low),
  );
  const [originX, originY] = bedOrigin(profile);
  return {
    scale,
    x: width / 2 - ((left + right) / 2 - originX) * scale,
    y: height / 2 - ((low + high) / 2 - originY) * scale,
  };
}

/** The view that is `factor` times closer, with the point under (px, py) where it was. */
export function zoomAt(view: View, factor: number, px: number, py: number): View {
  const scale = Math.min(200, Math.max(0.2, view.scale * factor));
  const ratio = scale / view.scale;
  return { scale, x: px - (px - view.x) * ratio, y: py - (py - view.y) * ratio };
}

/** Draws a layer as seen from above, and the one below it faintly. `height` is the canvas' own, in pixels. */
export function draw(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  view: View,
  profile: Pick<Profile, "widthMm" | "depthMm" | "origin" | "shape">,
  layer: Layer | null,
  below: Layer | null,
  palette: Palette,
  showTravel: boolean,
): void {
  context.clearRect(0, 0, width, height);
  const [originX, originY] = bedOrigin(profile);
  const x = (mm: number) => view.x + (mm - originX) * view.scale;
  const y = (mm: number) => height - view.y - (mm - originY) * view.scale;

  bed(context, profile, x, y, originX, originY, palette);
  if (below) strokes(context, below, x, y, 1, palette.below, Math.max(0.8, 0.4 * view.scale));
  if (layer && showTravel) strokes(context, layer, x, y, 0, palette.travel, 0.6);
  if (layer) strokes(context, layer, x, y, 1, palette.extrusion, Math.max(0.8, 0.4 * view.scale));
}

function bed(
  context: CanvasRenderingContext2D,
  profile: Pick<Profile, "widthMm" | "depthMm" | "shape">,
  x: (mm: number) => number,
  y: (mm: number) => number,
  originX: number,
  originY: number,
  palette: Palette,
): void {
  const { widthMm, depthMm } = profile;
  context.save();
  context.beginPath();
  if (profile.shape === "circle")
    context.arc(
      x(originX + widthMm / 2),
      y(originY + depthMm / 2),
      Math.abs(x(widthMm / 2) - x(0)),
      0,
      2 * Math.PI,
    );
  else context.rect(x(originX), y(originY + depthMm), x(widthMm) - x(0), y(0) - y(depthMm));
  context.fillStyle = palette.bed;
  context.fill();
  context.clip();
  context.beginPath();
  for (let mm = 0; mm <= widthMm; mm += 10) {
    context.moveTo(x(originX + mm), y(originY));
    context.lineTo(x(originX + mm), y(originY + depthMm));
  }
  for (let mm = 0; mm <= depthMm; mm += 10) {
    context.moveTo(x(originX), y(originY + mm));
    context.lineTo(x(originX + widthMm), y(originY + mm));
  }
  context.lineWidth = 0.5;
  context.strokeStyle = palette.grid;
  context.stroke();
  context.restore();
}

/** One path for all moves of a kind: a canvas takes tens of thousands of lines at once, not one by one. */
function strokes(
  context: CanvasRenderingContext2D,
  layer: Layer,
  x: (mm: number) => number,
  y: (mm: number) => number,
  kind: number,
  colour: string,
  width: number,
): void {
  const s = layer.segments;
  let endX = NaN;
  let endY = NaN;
  context.beginPath();
  for (let i = 0; i + stride <= s.length; i += stride) {
    if (s[i + 4] !== kind) continue;
    const x1 = s[i]!;
    const y1 = s[i + 1]!;
    if (x1 !== endX || y1 !== endY) context.moveTo(x(x1), y(y1));
    endX = s[i + 2]!;
    endY = s[i + 3]!;
    context.lineTo(x(endX), y(endY));
  }
  context.lineWidth = width;
  context.lineCap = "round";
  context.lineJoin = "round";
  context.strokeStyle = colour;
  context.stroke();
}
