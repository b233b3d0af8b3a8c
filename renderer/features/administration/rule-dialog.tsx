import {
  Caption1,
  Checkbox,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  Switch,
  Textarea,
} from '@fluentui/react-components'
import { useState } from 'react'
import { ActDialog } from '../../components/dialog.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import type { PlainTextKey } from '../../i18n/catalog.ts'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { kindOf, type RuleName, ruleJson, ruleText } from './rule-form.ts'
import { RuleTrial } from './rule-trial.tsx'
import { useRuleWords } from './rule-words.ts'

const useStyles = makeStyles({
  options: { display: 'grid', gridTemplateColumns: '1fr 1fr' },
})

const hints: Partial<Record<RuleName, PlainTextKey>> = {
  quorumTiers: 'rule-hint.quorumTiers',
  secondStage: 'rule-hint.secondStage',
  urgent: 'rule-hint.urgent',
  canary: 'rule-hint.canary',
  recipientLimits: 'rule-hint.recipientLimits',
  severities: 'rule-hint.severities',
  linkHosts: 'rule-hint.linkHosts',
  quietHours: 'rule-hint.quietHours',
  retention: 'rule-hint.retention',
  loginNetworks: 'rule-hint.networks',
  releaseNetworks: 'rule-hint.networks',
  coolingOffHours: 'rule-hint.coolingOffHours',
  routeCoolingOffHours: 'rule-hint.routeCoolingOffHours',
  directDelivery: 'rule-hint.directDelivery',
  parcelsAllowed: 'rule-hint.parcelsAllowed',
  storelessMinutesMax: 'rule-hint.storelessMinutesMax',
  stopContact: 'rule-hint.stopContact',
}

/** One rule, its new value, and a code: the change is signed and reaches everybody. */
export function RuleDialog(props: { name: RuleName; value: string; onClose: () => void }) {
  const t = useText()
  const change = useAct('governance.change-rule')
  const before = ruleText(props.name, props.value)
  const [text, setText] = useState(before)
  const [code, setCode] = useState('')
  return (
    <ActDialog
      isOpen
      title={t('policy.change-title', { rule: t(`rule.${props.name}`) })}
      confirmLabel={t('policy.change-act')}
      isReady={text !== before && code.length === 6}
      isRunning={change.isRunning}
      problem={change.problem}
      onCancel={props.onClose}
      onConfirm={() =>
        change.run(
          { name: props.name, value: ruleJson(props.name, text), code },
          props.onClose,
          () => setCode(''),
        )
      }
    >
      <RuleField name={props.name} value={text} onChange={setText} />
      {props.name === 'severities' ? <RuleTrial value={ruleJson(props.name, text)} /> : null}
      <Caption1>{t('policy.change-note')}</Caption1>
      <StepUpField act="grant" value={code} onChange={setCode} />
    </ActDialog>
  )
}

function RuleField(props: { name: RuleName; value: string; onChange: (value: string) => void }) {
  const styles = useStyles()
  const t = useText()
  const { sayOption } = useRuleWords()
  const kind = kindOf(props.name)
  const hint = hints[props.name]
  const field = {
    label: t(`rule.${props.name}`),
    ...(hint === undefined ? {} : { hint: t(hint) }),
  }
  switch (kind.kind) {
    case 'switch':
      return (
        <Field {...field}>
          <Switch
            checked={props.value === 'true'}
            onChange={(_, data) => props.onChange(String(data.checked))}
          />
        </Field>
      )
    case 'choice':
      return (
        <Field {...field}>
          <RadioGroup value={props.value} onChange={(_, data) => props.onChange(data.value)}>
            {kind.options.map((each) => (
              <Radio key={each} value={each} label={sayOption(each)} />
            ))}
          </RadioGroup>
        </Field>
      )
    case 'choices': {
      const chosen = props.value.split('\n')
      return (
        <fieldset>
          <legend>{field.label}</legend>
          <div className={styles.options}>
            {kind.options.map((each) => (
              <Checkbox
                key={each}
                label={sayOption(each)}
                checked={chosen.includes(each)}
                onChange={(_, data) =>
                  props.onChange(
                    kind.options
                      .filter((other) => (other === each ? data.checked : chosen.includes(other)))
                      .join('\n'),
                  )
                }
              />
            ))}
          </div>
        </fieldset>
      )
    }
    case 'number':
    case 'optional-number':
    case 'optional-text':
      return (
        <Field {...field}>
          <Input value={props.value} onChange={(_, data) => props.onChange(data.value)} />
        </Field>
      )
    case 'lines':
    case 'columns':
      return (
        <Field {...field}>
          <Textarea
            rows={4}
            value={props.value}
            onChange={(_, data) => props.onChange(data.value)}
          />
        </Field>
      )
    default:
      return kind satisfies never
  }
}
