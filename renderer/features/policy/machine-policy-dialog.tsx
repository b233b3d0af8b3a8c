import {
  Badge,
  Body1,
  Button,
  Caption1,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Subtitle2,
  Switch,
  Text,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { MachinePolicyView, MachineSettingView } from '../../../preload/contract/policy.ts'
import { CopyField } from '../../components/copy-field.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { sayJson } from './setting-words.ts'

const useStyles = makeStyles({
  surface: { maxWidth: '860px' },
  // A bar that may shrink lets its list run out of it.
  bar: { flexShrink: 0 },
  content: { display: 'flex', flexDirection: 'column', gap: '16px', paddingTop: '4px' },
  quiet: { color: tokens.colorNeutralForeground3 },
  sources: { margin: 0, paddingLeft: '20px' },
  group: { display: 'flex', flexDirection: 'column', gap: '4px' },
  heading: { margin: 0 },
  settings: { margin: 0, padding: 0, listStyle: 'none' },
  setting: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) auto',
    alignItems: 'start',
    gap: '2px 16px',
    padding: '8px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':last-child': { borderBottom: 'none' },
  },
  title: { display: 'flex', flexDirection: 'column' },
  value: { display: 'flex', flexDirection: 'column', overflowWrap: 'anywhere' },
  text: { whiteSpace: 'pre-line' },
  name: { fontFamily: tokens.fontFamilyMonospace, color: tokens.colorNeutralForeground3 },
})

/** What IT has laid down for this PC: every setting, where it comes from, and what is wrong. */
export function MachinePolicyDialog(props: { onClose: () => void }) {
  const styles = useStyles()
  const t = useText()
  return (
    <Dialog open onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{t('machine.title')}</DialogTitle>
          <DialogContent className={styles.content}>
            <Body1>{t('machine.body')}</Body1>
            <Loaded asked={useCall('policy.explain', {})}>
              {(policy) => <Explained policy={policy} />}
            </Loaded>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={props.onClose}>
              {t('app.close')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

const groups = ['office', 'relay', 'approval', 'sign-in', 'addresses', 'program'] as const

function Explained({ policy }: { readonly policy: MachinePolicyView }) {
  const styles = useStyles()
  const t = useText()
  const [isAll, setAll] = useState(false)
  const shown = policy.settings.filter((each) => isAll || each.source !== null)
  return (
    <>
      <Problems policy={policy} />
      <Sources policy={policy} />
      <Switch
        checked={isAll}
        label={t('machine.show-all')}
        onChange={(_, data) => setAll(data.checked)}
      />
      {shown.length === 0 ? <Text>{t('machine.nothing')}</Text> : null}
      {groups.map((group) => {
        const settings = shown.filter((each) => each.group === group)
        return settings.length === 0 ? null : (
          <section key={group} className={styles.group}>
            <Subtitle2 as="h3" className={styles.heading}>
              {t(`machine.group-${group}`)}
            </Subtitle2>
            <ul className={styles.settings}>
              {settings.map((each) => (
                <Setting key={each.name} setting={each} />
              ))}
            </ul>
          </section>
        )
      })}
      {policy.fingerprint === null ? null : (
        <CopyField label={t('machine.fingerprint')} value={policy.fingerprint} kind="public" />
      )}
      <Changes policy={policy} />
    </>
  )
}

function Problems({ policy }: { readonly policy: MachinePolicyView }) {
  const styles = useStyles()
  const t = useText()
  if (policy.problems.length === 0) return null
  return (
    <MessageBar intent="error" layout="multiline" className={styles.bar}>
      <MessageBarBody>
        <MessageBarTitle>{t('machine.problems')}</MessageBarTitle>
        <ul className={styles.sources}>
          {policy.problems.map(({ source, place, kind, setting }) => (
            <li key={`${source} ${kind} ${setting}`}>
              {t(`machine.problem-${kind}`, {
                what: setting === '' ? t(`machine.source-${source}`) : setting,
                place,
              })}
            </li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  )
}

function Sources({ policy }: { readonly policy: MachinePolicyView }) {
  const styles = useStyles()
  const t = useText()
  if (policy.sources.length === 0) return null
  return (
    <Caption1 className={styles.quiet}>
      {policy.sources
        .map(({ name, place }) =>
          t('machine.read-from', { source: t(`machine.source-${name}`), place }),
        )
        .join(' ')}
    </Caption1>
  )
}

function Setting({ setting }: { readonly setting: MachineSettingView }) {
  const styles = useStyles()
  const t = useText()
  const { name, title, value, source, isReplaced, isLocked, overrode, organization, inForce } =
    setting
  const say = (json: string | null) => sayJson(json, t)
  return (
    <li className={styles.setting}>
      <div className={styles.title}>
        <Text>{title}</Text>
        <Caption1 className={styles.name}>{name}</Caption1>
      </div>
      <div className={styles.value}>
        <Text weight="semibold" className={styles.text}>
          {say(inForce)}
        </Text>
        {organization === null || value === null ? null : (
          <Caption1>
            {t('machine.both', { machine: say(value), organization: say(organization) })}
          </Caption1>
        )}
        {isReplaced ? <Caption1>{t('machine.replaced')}</Caption1> : null}
        {overrode.map((each) => (
          <Caption1 key={each.source} className={styles.quiet}>
            {t('machine.overrode', {
              value: say(each.given),
              source: t(`machine.source-${each.source}`),
            })}
          </Caption1>
        ))}
      </div>
      {source === null ? (
        <Badge appearance="outline" color="informative">
          {t(organization === null ? 'machine.free' : 'machine.by-organization')}
        </Badge>
      ) : (
        <Badge appearance="tint" color={isLocked ? 'brand' : 'informative'}>
          {t(isLocked ? 'machine.locked-by' : 'machine.preset-by', {
            source: t(`machine.source-${source}`),
          })}
        </Badge>
      )}
    </li>
  )
}

function Changes({ policy }: { readonly policy: MachinePolicyView }) {
  const styles = useStyles()
  const t = useText()
  const { dateTime } = useFormat()
  if (policy.changes.length === 0) return null
  return (
    <section className={styles.group}>
      <Subtitle2 as="h3" className={styles.heading}>
        {t('machine.changes')}
      </Subtitle2>
      <ul className={styles.sources}>
        {policy.changes.slice(0, 10).map(({ at, settings }) => (
          <li key={at}>
            {t('machine.change', {
              at: dateTime(at),
              settings: settings.length === 0 ? t('machine.change-problems') : settings.join(', '),
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
