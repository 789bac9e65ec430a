// The job's photos.
import { details as words } from "../../shared/words/en";

export function Photos(_: { job: string; title: string }) {
  return (
    <section class="Photos panel part" aria-labelledby="photos">
      <h2 id="photos">{words.photos}</h2>
      <p class="quiet">{words.noPhotos}</p>
    </section>
  );
}
