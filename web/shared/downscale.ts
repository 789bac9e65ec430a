// A photo as it is kept and sent: at most 1,600 pixels a side, upright, and without what the camera wrote into the file.

const LONGEST_SIDE = 1600;
const QUALITY = 0.82;
export const TYPE = "image/jpeg";

/** Fails with whatever the browser says when the file is no image. */
export async function downscaled(file: Blob): Promise<Blob> {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const { width, height } = fitted(image.width, image.height);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  canvas.getContext("2d")!.drawImage(image, 0, 0, width, height);
  image.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no image"))), TYPE, QUALITY);
  });
}

export function fitted(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
