import type { CameraLook } from "../api/types";

/** How a picture is turned, as CSS: first mirrored, then turned clockwise. */
export function transformOf(look: CameraLook | null): string {
  const { rotate, flipHorizontal, flipVertical } = look ?? plain;
  return `translate(-50%, -50%) rotate(${rotate}deg) scale(${flipHorizontal ? -1 : 1}, ${flipVertical ? -1 : 1})`;
}

/** Whether the picture lies on its side, so that its width is the height of its place. */
export function isSideways(look: CameraLook | null): boolean {
  return (look?.rotate ?? 0) % 180 !== 0;
}

const plain: CameraLook = { rotate: 0, flipHorizontal: false, flipVertical: false };
