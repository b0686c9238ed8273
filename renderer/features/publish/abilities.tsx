import { IconChevronRight, IconCircleCheck, IconCircleHalf2, IconCircleX } from '@tabler/icons-react'
import { useState } from 'react'
import { ABILITIES } from '../../../engine/core/publish/capabilities.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { abilityText } from './ability-texts.ts'
import type { TargetFacts } from './targets-store.ts'
import { publishText } from './texts.ts'
import styles from './abilities.module.css'
import shared from './publish.module.css'

const GLYPHS = { yes: IconCircleCheck, partly: IconCircleHalf2, no: IconCircleX } as const

/** Everything that can be asked of a platform, and whether it can. */
export function Abilities({ target: { name, capabilities } }: { target: TargetFacts }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div className={styles.part}>
      <button type="button" className={shared.disclose} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)} data-testid="abilities">
        <IconChevronRight size={16} stroke={2} aria-hidden="true" />
        {publishText('abilities', { platform: fromEngine(name) })}
      </button>
      {isOpen && (
        <ul className={styles.list}>
          {ABILITIES.map((ability) => {
            const { can, inWords } = capabilities.abilities[ability] ?? { can: 'no' as const, inWords: '' }
            const Glyph = GLYPHS[can]
            return (
              <li key={ability} className={styles.item} data-can={can}>
                <Glyph size={16} stroke={1.9} aria-hidden="true" />
                <span>
                  {abilityText(ability)}: {abilityText(can)}
                  {inWords !== '' && <span className={styles.words}>{fromEngine(inWords)}</span>}
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
