import { Button, makeStyles } from '@fluentui/react-components'
import { useText } from '../../i18n/language.tsx'
import { blankProof, type ProofDraft } from './keeper-proof-fields.tsx'

const useStyles = makeStyles({ row: { display: 'flex', gap: '8px' } })
const sheetsMax = 20

/** As many sheets as the keepers have brought, where nothing here knows yet how many it takes. */
export function KeeperCount(props: {
  value: readonly ProofDraft[]
  onChange: (value: readonly ProofDraft[]) => void
}) {
  const styles = useStyles()
  const t = useText()
  const { value, onChange } = props
  return (
    <div className={styles.row}>
      <Button
        size="small"
        disabledFocusable={value.length >= sheetsMax}
        onClick={() => onChange([...value, blankProof])}
      >
        {t('keepers.sheet-more')}
      </Button>
      <Button
        size="small"
        disabledFocusable={value.length <= 1}
        onClick={() => onChange(value.slice(0, -1))}
      >
        {t('keepers.sheet-less')}
      </Button>
    </div>
  )
}
