// Where Get Directions leads: to the coordinates when they are known, else to the address, in the app of choice.
import { lines } from "../../shared/address";
import type { Address } from "../../shared/types";

export type MapsApp = "google" | "apple" | "waze";

type Place = { address: Address; location: { latitude: number; longitude: number } | null };

export function directionsTo({ address, location }: Place, app: MapsApp): string {
  const point = location && `${location.latitude},${location.longitude}`;
  const to = encodeURIComponent(point ?? lines(address).join(", "));
  const addresses = {
    google: `https://www.google.com/maps/dir/?api=1&destination=${to}`,
    apple: `https://maps.apple.com/?daddr=${to}`,
    waze: `https://waze.com/ul?navigate=yes&${point ? "ll" : "q"}=${to}`,
  };
  return addresses[app];
}
