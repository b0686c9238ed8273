import { describe, expect, it } from 'vitest'
import type { EventPayload } from '../../engine/api/contract.ts'
import { Jobs } from '../../engine/node/services/jobs.ts'

function jobs() {
  const told: EventPayload<'job.progress'>[] = []
  return { jobs: new Jobs((progress) => told.push(progress)), told }
}

describe('jobs', () => {
  it('tell the first and the last of each phase, and far from everything in between', async () => {
    const { jobs: running, told } = jobs()
    const steps = 100_000
    await running.run('j', async ({ onProgress }) => {
      for (const phase of ['reading', 'writing']) for (let done = 1; done <= steps; done++) onProgress({ phase, done, total: steps })
    })
    for (const phase of ['reading', 'writing']) {
      const ofPhase = told.filter((one) => one.phase === phase)
      expect([ofPhase[0], ofPhase.at(-1)]).toEqual([1, steps].map((done) => ({ jobId: 'j', phase, done, total: steps })))
    }
    expect(told.length).toBeLessThan(steps / 100)
  })

  it('tell the end of a phase once, however often it is reported', async () => {
    const { jobs: running, told } = jobs()
    const end = { phase: 'reading', done: 10, total: 10 }
    await running.run('j', async ({ onProgress }) => {
      for (let time = 0; time < 100_000; time++) onProgress(end)
    })
    expect(told[0]).toEqual({ jobId: 'j', ...end })
    expect(told.length).toBeLessThan(1000)
  })

  it('are free again after they failed, with what they failed with', async () => {
    const { jobs: running } = jobs()
    const failing = async () => Promise.reject(new Error('no luck'))
    await expect(running.run('j', failing)).rejects.toThrow('no luck')
    await expect(running.run('j', async () => 'done')).resolves.toBe('done')
  })

  it('that end although they were cancelled are not handed over', async () => {
    const { jobs: running } = jobs()
    const deaf = running.run('j', async () => {
      running.cancel('j')
      return 'done'
    })
    await expect(deaf).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  it('say what a cancel leaves behind: nothing, unless the work says otherwise', async () => {
    const { jobs: running } = jobs()
    const cancelledWork = async () => {
      running.cancel('j')
      return Promise.reject(new Error('stopped'))
    }
    await expect(running.run('j', cancelledWork)).rejects.toMatchObject({ code: 'CANCELLED', help: 'Nothing of it was kept; start it again.' })
    await expect(running.run('j', cancelledWork, 'Half of it stays.')).rejects.toMatchObject({ code: 'CANCELLED', help: 'Half of it stays.' })
  })

  it('cannot start once they are closed', async () => {
    const { jobs: running } = jobs()
    running.close()
    await expect(running.run('j', async () => 'done')).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})
