// Taking or choosing photos: each is made small first, and what is no photo is told so.
import { useSignal } from "@preact/signals";
import "./AddPhoto.css";
import { downscaled } from "./downscale";
import { Icon } from "./Icon";
import { details as words } from "./words/en";

export function AddPhoto({ take }: { take: (image: Blob) => Promise<unknown> }) {
  const trouble = useSignal("");
  const add = async (input: HTMLInputElement) => {
    trouble.value = "";
    const files = [...(input.files ?? [])];
    input.value = "";
    for (const file of files) {
      const image = await downscaled(file).catch(() => null);
      if (image) await take(image);
      else trouble.value = words.notAPhoto;
    }
  };
  return (
    <>
      <label class="AddPhoto button">
        <Icon name="camera" />{words.addPhoto}
        <input class="unseen" type="file" accept="image/*" multiple onChange={(event) => void add(event.currentTarget)} />
      </label>
      {trouble.value ? <p class="trouble" role="alert">{trouble.value}</p> : null}
    </>
  );
}
