import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

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

// The script and the styles of the page that a run is saved as: one file each, for the engine to put into every page.
export default defineConfig({
  root: renderer,
  base: './',
  plugins: [instead(), react()],
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
