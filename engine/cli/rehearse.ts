import { VERSION } from '../node/version.ts'
import { usage } from './arguments.ts'
import { EXIT_CLEAN, reportFailure, unwritable } from './output.ts'
import { guardTerminal, outliveReaders } from './terminal.ts'

/** The commands, each loaded only when it is called: `validate` should not wait for DuckDB. */
const COMMANDS: Readonly<Record<string, { about: string; load: () => Promise<{ run: (args: string[]) => Promise<number>; usage: string }> }>> = {
  validate: { about: 'check journey files', load: () => import('./commands/validate.ts').then(({ validateCommand: run, VALIDATE_USAGE: usage }) => ({ run, usage })) },
  diff: { about: 'tell how two journey files differ; exit 1 if they do', load: () => import('./commands/diff.ts').then(({ diffCommand: run, DIFF_USAGE: usage }) => ({ run, usage })) },
  simulate: { about: 'run journeys on event files, several of them together', load: () => import('./commands/simulate.ts').then(({ simulateCommand: run, SIMULATE_USAGE: usage }) => ({ run, usage })) },
  coverage: { about: 'which ways of a journey people go, and people made up for every way, as test cases', load: () => import('./commands/coverage.ts').then(({ coverageCommand: run, COVERAGE_USAGE: usage }) => ({ run, usage })) },
  'what-if': { about: 'how far the figures reach if the ranges are right, and which assumption matters most', load: () => import('./commands/what-if.ts').then(({ whatIfCommand: run, WHAT_IF_USAGE: usage }) => ({ run, usage })) },
  merge: { about: 'merge the results of shards into the result of the run', load: () => import('./commands/merge.ts').then(({ mergeCommand: run, MERGE_USAGE: usage }) => ({ run, usage })) },
  data: { about: 'inspect, import or export event data; the datasets of a workspace', load: () => import('./commands/data.ts').then(({ dataCommand: run, DATA_USAGE: usage }) => ({ run, usage })) },
  export: { about: 'write a journey as a machine, a diagram, what a platform takes, or a pack to rebuild it by hand', load: () => import('./commands/export.ts').then(({ exportCommand: run, EXPORT_USAGE: usage }) => ({ run, usage })) },
  import: { about: 'read a journey of a platform as a journey document', load: () => import('./commands/import.ts').then(({ importCommand: run, IMPORT_USAGE: usage }) => ({ run, usage })) },
  explain: { about: 'tell why one profile went the way it went', load: () => import('./commands/explain.ts').then(({ explainCommand: run, EXPLAIN_USAGE: usage }) => ({ run, usage })) },
  impact: { about: 'tell what a new version does to people under way', load: () => import('./commands/impact.ts').then(({ impactCommand: run, IMPACT_USAGE: usage }) => ({ run, usage })) },
  explore: { about: 'ask event data: catalogue, funnel, time to next, retention, what people did after', load: () => import('./commands/explore.ts').then(({ exploreCommand: run, EXPLORE_USAGE: usage }) => ({ run, usage })) },
  test: { about: 'run the test cases of journeys', load: () => import('./commands/test.ts').then(({ testCommand: run, TEST_USAGE: usage }) => ({ run, usage })) },
  population: { about: 'make synthetic people from a spec, learn a spec from data, or hold it against them', load: () => import('./commands/population.ts').then(({ populationCommand: run, POPULATION_USAGE: usage }) => ({ run, usage })) },
  segments: { about: 'named conditions of a workspace: who is in them, where they are used', load: () => import('./commands/segments.ts').then(({ segmentsCommand: run, SEGMENTS_USAGE: usage }) => ({ run, usage })) },
  scenario: { about: 'check the assumptions of a run, or learn how people respond from data', load: () => import('./commands/scenario.ts').then(({ scenarioCommand: run, SCENARIO_USAGE: usage }) => ({ run, usage })) },
  template: { about: 'journeys to start from: write one with its people and assumptions as files, or measure the figure it is tuned to', load: () => import('./commands/template.ts').then(({ templateCommand: run, TEMPLATE_USAGE: usage }) => ({ run, usage })) },
  publish: { about: 'plan what publishing would do, and do it once a person has confirmed it', load: () => import('./commands/publish.ts').then(({ publishCommand: run, PUBLISH_USAGE: usage }) => ({ run, usage })) },
  connections: { about: 'accounts at platforms; their secrets come from environment variables', load: () => import('./commands/connections.ts').then(({ connectionsCommand: run, CONNECTIONS_USAGE: usage }) => ({ run, usage })) },
  forecast: { about: 'hold what a rehearsal said against what later events or a platform’s counts say happened', load: () => import('./commands/forecast.ts').then(({ forecastCommand: run, FORECAST_USAGE: usage }) => ({ run, usage })) },
  workspace: { about: 'the workspace as a folder and as one file: move it, export it, import one', load: () => import('./commands/workspace.ts').then(({ workspaceCommand: run, WORKSPACE_USAGE: usage }) => ({ run, usage })) },
  serve: { about: 'open the window in a browser on this machine', load: () => import('./commands/serve.ts').then(({ serveCommand: run, SERVE_USAGE: usage }) => ({ run, usage })) },
  mcp: { about: 'let an agent read, draft, rehearse and propose (Model Context Protocol); it can publish nothing', load: () => import('./commands/mcp.ts').then(({ mcpCommand: run, MCP_USAGE: usage }) => ({ run, usage })) },
}

guardTerminal(process.stderr, 'always')
guardTerminal(process.stdout, 'terminal')
let lost: number | undefined
outliveReaders((error) => (process.exitCode = lost ??= reportFailure(unwritable('to standard output', error), process.argv.includes('--json'))))
const code = await main(process.argv.slice(2))
process.exitCode = lost ?? code

async function main([name, ...args]: string[]): Promise<number> {
  if (name === '--version' || name === '-v') return print(VERSION)
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return print(help())
  const json = args.includes('--json')
  try {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
    if (!command) throw usage(`there is no command "${name}"`, `commands are ${Object.keys(COMMANDS).join(', ')}; see rehearse help`)
    const loaded = await command.load()
    if (args.includes('--help')) return print(`${loaded.usage}\n  ${command.about}`)
    return await loaded.run(args)
  } catch (error) {
    return reportFailure(error, json)
  }
}

function print(text: string): number {
  process.stdout.write(`${text}\n`)
  return EXIT_CLEAN
}

function help(): string {
  const lines = Object.entries(COMMANDS).map(([name, { about }]) => `  rehearse ${name.padEnd(11)} ${about}`)
  return [`rehearse ${VERSION}: draw a customer journey, rehearse it on event streams, only then publish it`, '', ...lines, '', 'Exit codes: 0 clean, 1 errors, 2 unusable input. Errors go to stderr as CODE message; --json gives them as JSON.'].join('\n')
}
