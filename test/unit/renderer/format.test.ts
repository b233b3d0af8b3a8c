import { describe, expect, it } from 'vitest'
import {
  formatDateTime,
  formatDuration,
  formatNumber,
  formatPercent,
  formatSize,
} from '../../../renderer/i18n/format.ts'

describe('formats', () => {
  it('writes dates with their weekday in the time zone of the office', () => {
    const at = '2026-11-24T01:30:00.000Z'
    expect(formatDateTime(at, 'ja', 'Asia/Tokyo')).toBe('2026年11月24日(火) 10:30')
    expect(formatDateTime(at, 'en', 'Asia/Tokyo')).toBe('Tue, 24 Nov 2026, 10:30')
  })

  it('writes midnight as 00:00', () => {
    expect(formatDateTime('2026-01-01T15:00:00Z', 'ja', 'Asia/Tokyo')).toBe(
      '2026年1月2日(金) 00:00',
    )
  })

  it('separates thousands', () => {
    expect(formatNumber(12_480, 'ja')).toBe('12,480')
    expect(formatPercent(0.9984, 'ja')).toBe('99.8%')
  })

  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1 KB'],
    [1_572_864, '1.5 MB'],
    [26_214_400, '25 MB'],
    [5 * 1024 ** 4, '5 TB'],
    [5000 * 1024 ** 4, '5,000 TB'],
  ])('writes %d bytes as %s', (bytes, expected) => {
    expect(formatSize(bytes, 'ja')).toBe(expected)
  })

  it.each([
    [0, '0秒', '0 secs'],
    [59.6, '1分', '1 min'],
    [200, '3分20秒', '3 mins 20 secs'],
    [3600, '1時間', '1 hr'],
    [90_061, '1日1時間', '1 day 1 hr'],
  ])('writes %d seconds', (seconds, ja, en) => {
    expect(formatDuration(seconds, 'ja')).toBe(ja)
    expect(formatDuration(seconds, 'en')).toBe(en)
  })
})
