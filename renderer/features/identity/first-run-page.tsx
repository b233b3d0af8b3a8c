import {
  Body1,
  Button,
  Caption1,
  createFocusOutlineStyle,
  makeStyles,
  Subtitle1,
  Title1,
  tokens,
} from '@fluentui/react-components'
import {
  BeakerRegular,
  BuildingRegular,
  CheckmarkCircle20Regular,
  DesktopArrowRightRegular,
  PeopleAddRegular,
} from '@fluentui/react-icons'
import { type ReactNode, useState } from 'react'
import type { AppState } from '../../../preload/contract/app.ts'
import { GateMark } from '../../components/gate-mark.tsx'
import { SettingsMenu } from '../../frame/settings-menu.tsx'
import { useText } from '../../i18n/language.tsx'
import { SampleMaking } from '../sample/sample-making.tsx'
import { Founding } from './founding.tsx'
import { Joining } from './joining.tsx'
import { SecondPc } from './second-pc.tsx'
import { Takeover } from './takeover.tsx'

const useStyles = makeStyles({
  root: { position: 'relative', height: '100%' },
  settings: { position: 'absolute', top: '12px', right: '16px', zIndex: 1 },
  doors: {
    height: '100%',
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '28px',
    padding: '24px',
    boxSizing: 'border-box',
  },
  head: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: '12px',
    maxWidth: '620px',
    textAlign: 'center',
  },
  title: { margin: 0 },
  cards: { display: 'flex', gap: '16px', flexWrap: 'wrap', justifyContent: 'center' },
  card: {
    width: '300px',
    padding: '20px 24px',
    display: 'flex',
    flexDirection: 'column',
    gap: '10px',
    textAlign: 'left',
    font: 'inherit',
    color: 'inherit',
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow4,
    ':hover': { border: `1px solid ${tokens.colorBrandStroke1}`, boxShadow: tokens.shadow8 },
    ':disabled': {
      cursor: 'not-allowed',
      color: tokens.colorNeutralForegroundDisabled,
      backgroundColor: tokens.colorNeutralBackgroundDisabled,
    },
    ...createFocusOutlineStyle(),
  },
  icon: { color: tokens.colorBrandForeground1, display: 'flex', fontSize: '28px' },
  cardBody: { color: tokens.colorNeutralForeground2 },
  promises: {
    display: 'flex',
    flexDirection: 'column',
    gap: '6px',
    margin: 0,
    padding: 0,
    listStyle: 'none',
    color: tokens.colorNeutralForeground2,
  },
  promise: { display: 'flex', gap: '8px', alignItems: 'center' },
  version: { color: tokens.colorNeutralForeground3 },
})

type DoorName = 'found' | 'join' | 'second-pc' | 'takeover' | 'sample'

/** The first start on this PC: its doors, and the wizard behind the chosen one. */
export function FirstRunPage(props: { state: AppState; onDone: () => void }) {
  const styles = useStyles()
  const [door, setDoor] = useState<DoorName | null>(null)
  const onLeave = () => setDoor(null)
  return (
    <main className={styles.root}>
      <div className={styles.settings}>
        <SettingsMenu state={props.state} showsLabel />
      </div>
      {door === null ? <Doors state={props.state} onChoose={setDoor} /> : null}
      {door === 'found' ? <Founding onLeave={onLeave} onDone={props.onDone} /> : null}
      {door === 'sample' ? <SampleMaking onLeave={onLeave} /> : null}
      {door === 'takeover' ? <Takeover onLeave={onLeave} onDone={props.onDone} /> : null}
      {door === 'second-pc' ? <SecondPc onLeave={onLeave} onDone={props.onDone} /> : null}
      {door === 'join' ? <Joining who="pc" onLeave={onLeave} onDone={props.onDone} /> : null}
    </main>
  )
}

function Doors(props: { state: AppState; onChoose: (door: DoorName) => void }) {
  const styles = useStyles()
  const t = useText()
  const isPinned = props.state.machine.pinsOrganization
  const promises = [
    t('identity.promise-approval'),
    t('identity.promise-seal'),
    t('identity.promise-local'),
  ]
  return (
    <div className={styles.doors}>
      <div className={styles.head}>
        <GateMark sizePx={56} />
        <Title1 as="h1" className={styles.title}>
          {t('identity.welcome')}
        </Title1>
        <Body1 align="center">{t('identity.welcome-body')}</Body1>
      </div>
      <div className={styles.cards}>
        <Door
          icon={<BuildingRegular />}
          title={t('identity.found')}
          body={t(isPinned ? 'machine.found-locked' : 'identity.found-body')}
          isDisabled={isPinned}
          onChoose={() => props.onChoose('found')}
        />
        <Door
          icon={<PeopleAddRegular />}
          title={t('identity.join')}
          body={t('identity.join-body')}
          onChoose={() => props.onChoose('join')}
        />
        <Door
          icon={<BeakerRegular />}
          title={t('sample.door')}
          body={t('sample.door-body')}
          onChoose={() => props.onChoose('sample')}
        />
      </div>
      <ul className={styles.promises}>
        {promises.map((promise) => (
          <li key={promise} className={styles.promise}>
            <CheckmarkCircle20Regular aria-hidden />
            {promise}
          </li>
        ))}
      </ul>
      <Button
        appearance="subtle"
        icon={<DesktopArrowRightRegular />}
        title={t('second-pc.door-body')}
        onClick={() => props.onChoose('second-pc')}
      >
        {t('second-pc.door')}
      </Button>
      <Button appearance="subtle" size="small" onClick={() => props.onChoose('takeover')}>
        {t('keepers.takeover')}
      </Button>
      <Caption1 className={styles.version}>
        {t('app.version', { version: props.state.version })}
      </Caption1>
    </div>
  )
}

function Door(props: {
  icon: ReactNode
  title: string
  body: string
  isDisabled?: boolean
  onChoose: () => void
}) {
  const styles = useStyles()
  return (
    <button
      type="button"
      className={styles.card}
      disabled={props.isDisabled}
      onClick={props.onChoose}
    >
      <span className={styles.icon} aria-hidden>
        {props.icon}
      </span>
      <Subtitle1>{props.title}</Subtitle1>
      <Body1 className={styles.cardBody}>{props.body}</Body1>
    </button>
  )
}
