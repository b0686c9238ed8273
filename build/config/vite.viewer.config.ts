import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { notesModules } from '../scripts/shipped-modules.mjs'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const renderer = path('../../renderer')

/** Parts of the window that the page does without, and what stands in it in their place. */
const INSTEAD: Readonly<Record<string, string>> = {
  'bridge/connection.ts': 'viewer/no-engine.ts',
  'features/playback/read-log.ts': 'viewer/film-log.ts',
  'features/playback/ask-about.ts': 'viewer/no-story.ts',
  'features/problems/diagnostics-store.ts': 'viewer/no-problems.ts',
  'features/people/number-button.tsx': 'viewer/plain-number.tsx',
  'features/people/svg-number.tsx': 'viewer/plain-number.tsx',
  'features/canvas/auto-layout.ts': 'viewer/plain-layout.ts',
}

/** Whoever asks for one of those parts gets the other. */
function instead(): Plugin {
  return {
    name: 'instead',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (importer === undefined || !source.startsWith('.')) return null
      const found = await this.resolve(source, importer, { skipSelf: true })
      const own = found?.id.startsWith(`${renderer}/`) === true ? INSTEAD[found.id.slice(renderer.length + 1)] : undefined
      return own === undefined ? null : `${renderer}/${own}`
    },
  }
}

/** What the engine says that a page never shows: findings, faults, stories, platforms. */
const NOT_IN_PAGES = /^(?:catalogue|cli|errors|explain|explore|export|import|lint|liquid|node|publish|quality|store)/

/** The Turkish of all texts that the script has in English, and of what the engine says: for pages that are saved from a Turkish window. */
function turkish(): Plugin {
  const tr = `${renderer}/i18n/tr`
  const load = async (file: string) => (await import(pathToFileURL(file).href)) as Record<string, object> // as: what such files export
  return {
    name: 'turkish',
    async generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []))
      const namespaces = modules.filter((id) => id.startsWith(`${renderer}/`)).flatMap((id) => [...readFileSync(id, 'utf8').matchAll(/= defineTexts\('([^']+)'/g)].map(([, name]) => name!))
      const texts = await Promise.all(namespaces.filter((name) => existsSync(`${tr}/texts/${name}.ts`)).sort().map(async (name) => [name, (await load(`${tr}/texts/${name}.ts`))['texts']]))
      const books = await Promise.all(readdirSync(`${tr}/phrases`).filter((name) => !NOT_IN_PAGES.test(name)).map((name) => load(`${tr}/phrases/${name}`)))
      const words = { texts: Object.fromEntries(texts) as object, phrases: books.flatMap(({ phrases = [] }) => phrases), pieces: Object.assign({}, ...books.map(({ pieces = {} }) => pieces)) as object }
      this.emitFile({ type: 'asset', fileName: 'tr.json', source: JSON.stringify(words) })
    },
  }
}

// The script and the styles of the page that a run is saved as: one file each, for the engine to put into every page.
export default defineConfig({
  root: renderer,
  base: './',
  plugins: [instead(), react(), turkish(), notesModules('viewer')],
  publicDir: false,
  build: {
    outDir: path('../../dist/node/viewer'),
    emptyOutDir: true,
    target: 'chrome130',
    modulePreload: { polyfill: false },
    // Fonts go into the styles.
    assetsInlineLimit: 1_000_000,
    cssCodeSplit: false,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: path('../../renderer/viewer/viewer.tsx'),
      output: { codeSplitting: false, entryFileNames: 'viewer.js', assetFileNames: 'viewer.[ext]' },
    },
  },
})
