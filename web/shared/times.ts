// Instants as people read them: always in the zone of the address, which is named when it is not the reader's own.

export type Written = string;

const HALF_A_DAY = 12 * 3600 * 1000;

/** Made once: making one takes longer than all that is done with it. */
const formats: Record<string, Intl.DateTimeFormat> = {};

/** "10:15 – 11:15 AM", or "11:30 AM – 12:30 PM". */
export function range(from: Written, to: Written, zone: string): string {
  return format({ hour: "numeric", minute: "2-digit" }, zone).formatRange(new Date(from), new Date(to)).replace(/\s/g, " ");
}

export function clock(at: Written | number, zone: string): string {
  return format({ hour: "numeric", minute: "2-digit" }, zone).format(new Date(at)).replace(/\s/g, " ");
}

/** "10 AM", or "1 AM MDT" where the zone has to be told. */
export function hour(at: number, zone: string, isNamed: boolean): string {
  return format({ hour: "numeric", ...(isNamed ? { timeZoneName: "short" } : {}) }, zone).format(at).replace(/\s/g, " ");
}

/** "Wed, Nov 25, 10:15 AM" */
export function moment(at: Written | number, zone: string): string {
  const parts = { weekday: "short", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" } as const;
  return format(parts, zone).format(new Date(at)).replace(/\s/g, " ");
}

/** The zone's short name at that time ("MST"), or nothing when the reader's own clock shows the same. */
export function zoneIfForeign(at: Written, zone: string, own = ownZone()): string {
  if (offset(at, zone) === offset(at, own)) return "";
  return part(format({ timeZoneName: "short" }, zone), at, "timeZoneName");
}

/** The calendar day an instant falls on: "2026-11-25". */
export function dayOf(at: number, zone: string): string {
  const { year, month, day } = Object.fromEntries(
    format({ year: "numeric", month: "2-digit", day: "2-digit" }, zone).formatToParts(at).map((each) => [each.type, each.value]),
  );
  return `${year}-${month}-${day}`;
}

export function dayPlus(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** "Wednesday, November 25" */
export function dayInWords(day: string): string {
  return format({ weekday: "long", month: "long", day: "numeric" }, "UTC").format(new Date(`${day}T12:00:00Z`));
}

/** "10:15" on a clock of 24 hours, as an input of type time has it. */
export function timeOf(at: Written | number, zone: string): string {
  const { hour, minute } = Object.fromEntries(
    format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, zone).formatToParts(new Date(at)).map((each) => [each.type, each.value]),
  );
  return `${hour}:${minute}`;
}

/** The instant at which that day and time are read off a clock of the zone; of two, when clocks go back, the first. */
export function instantAt(day: string, time: string, zone: string): number {
  const read = Date.parse(`${day}T${time}:00Z`);
  const ahead = (at: number) => Date.parse(`${dayOf(at, zone)}T${timeOf(at, zone)}:00Z`) - at;
  const [earlier, later] = [read - ahead(read - HALF_A_DAY), read - ahead(read + HALF_A_DAY)];
  return ahead(earlier) === read - earlier ? earlier : later;
}

/** "Wed, Nov 25" */
export function dayShort(at: Written | number, zone: string): string {
  return format({ weekday: "short", month: "short", day: "numeric" }, zone).format(new Date(at));
}

export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function offset(at: Written, zone: string): string {
  return part(format({ timeZoneName: "longOffset" }, zone), at, "timeZoneName");
}

function part(formatted: Intl.DateTimeFormat, at: Written, type: Intl.DateTimeFormatPartTypes): string {
  return formatted.formatToParts(new Date(at)).find((each) => each.type === type)?.value ?? "";
}

function format(parts: Intl.DateTimeFormatOptions, zone: string): Intl.DateTimeFormat {
  return (formats[zone + JSON.stringify(parts)] ??= new Intl.DateTimeFormat("en-US", { ...parts, timeZone: zone }));
}
