import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { ActDialog } from '../../components/dialog.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { RelayTest } from './relay-test.tsx'
import { blankRoute, type RouteDraft, toRelay, toRoute } from './route-draft.ts'
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

/** A new route: the relay with a live test, DKIM, limits; then the DNS record to publish. */
export function RouteDialog(props: { onClose: () => void }) {
  const styles = useStyles()
  const t = useText()
  const create = useAct('routes.create')
  const [draft, setDraft] = useState(blankRoute)
  const [code, setCode] = useState('')
  const change = (part: Partial<RouteDraft>) => setDraft((before) => ({ ...before, ...part }))
  const input = toRoute(draft)
  const created = create.value
  if (created !== undefined) {
    return (
      <ActDialog
        isOpen
        size="wide"
        title={t('routes.created', { name: created.name })}
        confirmLabel={t('app.close')}
        onConfirm={props.onClose}
        onCancel={null}
      >
        <DnsRecord route={created} />
      </ActDialog>
    )
  }
  return (
    <ActDialog
      isOpen
      size="wide"
      title={t('routes.add-title')}
      confirmLabel={t('routes.add-act')}
      isReady={input !== null && code.length === 6}
      isRunning={create.isRunning}
      problem={create.problem}
      onCancel={props.onClose}
      onConfirm={() =>
        input === null
          ? undefined
          : create.run(
              { ...input, code },
              () => setDraft(blankRoute),
              () => setCode(''),
            )
      }
    >
      <div className={styles.fields}>
        <Subtitle2 as="h3" className={styles.title}>
          {t('routes.relay')}
        </Subtitle2>
        <RelayFields draft={draft} onChange={change} />
        <RelayTest input={toRelay(draft)} />
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
