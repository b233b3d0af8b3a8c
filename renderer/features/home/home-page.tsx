import { Page } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'

export function HomePage() {
  const t = useText()
  return <Page title={t('page.home')}>{null}</Page>
}
