// Small drawn signs. They never speak alone: a word stands beside each, or names the control it is in.

const PATHS = {
  scheduled: "M12 4.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15Z",
  enroute: "M21 3 3 10.500l7.300 3.200L13.500 21Z",
  started: "M7 4.500v15l12.500-7.500Z",
  paused: "M8 5v14M16 5v14",
  complete: "m4.500 12.500 5 5 10-11",
  canceled: "m5.500 5.500 13 13m0-13-13 13",
  draft: "M5 12h.01M12 12h.01M19 12h.01",
  back: "m14.500 5-7 7 7 7",
  forward: "m9.500 5 7 7-7 7",
  phone: "M6.200 3.500h3l1.600 4.300-2.100 1.600a12 12 0 0 0 5.900 5.900l1.600-2.100 4.300 1.600v3c0 1.100-.9 2-2 1.900A16.500 16.500 0 0 1 4.300 5.500c-.1-1.100.8-2 1.900-2Z",
  message: "M4 5h16v11H9.500L5 19.500V16H4Z",
  directions: "m12 2.800 9.200 9.200-9.200 9.200L2.800 12ZM9 15v-3.500h6m-2.200-2.300L15 11.500l-2.200 2.300",
  note: "M5 4h14v11l-5 5H5ZM8.500 9h7M8.500 13h4",
  camera: "M4 8h3.500L9 5.500h6L16.500 8H20v11H4ZM12 10.200a3.100 3.100 0 1 0 0 6.200 3.100 3.100 0 0 0 0-6.200Z",
  outbox: "M12 15V5m-4 4 4-4 4 4M4 15v4.500h16V15",
  offline: "M3 3l18 18M5 9.500a11 11 0 0 1 4-2.300m4-.7c2.300.2 4.300 1.300 6 3M8.500 13.500a5.500 5.500 0 0 1 3-1.500M12 17.500h.01",
} as const;
const FILLED: ReadonlySet<string> = new Set(["enroute", "started"]);

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  const isFilled = FILLED.has(name);
  return <Drawing path={PATHS[name]} size={size} fill={isFilled ? "currentColor" : "none"} width={name === "paused" ? 4 : isFilled ? 1.5 : 2.2} />;
}

type DrawingProps = { path: string; size: number; fill?: string; width?: number };

export function Drawing({ path, size, fill = "none", width = 2.2 }: DrawingProps) {
  return (
    <svg
      class="Icon" aria-hidden="true" width={size} height={size} viewBox="0 0 24 24" stroke="currentColor"
      fill={fill} stroke-width={width} stroke-linecap="round" stroke-linejoin="round"
    >
      <path d={path} />
    </svg>
  );
}
