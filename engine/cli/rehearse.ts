import { VERSION } from '../node/version.ts'
import { usage } from './arguments.ts'
import { EXIT_CLEAN, reportFailure, unwritable } from './output.ts'
import { guardTerminal, outliveReaders } from './terminal.ts'

/** The commands, each loaded only when it is called: `validate` should not wait for DuckDB. */
const COMMANDS: Readonly<Record<string, { about: string; usage: string; load: () => Promise<(args: string[]) => Promise<number>> }>> = {
  validate: { usage: 'rehearse validate <journey.json>… [--json]', about: 'check journey files', load: async () => (await import('./commands/validate.ts')).validateCommand },
  diff: { usage: 'rehearse diff <before.journey.json> <after.journey.json> [--json]', about: 'tell how two journey files differ; exit 1 if they do', load: async () => (await import('./commands/diff.ts')).diffCommand },
  simulate: { usage: 'rehearse simulate <journey.json>… --events <file>… [--profiles <file>] [--map profileId=<col>,at=<col>,name=<col>] [--set-name <event>]\n                  [--from <ISO>] [--until <ISO>] [--seed n] [--workers n] [--engine kernel|xstate] [--scenario <file>] [--assume low|middle|high | --interval]\n                  [--break-down platform,…] [--shards n --shard i] [--out result.json] [--messages messages.csv [--as-is]] [--pressure pressure.json]\n                  [--responses responses.json] [--starvation starvation.json] [--session-gap 30m] [--json]', about: 'run journeys on event files, several of them together', load: async () => (await import('./commands/simulate.ts')).simulateCommand },
  coverage: { usage: 'rehearse coverage <journey.json>… [--events <file>… [--from <ISO>] [--until <ISO>]] [--make <folder>] [--tries n] [--seed n] [--scenario <file>] [--json]', about: 'which ways of a journey people go, and people made up for every way, as test cases', load: async () => (await import('./commands/coverage.ts')).coverageCommand },
  'what-if': { usage: 'rehearse what-if <journey.json>… --events <file>… [--scenario <file>] [--vary <number>=<low>..<high>…] [--draws n] [--goal <id>] [--from <ISO>] [--until <ISO>] [--seed n] [--json] [--out <file>]\nrehearse what-if <journey.json>… [--scenario <file>] --knobs [--json]', about: 'how far the figures reach if the ranges are right, and which assumption matters most', load: async () => (await import('./commands/what-if.ts')).whatIfCommand },
  merge: { usage: 'rehearse merge <result.json>… --out <file> [--pressure pressure.json] [--responses responses.json] [--json]', about: 'merge the results of shards into the result of the run', load: async () => (await import('./commands/merge.ts')).mergeCommand },
  data: { usage: 'rehearse data inspect|import|export|rejects <file>… | list | reimport|sample|slice|delete <dataset> [--map …] [--set-name <event>] [--profiles <file>] [--workspace <dir>] [--out <file>] [--json]\n  each in full: rehearse data', about: 'inspect, import or export event data; the datasets of a workspace', load: async () => (await import('./commands/data.ts')).dataCommand },
  export: { usage: 'rehearse export <journey.json> --to xstate|mermaid|json [--out <file>]\nrehearse export <journey.json> --to dittofeed|posthog|onesignal|klaviyo|salesforce|http [--settings <file>] [--out <file>] [--json]\nrehearse export <journey.json> --to hand-over --platform netmera|braze|iterable|moengage|clevertap|… [--out <folder>]\n  each in full: rehearse export', about: 'write a journey as a machine, a diagram, what a platform takes, or a pack to rebuild it by hand', load: async () => (await import('./commands/export.ts')).exportCommand },
  import: { usage: 'rehearse import <file> --from dittofeed|posthog|onesignal|klaviyo|salesforce|http [--settings <file>] [--out <journey.json>] [--json]', about: 'read a journey of a platform as a journey document', load: async () => (await import('./commands/import.ts')).importCommand },
  explain: { usage: 'rehearse explain <journey.json>… --events <file>… --profile <id> [--profiles <file>] [--map profileId=<col>,at=<col>,name=<col>] [--set-name <event>]\n                 [--from <ISO>] [--until <ISO>] [--seed n] [--scenario <file>] [--assume low|middle|high] [--session-gap 30m] [--json]', about: 'tell why one profile went the way it went', load: async () => (await import('./commands/explain.ts')).explainCommand },
  impact: { usage: 'rehearse impact <before.journey.json> <after.journey.json> --events <file>… [--at <ISO>] [--policy finish|follow] [--move old=new …] [--scenario <file>] [--json]', about: 'tell what a new version does to people under way', load: async () => (await import('./commands/impact.ts')).impactCommand },
  explore: { usage: 'rehearse explore catalogue|funnel|next|wait|retention|after --events <file>… [--steps …] [--start …] [--next …] [--event …] [--window 7d] [--break-down <attribute>] [--period week] [--json]', about: 'ask event data: catalogue, funnel, time to next, retention, what people did after', load: async () => (await import('./commands/explore.ts')).exploreCommand },
  test: { usage: 'rehearse test <file.case.json>… [--json]', about: 'run the test cases of journeys', load: async () => (await import('./commands/test.ts')).testCommand },
  population: { usage: 'rehearse population make <x.population.json> | learn --events <file>… | report --events <file>… | <template>  --out <file> [--profiles n] [--attributes <file>] [--seed n]', about: 'make synthetic people from a spec, learn a spec from data, or hold it against them', load: async () => (await import('./commands/population.ts')).populationCommand },
  segments: { usage: 'rehearse segments list|show|save|delete|restore|used|size|overlap|movement|drift|embed … [--workspace <dir>] [--dataset <id or name> | --events <file>…] [--json]\n  each in full: rehearse segments', about: 'named conditions of a workspace: who is in them, where they are used', load: async () => (await import('./commands/segments.ts')).segmentsCommand },
  scenario: { usage: 'rehearse scenario check <scenario.json> [--journey <journey.json>…] [--json]\nrehearse scenario learn --events <file>… [--profiles <file>] [--map profileId=<col>,at=<col>,name=<col>] [--set-name <event>] --out <scenario.json>', about: 'check the assumptions of a run, or learn how people respond from data', load: async () => (await import('./commands/scenario.ts')).scenarioCommand },
  template: { usage: 'rehearse template list [--json] | create <id> --out <folder> [--people n] [--seed n] | measure <id> [--seeds 20] [--people n] [--json]', about: 'journeys to start from: write one with its people and assumptions as files, or measure the figure it is tuned to', load: async () => (await import('./commands/template.ts')).templateCommand },
  publish: { usage: 'rehearse publish plan|apply|activate|pause|resume|stop|archive|status|check|history|ledger|interrupted … --to <connection> [--workspace <dir>] [--json]\n  each in full: rehearse publish', about: 'plan what publishing would do, and do it once a person has confirmed it', load: async () => (await import('./commands/publish.ts')).publishCommand },
  connections: { usage: 'rehearse connections list | add <name> --target <platform> [--set <field>=<value>…] | test <name> | remove <name> [--workspace <dir>] [--json]', about: 'accounts at platforms; their secrets come from environment variables', load: async () => (await import('./commands/connections.ts')).connectionsCommand },
  forecast: { usage: 'rehearse forecast <journey.json> --events <file>… --actual <later file>… | --statistics <file> [--scenario <file>] [--since <ISO>] [--json]\n  each in full: rehearse forecast', about: 'hold what a rehearsal said against what later events or a platform’s counts say happened', load: async () => (await import('./commands/forecast.ts')).forecastCommand },
  workspace: { usage: 'rehearse workspace info | move <folder> | delete-previous | use <folder> | export [--out <file>] [--datasets all|none|<name>…] | import <file> [--to <folder>] | backup | restore [<backup>|last] [--workspace <dir>] [--json]\n  each in full: rehearse workspace', about: 'the workspace as a folder and as one file: move it, export it, import one', load: async () => (await import('./commands/workspace.ts')).workspaceCommand },
  serve: { usage: 'rehearse serve [<file>…] [--port n] [--workspace <dir>] [--open-sample]', about: 'open the window in a browser on this machine', load: async () => (await import('./commands/serve.ts')).serveCommand },
  mcp: { usage: 'rehearse mcp [--workspace <dir>] [--http [--port n]]', about: 'let an agent read, draft, rehearse and propose (Model Context Protocol); it can publish nothing', load: async () => (await import('./commands/mcp.ts')).mcpCommand },
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
    if (args.includes('--help')) return print(`${command.usage}\n  ${command.about}`)
    const run = await command.load()
    return await run(args)
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
