// The map or the address, the orange En Route alert over it, and Get Directions directly below.
import { lines } from "../../shared/address";
import { Icon } from "../../shared/Icon";
import { range } from "../../shared/times";
import type { Appointment, Card } from "../../shared/types";
import { details as words, statuses } from "../../shared/words/en";
import type { Laid } from "../queue/overlay";
import { streetMap } from "../later";
import { mapsApp, tiles } from "../state";
import { directionsTo } from "../work/directions";
import "./Place.css";
import { TextLine } from "./TextLine";

type Props = { shown: Laid<Card> | Laid<Appointment>; appointment: Laid<Appointment> | undefined };

export function Place({ shown, appointment }: Props) {
  const Map = streetMap.value;
  const [street, ...town] = lines(shown.address);
  return (
    <section class="Place" aria-label={street}>
      <div class="map">
        {shown.status === "enroute" && (
          <div class="alert">
            <Icon name="enroute" size={26} />
            <div>
              <p class="state">{statuses.enroute}</p>
              {appointment?.arrival && appointment.queued.length === 0 && (
                <p>{words.arriving(range(appointment.arrival.from, appointment.arrival.to, shown.time_zone))}</p>
              )}
              <TextLine shown={shown} appointment={appointment} />
            </div>
          </div>
        )}
        {Map && tiles.value && shown.location ? <Map.StreetMap tiles={tiles.value} pins={[shown]} /> : <Streets />}
        <address>
          <strong>{street}</strong>
          {town.map((line) => <span key={line}>{line}</span>)}
        </address>
      </div>
      <a class="button big directions" href={directionsTo(shown, mapsApp.value)} target="_blank" rel="noreferrer">
        <Icon name="directions" size={22} />
        {words.directions}
      </a>
    </section>
  );
}

/** A drawing, no map: it shows that a place is meant, not where it is. */
function Streets() {
  return (
    <svg class="streets" viewBox="0 0 400 150" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <rect class="land" width="400" height="150" />
      <path class="water" d="M-10 118c60-22 92 10 150-4s70-34 130-30 90 20 140 6v70H-10Z" />
      <path class="road wide" d="M-10 62c90 10 150-20 230-8s130 20 190 0" />
      <path class="road wide" d="M214-10c-10 40 6 70-2 100s-6 40 2 70" />
      <path class="road" d="M60-10c6 40-6 60 4 90M130-10l8 84M290-10c-6 30 8 52 2 80M352-10l-8 70M-10 24c120-14 260 16 420-6M-10 96c80 6 150-16 226-6s140 0 200-12" />
      <g class="pin" transform="translate(200 92)">
        <ellipse class="ground" rx="11" ry="3.500" />
        <path d="M0 0s-15-15.500-15-27a15 15 0 0 1 30 0C15-15.500 0 0 0 0Z" />
        <circle cy="-27" r="5.500" />
      </g>
    </svg>
  );
}
