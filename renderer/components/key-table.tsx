import {
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
} from '@fluentui/react-components'
import type { PlainTextKey } from '../i18n/catalog.ts'
import { useText } from '../i18n/language.tsx'

const useStyles = makeStyles({ key: { width: '180px', fontVariantNumeric: 'tabular-nums' } })

const keys: readonly (readonly [keys: string, does: PlainTextKey])[] = [
  ['Ctrl+K', 'help.key-palette'],
  ['Ctrl+1 – 8', 'help.key-pages'],
  ['Ctrl+,', 'help.key-settings'],
  ['F1', 'help.key-help'],
  ['Ctrl+L', 'help.key-lock'],
  ['Esc', 'help.key-escape'],
  ['↑ ↓ J K', 'help.key-rows'],
  ['Enter / Space', 'help.key-open'],
]

/** Every key that works wherever one is, and those of tables. */
export function KeyTable() {
  const styles = useStyles()
  const t = useText()
  return (
    <Table size="small" aria-label={t('help.keys')}>
      <TableHeader>
        <TableRow>
          <TableHeaderCell className={styles.key}>{t('help.key')}</TableHeaderCell>
          <TableHeaderCell>{t('help.key-does')}</TableHeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {keys.map(([key, does]) => (
          <TableRow key={key}>
            <TableCell className={styles.key}>{key}</TableCell>
            <TableCell>{t(does)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
