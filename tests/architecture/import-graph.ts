import { posix } from 'node:path'
import type { SourceFile } from './source-text.ts'

/** One import: of another file of the house (`file` is its path) or of a package (`file` undefined). `typeOnly` leaves no trace at run time. */
export interface ImportEdge { from: string; specifier: string; file: string | undefined; typeOnly: boolean }

const STATEMENT = /^[ \t]*(import|export)\b(?!\s*\()([^'"`;]*?)\bfrom\s*(['"])([^'"\n]+)\3/gm
const BARE = /^[ \t]*import\s*(['"])([^'"\n]+)\1/gm
const DYNAMIC = /\bimport\(\s*(['"])([^'"\n]+)\1\s*\)/g

/** Every import of every file, static, re-exported, for its effect, dynamic, or of a type in place. */
export function importsOf(sources: readonly SourceFile[]): ImportEdge[] {
  const known = new Set(sources.map(({ path }) => path))
  return sources.flatMap(({ path, uncommented }) => {
    const edge = (specifier: string, typeOnly: boolean): ImportEdge => ({ from: path, specifier, file: resolve(path, specifier, known), typeOnly })
    return [
      ...[...uncommented.matchAll(STATEMENT)].map(([, , what, , specifier]) => edge(specifier!, /^\s*type\b(?!\s*,|\s+from)/.test(what!))),
      ...[...uncommented.matchAll(BARE)].map(([, , specifier]) => edge(specifier!, false)),
      ...[...uncommented.matchAll(DYNAMIC)].map(([, , specifier]) => edge(specifier!, false)),
    ]
  })
}

function resolve(from: string, specifier: string, known: ReadonlySet<string>): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  const base = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''))
  return [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`].find((file) => known.has(file)) ?? base
}

/** A way from a file back to itself, as the files on it; undefined if there is none. */
export function cycleIn(edges: readonly ImportEdge[]): string[] | undefined {
  const targets = new Map<string, string[]>()
  for (const { from, file } of edges) if (file !== undefined) targets.set(from, [...(targets.get(from) ?? []), file])
  const done = new Set<string>()
  const way: string[] = []
  const visit = (file: string): string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file]
    if (done.has(file)) return undefined
    way.push(file)
    for (const next of targets.get(file) ?? []) {
      const cycle = visit(next)
      if (cycle) return cycle
    }
    way.pop()
    done.add(file)
    return undefined
  }
  for (const file of targets.keys()) {
    const cycle = visit(file)
    if (cycle) return cycle
  }
  return undefined
}
