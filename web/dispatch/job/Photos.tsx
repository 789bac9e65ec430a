// The job's photos, the latest first, and new ones from this desk: each goes out by itself, or says why not.
import { useSignal } from "@preact/signals";
import { AddPhoto } from "../../shared/AddPhoto";
import { ShownPhoto } from "../../shared/ShownPhoto";
import type { Job } from "../../shared/types";
import { details as words } from "../../shared/words/en";
import { addPhoto } from "../acts";
import { inWords } from "../in_words";
import { Section } from "../Section";
import "./Photos.css";
import { Unsent, type Sending } from "./Unsent";

export function Photos({ job }: { job: Job }) {
  const sendings = useSignal<readonly Sending[]>([]);
  const without = (key: string) => sendings.peek().filter((each) => each.key !== key);
  const send = async (sending: Sending) => {
    sendings.value = [...without(sending.key), { ...sending, trouble: "" }];
    const refused = await addPhoto(job.id, sending.key, sending.image).then(() => "", inWords);
    sendings.value = [...without(sending.key), ...(refused ? [{ ...sending, trouble: refused }] : [])];
  };
  return (
    <Section title={words.photos} look="Photos" action={<AddPhoto take={(image) => send({ key: crypto.randomUUID(), image, trouble: "" })} />}>
      {job.photos.length + sendings.value.length === 0 && <p class="quiet">{words.noPhotos}</p>}
      <ul>
        {sendings.value.map((each) => <li key={each.key}><Unsent sending={each} retry={() => void send(each)} discard={() => (sendings.value = without(each.key))} /></li>)}
        {[...job.photos].reverse().map((photo) => <li key={photo.id}><ShownPhoto job={job.id} photo={photo} zone={job.time_zone} /></li>)}
      </ul>
    </Section>
  );
}
