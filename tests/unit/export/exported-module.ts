import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'
import type { Actor, AnyActorLogic } from 'xstate'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { exportJourney } from '../../../engine/core/export/export-journey.ts'
import type { HostOptions, JourneyHost } from '../../../engine/core/export/module/host.ts'

const REPOSITORY = join(import.meta.dirname, '../../..')

/** What an exported module gives, as far as tests use it. */
export interface ExportedModule {
  machines: readonly { id: string; meta: { journey: JourneyDocument } }[]
  program: unknown
  createJourneyHost: (options: HostOptions) => JourneyHost
  createJourneyActor: (options: HostOptions) => Actor<AnyActorLogic>
}

/** A folder with these files, from which the repository's dependencies are in reach; gone after the test. */
export function folderWith(files: Record<string, string>): { path: (file: string) => string } {
  const folder = mkdtempSync(join(REPOSITORY, 'node_modules', '.exported-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return { path: (file) => join(folder, file) }
}

/** The module of these journeys, imported. */
export async function moduleOf(document: JourneyDocument, ...others: JourneyDocument[]): Promise<ExportedModule> {
  const { path } = folderWith({ 'journey.machine.ts': exportJourney(document, 'xstate', others).text })
  return (await import(pathToFileURL(path('journey.machine.ts')).href)) as ExportedModule // as: the module was written a line above
}

const STRICT = {
  strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noImplicitOverride: true, noUnusedLocals: true, noFallthroughCasesInSwitch: true, verbatimModuleSyntax: true, isolatedModules: true,
  erasableSyntaxOnly: true, noEmit: true, module: 'nodenext', target: 'es2023', lib: ['es2023'], types: [], allowImportingTsExtensions: true, skipLibCheck: true,
}

/** What the compiler has against the files, under every strict option; empty: nothing. */
export function compilerFindings(files: Record<string, string>): string {
  const { path } = folderWith({ ...files, 'tsconfig.json': JSON.stringify({ compilerOptions: STRICT, files: Object.keys(files) }) })
  const { stdout, stderr } = spawnSync(process.execPath, [join(REPOSITORY, 'node_modules/typescript/bin/tsc'), '-p', path('tsconfig.json')], { encoding: 'utf8', maxBuffer: 1e8 })
  return (stdout + stderr).slice(0, 4000)
}
