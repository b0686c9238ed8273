import { readText, type UsedVariable } from '../liquid/read-text.ts'

/** A Liquid text with its variables called otherwise. `strange`: those that have no other name, as they are written; `problem`: why it cannot be read at all. */
export interface Renamed { readonly text: string; readonly strange: readonly string[]; readonly problem: string | null }

/** Calls every variable that a text takes from outside by another name. `rename` is given its parts, and answers undefined for one it has no name for, which stays. */
export function renameVariables(text: string, rename: (path: readonly string[]) => readonly string[] | undefined): Renamed {
  const { problem, variables } = readText(text)
  if (problem) return { text, strange: [], problem: problem.what }
  const strange: string[] = []
  const pieces: string[] = []
  let at = 0
  for (const { path, from, to } of inOrder(variables)) {
    const renamed = rename(path)
    if (!renamed) strange.push(text.slice(from, to))
    pieces.push(text.slice(at, from), renamed ? inLiquid(renamed) : text.slice(from, to))
    at = to
  }
  return { text: pieces.join('') + text.slice(at), strange: [...new Set(strange)], problem: null }
}

function inOrder(variables: readonly UsedVariable[]): UsedVariable[] {
  return [...variables].sort((a, b) => a.from - b.from)
}

/** `['user', 'a b', '0']` as Liquid writes it: `user["a b"][0]`. */
export function inLiquid([root = '', ...parts]: readonly string[]): string {
  return parts.reduce((text, part) => {
    if (/^\d+$/.test(part)) return `${text}[${part}]`
    return /^[A-Za-z_][\w-]*$/.test(part) ? `${text}.${part}` : `${text}[${part.includes('"') ? `'${part}'` : `"${part}"`}]`
  }, root)
}
