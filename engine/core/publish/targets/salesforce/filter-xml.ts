/** A filter as Salesforce writes it in XML: conditions joined by AND or OR. */
export interface FilterSet { readonly operator: 'AND' | 'OR'; readonly members: readonly (FilterSet | FilterCondition)[] }

/** `key`: `Contact.Attribute.<set>.<attribute>` or `Event.<event key>.<field>`. */
export interface FilterCondition { readonly key: string; readonly operator: string; readonly value: string }

export function isFilterSet(member: FilterSet | FilterCondition): member is FilterSet {
  return 'members' in member
}

/** Writes a FilterDefinition. */
export function writeFilter(set: FilterSet): string {
  return `<FilterDefinition>${writeSet(set, 'Individual Filter Grouping')}</FilterDefinition>`
}

function writeSet({ operator, members }: FilterSet, name: string): string {
  const inside = members.map((member) => (isFilterSet(member) ? writeSet(member, 'Grouping') : writeCondition(member))).join('')
  return `<ConditionSet Operator="${operator}" ConditionSetName="${name}">${inside}</ConditionSet>`
}

function writeCondition({ key, operator, value }: FilterCondition): string {
  const isOfEvent = key.startsWith('Event.')
  return `<Condition IsEphemeralAttribute="${isOfEvent}" Key="${quoted(key)}" Operator="${operator}" UiMetaData="{}"><Value><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></Value></Condition>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
/** XML 1.0 holds no other controls than these, not even as references. */
const UNWRITABLE = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]|\p{Surrogate}/u

export function isWritable(text: string): boolean {
  return !UNWRITABLE.test(text)
}

function quoted(text: string): string {
  // Line ends of attributes become blanks unless they are written as references.
  return text.replace(/[&<>"']/g, (unit) => ENTITIES[unit]!).replace(/[\t\n\r]/g, (unit) => `&#${unit.charCodeAt(0)};`)
}

const TOKEN = /<!\[CDATA\[([^]*?)\]\]>|<(\/?)([A-Za-z]\w*)((?:\s+[A-Za-z]\w*\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/y
const DEEPEST = 100

/** Reads a FilterDefinition; undefined for what is none, or holds elements that a filter of conditions does not have. */
export function readFilter(xml: string): FilterSet | undefined {
  interface Open { name: string; attributes: ReadonlyMap<string, string>; members: (FilterSet | FilterCondition)[]; text: string }
  const open: Open[] = [{ name: '', attributes: new Map(), members: [], text: '' }]
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < xml.length) {
    const match = TOKEN.exec(xml)
    if (!match || open.length > DEEPEST) return undefined
    const [, data, closing, name, attributes = '', single, text] = match
    const at = open.at(-1)!
    if (name === undefined) at.text += data ?? unquoted(text!)
    else if (closing === '/') {
      open.pop()
      const parent = open.at(-1)
      if (at.name !== name || !parent || !close(at, parent)) return undefined
    } else {
      const opened: Open = { name, attributes: readAttributes(attributes), members: [], text: '' }
      if (single !== '/') open.push(opened)
      else if (!close(opened, at)) return undefined
    }
  }
  const [root] = open
  const [set, ...others] = root!.members
  return open.length === 1 && set && isFilterSet(set) && others.length === 0 && root!.text.trim() === '' ? set : undefined
}

/** Adds a finished element to the one around it; false if it has no place there. */
function close(done: { name: string; attributes: ReadonlyMap<string, string>; members: (FilterSet | FilterCondition)[]; text: string }, parent: { members: (FilterSet | FilterCondition)[]; text: string }): boolean {
  if (done.name === 'FilterDefinition') {
    const [set] = done.members
    parent.members.push(done.members.length === 1 && set && isFilterSet(set) ? set : { operator: 'AND', members: done.members })
    return true
  }
  if (done.name === 'ConditionSet') {
    const operator = done.attributes.get('Operator')
    if (operator !== 'AND' && operator !== 'OR') return false
    parent.members.push({ operator, members: done.members })
    return true
  }
  if (done.name === 'Value') {
    parent.text = done.text
    return true
  }
  const key = done.attributes.get('Key')
  const operator = done.attributes.get('Operator')
  if (done.name !== 'Condition' || key === undefined || operator === undefined) return false
  parent.members.push({ key, operator, value: done.text })
  return true
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/([A-Za-z]\w*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name, double, single]) => [name!, unquoted(double ?? single ?? '')]))
}

function unquoted(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    if (name !== undefined) return Object.entries(ENTITIES).find(([, entity]) => entity === `&${name};`)?.[0] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
