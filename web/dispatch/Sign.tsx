// Signs that only the office's screens need. They never speak alone either.
import { Drawing } from "../shared/Icon";

const PATHS = {
  unscheduled: "M12 4.500v9m0 5.500h.01",
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Zm0 3.500V12l3 2",
  search: "M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13Zm4.800 11.300L20 20",
  alert: "M12 4 2.800 19.500h18.400ZM12 10v4m0 2.800h.01",
  edit: "m4 20 1-4.500L16 4.500l3.500 3.500L8.500 19ZM13.500 7l3.500 3.500",
  settings: "M4 7h9m4 0h3M4 17h3m4 0h9M15 4.500v5M9 14.500v5",
  down: "m6 9.500 6 6 6-6",
} as const;

export type SignName = keyof typeof PATHS;

export function Sign({ name, size = 20 }: { name: SignName; size?: number }) {
  return <Drawing path={PATHS[name]} size={size} />;
}
