// What is booked around a day, read when the day is chosen and now and then while the form is open.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { answered, api } from "../../shared/api";
import type { Card } from "../../shared/types";
import { daysAround } from "../work/overlaps";

const LOOK_AGAIN = 30_000;

/** Null until it is known; a day that could not be read is told apart from one on which nothing is. */
export type Around = { cards: readonly Card[] | null; isUnread: boolean };

/** Of no day nothing is known. */
export function useDaysAround(first: string, last: string): Around {
  const around = useSignal<Around & { of: string }>({ of: "", cards: null, isUnread: false });
  const of = `${first} ${last}`;
  useEffect(() => {
    let isWanted = true;
    const show = (cards: readonly Card[] | null) => {
      if (isWanted) around.value = { of, cards, isUnread: cards === null };
    };
    const read = () => void cardsOn(daysAround(first, last)).then(show, () => show(null));
    if (!first) return;
    read();
    const timer = setInterval(read, LOOK_AGAIN);
    return () => {
      isWanted = false;
      clearInterval(timer);
    };
  }, [of]);
  return around.value.of === of ? around.value : { cards: null, isUnread: false };
}

async function cardsOn(days: readonly string[]): Promise<Card[]> {
  const found = await Promise.all(days.map((date) => answered(api.GET("/appointments", { params: { query: { date } } }))));
  return found.flatMap(({ appointments }) => appointments);
}
