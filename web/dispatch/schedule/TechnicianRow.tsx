// A technician's day: appointments side by side in time, in lanes where they overlap.
import { useMemo } from "preact/hooks";
import { Icon } from "../../shared/Icon";
import { schedule as words } from "../../shared/words/en";
import type { Span } from "../work/day_span";
import { drawn, isLeftOver } from "../work/drawn";
import type { Row } from "../work/rows";
import "./TechnicianRow.css";
import { VisitCard } from "./VisitCard";

type Props = { row: Row; shown: Span; late: ReadonlySet<string>; now: number };

export function TechnicianRow({ row, shown, late, now: minute }: Props) {
  const now = row.cards.some((card) => isLeftOver(card, shown)) ? minute : 0;
  return useMemo(
    () => (
      <li class="TechnicianRow" data-row>
        <div class="who">
          <h2>{row.name}</h2>
          <p class="quiet">
            {words.count(row.cards.length)}
            {!row.isActive && <span class="Badge is-draft"><Icon name="canceled" size={14} />{words.left}</span>}
          </p>
        </div>
        <ul>
          {drawn(row.cards, shown, now).map((each) => <VisitCard key={each.card.id} drawn={each} isLate={late.has(each.card.id)} />)}
        </ul>
      </li>
    ),
    [row, shown, late, now],
  );
}
