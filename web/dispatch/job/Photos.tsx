// The job's photos, the latest first.
import { ShownPhoto } from "../../shared/ShownPhoto";
import type { Job } from "../../shared/types";
import { details as words } from "../../shared/words/en";
import { Section } from "../Section";

export function Photos({ job }: { job: Job }) {
  return (
    <Section title={words.photos} look="Photos">
      {job.photos.length === 0 && <p class="quiet">{words.noPhotos}</p>}
      <ul>{[...job.photos].reverse().map((photo) => <li key={photo.id}><ShownPhoto job={job.id} photo={photo} zone={job.time_zone} /></li>)}</ul>
    </Section>
  );
}
