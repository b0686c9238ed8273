import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { impactCommand } from '../../../engine/cli/commands/impact.ts'
import { connectionsCommand } from '../../../engine/cli/commands/connections.ts'
import { coverageCommand } from '../../../engine/cli/commands/coverage.ts'
import { dataCommand } from '../../../engine/cli/commands/data.ts'
import { diffCommand } from '../../../engine/cli/commands/diff.ts'
import { explainCommand } from '../../../engine/cli/commands/explain.ts'
import { exploreCommand } from '../../../engine/cli/commands/explore.ts'
import { exportCommand } from '../../../engine/cli/commands/export.ts'
import { forecastCommand } from '../../../engine/cli/commands/forecast.ts'
import { importCommand } from '../../../engine/cli/commands/import.ts'
import { mergeCommand } from '../../../engine/cli/commands/merge.ts'
import { populationCommand } from '../../../engine/cli/commands/population.ts'
import { publishCommand } from '../../../engine/cli/commands/publish.ts'
import { segmentsCommand } from '../../../engine/cli/commands/segments.ts'
import { scenarioCommand } from '../../../engine/cli/commands/scenario.ts'
import { simulateCommand } from '../../../engine/cli/commands/simulate.ts'
import { templateCommand } from '../../../engine/cli/commands/template.ts'
import { testCommand } from '../../../engine/cli/commands/test.ts'
import { validateCommand } from '../../../engine/cli/commands/validate.ts'
import { whatIfCommand } from '../../../engine/cli/commands/what-if.ts'
import { workspaceCommand } from '../../../engine/cli/commands/workspace.ts'
import { reportFailure } from '../../../engine/cli/output.ts'
import { REHEARSE } from '../../rehearse-program.ts'

const COMMANDS = { validate: validateCommand, impact: impactCommand, data: dataCommand, diff: diffCommand, segments: segmentsCommand, simulate: simulateCommand, scenario: scenarioCommand, merge: mergeCommand, population: populationCommand, publish: publishCommand, export: exportCommand, import: importCommand, explain: explainCommand, explore: exploreCommand, forecast: forecastCommand, template: templateCommand, test: testCommand, coverage: coverageCommand, connections: connectionsCommand, 'what-if': whatIfCommand, workspace: workspaceCommand }

export interface Ran { code: number | null; stdout: string; stderr: string }

export interface Folder {
  path: (file: string) => string
  /** Runs a command in this process, where it costs no start of Node; commands follow each other. */
  rehearse: (command: keyof typeof COMMANDS, ...args: string[]) => Promise<Ran>
  /** Runs the program itself. */
  program: (...args: string[]) => Promise<Ran>
}

/** A folder of its own with these files in it, gone after the test; commands run in it, with a cache of their own. */
export function aFolder(files: Record<string, string> = {}): Folder {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-cli-'))
  const work = join(folder, 'work')
  mkdirSync(work)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(work, name), text)
  const before = process.cwd()
  process.chdir(work)
  vi.stubEnv('REHEARSAL_CACHE', join(folder, 'cache'))
  onTestFinished(() => {
    process.chdir(before)
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  })
  let last: Promise<unknown> = Promise.resolve()
  const rehearse: Folder['rehearse'] = (command, ...args) => {
    const ran = last.then(() => inThisProcess(command, args))
    last = ran
    return ran
  }
  return { path: (file) => join(work, file), rehearse, program: (...args) => inItsOwnProcess(args, work) }
}

async function inThisProcess(command: keyof typeof COMMANDS, args: string[]): Promise<Ran> {
  const ran = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      ran[stream] += String(text)
      return true
    }),
  )
  try {
    const code = await COMMANDS[command](args).catch((error: unknown) => reportFailure(error, args.includes('--json')))
    return { code, ...ran }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

function inItsOwnProcess(args: string[], cwd: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...REHEARSE, ...args], { cwd, env: { ...process.env, TZ: 'Asia/Tokyo' }, stdio: ['ignore', 'pipe', 'pipe'] })
    const ran = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (ran.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (ran.stderr += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...ran }))
  })
}
