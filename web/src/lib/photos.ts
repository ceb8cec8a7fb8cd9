/** Pixels of the longer side: enough to judge a print, and a tenth of what a telephone takes. */
const longestSide = 1600;

/**
 * A photo as it is sent: smaller, upright, and without what the telephone wrote into it about place and time. A browser that
 * cannot do that sends it as it is.
 */
export async function smaller(file: Blob): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return await new Promise<Blob>((resolve) =>
      canvas.toBlob((blob) => resolve(blob ?? file), "image/jpeg", 0.85),
    );
  } catch {
    return file;
  }
}
