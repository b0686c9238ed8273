import { Button, Select } from '@mantine/core'
import { IconFileTypeCsv, IconFileTypeHtml, IconHistory, IconPrinter } from '@tabler/icons-react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { bytesInWords } from '../../i18n/dates.ts'
import { saveWithNotice } from '../report/take-along.ts'
import { makeHandOver, useHandOverStore, type Pack, type PackFile } from './hand-over.ts'
import { WITH_API, WITHOUT_API, type HandOverPlatform } from './hand-over-platforms.ts'
import { NoJourney } from './no-journey.tsx'
import { PlaceHead } from './place-head.tsx'
import { ProblemList } from './problem-list.tsx'
import { printPack } from './print-pack.ts'
import { useHasJourney } from './publish-store.ts'
import { platformName, publishText } from './texts.ts'
import styles from './publish.module.css'

/** A journey on paper, for platforms that take it from nobody but a person. */
export function HandOverPlace() {
  return useHasJourney() ? <HandOver /> : <NoJourney />
}

function HandOver() {
  const platform = useHandOverStore((state) => state.platform)
  const pack = useHandOverStore((state) => state.pack)
  const options = (ids: readonly HandOverPlatform[]) => ids.map((id) => ({ value: id, label: platformName(id) }))
  return (
    <>
      <PlaceHead title={publishText('handOverTitle')} lead={publishText('handOverBody')} />
      <div className={styles.tools}>
        <Select
          label={publishText('platform')}
          w={280}
          data={[{ group: publishText('noApiGroup'), items: options(WITHOUT_API) }, { group: publishText('apiGroup'), items: options(WITH_API) }]}
          value={platform}
          onChange={(value) => value !== null && useHandOverStore.setState({ platform: value as HandOverPlatform })} // as: one of the options
          data-testid="hand-over-platform"
        />
        <Button h={32} onClick={() => void makeHandOver(platform)} data-testid="make-pack">{publishText('makeThePack')}</Button>
      </div>
      {pack?.state === 'asking' && <p className={styles.quiet} role="status">{publishText('making')}</p>}
      {pack?.state === 'failed' && <ProblemNote error={pack.error} />}
      {pack?.state === 'there' && <ThePack pack={pack.answer} />}
    </>
  )
}

function ThePack({ pack }: { pack: Pack }) {
  const isStale = useDocumentStore((state) => state.document !== pack.document)
  const saveAll = async () => {
    for (const file of pack.files) await save(file)
  }
  return (
    <section className={styles.section} aria-label={publishText('packReady', { platform: platformName(pack.platform) })} data-testid="pack">
      <div className={styles.sectionHead}>
        <h3 className={styles.sectionName}>{publishText('packReady', { platform: platformName(pack.platform) })}</h3>
        <Button size="xs" h={32} variant="default" onClick={() => void saveAll()} data-testid="save-pack">{publishText('saveAll')}</Button>
      </div>
      {isStale && (
        <div className={styles.note} role="note">
          <IconHistory size={16} stroke={1.9} aria-hidden="true" />
          <span className={styles.noteWords}>{publishText('packStale')}</span>
        </div>
      )}
      <ul className={styles.list}>
        {pack.files.map((file) => (
          <FileRow key={file.fileName} file={file} />
        ))}
      </ul>
      {pack.problems.length > 0 && (
        <>
          <h3 className={styles.sectionName}>{publishText('packProblems')}</h3>
          <div className={styles.panel}>
            <ProblemList problems={pack.problems} of={pack.document} notesHead="packNotesHead" />
          </div>
        </>
      )}
    </section>
  )
}

function FileRow({ file }: { file: PackFile }) {
  const isPage = file.mediaType.startsWith('text/html')
  const Glyph = isPage ? IconFileTypeHtml : IconFileTypeCsv
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <Glyph size={22} stroke={1.5} aria-hidden="true" />
        <span className={styles.rowWords}>
          <span className={styles.rowName}>{file.fileName}</span>
          <span className={`${styles.rowFacts} tabular`}>{`${publishText(isPage ? 'page' : 'table')}, ${bytesInWords(new Blob([file.text]).size)}`}</span>
        </span>
        <span className={styles.rowWays}>
          {isPage && (
            <Button size="xs" h={32} variant="default" leftSection={<IconPrinter size={16} stroke={1.8} />} onClick={() => void printPack(file)} data-testid="print-pack">
              {publishText('printPage')}
            </Button>
          )}
          <Button size="xs" h={32} variant="default" aria-label={publishText('saveNamed', { name: file.fileName })} onClick={() => void save(file)} data-testid={`save-${file.fileName}`}>
            {publishText('saveFile')}
          </Button>
        </span>
      </div>
    </li>
  )
}

function save({ fileName, mediaType, text }: PackFile): Promise<void> {
  return saveWithNotice(fileName, () => Promise.resolve(new Blob([text], { type: mediaType })))
}
