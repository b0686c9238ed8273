import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles/baseline.css'
import '@mantine/core/styles/default-css-variables.css'
import '@mantine/core/styles/global.css'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './theme/tokens.css'
import './theme/mantine.css'
import './theme/base.css'
import { startLanguage } from './i18n/start-language.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
// Only now: texts, dates and numbers of the language are looked up as modules load.
await startLanguage()
const { startApp } = await import('./start-app.tsx')
startApp(root)
