// The Schedule view: one day of the organization, a row for each technician, and what waits for somebody.
import { useMemo, useRef } from "preact/hooks";
import { dayInWords, dayPlus, zoneIfForeign } from "../../shared/times";
import { schedule as words } from "../../shared/words/en";
import { dayPath, readSchedule } from "../reading";
import { days, lateVisits, minute, officeZone, people, today, waitingRows } from "../state";
import { Unread } from "../Unread";
import { daySpan, shownHours, type Span } from "../work/day_span";
import { reach } from "../work/drawn";
import { eachOnce, rowsOf, trayOf, type Row } from "../work/rows";
import { DaySwitch } from "./DaySwitch";
import { Grid } from "./Grid";
import { useFocusOnTheCardThatWasOpen } from "./keeping_focus";
import "./Schedule.css";
import { Tray } from "./Tray";

export function Schedule({ day: chosen }: { day: string | null }) {
  const day = chosen ?? today.value;
  const zone = officeZone.value;
  const { rows, tray, shown, count } = useDay(day, zone);
  useFocusOnTheCardThatWasOpen();
  const isKnown = day in days.value;
  const foreign = zoneIfForeign(new Date(shown.from).toISOString(), zone);
  return (
    <section class="Schedule screen" aria-labelledby="schedule-title">
      <header>
        <h1 id="schedule-title" tabIndex={-1} data-arrive>{words.title}</h1>
        {isKnown && <p class="quiet" role="status">{words.shown(dayInWords(day), count)}</p>}
        {foreign ? <p class="quiet">{words.zone(foreign)}</p> : null}
        <DaySwitch day={day} />
      </header>
      <Tray tray={tray} />
      {!isKnown && <Unread path={dayPath(day)} title={words.failed} retry={() => readSchedule(day)} />}
      {isKnown && rows.length > 0 && <Grid day={day} rows={rows} shown={shown} late={lateVisits.value} />}
      {isKnown && rows.length === 0 && <Nobody />}
    </section>
  );
}

/** What is drawn of the day; rows and hours that stay the same are the same. */
function useDay(day: string, zone: string) {
  const span = useMemo(() => daySpan(day, zone), [day, zone]);
  const known = [dayPlus(day, -1), day, dayPlus(day, 1)].map((each) => days.value[each]);
  const now = minute.value;
  const cards = useMemo(() => eachOnce(known.flatMap((each) => each ?? [])).filter((card) => reach(card, span, now)), [...known, span, now]);
  const reaching = cards.map((card) => reach(card, span, now)!);
  const [from, to] = [Math.min(...reaching.map((each) => each.from)), Math.max(...reaching.map((each) => each.to))];
  const shown = useMemo<Span>(() => shownHours(day, zone, reaching.length ? [{ from, to }] : []), [day, zone, from, to]);
  const before = useRef<Row[]>([]);
  before.current = useMemo(() => rowsOf(people.value, cards, before.current), [people.value, cards]);
  const tray = useMemo(() => trayOf(cards, waitingRows.value ?? []), [cards, waitingRows.value]);
  return { rows: before.current, tray, shown, count: cards.length };
}

function Nobody() {
  return (
    <div class="empty panel">
      <h2>{words.noTechnicians}</h2>
      <p>{words.noTechniciansLead}</p>
    </div>
  );
}
