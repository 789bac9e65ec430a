// The way through an appointment: its next step and the step back, out of what the server allows.
import type { Status } from "../../shared/types";

const WAY = ["scheduled", "enroute", "started", "complete"] as const;
export type Step = "enroute" | "started" | "complete";

type Standing = { status: Status; allowed: Status[] };

export function nextStep({ status, allowed }: Standing): Step | null {
  const ahead = WAY.slice(place(status) + 1) as readonly Step[];
  return place(status) < 0 ? null : (ahead.find((each) => allowed.includes(each)) ?? null);
}

export function stepBack({ status, allowed }: Standing): Status | null {
  const behind = WAY.slice(0, Math.max(place(status), 0));
  return behind.reverse().find((each) => allowed.includes(each)) ?? null;
}

export function goesBack(from: Status, to: Status): boolean {
  return place(to) < place(from);
}

export function isOver({ status }: { status: Status }): boolean {
  return status === "complete" || status === "canceled";
}

export function isUnderWay({ status }: { status: Status }): boolean {
  return status === "enroute" || status === "started";
}

function place(status: Status): number {
  return (WAY as readonly Status[]).indexOf(status);
}
