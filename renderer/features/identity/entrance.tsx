import {
  Caption1,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Title2,
  tokens,
} from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { AppState } from '../../../preload/contract/app.ts'
import { GateMark } from '../../components/gate-mark.tsx'
import { SettingsMenu } from '../../frame/settings-menu.tsx'
import { useText } from '../../i18n/language.tsx'

const useStyles = makeStyles({
  root: {
    position: 'relative',
    height: '100%',
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    // What is taller than the window begins at its top, and not above it.
    justifyContent: 'safe center',
    gap: '16px',
    padding: '24px',
    boxSizing: 'border-box',
  },
  settings: { position: 'absolute', top: '12px', right: '16px' },
  card: {
    width: '460px',
    maxWidth: '100%',
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    gap: '20px',
    padding: '32px 36px',
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow8,
  },
  head: { display: 'flex', alignItems: 'center', gap: '12px' },
  title: { margin: 0 },
  foot: { color: tokens.colorNeutralForeground3, textAlign: 'center' },
})

/** A card in the middle of the window: everything that happens before somebody is let in. */
export function Entrance(props: { state: AppState; title: string; children: ReactNode }) {
  const styles = useStyles()
  const t = useText()
  const { organization, workstation, version } = props.state
  const facts = [
    organization?.name,
    organization?.words.join(' '),
    workstation?.name,
    t('app.version', { version }),
  ]
  return (
    <main className={styles.root}>
      <div className={styles.settings}>
        <SettingsMenu state={props.state} />
      </div>
      <div className={styles.card}>
        <div className={styles.head}>
          <GateMark sizePx={32} />
          <Title2 as="h1" className={styles.title}>
            {props.title}
          </Title2>
        </div>
        {props.state.isKeystorePlain ? (
          <MessageBar intent="warning">
            <MessageBarBody>{t('identity.plain-keystore')}</MessageBarBody>
          </MessageBar>
        ) : null}
        {props.children}
      </div>
      <Caption1 className={styles.foot}>
        {facts.filter((fact) => fact !== undefined && fact !== '').join(' · ')}
      </Caption1>
    </main>
  )
}
