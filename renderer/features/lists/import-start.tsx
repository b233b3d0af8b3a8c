import {
  Button,
  Dropdown,
  Field,
  makeStyles,
  Option,
  Switch,
  tokens,
} from '@fluentui/react-components'
import type { ImportMode } from '../../../preload/contract/import.ts'
import type { PlainTextKey } from '../../i18n/catalog.ts'
import { useFormat, useText } from '../../i18n/language.tsx'
import type { ConsentPlan } from './import-consent.tsx'
import { type ImportTarget, ImportTargetField } from './import-target-field.tsx'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    gap: '12px',
    alignItems: 'flex-end',
    justifyContent: 'space-between',
    flexWrap: 'wrap',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingTop: '16px',
  },
  settings: { display: 'flex', gap: '12px', flexWrap: 'wrap', alignItems: 'flex-end' },
  mode: { minWidth: '280px' },
  acts: { display: 'flex', gap: '12px' },
})

const modes: readonly (readonly [ImportMode, PlainTextKey])[] = [
  ['once', 'import.mode-once'],
  ['strict', 'import.mode-strict'],
  ['resumable', 'import.mode-resumable'],
]

export interface ImportPlan {
  readonly target: ImportTarget
  readonly mode: ImportMode
  readonly requireConsent: boolean
  readonly consent: ConsentPlan
}

interface ImportStartProps {
  readonly plan: ImportPlan
  readonly onChange: (plan: ImportPlan) => void
  readonly hasAddress: boolean
  readonly hasConsent: boolean
  /** Whether the file can be read again after an interruption. */
  readonly canResume: boolean
  readonly rowCount: number
  readonly onTry: () => void
  readonly onStart: () => void
}

/** Into which list and how; then try it, or do it. */
export function ImportStart(props: ImportStartProps) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const { plan, onChange, hasAddress } = props
  const { target } = plan
  const offered = modes.filter(([mode]) => mode !== 'resumable' || props.canResume)
  const isReady = hasAddress && (target.list !== null || target.newName.trim() !== '')
  const [, modeKey] = modes.find(([mode]) => mode === plan.mode) ?? ['once', 'import.mode-once']
  return (
    <div className={styles.bar}>
      <div className={styles.settings}>
        <ImportTargetField target={target} onChange={(to) => onChange({ ...plan, target: to })} />
        <Field label={t('import.mode')} className={styles.mode}>
          <Dropdown
            value={t(modeKey)}
            selectedOptions={[plan.mode]}
            onOptionSelect={(_, data) => {
              const chosen = modes.find(([mode]) => mode === data.optionValue)
              if (chosen) onChange({ ...plan, mode: chosen[0] })
            }}
          >
            {offered.map(([mode, key]) => (
              <Option key={mode} value={mode}>
                {t(key)}
              </Option>
            ))}
          </Dropdown>
        </Field>
        {props.hasConsent ? (
          <Switch
            label={t('import.require-consent')}
            checked={plan.requireConsent}
            onChange={(_, data) => onChange({ ...plan, requireConsent: data.checked })}
          />
        ) : null}
      </div>
      <div className={styles.acts}>
        <Button size="large" disabled={!hasAddress} onClick={props.onTry}>
          {t('import.try')}
        </Button>
        <Button appearance="primary" size="large" disabled={!isReady} onClick={props.onStart}>
          {t('import.start', { count: format.number(props.rowCount) })}
        </Button>
      </div>
    </div>
  )
}
