import { Field, Input, makeStyles, Radio, RadioGroup } from '@fluentui/react-components'
import type { KeeperRule } from '../../../preload/contract/keepers.ts'
import { useText } from '../../i18n/language.tsx'

const useStyles = makeStyles({
  numbers: { display: 'flex', gap: '16px', flexWrap: 'wrap' },
  number: { width: '160px' },
})

export interface KeeperDraft {
  readonly kind: 'one' | 'three' | 'other'
  readonly count: string
  readonly threshold: string
}

export const oneKeeper: KeeperDraft = { kind: 'one', count: '5', threshold: '3' }

/** Null while the numbers make no sense. */
export function keeperRuleOf({ kind, count, threshold }: KeeperDraft): KeeperRule | null {
  if (kind === 'one') return { count: 1, threshold: 1 }
  if (kind === 'three') return { count: 3, threshold: 2 }
  const [all, needed] = [count, threshold].map((text) => Number(text.normalize('NFKC')))
  const isPossible =
    all !== undefined &&
    needed !== undefined &&
    Number.isInteger(all) &&
    Number.isInteger(needed) &&
    needed >= 1 &&
    all >= needed &&
    all <= 20
  return isPossible ? { count: all, threshold: needed } : null
}

/** Who keeps the sheets: a small office does not have to think about it. */
export function KeeperChoice(props: {
  value: KeeperDraft
  onChange: (value: KeeperDraft) => void
}) {
  const styles = useStyles()
  const t = useText()
  const { value } = props
  const kinds = ['one', 'three', 'other'] as const
  return (
    <>
      <Field label={t('keepers.choice')} hint={t('keepers.choice-hint')}>
        <RadioGroup
          value={value.kind}
          onChange={(_, data) =>
            props.onChange({ ...value, kind: kinds.find((kind) => kind === data.value) ?? 'one' })
          }
        >
          {kinds.map((kind) => (
            <Radio key={kind} value={kind} label={t(`keepers.choice-${kind}`)} />
          ))}
        </RadioGroup>
      </Field>
      {value.kind === 'other' ? (
        <div className={styles.numbers}>
          <Field label={t('keepers.count')} className={styles.number}>
            <Input
              value={value.count}
              onChange={(_, data) => props.onChange({ ...value, count: data.value })}
            />
          </Field>
          <Field label={t('keepers.threshold')} className={styles.number}>
            <Input
              value={value.threshold}
              onChange={(_, data) => props.onChange({ ...value, threshold: data.value })}
            />
          </Field>
        </div>
      ) : null}
    </>
  )
}
