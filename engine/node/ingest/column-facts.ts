import type { DatasetPreview } from '../../api/contract.ts'
import { isObject, jsonObject } from './cells.ts'
import { detectTime, type TimeDetection } from './detect-time.ts'
import { plainName } from './mapping.ts'
import type { Sample } from './sample.ts'

export type ColumnType = DatasetPreview['columns'][number]['type']

/** What is known of a column from the first rows of its file. */
export interface ColumnFacts {
  name: string
  plain: string
  type: ColumnType
  /** Values as text, without the missing ones. */
  texts: string[]
  distinct: number
  time: TimeDetection
  objects: boolean
}

export function columnFacts({ columns, rows }: Sample): ColumnFacts[] {
  return columns.map((name, index) => {
    const cells = rows.flatMap((row) => row[index] ?? [])
    const texts = cells.map(({ text }) => text)
    const time = detectTime(texts)
    const objects = cells.length > 0 && cells.every(({ value }) => isObject(value) || (typeof value === 'string' && jsonObject(value) !== undefined))
    const types = new Set(cells.map(({ value }) => typeOf(value)))
    const written = time.share === 1 && (time.pattern !== null || texts.every((text) => /\D/.test(text.trim()) && !/^[\d.]+$/.test(text.trim())))
    const type = cells.length === 0 ? 'empty' : objects ? 'json' : written ? 'instant' : types.size === 1 ? [...types][0]! : 'mixed'
    return { name, plain: plainName(name), type, texts, distinct: new Set(texts).size, time, objects }
  })
}

function typeOf(value: unknown): ColumnType {
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'number') return 'number'
  return typeof value === 'string' ? 'text' : 'json'
}
