import { describe, expect, it } from 'vitest'
import { LateParts } from '../../../engine/node/late-parts.ts'

describe('a part that is made late', () => {
  it('is made when it is first asked, once, and answers in the order of asking', async () => {
    let made = 0
    const answered: string[] = []
    const ask = new LateParts().part(() => Promise.resolve({ number: ++made }))
    expect(made).toBe(0)

    await Promise.all(['first', 'second', 'third'].map((name) => ask(({ number }) => answered.push(`${name} of ${number}`))))

    expect(answered).toEqual(['first of 1', 'second of 1', 'third of 1'])
    await ask(({ number }) => answered.push(`later of ${number}`))
    expect(answered.at(-1)).toBe('later of 1')
  })

  it('that could not be made is tried again by whoever asks next', async () => {
    let tries = 0
    const ask = new LateParts().part(async () => {
      tries++
      await Promise.resolve()
      if (tries === 1) throw new Error('the file is away')
      return 'there'
    })

    const [first, second] = await Promise.allSettled([ask((part) => part), ask((part) => part)])
    expect([first.status, second.status, tries]).toEqual(['rejected', 'rejected', 1])
    expect(await ask((part) => part)).toBe('there')
  })

  it('passes on what the part throws, and stays', async () => {
    let made = 0
    const ask = new LateParts().part(() => Promise.resolve(++made))
    await expect(ask(() => { throw new Error('no') })).rejects.toThrow('no')
    expect(await ask((part) => part)).toBe(1)
  })

  it('has been asked by all who waited once everything is settled', async () => {
    const parts = new LateParts()
    let release: (part: string) => void = () => {}
    const ask = parts.part(() => new Promise<string>((resolve) => (release = resolve)))
    const asked: string[] = []
    const waiting = ask((part) => asked.push(part))
    const settled = parts.settled().then(() => [...asked])

    release('part')
    expect(await settled).toEqual(['part'])
    await waiting
    await parts.settled()
  })
})
