// The job's photos, one's own unsent ones among them, and a new one.
import { useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { downscaled } from "../../shared/downscale";
import { Icon } from "../../shared/Icon";
import { ShownPhoto } from "../../shared/ShownPhoto";
import type { Photo } from "../../shared/types";
import { details as words } from "../../shared/words/en";
import type { QueuedPhoto } from "../queue/queued";
import { queue } from "../state";
import { takePhoto } from "../taps";
import "./Photos.css";

type Props = { job: string; title: string; photos: readonly Photo[]; zone: string };

export function Photos({ job, title, photos, zone }: Props) {
  const unsent = useComputed(() => queue.value.filter((item): item is QueuedPhoto & typeof item => item.kind === "photo" && item.job === job));
  return (
    <section class="Photos panel part" aria-labelledby="photos">
      <div class="top">
        <h2 id="photos">{words.photos}</h2>
        <AddPhoto job={job} title={title} />
      </div>
      {photos.length + unsent.value.length === 0 && <p class="quiet">{words.noPhotos}</p>}
      <ul>
        {unsent.value.map((item) => <li key={item.key}><Unsent image={item.image} /></li>)}
        {[...photos].reverse().map((photo) => <li key={photo.id}><ShownPhoto job={job} photo={photo} zone={zone} /></li>)}
      </ul>
    </section>
  );
}

function AddPhoto({ job, title }: { job: string; title: string }) {
  const trouble = useSignal("");
  const add = async (input: HTMLInputElement) => {
    trouble.value = "";
    for (const file of input.files ?? []) {
      const image = await downscaled(file).catch(() => null);
      if (image) await takePhoto(job, title, image);
      else trouble.value = words.notAPhoto;
    }
    input.value = "";
  };
  return (
    <>
      <label class="button">
        <Icon name="camera" />{words.addPhoto}
        <input class="unseen" type="file" accept="image/*" multiple onChange={(event) => void add(event.currentTarget)} />
      </label>
      {trouble.value && <p class="trouble" role="alert">{trouble.value}</p>}
    </>
  );
}

function Unsent({ image }: { image: Blob }) {
  const url = useSignal("");
  useEffect(() => {
    url.value = URL.createObjectURL(image);
    return () => URL.revokeObjectURL(url.value);
  }, [image]);
  return (
    <figure>
      {url.value && <img src={url.value} alt={words.unsentPhoto} />}
      <figcaption><Icon name="outbox" size={15} /> {words.waiting}</figcaption>
    </figure>
  );
}
