// Which day is shown: one back, one on, any, and back to today; each has its address.
import { Icon } from "../../shared/Icon";
import { go } from "../../shared/navigation";
import { dayPlus } from "../../shared/times";
import { schedule as words } from "../../shared/words/en";
import { toSchedule } from "../route";
import { today } from "../state";
import "./DaySwitch.css";

export function DaySwitch({ day }: { day: string }) {
  const to = (date: string) => toSchedule(date === today.value ? null : date);
  return (
    <div class="DaySwitch">
      <a class="button" href={to(dayPlus(day, -1))} aria-label={words.before}><Icon name="back" /></a>
      <a class="button" href={toSchedule()} aria-current={day === today.value ? "date" : undefined}>{words.today}</a>
      <a class="button" href={to(dayPlus(day, 1))} aria-label={words.after}><Icon name="forward" /></a>
      <input type="date" aria-label={words.day} value={day} required onChange={(event) => event.currentTarget.value && go(to(event.currentTarget.value))} />
    </div>
  );
}
