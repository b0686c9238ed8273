import './page-language.ts'
import './fonts.css'
import '@mantine/core/styles/baseline.css'
import '@mantine/core/styles/default-css-variables.css'
import '@mantine/core/styles/global.css'
import '@mantine/core/styles.css'
import '../theme/tokens.css'
import '../theme/mantine.css'
import '../theme/base.css'
import { MantineProvider } from '@mantine/core'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { mantineTheme } from '../theme/mantine-theme.ts'
import { openContent, readContent } from './content.ts'
import { PageTheme } from './page-theme.tsx'
import { ViewerPage } from './viewer-page.tsx'
import { viewerText } from './texts.ts'

// The entry of the page that a run is saved as: `html.make` puts this script, its styles, the run and its film into one file.

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
openContent(readContent())
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={mantineTheme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <PageTheme />
      <ViewerPage />
    </MantineProvider>
  </StrictMode>,
)
document.title = viewerText('pageTitle', { name: document.title })
