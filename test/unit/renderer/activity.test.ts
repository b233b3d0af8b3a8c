import { expect, it } from 'vitest'
import { reportEveryMs, watchActivity } from '../../../renderer/frame/activity.ts'

it('reports pointer and keys at most every half minute, and nothing after its end', () => {
  const target = new EventTarget()
  let nowMs = 0
  let reports = 0
  const end = watchActivity(
    target,
    () => {
      reports += 1
    },
    () => nowMs,
  )
  expect(reports).toBe(0)
  for (let second = 0; second < 60; second += 1) {
    nowMs = second * 1000
    target.dispatchEvent(new Event(second % 2 === 0 ? 'pointermove' : 'keydown'))
  }
  expect(reports).toBe(2)
  nowMs += reportEveryMs
  target.dispatchEvent(new Event('focus'))
  expect(reports).toBe(2)
  target.dispatchEvent(new Event('wheel'))
  expect(reports).toBe(3)
  end()
  nowMs += reportEveryMs
  target.dispatchEvent(new Event('pointerdown'))
  expect(reports).toBe(3)
})
