// The day as a grid: technicians by quarters of an hour. Below the width of a desk it is a list by technician.
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { clock, dayInWords } from "../../shared/times";
import { schedule as words } from "../../shared/words/en";
import { minute, officeZone } from "../state";
import { hourNames, hoursOf, QUARTER, type Span } from "../work/day_span";
import { minuteOf } from "../work/drawn";
import type { Row } from "../work/rows";
import { followArrows } from "./follow_arrows";
import "./Grid.css";
import { useFocusThatMoves } from "./keeping_focus";
import { TechnicianRow } from "./TechnicianRow";

type Props = { day: string; rows: readonly Row[]; shown: Span; late: ReadonlySet<string> };

export function Grid({ day, rows, shown, late }: Props) {
  const [now, zone] = [minute.value, officeZone.value];
  const isNow = shown.from <= now && now < shown.to;
  const columns = Math.ceil((shown.to - shown.from) / QUARTER);
  const style = { "--columns": columns, "--minutes": columns * 15, "--now": minuteOf(now, shown) };
  const region = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { scrollWidth, clientWidth } = region.current!;
    region.current!.scrollLeft = isNow ? (scrollWidth * minuteOf(now, shown)) / style["--minutes"] - clientWidth / 2 : 0;
  }, [day]);
  return (
    <div class="Grid panel" ref={region} role="region" aria-label={words.grid(dayInWords(day))} tabIndex={0} style={style} onKeyDown={followArrows} {...useFocusThatMoves()}>
      <div class="inside">
        <div class="scale" aria-hidden="true">
          <div class="corner" />
          <div class="hours">
            <Hours shown={shown} zone={zone} />
            {isNow && <span class="clock">{clock(now, zone)}</span>}
          </div>
        </div>
        <ol>
          {rows.map((row) => <TechnicianRow key={row.id} row={row} shown={shown} late={late} now={now} />)}
        </ol>
        {isNow && <div class="now" />}
      </div>
    </div>
  );
}

/** For the eye only: each card says its time. */
function Hours({ shown, zone }: { shown: Span; zone: string }) {
  return useMemo(() => {
    const hours = hoursOf(shown, zone);
    const names = hourNames(hours, zone);
    return <>{hours.map((at, place) => <span key={at} style={{ "--at": minuteOf(at, shown) }}>{names[place]}</span>)}</>;
  }, [shown, zone]);
}
