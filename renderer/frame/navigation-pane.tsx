import {
  Button,
  makeStyles,
  mergeClasses,
  Subtitle1,
  Tooltip,
  tokens,
} from '@fluentui/react-components'
import {
  PanelLeftContract20Regular,
  PanelLeftExpand20Regular,
  QuestionCircle20Regular,
  Search20Regular,
} from '@fluentui/react-icons'
import { useState } from 'react'
import type { AppState } from '../../preload/contract/app.ts'
import { GateMark } from '../components/gate-mark.tsx'
import { useText } from '../i18n/language.tsx'
import { useNavigation } from '../navigation.tsx'
import { topOf } from '../page-access.ts'
import type { NavigationEntry } from '../routes.tsx'
import { SettingsMenu } from './settings-menu.tsx'

const useStyles = makeStyles({
  pane: {
    display: 'flex',
    flexDirection: 'column',
    width: '208px',
    flexShrink: 0,
    padding: '12px 8px',
    boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  narrow: { width: '56px' },
  head: { display: 'flex', alignItems: 'center', gap: '10px', padding: '4px 8px 16px' },
  entries: {
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    flexGrow: 1,
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  entry: {
    position: 'relative',
    width: '100%',
    justifyContent: 'flex-start',
    fontWeight: tokens.fontWeightRegular,
    minWidth: 0,
    minHeight: '36px',
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground3Selected,
    color: tokens.colorNeutralForeground1Selected,
    fontWeight: tokens.fontWeightSemibold,
    '::before': {
      content: '""',
      position: 'absolute',
      left: 0,
      top: '9px',
      bottom: '9px',
      width: '3px',
      borderRadius: '2px',
      backgroundColor: tokens.colorCompoundBrandForeground1,
      forcedColorAdjust: 'none',
    },
  },
  foot: { display: 'flex', justifyContent: 'space-between' },
  footNarrow: { flexDirection: 'column', alignItems: 'center' },
})

/** The map of the product at the left edge: icon and label, or icons alone. */
export function NavigationPane(props: {
  state: AppState
  entries: readonly NavigationEntry[]
  onFind: () => void
}) {
  const styles = useStyles()
  const t = useText()
  const { place, navigate } = useNavigation()
  const [isNarrow, setNarrow] = useState(() => window.innerWidth < 900)
  const toggleLabel = isNarrow ? t('app.expand') : t('app.collapse')
  return (
    <nav
      className={mergeClasses(styles.pane, isNarrow && styles.narrow)}
      aria-label={t('app.navigation')}
    >
      <div className={styles.head}>
        <GateMark sizePx={24} />
        {isNarrow ? null : <Subtitle1>{t('app.name')}</Subtitle1>}
      </div>
      <Tooltip
        content={`${t('frame.palette')} (Ctrl+K)`}
        relationship={isNarrow ? 'label' : 'description'}
        positioning="after"
      >
        <Button
          appearance="subtle"
          icon={<Search20Regular />}
          className={styles.entry}
          onClick={props.onFind}
        >
          {isNarrow ? null : t('frame.palette-open')}
        </Button>
      </Tooltip>
      <ul className={styles.entries}>
        {props.entries.map((entry, index) => {
          const isCurrent = topOf(place.page) === entry.page
          const Icon = entry.icon
          return (
            <li key={entry.page}>
              <Tooltip
                content={`${t(entry.label)} (Ctrl+${index + 1})`}
                relationship={isNarrow ? 'label' : 'description'}
                positioning="after"
                showDelay={600}
              >
                <Button
                  appearance="subtle"
                  icon={<Icon filled={isCurrent} />}
                  className={mergeClasses(styles.entry, isCurrent && styles.current)}
                  aria-current={isCurrent ? 'page' : undefined}
                  onClick={() => navigate(entry.place)}
                >
                  {isNarrow ? null : t(entry.label)}
                </Button>
              </Tooltip>
            </li>
          )
        })}
      </ul>
      <div className={mergeClasses(styles.foot, isNarrow && styles.footNarrow)}>
        <SettingsMenu state={props.state} onAll={() => navigate({ page: 'settings' })} />
        <Tooltip content={`${t('help.title')} (F1)`} relationship="label" positioning="after">
          <Button
            appearance="subtle"
            icon={<QuestionCircle20Regular />}
            onClick={() => navigate({ page: 'help' })}
          />
        </Tooltip>
        <Tooltip content={toggleLabel} relationship="label" positioning="after">
          <Button
            appearance="subtle"
            icon={isNarrow ? <PanelLeftExpand20Regular /> : <PanelLeftContract20Regular />}
            onClick={() => setNarrow(!isNarrow)}
          />
        </Tooltip>
      </div>
    </nav>
  )
}
