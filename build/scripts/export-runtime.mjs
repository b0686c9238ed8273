// Writes engine/core/export/runtime-text.ts: the part that is the same in every exported XState module. It is made of the sources of the
// reference engine itself, declaration by declaration, as far as `JourneyHost` needs them; what engine/core/export/module declares stands
// in for declarations of the same name. `--check` writes nothing and fails if the file is not what the sources give.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { root } from './prepare.mjs'

const core = join(root, 'engine', 'core')
const standIns = join(core, 'export', 'module')
const written = join(core, 'export', 'runtime-text.ts')
const roots = ['JourneyHost', 'prepareJourneys']
/** What a user of an exported module may name. */
const exported = new Set([
  'JourneyHost', 'HostOptions', 'HostClock', 'ProfileEvent', 'InstanceView', 'WebhookCall', 'WebhookAnswer', 'LiquidScope', 'JourneyMessage', 'TraceEntry', 'JsonValue', 'ExportedMachine', 'ExportedDocument',
  'RunProgram', 'RehearsalError',
])

const START = /^(?:export )?(?:(?:abstract )?class|function\*?|async function|const|let|interface|type) (\w+)/

/** Files by path: their declarations by name, in order, and what their imports mean. */
const files = new Map()

function read(path) {
  const known = files.get(path)
  if (known) return known
  const text = readFileSync(path, 'utf8')
  const imports = new Map()
  const from = []
  for (const [, isType, names, specifier] of text.matchAll(/^import (type )?(?:\{([^}]*)\}|\* as \w+) from '([^']+)'$/gm)) {
    const target = specifier.startsWith('.') ? resolve(dirname(path), specifier) : specifier
    from.push(target)
    for (const name of (names ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '')) {
      const plain = name.replace(/^type /, '')
      imports.set(plain, { target, isType: isType !== undefined || plain !== name })
    }
  }
  const file = { path, imports, from, declarations: declarationsOf(text.replace(/^import [^']*'[^']+'$/gm, '')) }
  files.set(path, file)
  return file
}

/** Top-level declarations with the comments right above them: each goes on until the next one begins. */
function declarationsOf(text) {
  const declarations = new Map()
  let comment = []
  let current
  for (const line of text.split('\n')) {
    const name = START.exec(line)?.[1]
    if (name !== undefined) {
      current = { name, lines: [...comment, line] }
      comment = []
      declarations.set(name, current)
    } else if (/^(\/\/|\/\*\*| \*)/.test(line)) comment.push(line)
    else if (line === '' && comment.length > 0) comment = [] // a comment on the whole file
    else if (line !== '' || current === undefined || current.lines.at(-1) !== '') current?.lines.push(line)
  }
  for (const one of declarations.values()) one.text = one.lines.join('\n').trimEnd()
  return declarations
}

/** Identifiers that may mean a declaration: none in comments and texts, none after a dot. */
function namesIn(text) {
  const code = text
    .replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\\/])\/\/.*$/gm, '')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''")
    .replace(/(?<!\.\.)\.\s*#?[A-Za-z_$][\w$]*/g, '')
  return new Set(code.match(/[A-Za-z_$][\w$]*/g))
}

export function runtimeText() {
  const own = readdirSync(standIns).filter((name) => name.endsWith('.ts')).sort().map((name) => read(join(standIns, name)))
  const standIn = new Map(own.flatMap((file) => [...file.declarations.values()].filter(({ text }) => /^export /m.test(text)).map((declaration) => [declaration.name, { file, declaration }])))
  const packages = new Map()
  const kept = new Map()
  const find = (file, name) => {
    if (file.declarations.has(name)) return standIn.get(name) ?? { file, declaration: file.declarations.get(name) }
    const imported = file.imports.get(name)
    if (!imported) return undefined
    if (existsSync(imported.target)) return standIn.get(name) ?? find(read(imported.target), name)
    packages.set(imported.target, (packages.get(imported.target) ?? new Map()).set(name, imported.isType))
    return undefined
  }
  const waiting = roots.map((name) => standIn.get(name))
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const { file, declaration } = one
    if (kept.has(declaration)) continue
    kept.set(declaration, file)
    for (const name of namesIn(declaration.text)) {
      if (name === declaration.name) continue
      const found = find(file, name)
      if (found) waiting.push(found)
    }
  }
  const foreign = [...packages.keys()].filter((name) => name !== 'xstate')
  if (foreign.length > 0) throw new Error(`an exported module may import xstate only, not ${foreign.join(', ')}: ${foreign.map((one) => [...packages.get(one).keys()].join(', ')).join('; ')}`)
  const twice = [...kept.keys()].map(({ name }) => name).filter((name, index, all) => all.indexOf(name) !== index)
  if (twice.length > 0) throw new Error(`declared twice in an exported module: ${twice.map((name) => `${name} (${[...kept].filter(([one]) => one.name === name).map(([, file]) => relative(root, file.path)).join(', ')})`).join('; ')}`)
  const declarations = inOrder(own).flatMap((file) => [...file.declarations.values()].filter((declaration) => kept.has(declaration)))
  return declarations.map(({ name, text }) => (exported.has(name) ? text : text.replace(/^export /m, '')))
}

/** Every file after those it imports, so that constants are there when they are asked for. */
function inOrder(first) {
  const order = []
  const seen = new Set()
  const visit = (file) => {
    if (seen.has(file)) return
    seen.add(file)
    for (const target of file.from) if (files.has(target)) visit(files.get(target))
    order.push(file)
  }
  for (const file of first) visit(file)
  for (const file of files.values()) visit(file)
  return order
}

const text = `// Written by build/scripts/export-runtime.mjs from the engine's sources; run it again when they change.

/** The part that all exported XState modules have in common, one declaration after the other. */
export const RUNTIME_TEXT = [
${runtimeText().map((one) => `  ${JSON.stringify(one).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')},`).join('\n')}
].join('\\n\\n')
`
const isSame = existsSync(written) && readFileSync(written, 'utf8') === text
if (process.argv.includes('--check')) {
  if (!isSame) console.error('engine/core/export/runtime-text.ts is not what the sources give: run node build/scripts/export-runtime.mjs')
  process.exitCode = isSame ? 0 : 1
} else if (!isSame) writeFileSync(written, text)
