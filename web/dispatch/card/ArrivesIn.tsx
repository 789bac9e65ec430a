// How long until the technician is there, as a dispatcher tells it: as was told before, or in so many minutes from now.
import { useId } from "preact/hooks";
import { moves as words } from "../../shared/words/en";
import "./ArrivesIn.css";

const DRIVES = [10, 20, 30, 45, 60];

type Props = { otherwise: string; minutes: number | null; set: (minutes: number | null) => void };

export function ArrivesIn({ otherwise, minutes, set }: Props) {
  const id = useId();
  return (
    <div class="ArrivesIn">
      <label for={id}>{words.arrival}</label>
      <select id={id} value={minutes ?? ""} onChange={(event) => set(Number(event.currentTarget.value) || null)}>
        <option value="">{otherwise}</option>
        {DRIVES.map((each) => <option key={each} value={each}>{words.minutes(each)}</option>)}
      </select>
    </div>
  );
}
