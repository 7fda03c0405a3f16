import { Text } from 'ink'
import { Fragment } from 'react'
import { type KeyBinding, type KeyContext, labelOf } from '../app/keymap'
import { activeKeys, commonKeys, screenKeys } from '../app/keys'
import type { View } from '../app/view'
import { keyContext } from '../hooks/use-key-context'
import { useRun } from '../hooks/use-run'
import { useView } from '../hooks/use-view'

/** The keys that matter now with a word on each, as many as fit in a row. */
export function KeyHints({ columns }: { readonly columns: number }) {
  const view = useView()
  const context = keyContext(useRun(), view)
  let room = columns
  const shown = hintedKeys(view, context).filter(({ label, hint }) => {
    room -= label.length + 1 + hint.length + 3
    return room >= -3
  })
  return (
    <Text>
      {shown.map(({ label, hint }, index) => (
        <Fragment key={label}>
          <Text>{index > 0 ? '   ' : ''}</Text>
          <Text bold>{label}</Text>
          <Text dimColor> {hint}</Text>
        </Fragment>
      ))}
    </Text>
  )
}

// Help and quit first, then the keys of the screen and those of the run.
function hintedKeys(view: View, context: KeyContext): { label: string; hint: string }[] {
  const [help, quit, ...ofRun] = commonKeys
  const ordered =
    view.dialog === null && context.phase !== 'diverged'
      ? [help!, quit!, ...screenKeys[view.screen], ...ofRun]
      : activeKeys(view, context)
  return ordered.flatMap((binding: KeyBinding) => {
    const { hint, isActive } = binding
    if (hint === undefined || !(isActive?.(context, view) ?? true)) return []
    return [{ label: labelOf(binding), hint: typeof hint === 'string' ? hint : hint(context) }]
  })
}
