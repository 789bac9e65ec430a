// How long the drive takes: one tap on one of five, or none for the one that was right last time.
import { onMyWay as words } from "../../shared/words/en";
import "./MinutesChips.css";

const CHOICES = [10, 20, 30, 45, 60];

type Props = { chosen: number; choose: (minutes: number) => void };

export function MinutesChips({ chosen, choose }: Props) {
  return (
    <fieldset class="MinutesChips">
      <legend>{words.minutes}</legend>
      <div>
        {CHOICES.map((minutes) => (
          <label key={minutes}>
            <input type="radio" name="minutes" checked={minutes === chosen} onChange={() => choose(minutes)} />
            <span><b>{minutes}</b> {words.minute}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
