// When it happened: now, or at a time that is read off a clock at the address.
import { useId } from "preact/hooks";
import { dayOf, instantAt, timeOf } from "../../shared/times";
import { moves as words } from "../../shared/words/en";
import { now } from "../state";
import { Zone } from "../Zone";
import "./When.css";

/** `at` is null as long as it is now. */
type Props = { zone: string; at: string | null; set: (at: string | null) => void };

export function When({ zone, at, set }: Props) {
  const id = useId();
  const chosen = at ? Date.parse(at) : 0;
  const read = (day: string, time: string) => {
    if (day && time) set(new Date(instantAt(day, time, zone)).toISOString());
  };
  return (
    <fieldset class="When">
      <legend>{words.when}</legend>
      <label class="option"><input type="radio" name={id} checked={!at} onChange={() => set(null)} />{words.now}</label>
      <label class="option"><input type="radio" name={id} checked={Boolean(at)} onChange={() => set(new Date(now.peek()).toISOString())} />{words.earlier}</label>
      {at && (
        <div class="clock">
          <label><span>{words.day}</span><input type="date" value={dayOf(chosen, zone)} max={dayOf(now.peek(), zone)} onChange={(event) => read(event.currentTarget.value, timeOf(chosen, zone))} /></label>
          <label><span>{words.time}</span><input type="time" value={timeOf(chosen, zone)} onChange={(event) => read(dayOf(chosen, zone), event.currentTarget.value)} /></label>
          <Zone at={at} zone={zone} />
        </div>
      )}
    </fieldset>
  );
}
