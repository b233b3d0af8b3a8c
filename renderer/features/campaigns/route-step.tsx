import {
  Dropdown,
  Field,
  Input,
  makeStyles,
  Option,
  Radio,
  RadioGroup,
} from '@fluentui/react-components'
import { useEffect, useEffectEvent } from 'react'
import type { CampaignView } from '../../../preload/contract/campaigns.ts'
import { Section } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { sayRoute } from '../../components/route-words.ts'
import { useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { StepFoot } from './step-foot.tsx'
import { useChoices } from './use-choices.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '16px', maxWidth: '480px' },
})

/** いつ・どこから: the sender that recipients see, the relay, and the hours. */
export function RouteStep(props: { campaign: CampaignView; onNext: () => void }) {
  const styles = useStyles()
  const t = useText()
  const { chosen, choose, problem } = useChoices(props.campaign)
  const routes = useCall('routes.list', {})
  const identities = useCall('routes.sender-identities', {})
  return (
    <>
      <ProblemNotice problem={problem ?? routes.problem ?? identities.problem} />
      <Section title={t('campaigns.step-route')}>
        <div className={styles.form}>
          <Choice
            label={t('campaigns.identity')}
            hint={t('campaigns.identity-hint')}
            chosen={chosen.identity}
            options={identities.value?.map(({ id, name, address }) => ({
              id,
              label: `${name} <${address}>`,
            }))}
            onChoose={(identity) => choose({ identity })}
          />
          <Choice
            label={t('campaigns.route')}
            hint={t('campaigns.route-hint')}
            chosen={chosen.route}
            options={routes.value?.map((route) => ({
              id: route.id,
              label: sayRoute({ ...route, direct: route.transport.direct?.tls ?? null }, t),
            }))}
            onChoose={(route) => choose({ route })}
          />
          <Moment
            label={t('campaigns.window-from')}
            value={chosen.windowFrom}
            onChange={(windowFrom) => choose({ windowFrom })}
          />
          <Moment
            label={t('campaigns.window-until')}
            value={chosen.windowUntil}
            onChange={(windowUntil) => choose({ windowUntil })}
          />
          <Field label={t('campaigns.charset')} hint={t('campaigns.charset-hint')}>
            <RadioGroup
              value={chosen.charset}
              onChange={(_, { value }) =>
                choose({ charset: value === 'iso-2022-jp' ? value : 'utf-8' })
              }
            >
              <Radio value="utf-8" label={t('campaigns.charset-utf-8')} />
              <Radio value="iso-2022-jp" label={t('campaigns.charset-iso-2022-jp')} />
            </RadioGroup>
          </Field>
        </div>
      </Section>
      <StepFoot isReady={chosen.identity !== null && chosen.route !== null} onNext={props.onNext} />
    </>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly hint: string
  readonly chosen: string | null
  /** Undefined until they are known. */
  readonly options: readonly { readonly id: string; readonly label: string }[] | undefined
  readonly onChoose: (id: string) => void
}

/** Where there is only one, it is chosen. */
function Choice(props: ChoiceProps) {
  const t = useText()
  const { options, chosen } = props
  const only = options?.length === 1 ? options[0]?.id : undefined
  const takeOnly = useEffectEvent(() => {
    if (chosen === null && only !== undefined) props.onChoose(only)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as soon as it is known
  useEffect(() => takeOnly(), [only])
  if (options?.length === 0)
    return (
      <Field
        label={props.label}
        validationState="warning"
        validationMessage={t('campaigns.ask-administrator')}
      >
        <Input disabled value={t('app.none')} />
      </Field>
    )
  return (
    <Field label={props.label} hint={props.hint}>
      <Dropdown
        placeholder={t('app.choose')}
        value={options?.find((option) => option.id === chosen)?.label ?? ''}
        selectedOptions={chosen === null ? [] : [chosen]}
        onOptionSelect={(_, data) =>
          data.optionValue ? props.onChoose(data.optionValue) : undefined
        }
      >
        {(options ?? []).map(({ id, label }) => (
          <Option key={id} value={id}>
            {label}
          </Option>
        ))}
      </Dropdown>
    </Field>
  )
}

/** A day and time in the PC's own time zone; empty means no limit. */
function Moment(props: {
  label: string
  value: string | null
  onChange: (at: string | null) => void
}) {
  const t = useText()
  return (
    <Field label={t('campaigns.optional', { label: props.label })}>
      <Input
        type="datetime-local"
        value={props.value === null ? '' : toLocal(props.value)}
        onChange={(_, data) => {
          const at = data.value === '' ? null : new Date(data.value)
          if (at === null || !Number.isNaN(at.getTime())) props.onChange(at?.toISOString() ?? null)
        }}
      />
    </Field>
  )
}

function toLocal(at: string): string {
  const date = new Date(at)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
