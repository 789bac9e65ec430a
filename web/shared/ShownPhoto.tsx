// One photo of a job: small in the list, large when it is opened. Its file is fetched by a link that lasts minutes.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { answered, api } from "./api";
import { Icon } from "./Icon";
import { Sheet } from "./Sheet";
import "./ShownPhoto.css";
import { moment } from "./times";
import type { Photo } from "./types";
import { details as words } from "./words/en";

export function ShownPhoto({ job, photo, zone }: { job: string; photo: Photo; zone: string }) {
  const url = useSignal("");
  const isLarge = useSignal(false);
  const said = words.photoBy(photo.name, moment(photo.created_at, zone));
  const load = () => void linkTo(job, photo.id).then((link) => (url.value = link), () => {});
  useEffect(load, [job, photo.id]);
  return (
    <>
      <button class="ShownPhoto" aria-label={said} onClick={() => (isLarge.value = true)}>
        {url.value ? <img src={url.value} alt="" loading="lazy" width={photo.width} height={photo.height} /> : <Icon name="camera" size={28} />}
      </button>
      {isLarge.value && (
        <Sheet title={words.photos} lead={said} close={() => (isLarge.value = false)}>
          <img class="large" src={url.value} alt={said} />
          <button class="button" onClick={() => (isLarge.value = false)}>{words.close}</button>
        </Sheet>
      )}
    </>
  );
}

/** Where a photo can be fetched for the next minutes. */
async function linkTo(job: string, photo: string): Promise<string> {
  const params = { path: { job_id: job, photo_id: photo } };
  return (await answered(api.GET("/jobs/{job_id}/photos/{photo_id}", { params }))).url;
}
