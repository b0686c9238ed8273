import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { canonicalPath, writeJourneyToFile } from '../../../engine/node/storage/journey-file.ts'
import { journeyFromText, readJourneyFromFile } from '../../../engine/node/storage/read-journey-file.ts'
import { runChild } from './child.ts'
import { smallJourney } from './small-journey.ts'
import { temporaryFolder } from './temporary-folder.ts'

const isWindows = process.platform === 'win32'
const isRoot = process.getuid?.() === 0
/** A user without rights, for what root may do anyway. */
const NOBODY = 65_534

describe('a journey file', () => {
  it('that is not written in UTF-8 is refused, and one in UTF-16 with a mark is read', () => {
    const folder = temporaryFolder()
    const café = { ...smallJourney(), name: 'Café' }
    const latin = join(folder, 'latin.journey.json')
    writeFileSync(latin, Buffer.from(JSON.stringify(café), 'latin1'))
    expect(() => readJourneyFromFile(latin)).toThrow(expect.objectContaining({ code: 'E_ENCODING', message: `${latin}: it is not written in UTF-8.` }))
    const wide = join(folder, 'wide.journey.json')
    writeFileSync(wide, Buffer.from(`\ufeff${JSON.stringify(café)}`, 'utf16le'))
    expect(readJourneyFromFile(wide)).toEqual(café)
  })

  it('is readable JSON in the order of keys of the document, and reads back as the same bytes', () => {
    const path = join(temporaryFolder(), 'a.journey.json')
    const odd: JourneyDocument = {
      steps: { z: { kind: 'exit' }, a: { outcome: 'x', kind: 'exit' } },
      entries: [],
      id: 'odd',
      formatVersion: 1,
      format: 'journey',
    }

    writeJourneyToFile(path, odd)
    const text = readFileSync(path, 'utf8')
    writeJourneyToFile(path, readJourneyFromFile(path))

    expect(text).toBe(`${JSON.stringify(odd, null, 2)}\n`)
    expect(readFileSync(path, 'utf8')).toBe(text)
    expect(readdirSync(join(path, '..'))).toEqual(['a.journey.json'])
  })

  it.skipIf(isWindows)('keeps the permissions of the file it replaces', () => {
    const path = join(temporaryFolder(), 'a.journey.json')
    writeFileSync(path, '', { mode: 0o640 })
    writeJourneyToFile(path, smallJourney())
    expect(statSync(path).mode & 0o777).toBe(0o640)
  })

  it.skipIf(isWindows)('is left intact when the disk is full, and nothing lies beside it', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'a.journey.json')
    writeJourneyToFile(path, smallJourney())
    const before = readFileSync(path, 'utf8')

    // A limit on the size of files fails a write in its middle, as a full disk does, on any machine.
    const end = await runChild('./child-writes-file.ts', [path], { shell: 'ulimit -f 1' })

    expect(end.stderr).toBe('')
    expect(JSON.parse(end.stdout)).toEqual({
      code: 'E_DISK_FULL',
      message: `No space left while writing ${path}.`,
      help: 'Free some space, or save to another disk; the file is as it was before.',
    })
    expect(readFileSync(path, 'utf8')).toBe(before)
    expect(readdirSync(folder)).toEqual(['a.journey.json'])
  })

  it.skipIf(isWindows)('is refused in a folder that may not be written', async () => {
    const parent = temporaryFolder()
    chmodSync(parent, 0o755)
    const folder = join(parent, 'locked')
    mkdirSync(folder)
    chmodSync(folder, 0o555)
    const path = join(folder, 'a.journey.json')

    const end = await runChild('./child-writes-file.ts', [path], isRoot ? { user: NOBODY } : {})

    expect({ stderr: end.stderr, ...JSON.parse(end.stdout) }).toEqual({
      stderr: '',
      code: 'E_READ_ONLY',
      message: `Cannot write to ${path} (EACCES).`,
      help: 'Choose a folder and a file you may write to; the file is as it was before.',
    })
  })

  it.skipIf(isWindows)('is refused when the file itself is read-only, although its folder is not', async () => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o777)
    const path = join(folder, 'a.journey.json')
    writeFileSync(path, 'mine', { mode: 0o444 })

    const end = await runChild('./child-writes-file.ts', [path], isRoot ? { user: NOBODY } : {})

    expect(JSON.parse(end.stdout)).toMatchObject({ code: 'E_READ_ONLY' })
    expect(readFileSync(path, 'utf8')).toBe('mine')
  })

  it('is refused where its folder is not there, and where a folder has its name', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'taken.journey.json'))
    expect(() => writeJourneyToFile(join(folder, 'none', 'a.journey.json'), smallJourney())).toThrow(expect.objectContaining({ code: 'E_READ_ONLY' }))
    expect(() => writeJourneyToFile(join(folder, 'taken.journey.json'), smallJourney())).toThrow(expect.objectContaining({ code: 'E_WRITE' }))
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })

  it.skipIf(isWindows)('has one name, whatever links lead to it', () => {
    const folder = canonicalPath(temporaryFolder())
    writeFileSync(join(folder, 'real.json'), '')
    symlinkSync(join(folder, 'real.json'), join(folder, 'link.json'))
    expect(canonicalPath(join(folder, 'x', '..', 'link.json'))).toBe(join(folder, 'real.json'))
    expect(canonicalPath(join(folder, 'not-yet.json'))).toBe(join(folder, 'not-yet.json'))
  })
})

describe('reading a journey', () => {
  it('names the line where JSON is broken', () => {
    const text = '{\n  "format": "journey",\n  "steps": {,}\n}'
    expect(() => journeyFromText('a.json', text)).toThrow(expect.objectContaining({
      code: 'J001',
      unusable: true,
      message: expect.stringMatching(/^a\.json: not JSON: .*line 3/) as string,
    }))
  })

  it('names the first problems with their paths, and says how many more there are', () => {
    const steps = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((number) => [`s${number}`, { kind: 'exit', colour: 'red' }]))
    const text = JSON.stringify({ ...smallJourney(), steps })
    expect(() => journeyFromText('a.json', text)).toThrow(
      'a.json: unknown key "colour" ($.steps.s1.colour); unknown key "colour" ($.steps.s2.colour); unknown key "colour" ($.steps.s3.colour); ' +
        'unknown key "colour" ($.steps.s4.colour); unknown key "colour" ($.steps.s5.colour); and 2 more',
    )
  })

  it('accepts a journey with lint errors, so that it can be mended', () => {
    const dangling: JourneyDocument = { ...smallJourney(), steps: { hello: { kind: 'message', channel: 'push', next: 'nowhere' } } }
    expect(journeyFromText('a.json', JSON.stringify(dangling))).toEqual(dangling)
  })
})
