import { RehearsalError } from '../../core/errors.ts'
import type { Mapping } from '../../api/contract.ts'

export const roles = ['profileId', 'at', 'name', 'properties'] as const
export type Role = (typeof roles)[number]

// Names of columns as tools write them, without case and punctuation; the likelier first.
export const usualNames: Readonly<Record<Role, readonly string[]>> = {
  profileId: [
    'profileid', 'userid', 'customerid', 'personid', 'contactid', 'memberid', 'subscriberid', 'householdid', 'accountid', 'clientid', 'visitorid',
    'distinctid', 'anonymousid', 'externalid', 'deviceid', 'uid', 'profile', 'user', 'customer', 'household', 'member', 'person', 'contact', 'subscriber', 'visitor', 'client', 'caseid', 'id', 'email',
  ],
  at: [
    'at', 'timestamp', 'eventtimestamp', 'eventtime', 'time', 'ts', 'datetime', 'occurredat', 'happenedat', 'receivedat', 'sentat', 'createdat', 'originaltimestamp',
    'eventdate', 'timetimestamp', 'date', 'day',
  ],
  name: ['name', 'event', 'eventname', 'eventtype', 'action', 'activity', 'conceptname', 'evt', 'ev', 'type'],
  properties: ['properties', 'eventproperties', 'props', 'params', 'eventparams', 'payload', 'attributes', 'data'],
}

export function plainName(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** Names longer than that are no names: somebody gave a file of another kind. */
const longestShown = 60

const shown = (name: string): string => (name.length > longestShown ? `${name.slice(0, longestShown)}…` : name)

const inWords: Record<Role, string> = { profileId: 'profile ids', at: 'instants', name: 'event names', properties: 'properties' }

/** `profileId=user_id,at=ts,name=event` as a mapping. Throws an unusable RehearsalError that says what is wrong. */
export function parseMapping(text: string): Mapping {
  const mapping: Mapping = {}
  for (const part of text.split(',')) {
    if (part.trim() === '') continue
    const equals = part.indexOf('=')
    const role = part.slice(0, Math.max(equals, 0)).trim()
    const column = part.slice(equals + 1).trim()
    const known = roles.find((one) => one === role)
    if (!known || equals < 0 || column === '') {
      throw new RehearsalError('E_MAP', `--map: cannot read ${JSON.stringify(part.trim())}.`, 'Write it as profileId=<column>,at=<column>,name=<column>,properties=<column>.', {
        unusable: true,
      })
    }
    if (mapping[known] !== undefined) {
      throw new RehearsalError('E_MAP', `--map names a column for ${known} twice.`, 'Give one column for each.', { unusable: true })
    }
    const other = roles.find((one) => mapping[one] === column)
    if (other !== undefined) {
      throw new RehearsalError('E_MAP', `--map gives the column ${JSON.stringify(column)} to both ${other} and ${known}.`, 'Give each a column of its own; one event name for all rows is said with --set-name.', {
        unusable: true,
      })
    }
    mapping[known] = column
  }
  return mapping
}

/** A column a mapping names is not in the file. Says which columns there are, the nearest first. */
export function columnMissing(path: string, role: Role, wanted: string, columns: readonly string[]): RehearsalError {
  const usual = usualNames[role].map((name) => columns.find((column) => plainName(column) === name)).find((column) => column !== undefined)
  const near = wanted === role ? (usual ?? nearest(wanted, columns)) : nearest(wanted, columns)
  const there = columns.length === 0 ? 'none' : columns.slice(0, 40).map(shown).join(', ') + (columns.length > 40 ? `, and ${columns.length - 40} more` : '')
  const hint = near === undefined ? '' : `Did you mean ${JSON.stringify(shown(near))}? `
  const constant = role === 'name' ? ', or give one event name for all rows with --set-name' : ''
  return new RehearsalError(
    'E_COLUMN_MISSING',
    `${path}: there is no column ${JSON.stringify(wanted)} for the ${inWords[role]}. Columns: ${there}.`,
    `${hint}Say which it is with --map ${role}=<column>${constant}.`,
    { unusable: true },
  )
}

/** The column whose name is most like `wanted`, if any is like it at all. */
export function nearest(wanted: string, columns: readonly string[]): string | undefined {
  const scored = columns.map((column) => ({ column, distance: distance(plainName(wanted), plainName(column)) }))
  const best = scored.reduce<(typeof scored)[number] | undefined>((a, b) => (a && a.distance <= b.distance ? a : b), undefined)
  return best && best.distance <= Math.max(2, Math.ceil(wanted.length / 2)) ? best.column : undefined
}

function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    previous = row
  }
  return previous[b.length]!
}

/**
 * Names for the columns of a header: an empty one gets its number, one given more than once a number behind its second and later ones. A
 * mapped column given more than once is refused by the caller, who sees it in `repeated`.
 */
export function columnNames(header: readonly string[]): { names: string[]; repeated: Set<string> } {
  const taken = new Set(header)
  const seen = new Set<string>()
  const repeated = new Set<string>()
  const names = header.map((given, index) => {
    if (given !== '' && !seen.has(given)) {
      seen.add(given)
      return given
    }
    if (given !== '') repeated.add(given)
    const base = given === '' ? 'column' : given
    let number = given === '' ? index + 1 : 2
    while (taken.has(`${base}_${number}`)) number++
    taken.add(`${base}_${number}`)
    return `${base}_${number}`
  })
  return { names, repeated }
}

/** Two columns of one name, and the mapping names it: nobody can know which was meant. */
export function columnTwice(path: string, role: Role, column: string): RehearsalError {
  return new RehearsalError('E_COLUMN_TWICE', `${path}: column ${JSON.stringify(column)} for the ${inWords[role]} is there more than once.`, 'Rename one of them in the file.', {
    unusable: true,
  })
}
