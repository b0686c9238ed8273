/** `HH:MM` or `HH:MM:SS` as whole minutes since midnight. */
export function timeOfDayInMinutes(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number)
  return hours * 60 + minutes
}
