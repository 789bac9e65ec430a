// Which day is shown: one back, one on, and back to today.
import { Icon } from "../../shared/Icon";
import { dayInWords, dayPlus } from "../../shared/times";
import { jobs as words } from "../../shared/words/en";
import { chosenDay, shownDay, today } from "../state";
import "./DateSwitch.css";

export function DateSwitch() {
  const show = (day: string) => (chosenDay.value = day === today.value ? null : day);
  const day = shownDay.value;
  const [weekday, date] = dayInWords(day).split(", ");
  return (
    <div class="DateSwitch panel">
      <button aria-label={words.before} onClick={() => show(dayPlus(day, -1))}><Icon name="back" size={22} /></button>
      <p role="status">
        <strong>{nameOf(day) ?? weekday}</strong>
        <span class="quiet">{nameOf(day) ? dayInWords(day) : date}</span>
      </p>
      {day !== today.value && <button class="today" onClick={() => show(today.value)}>{words.today}</button>}
      <button aria-label={words.after} onClick={() => show(dayPlus(day, 1))}><Icon name="forward" size={22} /></button>
    </div>
  );
}

function nameOf(day: string): string | undefined {
  const names = { [dayPlus(today.value, -1)]: words.yesterday, [today.value]: words.today, [dayPlus(today.value, 1)]: words.tomorrow };
  return names[day];
}
