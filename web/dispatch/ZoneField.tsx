// The time zone of an address: first what its state can have, then all there are; and whether one may be wrong is said.
import { clock } from "../shared/times";
import { booking as words, officeJob } from "../shared/words/en";
import { Field } from "./Field";
import { now } from "./state";
import { fits, zoneInWords, zonesOf } from "./work/zones";

type Props = { look?: string; zone: string; country: string; region: string; trouble?: string | undefined; set: (zone: string) => void };

const ALL = Intl.supportedValuesOf("timeZone");

export function ZoneField({ look = "", zone, country, region, trouble, set }: Props) {
  const at = now.peek();
  const zones = zonesOf(country, region, at);
  const near = zones.includes(zone) || !zone ? zones : [...zones, zone];
  return (
    <Field label={officeJob.fields.time_zone} look={look} hint={hintOf(zone, zones, country, region)} trouble={trouble}>
      {(given) => (
        <select {...given} value={zone} onChange={(event) => set(event.currentTarget.value)}>
          {!zone && <option value="">{words.zone.choose}</option>}
          {near.map((each) => <option key={each} value={each}>{words.zone.now(zoneInWords(each, at), clock(at, each))}</option>)}
          <optgroup label={words.zone.all}>
            {ALL.filter((each) => !near.includes(each)).map((each) => <option key={each} value={each}>{each.replaceAll("_", " ")}</option>)}
          </optgroup>
        </select>
      )}
    </Field>
  );
}

function hintOf(zone: string, zones: readonly string[], country: string, region: string): string {
  const place = region.trim() || country;
  if (!zones.length) return zone ? "" : words.zone.unknown;
  if (zone && !fits(zone, zones, now.peek())) return words.zone.other(place);
  if (zones.length > 1) return zone ? words.zone.check(place, zones.length) : words.zone.several(place, zones.length);
  return words.zone.of(place);
}
