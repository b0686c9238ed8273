import type { JsonValue } from '../json.ts'

/** Mean radius of the earth in metres, as the format page gives it (IUGG). */
const EARTH_RADIUS_M = 6_371_008.8

/** Great-circle distance in metres between two points in degrees, by the haversine formula. */
export function haversineM(latitude1: number, longitude1: number, latitude2: number, longitude2: number): number {
  const radians = Math.PI / 180
  const phi1 = latitude1 * radians
  const phi2 = latitude2 * radians
  const half = Math.sin((phi2 - phi1) / 2) ** 2 + Math.cos(phi1) * Math.cos(phi2) * Math.sin(((longitude2 - longitude1) * radians) / 2) ** 2
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(half)))
}

/** Is a point at most `radiusM` from the place? A coordinate that is missing or no number is nowhere. */
export function isWithinMetres(latitude: JsonValue | undefined, longitude: JsonValue | undefined, place: { latitude: number; longitude: number; radiusM: number }): boolean {
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return false
  return haversineM(latitude, longitude, place.latitude, place.longitude) <= place.radiusM
}
