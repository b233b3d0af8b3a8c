import type { PlainTextKey } from '../../i18n/catalog.ts'
import { useText } from '../../i18n/language.tsx'
import { kindOf, type RuleName, ruleText } from './rule-form.ts'

/** What an empty rule means, where “none” would say the opposite or nothing. */
const emptyWords: Readonly<Partial<Record<RuleName, PlainTextKey>>> = {
  urgent: 'rule-empty.not-allowed',
  typeCountFrom: 'rule-empty.never',
  recipientLimits: 'rule-empty.no-limit',
  linkHosts: 'rule-empty.no-limit',
  listAgeDaysMax: 'rule-empty.never',
  loginNetworks: 'rule-empty.anywhere',
  releaseNetworks: 'rule-empty.anywhere',
  retention: 'rule-empty.no-limit',
  storelessMinutesMax: 'rule-empty.not-allowed',
}

/** A rule's value and its options as a person reads them. */
export function useRuleWords() {
  const t = useText()
  const sayOption = (option: string): string => {
    switch (option) {
      case 'first-letter':
      case 'domain-only':
      case 'nothing':
      case 'nobody':
      case 'readers':
      case 'everyone':
      case 'never':
      case 'encrypted':
      case 'opportunistic':
      case 'text':
      case 'html':
      case 'headers':
      case 'links':
      case 'attachments':
      case 'samples':
      case 'recipients':
      case 'domains':
      case 'checks':
      case 'route':
      case 'difference':
      case 'approve':
      case 'release':
      case 'export':
      case 'unmask':
      case 'grant':
        return t(`rule-option.${option}`)
      default:
        return option
    }
  }
  const sayValue = (name: RuleName, json: string): string => {
    const { kind } = kindOf(name)
    const text = ruleText(name, json)
    if (kind === 'switch') return text === 'true' ? t('policy.yes') : t('policy.no')
    if (text === '' || /^\*( \*)*$/.test(text)) return t(emptyWords[name] ?? 'policy.none')
    if (kind === 'choice' || kind === 'choices')
      return text.split('\n').map(sayOption).join(t('policy.and'))
    return text
  }
  return { sayOption, sayValue }
}
