import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconReplace, IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { Hint } from '../../components/hint.tsx'
import { keysOf } from '../../components/keys.ts'
import { replaceText, stepsWithText } from '../../document/commands/replace-text.ts'
import { documentStore } from '../../document/document-store.ts'
import { defineTexts } from '../../i18n/define-texts.ts'
import { excerptOf, type FindGroup } from './find-index.ts'
import { closeFind, goToFound, lookFor, useFindStore } from './find-store.ts'
import styles from './find.module.css'

export const text = defineTexts('find', {
  label: 'Find in this journey', placeholder: 'Find a name, event or text', previous: 'The one before', next: 'The next', close: 'Close', where: 'Where to look',
  names: 'Names', events: 'Events and attributes', texts: 'Texts and notes', count: '{{at}} of {{count}}', found_one: '{{count}} found', found_other: '{{count}} found', nothing: 'Not found', nothingHere: 'Nothing in {{where}}; look everywhere?', everywhere: 'Look everywhere',
  replace: 'Replace', replaceWith: 'Replace with', replaceIn_one: 'Replace in {{count}} step', replaceIn_other: 'Replace in {{count}} steps', replaceHelp: 'In names, notes and messages.',
  in_name: 'Name', in_way: 'Way', in_kind: 'Kind', in_id: 'Id', in_stage: 'Stage', in_event: 'Event', in_attribute: 'Attribute', in_segment: 'Segment', in_property: 'Property', in_title: 'Title', in_body: 'Text', in_text: 'Text', in_note: 'Note', in_comment: 'Comment',
})

const GROUPS: readonly FindGroup[] = ['names', 'events', 'texts']

/** The bar over the canvas that finds by name, event, text, comment and id. Enter goes on, Shift+Enter back, Esc closes. */
export function FindBar() {
  const isOpen = useFindStore((state) => state.isOpen)
  return isOpen ? <Bar /> : null
}

function Bar() {
  const { query, groups, found, current, replaceOpen, focusWish } = useFindStore()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [focusWish])
  const hit = found[current]
  const status = query.trim() === '' ? '' : found.length === 0 ? text('nothing') : current === -1 ? text('found', { count: found.length }) : text('count', { at: current + 1, count: found.length })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') closeFind()
    else if (event.key === 'Enter' && event.target === field.current) goToFound(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <search className={styles.bar} aria-label={text('label')} data-testid="find-bar" onKeyDown={onKeyDown}>
      <div className={styles.row}>
        <TextInput
          ref={field}
          className={styles.field!}
          value={query}
          onChange={(event) => lookFor({ query: event.currentTarget.value })}
          placeholder={text('placeholder')}
          aria-label={text('label')}
          leftSection={<IconSearch size={15} />}
          data-testid="find-query"
        />
        <span className={`${styles.count} tabular`} role="status" data-testid="find-count">
          {status}
        </span>
        <SmallIcon label={text('previous')} keys="Shift+F3" onClick={() => goToFound(-1)} disabled={found.length === 0} icon={<IconArrowUp size={16} stroke={1.8} />} testId="find-previous" />
        <SmallIcon label={text('next')} keys="F3" onClick={() => goToFound(1)} disabled={found.length === 0} icon={<IconArrowDown size={16} stroke={1.8} />} testId="find-next" />
        <SmallIcon label={text('replace')} onClick={() => useFindStore.setState({ replaceOpen: !replaceOpen })} pressed={replaceOpen} icon={<IconReplace size={16} stroke={1.8} />} testId="find-replace-toggle" />
        <SmallIcon label={text('close')} keys="Esc" onClick={closeFind} icon={<IconX size={16} stroke={1.8} />} testId="find-close" />
      </div>
      <div className={styles.row}>
        <div className={styles.chips} role="group" aria-label={text('where')}>
          {GROUPS.map((group) => (
            <button key={group} type="button" className={styles.chip} aria-pressed={groups.has(group)} data-testid={`find-${group}`} onClick={() => lookFor({ groups: toggled(groups, group) })}>
              {text(group)}
            </button>
          ))}
        </div>
      </div>
      {hit && (
        <div className={styles.hit} data-testid="find-hit">
          <span className={styles.in}>{text(`in_${hit.in}`)}:</span> {excerptOf(hit.text, query)}
        </div>
      )}
      {query.trim() !== '' && found.length === 0 && groups.size > 0 && (
        <div className={styles.hit}>
          {text('nothingHere', { where: [...groups].map((group) => text(group)).join(', ') })}{' '}
          <button type="button" className={styles.link} onClick={() => lookFor({ groups: new Set() })}>
            {text('everywhere')}
          </button>
        </div>
      )}
      {replaceOpen && <Replace />}
    </search>
  )
}

function Replace() {
  const { query, found, replacement } = useFindStore()
  const wanted = query.trim()
  const ids = found.flatMap(({ target }) => (target.kind === 'node' ? [target.nodeId] : []))
  const changed = stepsWithText(documentStore.getState().document, wanted, ids)
  return (
    <form
      className={styles.row}
      onSubmit={(event) => {
        event.preventDefault()
        documentStore.getState().seal()
        if (changed.length > 0) documentStore.getState().apply(replaceText(wanted, replacement, changed))
      }}
    >
      <Hint label={text('replaceHelp')}>
        <TextInput className={styles.field!} value={replacement} onChange={(event) => useFindStore.setState({ replacement: event.currentTarget.value })} placeholder={text('replaceWith')} aria-label={text('replaceWith')} data-testid="find-replacement" />
      </Hint>
      <Button type="submit" size="compact-sm" h={32} variant="default" disabled={changed.length === 0} data-testid="find-replace">
        {text('replaceIn', { count: changed.length })}
      </Button>
    </form>
  )
}

function toggled(groups: ReadonlySet<FindGroup>, group: FindGroup): ReadonlySet<FindGroup> {
  const next = new Set(groups)
  if (!next.delete(group)) next.add(group)
  return next
}

interface SmallIconProps { label: string; keys?: string; icon: React.ReactElement; disabled?: boolean; pressed?: boolean; testId: string; onClick(): void }

function SmallIcon({ label, keys, icon, disabled = false, pressed, testId, onClick }: SmallIconProps) {
  return (
    <Hint label={label} {...(keys === undefined ? {} : { keys: keysOf(keys) })}>
      <ActionIcon variant="subtle" color="gray" size={30} aria-label={label} aria-disabled={disabled} aria-pressed={pressed} data-testid={testId} onClick={() => !disabled && onClick()}>
        {icon}
      </ActionIcon>
    </Hint>
  )
}
