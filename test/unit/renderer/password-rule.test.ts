import { describe, expect, it } from 'vitest'
import { passwordRules } from '../../../renderer/features/identity/password-rule.ts'

const openRules = (password: string, again = password, names = ['佐藤 花子', 'Minato Trading']) =>
  passwordRules(password, again, names)
    .filter(({ isMet }) => !isMet)
    .map(({ rule }) => rule)

describe('password rules', () => {
  it('are all met by a long and varied password', () => {
    expect(openRules('correct horse battery')).toEqual([])
    expect(openRules('関所の門は夜に閉まります。')).toEqual([])
  })

  it('name what is still open', () => {
    expect(openRules('')).toEqual(['length', 'name', 'variety', 'same'])
    expect(openRules('short one')).toEqual(['length'])
    expect(openRules('aaaaaaaaaaaaaa')).toEqual(['variety'])
    expect(openRules('123456789:;<=')).toEqual(['variety'])
    expect(openRules('MINATO-2026-winter')).toEqual(['name'])
    expect(openRules('correct horse battery', 'correct horse')).toEqual(['same'])
  })
})
