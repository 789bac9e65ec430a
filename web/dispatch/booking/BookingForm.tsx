// The form around what is asked: it says what went wrong, leads to the first of it, and saves or discards.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Sheet } from "../../shared/Sheet";
import { booking as words } from "../../shared/words/en";
import { Trouble } from "../Trouble";
import "./BookingForm.css";
import { forget } from "./keeping";
import { leave, type Booking } from "./use_booking";

/** `away` is where whoever discards goes. */
type Props = { booking: Omit<Booking<object>, "set">; save: string; away: string; children: ComponentChildren };

export function BookingForm({ booking, save, away, children }: Props) {
  const { form, isBusy, isBegun, wasKept, refusals } = booking;
  const isAsked = useSignal(false);
  const element = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    if (refusals) element.current!.querySelector<HTMLElement>('[aria-invalid="true"], .save')?.focus();
  }, [refusals]);
  const submit = (event: Event) => {
    event.preventDefault();
    void booking.save();
  };
  const isLocked = form.isSent;
  const said = form.said.general || (isLocked && !isBusy ? words.noAnswer : "");
  return (
    <form class="BookingForm" ref={element} noValidate autocomplete="off" onSubmit={submit}>
      {wasKept && <p class="quiet" role="status">{words.stillHere}</p>}
      <fieldset class="columns" disabled={isLocked}>{children}</fieldset>
      <div class="end">
        {said ? <Trouble said={said} /> : <p class="quiet">{words.stays}</p>}
        <div class="buttons">
          {isBegun && <button type="button" class="button plain" onClick={() => (isAsked.value = true)}>{words.discard}</button>}
          <button class="button primary save" aria-disabled={isBusy || undefined}>{isBusy ? words.saving : isLocked ? words.again : save}</button>
        </div>
      </div>
      {isAsked.value && (
        <Sheet title={words.discardTitle} lead={isLocked ? words.discardSent : words.discardLead} close={() => (isAsked.value = false)}>
          <button type="button" class="button danger big" onClick={() => (forget(booking.name), leave(away))}>{words.discard}</button>
          <button type="button" class="button plain" onClick={() => (isAsked.value = false)}>{words.keepWriting}</button>
        </Sheet>
      )}
    </form>
  );
}
