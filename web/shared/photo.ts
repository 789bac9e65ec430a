// A photo's way onto a job: announced, sent past the API, checked, shown. The same key again is the same photo.
import { answered, api } from "./api";
import { TYPE } from "./downscale";
import type { Photo } from "./types";
import { upload } from "./upload";

/** `mayGoOn` throws when, while the file was sent, something became of whoever sends it. */
export async function handOver(job: string, key: string, image: Blob, mayGoOn: () => void = () => {}): Promise<Photo> {
  const announcing = { path: { job_id: job }, header: { "Idempotency-Key": key } };
  const body = { content_type: TYPE, size: image.size } as const;
  const { id, upload: form } = await answered(api.POST("/jobs/{job_id}/photos", { params: announcing, body }));
  if (form) await upload(form, image);
  mayGoOn();
  const saying = { path: { job_id: job, photo_id: id }, header: { "Idempotency-Key": `${key}.uploaded` } };
  return answered(api.POST("/jobs/{job_id}/photos/{photo_id}/uploaded", { params: saying, body: {} }));
}
