import { typeCell } from '../model/cell.ts'
import { eventOf, listsOf, propertiesOf } from './compile.ts'
import type { PopulationDocument, ValueSource } from './spec.ts'

/** What values a property can have. `cellText`: text that a CSV cell would turn into something else, such as `007` into itself but `7` into a number. */
export type ValueType = 'text' | 'cellText' | 'number' | 'boolean'

/** The types of every property of a spec without problems, in the order of the columns. */
export function propertyTypes(spec: PopulationDocument): Map<string, ReadonlySet<ValueType>> {
  const types = new Map(propertiesOf(spec).map((name) => [name, new Set<ValueType>()]))
  const add = (properties: Readonly<Record<string, ValueSource>>) => {
    for (const [name, source] of Object.entries(properties)) for (const type of typesOf(source, spec)) types.get(name)!.add(type)
  }
  add(spec.everyEvent ?? {})
  for (const [id, { properties = {} }] of Object.entries(spec.states)) if (eventOf(spec, id) !== undefined) add(properties)
  return types
}

/** Is every value of an attribute written in a CSV cell read back as it is? */
export function attributesFitCells(spec: PopulationDocument): boolean {
  return Object.values(spec.attributes ?? {}).every((source) => !typesOf(source, spec).includes('cellText'))
}

function typesOf(source: ValueSource, spec: PopulationDocument): ValueType[] {
  if (typeof source !== 'object') return [typeOf(source)]
  if ('values' in source) return source.values.flatMap(([value, weight]) => (value === null || weight === 0 ? [] : [typeOf(value)]))
  if ('number' in source) return ['number']
  if ('item' in source) return source.spread === undefined ? fieldTypes(spec, source.item, source.field) : ['number']
  if ('kept' in source) {
    const list = listsOf(spec).find(({ name }) => name === source.kept)
    return source.field === undefined || !list ? ['number'] : fieldTypes(spec, list.catalogue, source.field)
  }
  if ('attribute' in source) return source.attribute === 'timeZone' && spec.zones ? ['text'] : typesOf(spec.attributes?.[source.attribute] ?? 'text', spec)
  if ('fresh' in source) return ['text']
  return [...Object.values(source.cases), ...(source.else === undefined ? [] : [source.else])].flatMap((one) => typesOf(one, spec))
}

function fieldTypes(spec: PopulationDocument, catalogue: string, field: string): ValueType[] {
  return (spec.catalogues?.[catalogue] ?? []).flatMap(([, values]) => (values[field] === undefined ? [] : [typeOf(values[field])]))
}

function typeOf(value: string | number | boolean): ValueType {
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  return typeCell(value) === value ? 'text' : 'cellText'
}
