import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { journeyFilesIn } from '../../../electron/main/open-files.ts'
import { isJourneyFile } from '../../../renderer/bridge/files.ts'

test('a command line names journeys by either ending; switches, links, folders and what is not there are none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-argv-'))
  for (const name of ['One.journey', 'two.journey.json', 'three.json', 'four.csv']) writeFileSync(join(folder, name), '{}')
  mkdirSync(join(folder, 'five.journey'))
  const argv = ['/opt/Rehearsal/rehearsal', '--open-sample', 'One.journey', join(folder, 'two.journey.json'), 'three.json', 'four.csv', 'five.journey', 'six.journey', 'rehearsal://open?journey=x.json', '--x.json']
  expect(journeyFilesIn(argv, folder)).toEqual(['One.journey', 'two.journey.json', 'three.json'].map((name) => join(folder, name)))
  rmSync(folder, { recursive: true })
})

test('a dropped file is a journey by either ending', () => {
  expect(['A.journey', 'a.JOURNEY', 'a.journey.json', 'a.json', 'a.journey.csv', 'journey'].map(isJourneyFile)).toEqual([true, true, true, false, false, false])
})
