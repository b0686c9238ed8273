import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { aFolder, type Folder } from '../unit/cli/run-rehearse.ts'

const root = join(import.meta.dirname, '..', '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** A line that is typed, what it ends with, and lines of what it prints. */
interface Typed { line: string; code: number; prints: string[] }

/** Blocks of the README in which something is typed, in order. What begins with `$ ` is typed; `…` stands for what is left out of what comes back. */
const typed = [...readme.matchAll(/```console\n([^]*?)```/g)].flatMap(([, block = '']) => block.trimEnd().split('\n')).reduce<Typed[]>((lines, text) => {
  if (text.startsWith('$ ')) {
    const [, line = '', code = '0'] = /^\$ (.*?)(?:\s+# exit (\d))?$/.exec(text) ?? []
    return [...lines, { line, code: Number(code), prints: [] }]
  }
  lines.at(-1)?.prints.push(text)
  return lines
}, [])

/** Commands of ours that this process has; the others start a process. */
const HERE = ['validate', 'simulate', 'diff', 'impact', 'template', 'test', 'coverage', 'explain', 'explore', 'export', 'merge', 'publish', 'what-if'] as const
const isHere = (command: string): command is (typeof HERE)[number] => (HERE as readonly string[]).includes(command)

/** A web page needs the built viewer. */
const needsBuild = ({ line }: Typed) => line.includes('--to html')
const isBuilt = existsSync(join(root, 'dist', 'node', 'viewer', 'viewer.js'))

describe('the examples of the README', () => {
  it('do what they say, typed one after the other', async () => {
    expect(typed.length).toBeGreaterThan(10)
    await type(typed.filter((one) => !needsBuild(one)))
  })

  it.skipIf(!isBuilt)('make a web page, once the app is built', async () => {
    const page = typed.filter(needsBuild)
    expect(page).toHaveLength(1)
    await type([...typed.slice(0, 2), ...page]) // after the lines that make its data
  })

  it('of the command line are typed as their commands take them', async () => {
    const lines = [...readme.matchAll(/^npx --no-install rehearse (\S+ .*)$/gm)].map(([, line = '']) => line).filter((line) => !/^template\s/.test(line))
    expect(lines.length).toBeGreaterThan(10)
    const folder = aFolder()
    vi.stubEnv('REHEARSAL_WORKSPACE', folder.path('workspace'))
    for (const line of lines) expect((await run(folder, `rehearse ${line}`)).told, line).not.toMatch(/^E_USAGE/m) // that the files are not there is well
  })

  it('lead to files that are there', () => {
    const lost = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path).filter((path) => !existsSync(join(root, path)))
    expect(lost).toEqual([])
  })
})

async function type(lines: readonly Typed[]): Promise<void> {
  const folder = aFolder()
  for (const { line, code, prints } of lines) {
    const ran = await run(folder, line)
    expect(ran.code, `${line}\n${ran.told}`).toBe(code)
    for (const text of prints) for (const part of text.split('…')) expect(ran.told, line).toContain(part.trim())
  }
}

async function run({ rehearse, program }: Folder, line: string): Promise<{ code: number | null; told: string }> {
  const [first, command = '', ...args] = line.split(/\s+/)
  if (first === 'rehearse') {
    const given = args.flatMap((one) => (one.includes('*') ? globSync(one).sort() : [one]))
    const { code, stdout, stderr } = isHere(command) ? await rehearse(command, ...given) : await program(command, ...given)
    return { code, told: stdout + stderr }
  }
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line], { encoding: 'utf8', env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}` } })
  return { code: status, told: stdout + stderr }
}
