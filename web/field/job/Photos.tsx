// The job's photos, one's own unsent ones among them, and a new one.
import { useComputed } from "@preact/signals";
import { AddPhoto } from "../../shared/AddPhoto";
import { Icon } from "../../shared/Icon";
import { useObjectUrl } from "../../shared/object_url";
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
        <AddPhoto take={(image) => takePhoto(job, title, image)} />
      </div>
      {photos.length + unsent.value.length === 0 && <p class="quiet">{words.noPhotos}</p>}
      <ul>
        {unsent.value.map((item) => <li key={item.key}><Unsent image={item.image} /></li>)}
        {[...photos].reverse().map((photo) => <li key={photo.id}><ShownPhoto job={job} photo={photo} zone={zone} /></li>)}
      </ul>
    </section>
  );
}

function Unsent({ image }: { image: Blob }) {
  const url = useObjectUrl(image);
  return (
    <figure>
      {url && <img src={url} alt={words.unsentPhoto} />}
      <figcaption><Icon name="outbox" size={15} /> {words.waiting}</figcaption>
    </figure>
  );
}
