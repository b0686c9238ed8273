/** Which rows say who somebody is: those of an event name, or those with a value in a column. They become `$set`. */
export interface IdentifyRule { column: string | undefined; value: string }

/** `identify`, or `type=identify`. */
export function identifyRule(text: string | undefined): IdentifyRule | undefined {
  if (text === undefined) return undefined
  const equals = text.indexOf('=')
  return equals < 0 ? { column: undefined, value: text } : { column: text.slice(0, equals).trim(), value: text.slice(equals + 1).trim() }
}

/** The column of such rows whose object is what they set; without it their properties are, and without those their other columns. */
export const traitsColumn = 'traits'
export const setEvent = '$set'
