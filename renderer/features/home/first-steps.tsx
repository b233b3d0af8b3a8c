import {
  Button,
  Caption1,
  makeStyles,
  mergeClasses,
  Text,
  tokens,
} from '@fluentui/react-components'
import { CheckmarkCircle24Filled, Circle24Regular } from '@fluentui/react-icons'
import { Section } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { type Place, useNavigation } from '../../navigation.tsx'
import { mayOpen } from '../../page-access.ts'
import { useSession } from '../../session.tsx'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    margin: 0,
    padding: '4px 0',
    listStyle: 'none',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
  },
  step: { display: 'flex', alignItems: 'center', gap: '14px', padding: '10px 16px' },
  mark: { display: 'flex', color: tokens.colorNeutralForeground4 },
  done: { color: tokens.colorStatusSuccessForeground1 },
  texts: { flexGrow: 1, display: 'flex', flexDirection: 'column', gap: '2px' },
  body: { color: tokens.colorNeutralForeground3 },
})

type StepName = 'members' | 'route' | 'identity' | 'list' | 'campaign'

interface Step {
  readonly step: StepName
  readonly place: Place
  readonly isDone: boolean
}

/** What a new organization still lacks before its first mailing. Gone once nothing is lacking. */
export function FirstSteps() {
  const styles = useStyles()
  const t = useText()
  const { roles } = useSession()
  const { navigate } = useNavigation()
  const steps = useSteps()
  const open = steps?.filter(({ isDone }) => !isDone) ?? []
  const next = open.find(({ place }) => mayOpen(place.page, roles))
  if (steps === null || next === undefined) {
    return null
  }
  return (
    <Section title={t('home.first-steps')}>
      <Text>{t('home.first-steps-body')}</Text>
      <ol className={styles.list}>
        {steps.map(({ step, place, isDone }) => (
          <li key={step} className={styles.step}>
            <span className={mergeClasses(styles.mark, isDone && styles.done)} aria-hidden>
              {isDone ? <CheckmarkCircle24Filled /> : <Circle24Regular />}
            </span>
            <span className={styles.texts}>
              <Text weight="semibold">{t(`home.step-${step}`)}</Text>
              <Caption1 className={styles.body}>{t(`home.step-${step}-body`)}</Caption1>
            </span>
            {isDone ? <Caption1 className={styles.body}>{t('home.step-done')}</Caption1> : null}
            {!isDone && mayOpen(place.page, roles) ? (
              <Button
                appearance={step === next.step ? 'primary' : 'secondary'}
                onClick={() => navigate(place)}
              >
                {t('home.step-open')}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** Null until everything is known: a list that fills up while one looks is no help. */
function useSteps(): readonly Step[] | null {
  const members = useCall('identity.members', {}).value
  const routes = useCall('routes.list', {}).value
  const identities = useCall('routes.sender-identities', {}).value
  const lists = useCall('lists.list', {}).value
  const campaigns = useCall('campaigns.list', {}).value
  const requests = useCall('approval.list', {}).value
  if (!members || !routes || !identities || !lists || !campaigns || !requests) {
    return null
  }
  const hasRequest = requests.length > 0
  return [
    {
      step: 'members',
      place: { page: 'administration', tab: 'members' },
      isDone: members.some(
        ({ roles, status }) => status === 'active' && roles.includes('approver'),
      ),
    },
    {
      step: 'route',
      place: { page: 'administration', tab: 'routes' },
      isDone: routes.length > 0,
    },
    {
      step: 'identity',
      place: { page: 'administration', tab: 'identities' },
      isDone: identities.length > 0,
    },
    { step: 'list', place: { page: 'contacts' }, isDone: hasRequest || lists.length > 0 },
    { step: 'campaign', place: { page: 'campaigns' }, isDone: hasRequest || campaigns.length > 0 },
  ]
}
