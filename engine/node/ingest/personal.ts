import type { DatasetPreview } from '../../api/contract.ts'
import type { JsonValue } from '../../core/json.ts'
import { flatten, isObject, jsonObject } from './cells.ts'
import { plainName } from './mapping.ts'
import type { Sample } from './sample.ts'

type Personal = DatasetPreview['personal'][number]

const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
/** Digits with a plus, blanks, brackets or dashes, as nobody writes a number. */
const writtenPhone = /^(?=(?:\D*\d){8,15}\D*$)(\+|00|\(|0)[\d ()./-]+$/
const phoneDigits = /^\+?[\d ()./-]{7,20}$/
const phoneName = /(phone|mobile|msisdn|gsm|telefon|telefone|celular|handy|cellnumber)/
const nameOfPerson =
  /^(first|last|full|sur|family|given|middle|customer|user|contact|person|billing|shipping)name$|^(surname|firstname|lastname|ad|soyad|adsoyad|isim|vorname|nachname|nome|sobrenome|nombre|apellido|prenom)$/

/**
 * Columns, and members of objects in them, whose values look like e-mail addresses or telephone numbers, or whose names say that they hold
 * names of people; half of the values decide. `taken` are columns that have another meaning.
 */
export function personalColumns({ columns, rows }: Sample, taken: readonly string[]): Personal[] {
  const texts = new Map<string, string[]>()
  const add = (name: string, value: JsonValue): void => {
    if (value === null || typeof value === 'object' || typeof value === 'boolean') return
    const known = texts.get(name)
    if (known) known.push(String(value))
    else if (texts.size < 1000) texts.set(name, [String(value)])
  }
  columns.forEach((column, index) => {
    if (taken.includes(column)) return
    for (const row of rows) {
      const cell = row[index]
      if (!cell) continue
      const object = isObject(cell.value) ? cell.value : typeof cell.value === 'string' ? jsonObject(cell.value) : undefined
      if (!object) add(column, cell.text)
      // Members of a `properties` column stand under their own names, those of others behind the column's.
      else for (const key of Object.keys(object)) flatten(plainName(column) === 'properties' || typeof cell.value === 'string' ? key : `${column}.${key}`, object[key]!, add)
    }
  })
  return [...texts].flatMap(([name, values]) => judge(name, values) ?? [])
}

function judge(name: string, values: readonly string[]): Personal | undefined {
  const share = (pattern: RegExp): number => values.filter((value) => pattern.test(value.trim())).length / values.length
  const plain = plainName(name.split('.').at(-1)!)
  if (share(email) >= 0.5) return { name, kind: 'email', why: 'its values are e-mail addresses' }
  if (share(writtenPhone) >= 0.5) return { name, kind: 'phone', why: 'its values are written like telephone numbers' }
  if (phoneName.test(plain) && share(phoneDigits) >= 0.5) return { name, kind: 'phone', why: 'its name and its digits are those of telephone numbers' }
  const words = values.filter((value) => /\p{L}/u.test(value)).length / values.length
  return nameOfPerson.test(plain) && words >= 0.5 ? { name, kind: 'name', why: 'its name says that it holds names of people' } : undefined
}
