import { describe, expect, it } from 'vitest'
import { SIMULATE_USAGE } from '../../../engine/cli/commands/simulate.ts'
import { FORECAST_USAGE } from '../../../engine/cli/commands/forecast.ts'
import { SCENARIO_USAGE } from '../../../engine/cli/commands/scenario.ts'
import { WHAT_IF_USAGE } from '../../../engine/cli/commands/what-if.ts'
import { aFolder } from './run-rehearse.ts'

describe('the help of a command', () => {
  it.each([['simulate', SIMULATE_USAGE], ['forecast', FORECAST_USAGE], ['scenario', SCENARIO_USAGE], ['what-if', WHAT_IF_USAGE]])('%s is what the command says when it is typed wrongly', async (name, usage) => {
    const { code, stdout } = await aFolder().program(name, '--help')
    expect([code, stdout]).toEqual([0, expect.stringContaining(`${usage}\n  `)])
  })

  it.each([['simulate'], ['coverage'], ['what-if'], ['explain'], ['forecast']])('%s names --as, which it takes', async (name) => {
    expect((await aFolder().program(name, '--help')).stdout).toContain('[--as ')
  })

  it('is there for every command', async () => {
    const { program } = aFolder()
    const names = [...(await program('help')).stdout.matchAll(/^ {2}rehearse (\S+)/gm)].map(([, name = '']) => name)
    expect(names.length).toBeGreaterThan(20)
    for (const name of names) expect(await program(name, '--help'), name).toMatchObject({ code: 0, stdout: expect.stringContaining(`rehearse ${name} `) as string, stderr: '' })
  })
})
