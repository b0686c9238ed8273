// Names of Windows zones, as waits take them, for the zones that journeys are most often in (Unicode CLDR, windowsZones).
const ZONES: readonly (readonly [iana: string, windows: string])[] = [
  ['UTC', 'UTC'], ['Europe/Istanbul', 'Turkey Standard Time'], ['Europe/London', 'GMT Standard Time'], ['Europe/Dublin', 'GMT Standard Time'], ['Europe/Lisbon', 'GMT Standard Time'],
  ['Europe/Berlin', 'W. Europe Standard Time'], ['Europe/Amsterdam', 'W. Europe Standard Time'], ['Europe/Vienna', 'W. Europe Standard Time'], ['Europe/Zurich', 'W. Europe Standard Time'],
  ['Europe/Rome', 'W. Europe Standard Time'], ['Europe/Stockholm', 'W. Europe Standard Time'], ['Europe/Oslo', 'W. Europe Standard Time'], ['Europe/Paris', 'Romance Standard Time'],
  ['Europe/Madrid', 'Romance Standard Time'], ['Europe/Brussels', 'Romance Standard Time'], ['Europe/Copenhagen', 'Romance Standard Time'], ['Europe/Warsaw', 'Central European Standard Time'],
  ['Europe/Budapest', 'Central Europe Standard Time'], ['Europe/Prague', 'Central Europe Standard Time'], ['Europe/Athens', 'GTB Standard Time'], ['Europe/Bucharest', 'GTB Standard Time'],
  ['Europe/Helsinki', 'FLE Standard Time'], ['Europe/Kyiv', 'FLE Standard Time'], ['Europe/Moscow', 'Russian Standard Time'], ['Asia/Dubai', 'Arabian Standard Time'], ['Asia/Riyadh', 'Arab Standard Time'],
  ['Asia/Baku', 'Azerbaijan Standard Time'], ['Asia/Karachi', 'Pakistan Standard Time'], ['Asia/Kolkata', 'India Standard Time'], ['Asia/Bangkok', 'SE Asia Standard Time'], ['Asia/Singapore', 'Singapore Standard Time'],
  ['Asia/Shanghai', 'China Standard Time'], ['Asia/Tokyo', 'Tokyo Standard Time'], ['Asia/Seoul', 'Korea Standard Time'], ['Australia/Sydney', 'AUS Eastern Standard Time'], ['Australia/Brisbane', 'E. Australia Standard Time'],
  ['Australia/Perth', 'W. Australia Standard Time'], ['Pacific/Auckland', 'New Zealand Standard Time'], ['Africa/Cairo', 'Egypt Standard Time'], ['Africa/Lagos', 'W. Central Africa Standard Time'],
  ['Africa/Nairobi', 'E. Africa Standard Time'], ['Africa/Johannesburg', 'South Africa Standard Time'], ['America/New_York', 'Eastern Standard Time'], ['America/Toronto', 'Eastern Standard Time'],
  ['America/Chicago', 'Central Standard Time'], ['America/Denver', 'Mountain Standard Time'], ['America/Phoenix', 'US Mountain Standard Time'], ['America/Los_Angeles', 'Pacific Standard Time'],
  ['America/Sao_Paulo', 'E. South America Standard Time'], ['America/Mexico_City', 'Central Standard Time (Mexico)'], ['America/Bogota', 'SA Pacific Standard Time'], ['America/Argentina/Buenos_Aires', 'Argentina Standard Time'],
]

export function windowsZoneOf(iana: string): string | undefined {
  return ZONES.find(([name]) => name === iana)?.[1]
}

/** The first zone with that name: several share one. */
export function ianaZoneOf(windows: string): string | undefined {
  return ZONES.find(([, name]) => name === windows)?.[0]
}
