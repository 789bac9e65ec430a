// The street map, where a source of tiles is configured: pins in the colours of their statuses, each a link to its job.
import { divIcon, latLngBounds, map as leafletMap, marker, tileLayer } from "leaflet";
import "leaflet/dist/leaflet.css";
import { render } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { shownStatus } from "../../shared/Badge";
import { Icon } from "../../shared/Icon";
import type { Visit } from "../../shared/types";
import { jobs as words, statuses } from "../../shared/words/en";
import { toJob } from "../route";
import "./StreetMap.css";

const NEAR = 16;
const PIN = 48;

type Props = { tiles: { url: string; credit: string }; pins: readonly Visit[] };

export function StreetMap({ tiles, pins }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const seen = JSON.stringify(pins.map((pin) => [pin.id, pin.status, pin.outcome, pin.location]));
  useEffect(() => {
    const map = leafletMap(place.current!, { zoomControl: false, scrollWheelZoom: false, attributionControl: true });
    map.attributionControl.setPrefix(false);
    tileLayer(tiles.url, { maxZoom: 19, attribution: plain(tiles.credit) }).addTo(map);
    const located = pins.flatMap((pin) => (pin.location ? [{ pin, at: [pin.location.latitude, pin.location.longitude] as [number, number] }] : []));
    for (const { pin, at } of located) {
      const icon = divIcon({ className: "", html: drawn(pin), iconSize: [PIN, PIN] });
      marker(at, { icon, keyboard: false }).addTo(map);
    }
    map.fitBounds(latLngBounds(located.map(({ at }) => at)), { maxZoom: NEAR, padding: [PIN, PIN] });
    return () => map.remove();
  }, [tiles.url, seen]);
  return <div class={`StreetMap ${pins.length > 1 ? "is-day" : ""}`} ref={place} role="region" aria-label={words.map} />;
}

function drawn(pin: Visit): HTMLElement {
  const holder = document.createElement("div");
  const status = shownStatus(pin);
  render(
    <a class={`is-${status}`} href={toJob(pin)}>
      <Icon name={status} size={22} />
      <span class="unseen">{`${pin.title}, ${statuses[status]}`}</span>
    </a>,
    holder,
  );
  return holder;
}

/** Leaflet takes HTML here; a credit is text. */
function plain(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
