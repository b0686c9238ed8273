import { Autocomplete, Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { DatasetPreview } from '../../../engine/api/contract.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { suggestedIdentify, type Reading } from './import-draft.ts'
import { changeDraft, readAs, type MappingStep } from './import-store.ts'
import { importText } from './import-texts.ts'
import { Choice, Panel, whyInWords } from './reading-part.tsx'
import styles from './reading-line.module.css'

const delimiters: Record<NonNullable<Reading['delimiter']>, string> = {
  comma: importText('delimiterComma'),
  tab: importText('delimiterTab'),
  semicolon: importText('delimiterSemicolon'),
  pipe: importText('delimiterPipe'),
  whitespace: importText('delimiterWhitespace'),
}
const encodings: Record<NonNullable<Reading['encoding']>, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
  'iso-8859-9': importText('encodingTurkish'),
}
const usualFormats = ['dd.mm.yyyy hh:mm', 'dd/mm/yyyy hh:mm', 'mm/dd/yyyy hh:mm', 'yyyy-mm-dd hh:mm:ss', 'yyyymmdd']
const usualZones = ['UTC', 'Europe/Istanbul', 'Europe/Berlin', 'Europe/London', 'America/New_York', 'America/Sao_Paulo']
const zones = [...new Set([...usualZones, ...Intl.supportedValuesOf('timeZone')])]

type Found = DatasetPreview['detected'][number] | undefined

/** How the file was read, each part with its reason and a way to say it otherwise. */
export function ReadingLine({ step }: { step: MappingStep }) {
  const { preview, draft, isReading } = step
  const { options, format } = preview
  const found = (what: NonNullable<Found>['what']): Found => preview.detected.find((one) => one.what === what)
  const layout = found('layout')
  const delimiter = options.delimiter ?? keyOf(delimiters, found('delimiter')?.value)
  const encoding = options.encoding ?? keyOf(encodings, found('encoding')?.value)
  return (
    <div className={styles.line} role="group" aria-label={importText('readAs')} aria-busy={isReading} data-testid="read-as">
      <span className={styles.label}>{isReading ? importText('rereading') : importText('readAs')}</span>
      {format === 'csv' && (
        <>
          <Choice
            what={importText('delimiter')}
            labels={delimiters}
            value={delimiter}
            said={options.delimiter !== undefined}
            why={found('delimiter')?.why}
            choose={(next) => void readAs({ delimiter: next })}
            testId="read-delimiter"
          />
          <Header key={JSON.stringify([options.header, options.columns])} preview={preview} found={found('header')} />
        </>
      )}
      {layout !== undefined && <span className={styles.fixed}>{fromEngine(layout.value)}</span>}
      {format !== 'parquet' && (
        <Choice
          what={importText('encoding')}
          labels={encodings}
          value={encoding}
          said={options.encoding !== undefined}
          why={found('encoding')?.why}
          choose={(next) => void readAs({ encoding: next })}
          testId="read-encoding"
        />
      )}
      <TimeFormat key={options.timeFormat ?? ''} preview={preview} at={draft.at} found={found('timeFormat')} />
      <Zone preview={preview} />
      {(draft.eventName !== null || draft.identify !== null) && <Identify key={`identify ${draft.identify}`} step={step} />}
    </div>
  )
}

function keyOf<T extends string>(labels: Record<T, string>, value: string | undefined): T | undefined {
  return (Object.keys(labels) as T[]).find((key) => key === value) // as: the keys of a record of T
}

function Header({ preview: { options, columns }, found }: { preview: DatasetPreview; found: Found }) {
  const [names, setNames] = useState(options.columns?.join(', ') ?? '')
  const has = options.header ?? (options.columns === undefined && found?.value !== 'no')
  const said = options.header !== undefined || options.columns !== undefined
  const given = names.split(',').map((name) => name.trim()).filter((name) => name !== '')
  return (
    <Panel what={importText('header')} value={importText(has ? 'headerYes' : 'headerNo')} why={whyInWords(said, found?.why)} testId="read-header">
      {(close) => {
        const read = (change: Pick<Reading, 'header' | 'columns'>) => {
          close()
          void readAs({ header: undefined, columns: undefined, ...change })
        }
        return (
          <>
            <div className={styles.ways}>
              <Button variant="default" size="compact-sm" aria-pressed={has} onClick={() => read({ header: true })} data-testid="header-yes">
                {importText('headerYes')}
              </Button>
              <Button variant="default" size="compact-sm" aria-pressed={!has} onClick={() => read({ header: false })} data-testid="header-no">
                {importText('headerNo')}
              </Button>
            </div>
            <TextInput
              label={importText('columnNames')}
              description={importText('columnNamesHint')}
              placeholder={columns.map(({ name }) => name).join(', ')}
              value={names}
              onChange={(event) => setNames(event.currentTarget.value)}
              data-testid="column-names"
            />
            <Ways said={said} canApply={given.length > 0} apply={() => read({ header: has, columns: given })} again={() => read({})} />
          </>
        )
      }}
    </Panel>
  )
}

function TimeFormat({ preview: { options, columns, notes }, at, found }: { preview: DatasetPreview; at: string | null; found: Found }) {
  const [format, setFormat] = useState(options.timeFormat ?? found?.value ?? '')
  const column = columns.find(({ name }) => name === at)
  const isAmbiguous = notes.some(({ code }) => code === 'E_TIME_AMBIGUOUS')
  const plain = column === undefined ? 'timeNone' : isAmbiguous ? 'timeAmbiguous' : column.type === 'number' ? 'timeEpoch' : 'timeIso'
  const shown = options.timeFormat ?? found?.value ?? importText(plain)
  const why = found?.why ?? column?.why
  return (
    <Panel what={importText('timeFormat')} value={shown} why={whyInWords(options.timeFormat !== undefined, at === null ? undefined : why)} testId="read-timeFormat">
      {(close) => {
        const read = (timeFormat: string | undefined) => {
          close()
          void readAs({ timeFormat })
        }
        return (
          <>
            <Autocomplete
              label={importText('timeFormat')}
              description={importText('timeFormatHint')}
              placeholder="dd.mm.yyyy hh:mm"
              data={usualFormats}
              value={format}
              onChange={setFormat}
              comboboxProps={{ withinPortal: false }}
              data-testid="time-format"
            />
            <Ways said={options.timeFormat !== undefined} canApply={format.trim() !== ''} apply={() => read(format.trim())} again={() => read(undefined)} />
          </>
        )
      }}
    </Panel>
  )
}

function Zone({ preview: { options, notes } }: { preview: DatasetPreview }) {
  const isOpenQuestion = notes.some(({ code }) => code === 'N_NO_ZONE' || code === 'N_DAYS_ONLY')
  if (!isOpenQuestion && options.timeZone === undefined) return null
  return (
    <Panel what={importText('zone')} value={importText('zoneOf', { zone: options.timeZone ?? 'UTC' })} why={importText('zoneWhy')} testId="read-zone">
      {(close) => (
        <Select
          label={importText('zone')}
          data={zones}
          value={options.timeZone ?? 'UTC'}
          onChange={(zone) => {
            close()
            void readAs({ timeZone: zone === null || zone === 'UTC' ? undefined : zone })
          }}
          searchable
          limit={60}
          comboboxProps={{ withinPortal: false }}
          data-testid="time-zone"
        />
      )}
    </Panel>
  )
}

function Identify({ step: { preview, draft } }: { step: MappingStep }) {
  const [event, setEvent] = useState(draft.identify ?? '')
  const names = preview.columns.find(({ name }) => name === draft.eventName)?.samples ?? []
  const suggested = suggestedIdentify(preview, draft)
  return (
    <Panel
      what={importText('identify')}
      value={draft.identify === null ? importText('identifyNone') : importText('identifyOf', { event: draft.identify })}
      why=""
      testId="read-identify"
    >
      {(close) => {
        const set = (identify: string | null) => {
          close()
          changeDraft({ identify })
        }
        return (
          <>
            <Autocomplete
              label={importText('identify')}
              description={importText('identifyHint')}
              placeholder="identify"
              data={[...new Set([...(suggested === undefined ? [] : [suggested]), ...names])]}
              value={event}
              onChange={setEvent}
              comboboxProps={{ withinPortal: false }}
              data-testid="identify"
            />
            <Ways said={draft.identify !== null} canApply={event.trim() !== ''} apply={() => set(event.trim())} again={() => set(null)} />
          </>
        )
      }}
    </Panel>
  )
}

function Ways({ said, canApply, apply, again }: { said: boolean; canApply: boolean; apply: () => void; again: () => void }) {
  return (
    <div className={styles.ways}>
      <Button size="compact-sm" disabled={!canApply} onClick={apply} data-testid="read-apply">
        {importText('apply')}
      </Button>
      {said && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={again}>
          {importText('detectAgain')}
        </Button>
      )}
    </div>
  )
}
