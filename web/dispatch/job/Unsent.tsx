// A photo that is on its way, or was refused: then it waits here to be tried again.
import { useObjectUrl } from "../../shared/object_url";
import { details, office, officeJob as words } from "../../shared/words/en";

export type Sending = { key: string; image: Blob; trouble: string };
type Props = { sending: Sending; retry: () => void; discard: () => void };

export function Unsent({ sending: { image, trouble }, retry, discard }: Props) {
  const url = useObjectUrl(image);
  return (
    <figure class={`Unsent ${trouble ? "is-refused" : ""}`}>
      {url && <img src={url} alt={details.unsentPhoto} />}
      {!trouble && <figcaption><span role="status">{words.sendingPhoto}</span></figcaption>}
      {trouble && (
        <figcaption>
          <span class="trouble" role="alert">{trouble}</span>
          <span class="buttons">
            <button class="button plain" onClick={discard}>{words.discardPhoto}</button>
            <button class="button" onClick={retry}>{office.retry}</button>
          </span>
        </figcaption>
      )}
    </figure>
  );
}
