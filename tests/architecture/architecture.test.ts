import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCases } from '../golden/read-case.ts'
import { cycleIn, importsOf } from './import-graph.ts'
import { forbiddenEdges } from './import-rules.ts'
import { blank, readSources } from './source-text.ts'

const root = join(import.meta.dirname, '..', '..')
const sources = readSources(root, ['engine', 'electron', 'renderer'])
const edges = importsOf(sources)

/** Files over 400 lines, each with the reason why there is no seam. */
const LONG_FILES: Readonly<Record<string, string>> = {}
const LONGEST = 400

function linesWith(pattern: RegExp, files: typeof sources, of: 'code' | 'text'): string[] {
  return files.flatMap((file) => file[of].split('\n').flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1} ${line.trim()}`] : [])))
}

describe('the rooms', () => {
  it('are all there to be looked at', () => {
    for (const folder of ['engine/core/', 'engine/api/', 'engine/node/', 'engine/cli/', 'electron/main/', 'electron/preload/', 'renderer/']) {
      expect(sources.filter(({ path }) => path.startsWith(folder)).length, folder).toBeGreaterThan(0)
    }
    expect(edges.length).toBeGreaterThan(sources.length)
  })

  it('import files that exist', () => {
    const missing = edges.filter(({ file }) => file !== undefined && !existsSync(join(root, file)))
    expect(missing.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([])
  })

  it('import no other room than the architecture page allows', () => {
    expect(forbiddenEdges(edges)).toEqual([])
  })

  it('import in one direction: there is no cycle', () => {
    expect(cycleIn(edges)).toBeUndefined()
  })
})

describe('the rules themselves', () => {
  const edge = (from: string, specifier: string, file?: string, typeOnly = false) => ({ from, specifier, file, typeOnly })

  it.each([
    edge('engine/core/a.ts', 'node:fs'), edge('engine/core/a.ts', '../node/b.ts', 'engine/node/b.ts'), edge('engine/core/a.ts', 'xstate'), edge('engine/core/a.ts', 'lodash'),
    edge('engine/api/a.ts', 'node:fs'), edge('engine/api/a.ts', '../node/b.ts', 'engine/node/b.ts', true), edge('engine/cli/a.ts', 'better-sqlite3'), edge('engine/node/services/a.ts', '@duckdb/node-api'),
    edge('engine/node/a.ts', 'electron'), edge('engine/serve/a.ts', 'react'), edge('engine/cli/a.ts', 'xstate'), edge('engine/node/a.ts', '../../renderer/b.ts', 'renderer/b.ts'),
    edge('electron/main/a.ts', '../../engine/core/b.ts', 'engine/core/b.ts'), edge('electron/main/a.ts', '../../engine/node/b.ts', 'engine/node/b.ts'), edge('electron/main/a.ts', 'react'),
    edge('electron/preload/a.ts', 'node:fs'), edge('electron/preload/a.ts', '../main/b.ts', 'electron/main/b.ts'), edge('renderer/a.ts', 'node:path'), edge('renderer/a.ts', 'electron'),
    edge('renderer/a.ts', '../engine/node/b.ts', 'engine/node/b.ts', true), edge('renderer/a.ts', '../electron/main/b.ts', 'electron/main/b.ts', true), edge('elsewhere/a.ts', 'zod'),
  ])('forbid $from to import $specifier', (one) => {
    expect(forbiddenEdges([one])).toHaveLength(1)
  })

  it.each([
    edge('engine/core/compile/to-machine.ts', 'xstate'), edge('engine/core/simulate/reference.ts', 'xstate'), edge('engine/node/storage/a.ts', 'better-sqlite3'), edge('engine/node/ingest/a.ts', '@duckdb/node-api'),
    edge('electron/utility/a.ts', '../../engine/node/host.ts', 'engine/node/host.ts'), edge('electron/main/a.ts', '../../engine/core/b.ts', 'engine/core/b.ts', true), edge('renderer/a.ts', '@xyflow/react'),
  ])('allow $from to import $specifier', (one) => {
    expect(forbiddenEdges([one])).toEqual([])
  })

  it('see every form of import, and none in comments or texts', () => {
    const text = [
      "import { a } from './a.ts'", 'import type {', '  B,', "} from './b.ts'", "import './c.ts'", "export { d } from './d.ts'", "const e = await import('./e.ts')",
      "// import { x } from './x.ts'", "/* import './y.ts' */", "const z = `import('z')` + \"import './w.ts'\"", "import type, { f } from './f.ts'",
    ].join('\n')
    const seen = importsOf([{ path: 'engine/core/t.ts', text, uncommented: blank(text, false), code: blank(text, true) }])
    expect(seen.map(({ specifier, typeOnly }) => `${specifier}${typeOnly ? ' (type)' : ''}`)).toEqual(['./a.ts', './b.ts (type)', './d.ts', './f.ts', './c.ts', './e.ts'])
  })

  it('find a cycle', () => {
    const chain = [edge('a', './b', 'b'), edge('b', './c', 'c'), edge('a', './c', 'c')]
    expect(cycleIn(chain)).toBeUndefined()
    expect(cycleIn([...chain, edge('c', './a', 'a')])).toEqual(['a', 'b', 'c', 'a'])
  })

  it('tell code from comments and texts', () => {
    expect(blank("a('Date.now') // Date.now\nb(/Date.now/g) + `x ${Date.now()} y`", true)).toBe('a(          )            \nb(           ) + `  ${Date.now()}  `')
  })
})

describe('the files', () => {
  it(`are at most ${LONGEST} lines long, or say why not`, () => {
    const long = sources.filter(({ text }) => text.trimEnd().split('\n').length > LONGEST).map(({ path }) => path)
    expect(long.sort()).toEqual(Object.keys(LONG_FILES).sort())
  })

  it('export by name', () => {
    expect(linesWith(/^\s*export\s+default\b|^\s*export\s*\*|\bas\s+default\b/, sources, 'code')).toEqual([])
  })

  it('say what type everything has: no any, no silenced compiler', () => {
    expect(linesWith(/(?::|<|\||&|\bas|=>)\s*any\b(?!\s*[:('])|,\s*any\s*>|\bany\[\]/, sources, 'code')).toEqual([])
    expect(linesWith(/@ts-(ignore|expect-error|nocheck)/, sources, 'text')).toEqual([])
  })

  it('of the core take time, chance and data as arguments', () => {
    const core = sources.filter(({ path }) => path.startsWith('engine/core/'))
    const impure = /\bDate\s*\.\s*now\b|\bnew\s+Date\s*\(\s*\)|\bMath\s*\.\s*random\b|(?<![.\w])(setTimeout|setInterval|setImmediate|queueMicrotask|fetch|performance|process|crypto|require|XMLHttpRequest|WebSocket|localStorage|globalThis)\s*[.([]/
    expect(linesWith(impure, core, 'code')).toEqual([])
  })
})

describe('the command line', () => {
  const cli = join(root, 'dist', 'cli', 'rehearse.js')
  const built = existsSync(cli)
  const why = built ? '' : ' (SKIPPED: dist/cli/rehearse.js is not built; npm run build)'
  const run = (args: string[]) =>
    spawnSync(process.execPath, [cli, ...args], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: `--import ${new URL('refuse-electron.mjs', import.meta.url).href}` },
    })

  it.skipIf(!built)(`runs a golden case in plain Node where electron cannot be resolved${why}`, () => {
    const name = 'a-conversion-is-credited-to-the-last-message-sent'
    const folder = join(root, 'tests', 'golden', name)
    const out = mkdtempSync(join(tmpdir(), 'rehearse-'))
    try {
      const refused = spawnSync(process.execPath, ['--import', new URL('refuse-electron.mjs', import.meta.url).href, '-e', "require('electron')"], { encoding: 'utf8', cwd: root })
      expect(refused.stderr).toContain('electron is not here')

      const expected = readCases(join(root, 'tests', 'golden')).find((one) => one.name === name)!.figures[0]!
      for (const engine of ['kernel', 'xstate']) {
        const result = join(out, `${engine}.json`)
        const simulated = run(['simulate', join(folder, 'journey.json'), '--events', join(folder, 'events.jsonl'), '--engine', engine, '--out', result])
        expect({ status: simulated.status, asked: simulated.stderr.includes('electron is not here') }).toEqual({ status: 0, asked: false })
        const { instances, steps, goals, ...others } = JSON.parse(readFileSync(result, 'utf8'))
        expect({ engine: others.engine, instances, steps, goals }).toEqual({ engine, instances: expected.instances, steps: expected.steps, goals: expected.goals })
      }
    } finally {
      rmSync(out, { recursive: true, force: true })
    }
  })
})
