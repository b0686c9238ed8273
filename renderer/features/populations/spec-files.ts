import type { PopulationDocument } from '../../../engine/core/population/spec.ts'

/** True for a file that describes people, by its name or, for other JSON, by what it says of itself. */
export async function isPopulationFile(file: File): Promise<boolean> {
  if (/\.population\.json$/i.test(file.name)) return true
  return /\.json$/i.test(file.name) && /"format"\s*:\s*"population"/.test(await file.slice(0, 4096).text())
}

/** Hands a description of people over as a file named after it. */
export function saveSpec(spec: PopulationDocument): void {
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(spec, null, 2)}\n`], { type: 'application/json' }))
  const link = globalThis.document.createElement('a')
  link.href = address
  link.download = `${spec.id}.population.json`
  link.click()
  URL.revokeObjectURL(address)
}
