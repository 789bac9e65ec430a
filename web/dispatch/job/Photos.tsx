// The job's photos, the latest first, and new ones from this desk: each goes out by itself, or says why not.
import { useSignal } from "@preact/signals";
import { downscaled } from "../../shared/downscale";
import { Icon } from "../../shared/Icon";
import { ShownPhoto } from "../../shared/ShownPhoto";
import type { Job } from "../../shared/types";
import { details as words } from "../../shared/words/en";
import { addPhoto } from "../acts";
import { inWords } from "../in_words";
import { Section } from "../Section";
import { Trouble } from "../Trouble";
import "./Photos.css";
import { Unsent, type Sending } from "./Unsent";

export function Photos({ job }: { job: Job }) {
  const sendings = useSignal<readonly Sending[]>([]);
  const trouble = useSignal("");
  const without = (key: string) => sendings.peek().filter((each) => each.key !== key);
  const send = async (sending: Sending) => {
    sendings.value = [...without(sending.key), { ...sending, trouble: "" }];
    const refused = await addPhoto(job.id, sending.key, sending.image).then(() => "", inWords);
    sendings.value = [...without(sending.key), ...(refused ? [{ ...sending, trouble: refused }] : [])];
  };
  const add = async (input: HTMLInputElement) => {
    trouble.value = "";
    const files = [...(input.files ?? [])];
    input.value = "";
    for (const file of files) {
      const image = await downscaled(file).catch(() => null);
      if (image) await send({ key: crypto.randomUUID(), image, trouble: "" });
      else trouble.value = words.notAPhoto;
    }
  };
  const button = (
    <label class="button">
      <Icon name="camera" size={18} />{words.addPhoto}
      <input class="unseen" type="file" accept="image/*" multiple onChange={(event) => void add(event.currentTarget)} />
    </label>
  );
  return (
    <Section title={words.photos} look="Photos" action={button}>
      <Trouble said={trouble.value} />
      {job.photos.length + sendings.value.length === 0 && <p class="quiet">{words.noPhotos}</p>}
      <ul>
        {sendings.value.map((each) => <li key={each.key}><Unsent sending={each} retry={() => void send(each)} discard={() => (sendings.value = without(each.key))} /></li>)}
        {[...job.photos].reverse().map((photo) => <li key={photo.id}><ShownPhoto job={job.id} photo={photo} zone={job.time_zone} /></li>)}
      </ul>
    </Section>
  );
}
