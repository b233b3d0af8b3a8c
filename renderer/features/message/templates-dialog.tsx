import { Button, Caption1, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons'
import { type ReactNode, useState } from 'react'
import type { FooterView, TemplateView } from '../../../preload/contract/templates.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { useNavigation } from '../../navigation.tsx'
import { FooterDialog } from './footer-dialog.tsx'

const useStyles = makeStyles({
  rows: { display: 'flex', flexDirection: 'column', gap: '4px', minHeight: '200px' },
  row: {
    display: 'flex',
    gap: '8px',
    alignItems: 'center',
    padding: '8px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  what: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  hint: { color: tokens.colorNeutralForeground3 },
})

type Asking =
  | { readonly delete: 'template' | 'footer'; readonly id: string; readonly name: string }
  | { readonly footer: FooterView | null }
  | null

/** What is kept for messages to come: templates to begin with, and footers that stand in them. */
export function TemplatesDialog(props: { onClose: () => void }) {
  const styles = useStyles()
  const t = useText()
  const [shown, setShown] = useState<'templates' | 'footers'>('templates')
  const [asking, setAsking] = useState<Asking>(null)
  const done = () => setAsking(null)
  return (
    <ActDialog
      isOpen
      size="wide"
      title={t('templates.title')}
      confirmLabel={t('app.close')}
      onCancel={null}
      onConfirm={props.onClose}
    >
      <TabList
        selectedValue={shown}
        onTabSelect={(_, data) => setShown(data.value === 'footers' ? 'footers' : 'templates')}
      >
        <Tab value="templates">{t('templates.tab-templates')}</Tab>
        <Tab value="footers">{t('templates.tab-footers')}</Tab>
      </TabList>
      <div className={styles.rows}>
        {shown === 'templates' ? <Templates onAsk={setAsking} /> : <Footers onAsk={setAsking} />}
      </div>
      {asking !== null && 'footer' in asking ? (
        <FooterDialog footer={asking.footer} onDone={done} />
      ) : null}
      {asking !== null && 'delete' in asking ? <DeleteDialog {...asking} onDone={done} /> : null}
    </ActDialog>
  )
}

function Templates(props: { onAsk: (asking: Asking) => void }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const { navigate } = useNavigation()
  const asked = useCall('templates.list', {})
  return (
    <>
      <Caption1 className={styles.hint}>{t('templates.hint')}</Caption1>
      <Loaded asked={asked}>
        {(templates: readonly TemplateView[]) =>
          templates.length === 0 ? (
            <div>{t('templates.none')}</div>
          ) : (
            templates.map(({ id, name, subject, updatedAt }) => (
              <Row key={id} name={name} detail={`${subject} · ${format.dateTime(updatedAt)}`}>
                <Button size="small" onClick={() => navigate({ page: 'campaign', campaign: id })}>
                  {t('templates.edit')}
                </Button>
                <Button size="small" onClick={() => props.onAsk({ delete: 'template', id, name })}>
                  {t('templates.delete')}
                </Button>
              </Row>
            ))
          )
        }
      </Loaded>
    </>
  )
}

function Footers(props: { onAsk: (asking: Asking) => void }) {
  const styles = useStyles()
  const t = useText()
  const asked = useCall('footers.list', {})
  return (
    <>
      <Caption1 className={styles.hint}>{t('templates.footer-hint')}</Caption1>
      <div>
        <Button icon={<Add20Regular />} onClick={() => props.onAsk({ footer: null })}>
          {t('templates.footer-new')}
        </Button>
      </div>
      <Loaded asked={asked}>
        {(footers) =>
          footers.map((footer) => (
            <Row
              key={footer.id}
              name={footer.name}
              detail={t('templates.footer-drafts', { count: footer.drafts })}
            >
              <Button size="small" onClick={() => props.onAsk({ footer })}>
                {t('templates.edit')}
              </Button>
              <Button
                size="small"
                onClick={() => props.onAsk({ delete: 'footer', id: footer.id, name: footer.name })}
              >
                {t('templates.delete')}
              </Button>
            </Row>
          ))
        }
      </Loaded>
    </>
  )
}

function Row(props: { name: string; detail: string; children: ReactNode }) {
  const styles = useStyles()
  return (
    <section className={styles.row} aria-label={props.name}>
      <div className={styles.what}>
        {props.name}
        <Caption1 block className={styles.hint}>
          {props.detail}
        </Caption1>
      </div>
      {props.children}
    </section>
  )
}

function DeleteDialog(props: {
  delete: 'template' | 'footer'
  id: string
  name: string
  onDone: () => void
}) {
  const t = useText()
  const template = useAct('templates.delete')
  const footer = useAct('footers.delete')
  return (
    <ActDialog
      isOpen
      intent="danger"
      title={t('templates.delete-title', { name: props.name })}
      confirmLabel={t('templates.delete')}
      isRunning={template.isRunning || footer.isRunning}
      problem={template.problem ?? footer.problem}
      onCancel={props.onDone}
      onConfirm={() =>
        props.delete === 'template'
          ? template.run({ template: props.id }, props.onDone)
          : footer.run({ footer: props.id }, props.onDone)
      }
    >
      {t(`templates.delete-${props.delete}`)}
    </ActDialog>
  )
}
