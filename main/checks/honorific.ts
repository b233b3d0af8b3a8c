import { type Check, finding } from './check.ts'
import { Tally } from './tally.ts'

const rules: readonly (readonly ['doubled' | 'no-name' | 'title', RegExp])[] = [
  ['doubled', /(?:様|さま|殿|御中|先生|各位|さん)[ \t]*(?:様|御中)(?![子々式態相])/],
  ['doubled', /様[ \t]*(?:各位|殿(?!下))/],
  ['no-name', /^[ \t]*(?:様|殿|御中)(?=[ \t]*(?:$|[、,。へ宛]))/m],
  [
    'title',
    /(?:社長|部長|課長|係長|専務|常務|取締役|支店長|所長|次長|室長|店長)[ \t]*様(?![子々式態相])/,
  ],
]

/** 様様, 御中様, a 様 without a name before it, and 様 behind a title. */
export const honorific: Check = {
  id: 'honorific',
  start: () => {
    const seen = new Tally<{ code: (typeof rules)[number][0]; text: string }>()
    return {
      message({ readable, index }) {
        if (!/[様御殿]/.test(readable)) return
        for (const [code, pattern] of rules) {
          const found = pattern.exec(readable)?.[0]?.trim()
          if (found !== undefined) seen.add(`${code} ${found}`, { code, text: found }, index)
        }
      },
      finish: () =>
        seen
          .all()
          .map(({ what: { code, text }, count, index }) =>
            finding('warning', 'honorific', code, { text, count, index }),
          ),
    }
  },
}
