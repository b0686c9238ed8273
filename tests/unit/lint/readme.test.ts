import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { catalogueAsMarkdown } from '../../../engine/core/lint/catalogue.ts'

it('the README lists the checks as the catalogue does', () => {
  const readme = readFileSync(join(import.meta.dirname, '..', '..', '..', 'README.md'), 'utf8')
  const listed = /<!-- the catalogue:.*-->\n([^]*?)\n<!-- end of the catalogue -->/.exec(readme)?.[1]
  expect(listed).toBe(catalogueAsMarkdown().trim())
})
