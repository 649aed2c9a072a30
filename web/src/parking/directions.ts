import type { Position } from '@/platform/api/generated'

/** The way there from wherever the reader is, on a map that belongs to everybody. */
export function directionsTo({ lat, lng }: Position): string {
  return `https://www.openstreetmap.org/directions?to=${lat}%2C${lng}#map=16/${lat}/${lng}`
}

/** For a reservation, which knows its lot's address only. */
export function mapOf(address: string): string {
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent(address)}`
}
