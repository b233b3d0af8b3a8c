import { Page } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'

export function ApprovalsPage() {
  const t = useText()
  return <Page title={t('page.approvals')}>{null}</Page>
}
