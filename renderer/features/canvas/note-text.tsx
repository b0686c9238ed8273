import { IconSquare, IconSquareCheck } from '@tabler/icons-react'
import { Component, type ReactNode } from 'react'
import Markdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { noteText } from './note-texts.ts'
import styles from './note.module.css'

/** More than this is not drawn, in characters: a note is read at a glance, and reading Markdown takes time. */
const LONGEST = 4000
/** A line that begins with more marks of quotes or lists than this is not Markdown anybody wrote; reading it would take seconds. */
const TOO_NESTED = /^[ \t]*(?:[>*+-][ \t]*){40}/m

const PLUGINS = [remarkGfm]

/** The text of a note or a comment as Markdown. Raw HTML stays text, pictures are not loaded, links lead outside. */
export function NoteText({ text }: { text: string }) {
  const shown = text.length > LONGEST ? text.slice(0, LONGEST) : text
  return (
    <div className={styles.text}>
      {TOO_NESTED.test(shown) ? (
        <p>{shown}</p>
      ) : (
        <PlainOnFailure key={shown} text={shown}>
          <Markdown remarkPlugins={PLUGINS} components={COMPONENTS} urlTransform={outsideAddress}>
            {shown}
          </Markdown>
        </PlainOnFailure>
      )}
      {shown !== text && <p className={styles.cut}>{noteText('cut')}</p>}
    </div>
  )
}

/** An address that may be opened from a text somebody else wrote; empty for all others. */
export function outsideAddress(address: string): string {
  try {
    return ['http:', 'https:', 'mailto:'].includes(new URL(address).protocol) ? address : ''
  } catch {
    return ''
  }
}

// Headings stand below those of the window.
const COMPONENTS: Components = {
  h1: ({ children }) => <h4 className={styles.large}>{children}</h4>,
  h2: ({ children }) => <h5 className={styles.large}>{children}</h5>,
  h3: ({ children }) => <h6>{children}</h6>,
  h4: ({ children }) => <h6>{children}</h6>,
  h5: ({ children }) => <h6>{children}</h6>,
  a: ({ href, children }) =>
    href === undefined || href === '' || href.startsWith('#') ? (
      <span>{children}</span>
    ) : (
      <a href={href} target="_blank" rel="noopener noreferrer" title={noteText('opens', { address: href })} className="nodrag">
        {children}
      </a>
    ),
  img: ({ alt, src }) => <span className={styles.picture}>{noteText('picture', { name: alt !== undefined && alt !== '' ? alt : String(src ?? '') })}</span>,
  input: ({ checked }) =>
    checked === true ? <IconSquareCheck size={16} role="img" aria-label={noteText('done')} /> : <IconSquare size={16} role="img" aria-label={noteText('toDo')} />,
}

/** Shows the text as it stands when it cannot be read as Markdown, nested too deep, say. */
class PlainOnFailure extends Component<{ text: string; children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    return this.state.hasFailed ? <p>{this.props.text}</p> : this.props.children
  }
}
