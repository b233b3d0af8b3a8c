import {
  Field,
  makeStyles,
  Radio,
  RadioGroup,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { RouteView } from '../../../preload/contract/routes.ts'
import type { ChannelRawInput } from '../../../preload/contract.ts'
import type { Problem } from '../../../preload/problem.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { DirectFields, KindField } from './direct-fields.tsx'
import { DirectTest } from './direct-test.tsx'
import { RelayTest } from './relay-test.tsx'
import { blankRoute, type RouteDraft, toDraft, toRelay, toRoute } from './route-draft.ts'
import { DkimFields, LimitFields, RelayFields } from './route-fields.tsx'
import { MoreFields } from './route-more-fields.tsx'
import { DnsRecord } from './routes-tab.tsx'

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: '16px' },
  title: {
    margin: '4px 0 -4px',
    paddingTop: '16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    ':first-child': { borderTopStyle: 'none', paddingTop: 0, marginTop: 0 },
  },
})

/**
 * A route: the relay with a live test, DKIM, limits; then the DNS record to publish. `route` is the
 * one to change; without it a new one is made.
 */
export function RouteDialog(props: { route?: RouteView; onClose: () => void }) {
  const { route, onClose } = props
  const create = useAct('routes.create')
  const change = useAct('routes.change')
  const done = create.value ?? change.value
  const isChange = route !== undefined
  if (done !== undefined) return <Done route={done} isChange={isChange} onClose={onClose} />
  return (
    <RouteForm
      route={route}
      isRunning={create.isRunning || change.isRunning}
      problem={create.problem ?? change.problem}
      onCancel={onClose}
      onConfirm={(input, keepsSecrets, forget) =>
        route === undefined
          ? create.run(input, () => undefined, forget)
          : change.run({ ...input, route: route.id, keepsSecrets }, () => undefined, forget)
      }
    />
  )
}

function Done(props: { route: RouteView; isChange: boolean; onClose: () => void }) {
  const t = useText()
  const { route, isChange } = props
  const { name } = route
  const isProposed = route.sinceAt === null
  const title = isProposed ? t('routes.proposed', { name }) : undefined
  return (
    <ActDialog
      isOpen
      size="wide"
      title={title ?? (isChange ? t('routes.changed', { name }) : t('routes.created', { name }))}
      confirmLabel={t('app.close')}
      onConfirm={props.onClose}
      onCancel={null}
    >
      {isProposed ? <Text>{t('routes.proposed-note')}</Text> : null}
      <DnsRecord route={route} />
    </ActDialog>
  )
}

type Input = ChannelRawInput<'routes.create'>

function RouteForm(props: {
  route: RouteView | undefined
  isRunning: boolean
  problem: Problem | null
  onCancel: () => void
  onConfirm: (input: Input, keepsSecrets: boolean, forget: () => void) => void
}) {
  const styles = useStyles()
  const t = useText()
  const { route } = props
  const [draft, setDraft] = useState(() => (route === undefined ? blankRoute : toDraft(route)))
  const [keepsSecrets, setKeepsSecrets] = useState(true)
  const [code, setCode] = useState('')
  const change = (part: Partial<RouteDraft>) => setDraft((before) => ({ ...before, ...part }))
  const input = toRoute(draft)
  const name = route?.name ?? ''
  return (
    <ActDialog
      isOpen
      size="wide"
      title={route === undefined ? t('routes.add-title') : t('routes.change-title', { name })}
      confirmLabel={t(route === undefined ? 'routes.add-act' : 'routes.change-act')}
      isReady={input !== null && code.length === 6}
      isRunning={props.isRunning}
      problem={props.problem}
      onCancel={props.onCancel}
      onConfirm={() =>
        input === null
          ? undefined
          : props.onConfirm({ ...input, code }, keepsSecrets, () => setCode(''))
      }
    >
      <div className={styles.fields}>
        {route === undefined ? null : (
          <SecretsChoice keepsSecrets={keepsSecrets} onChange={setKeepsSecrets} />
        )}
        <Subtitle2 as="h3" className={styles.title}>
          {t('routes.relay')}
        </Subtitle2>
        <KindField draft={draft} onChange={change} />
        {draft.isDirect ? (
          <>
            <DirectFields draft={draft} onChange={change} />
            <DirectTest draft={draft} />
          </>
        ) : (
          <>
            <RelayFields
              draft={draft}
              onChange={change}
              isPasswordKept={route !== undefined && keepsSecrets}
            />
            <RelayTest input={toRelay(draft)} />
          </>
        )}
        <Subtitle2 as="h3" className={styles.title}>
          {t('routes.dkim')}
        </Subtitle2>
        <DkimFields draft={draft} onChange={change} />
        <Subtitle2 as="h3" className={styles.title}>
          {t('routes.limits')}
        </Subtitle2>
        <LimitFields draft={draft} onChange={change} />
        <MoreFields draft={draft} onChange={change} />
        <StepUpField act="grant" value={code} onChange={setCode} />
      </div>
    </ActDialog>
  )
}

function SecretsChoice(props: {
  keepsSecrets: boolean
  onChange: (keepsSecrets: boolean) => void
}) {
  const t = useText()
  const { keepsSecrets } = props
  return (
    <>
      <Text>{t('routes.change-note')}</Text>
      <Field label={t('routes.secrets')} hint={keepsSecrets ? '' : t('routes.new-secrets-hint')}>
        <RadioGroup
          value={keepsSecrets ? 'kept' : 'new'}
          onChange={(_, { value }) => props.onChange(value === 'kept')}
        >
          <Radio value="kept" label={t('routes.keeps-secrets')} />
          <Radio value="new" label={t('routes.new-secrets')} />
        </RadioGroup>
      </Field>
    </>
  )
}
