import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconWand } from '@tabler/icons-react'
import { DIAGNOSTIC_CODES, type Diagnostic, type DiagnosticCode } from '../../../engine/core/lint/diagnostics.ts'
import { isSafeFix } from '../../document/commands/fix-all.ts'
import { defineTexts } from '../../i18n/define-texts.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { fixWanted } from './problem-actions.ts'
import styles from './problems.module.css'

export const text = defineTexts('fixAll', {
  button: 'Fix all', safe_one: 'Fix the {{count}} that is safe to fix', safe_other: 'Fix the {{count}} that are safe to fix', safeHelp: 'Corrects names and takes away what changes nothing. One step to undo.',
  byCode: 'All of one kind', ofCode_one: '{{count}} × {{what}}', ofCode_other: '{{count}} × {{what}}',
})

/** Makes many fixes at once: all safe ones, or all of one code; says beforehand how many, and is one undo step. */
export function FixAll({ all }: { all: readonly Diagnostic[] }) {
  const fixable = all.filter(({ fix }) => fix !== undefined)
  if (fixable.length === 0) return null
  const safe = fixable.filter(isSafeFix)
  const codes = [...new Set(fixable.map(({ code }) => code))]
  return (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <Button variant="default" size="compact-sm" leftSection={<IconWand size={14} stroke={1.8} />} rightSection={<IconChevronDown size={14} />} data-testid="fix-all">
          {text('button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {safe.length > 0 && (
          <Menu.Item onClick={() => fixWanted(isSafeFix)} data-testid="fix-all-safe">
            {text('safe', { count: safe.length })}
            <span className={styles.fixWords}>{text('safeHelp')}</span>
          </Menu.Item>
        )}
        <Menu.Label>{text('byCode')}</Menu.Label>
        {codes.map((code) => (
          <Menu.Item key={code} onClick={() => fixWanted((one) => one.code === code)} data-testid={`fix-all-${code}`}>
            {text('ofCode', { count: fixable.filter((one) => one.code === code).length, what: whatOf(code) })}
            <span className={styles.fixWords}>{fromEngine(fixable.find((one) => one.code === code)?.fix?.label ?? '')}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function whatOf(code: DiagnosticCode): string {
  return `${code} ${fromEngine(DIAGNOSTIC_CODES[code])}`
}
