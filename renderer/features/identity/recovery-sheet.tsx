import {
  Button,
  Caption1,
  makeStyles,
  mergeClasses,
  Subtitle2,
  Title3,
  tokens,
} from '@fluentui/react-components'
import { Print20Regular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import type { KeeperSheet } from '../../../preload/contract/keepers.ts'
import { Words } from '../../components/words.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useMachine } from '../../machine.ts'

const useStyles = makeStyles({
  sheet: {
    display: 'flex',
    flexDirection: 'column',
    gap: '18px',
    padding: '24px 28px',
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow4,
  },
  head: { display: 'flex', alignItems: 'baseline', gap: '12px', flexWrap: 'wrap' },
  title: { margin: 0 },
  part: { display: 'flex', flexDirection: 'column', gap: '8px' },
  codes: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))',
    gap: '4px 16px',
    margin: 0,
    padding: 0,
    listStyle: 'none',
    fontFamily: tokens.fontFamilyMonospace,
  },
  warning: { fontWeight: tokens.fontWeightSemibold },
})

export interface RecoverySheetProps {
  readonly title: string
  readonly organizationName: string
  readonly memberName: string
  /** A keeper's; null for somebody who only joins. */
  readonly sheet: KeeperSheet | null
  /** Null: nobody's belong on this paper. */
  readonly recoveryCodes: readonly string[] | null
  readonly words: readonly string[]
}

/** What has to exist on paper. Only this part of the window is printed. */
export function RecoverySheet(props: RecoverySheetProps) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const { preventsPrinting } = useMachine()
  return (
    <>
      <div>
        <Button
          icon={<Print20Regular />}
          disabled={preventsPrinting}
          onClick={() => window.print()}
        >
          {t('identity.sheet-print')}
        </Button>
        {preventsPrinting ? <Caption1 block>{t('machine.no-printing')}</Caption1> : null}
      </div>
      <article className={mergeClasses('paper', styles.sheet)}>
        <header className={styles.head}>
          <Title3 as="h2" className={styles.title}>
            {props.title}
          </Title3>
          <Caption1>
            {t('identity.sheet-made', {
              organization: props.organizationName,
              date: format.date(new Date().toISOString()),
            })}
          </Caption1>
        </header>
        {props.sheet === null ? null : <SheetWords sheet={props.sheet} />}
        {props.recoveryCodes === null ? null : (
          <Part title={t('identity.sheet-codes', { name: props.memberName })}>
            <ul className={styles.codes}>
              {props.recoveryCodes.map((code) => (
                <li key={code}>{code}</li>
              ))}
            </ul>
          </Part>
        )}
        <Part title={t('identity.sheet-fingerprint')}>
          <Words words={props.words} label={t('identity.sheet-fingerprint')} />
        </Part>
        {props.sheet === null ? null : (
          <Caption1 className={styles.warning}>
            {props.sheet.threshold === 1
              ? t('identity.sheet-warning')
              : t('keepers.sheet-warning', {
                  threshold: props.sheet.threshold,
                  count: props.sheet.count,
                })}
          </Caption1>
        )}
      </article>
    </>
  )
}

/** Both parts count through, so that one can be asked for. */
function SheetWords({ sheet }: { sheet: KeeperSheet }) {
  const t = useText()
  const { rootWords, recoveryWords } = sheet
  return (
    <>
      <Part title={t('identity.sheet-words')}>
        <Words words={rootWords} label={t('identity.sheet-words')} numberedFrom={1} />
      </Part>
      <Part title={t('keepers.sheet-recovery')}>
        <Words
          words={recoveryWords}
          label={t('keepers.sheet-recovery')}
          numberedFrom={rootWords.length + 1}
        />
      </Part>
    </>
  )
}

function Part(props: { title: string; children: ReactNode }) {
  const styles = useStyles()
  return (
    <section className={styles.part}>
      <Subtitle2 as="h3" className={styles.title}>
        {props.title}
      </Subtitle2>
      {props.children}
    </section>
  )
}
