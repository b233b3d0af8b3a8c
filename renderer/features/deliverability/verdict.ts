import type { FindingVerdict } from '../../../preload/contract/deliverability.ts'
import type { Tone } from '../../components/status-dot.tsx'

/** A colour beside each verdict's word. */
export const verdictTones: Readonly<Record<FindingVerdict, Tone>> = {
  good: 'success',
  advice: 'brand',
  wrong: 'danger',
  unknown: 'warning',
}
