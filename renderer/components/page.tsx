import {
  Button,
  makeStyles,
  mergeClasses,
  Subtitle2,
  Title2,
  tokens,
} from '@fluentui/react-components'
import { ArrowLeft20Regular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language.tsx'

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    padding: '20px 28px 12px',
    minHeight: '40px',
    // A tall body would press the subtitle under its first line.
    flexShrink: 0,
    flexWrap: 'wrap',
  },
  titles: { flexGrow: 1, minWidth: 0 },
  title: { margin: 0, overflowWrap: 'anywhere' },
  subtitle: { color: tokens.colorNeutralForeground3, marginTop: '2px' },
  actions: { display: 'flex', gap: '8px', alignItems: 'center', flexWrap: 'wrap' },
  body: { display: 'flex', flexGrow: 1, minHeight: 0 },
  content: {
    flexGrow: 1,
    minWidth: 0,
    overflowY: 'auto',
    padding: '8px 28px 28px',
    display: 'flex',
    flexDirection: 'column',
    gap: '20px',
  },
  reading: { '& > *': { maxWidth: '960px' } },
  aside: {
    width: '320px',
    flexShrink: 0,
    overflowY: 'auto',
    padding: '8px 20px 28px',
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  section: { display: 'flex', flexDirection: 'column', gap: '12px' },
  sectionHead: { display: 'flex', alignItems: 'center', gap: '12px', minHeight: '32px' },
  sectionTitle: { margin: 0, flexGrow: 1 },
})

export interface PageProps {
  readonly title: string
  readonly subtitle?: ReactNode | undefined
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode | undefined
  /** Goes back when given. */
  readonly onBack?: ((() => void) | null) | undefined
  /** Stays at the right while the content scrolls. */
  readonly aside?: ReactNode | undefined
  /** 'reading' keeps forms and texts at a width that the eye can follow. */
  readonly width?: 'full' | 'reading' | undefined
  readonly children: ReactNode
}

/** A whole screen: its title, what can be done there, and its content. */
export function Page(props: PageProps) {
  const styles = useStyles()
  const t = useText()
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        {props.onBack ? (
          <Button
            appearance="subtle"
            icon={<ArrowLeft20Regular />}
            aria-label={t('app.back')}
            onClick={props.onBack}
          />
        ) : null}
        <div className={styles.titles}>
          <Title2 as="h1" block className={styles.title}>
            {props.title}
          </Title2>
          {props.subtitle ? <div className={styles.subtitle}>{props.subtitle}</div> : null}
        </div>
        <div className={styles.actions}>{props.actions}</div>
      </header>
      <div className={styles.body}>
        <div className={mergeClasses(styles.content, props.width === 'reading' && styles.reading)}>
          {props.children}
        </div>
        {props.aside ? <aside className={styles.aside}>{props.aside}</aside> : null}
      </div>
    </div>
  )
}

/** A titled part of a page. */
export function Section(props: { title: string; actions?: ReactNode; children: ReactNode }) {
  const styles = useStyles()
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <Subtitle2 as="h2" className={styles.sectionTitle}>
          {props.title}
        </Subtitle2>
        {props.actions}
      </div>
      {props.children}
    </section>
  )
}
