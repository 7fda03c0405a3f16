import { Box, type DOMElement, Text } from 'ink'
import { useCallback, useRef } from 'react'
import type { MouseEvent } from '../app/mouse-reader'
import { colored } from '../app/theme'
import { type ScreenName, screenNames } from '../app/view'
import { useServices } from '../hooks/services'
import { isInside, useMouse } from '../hooks/use-mouse'
import { useTheme } from '../hooks/use-theme'
import { useView } from '../hooks/use-view'

/** The screens, of which one is selected. In narrow windows only that one has its name. */
export function Tabs({ columns }: { readonly columns: number }) {
  const { screen } = useView()
  return (
    <Box columnGap={columns >= 110 ? 3 : 1} flexShrink={0}>
      {screenNames.map((name, index) => (
        <Tab
          key={name}
          name={name}
          number={index + 1}
          isSelected={name === screen}
          hasName={name === screen || columns >= 78}
        />
      ))}
    </Box>
  )
}

interface TabProps {
  readonly name: ScreenName
  readonly number: number
  readonly isSelected: boolean
  readonly hasName: boolean
}

function Tab({ name, number, isSelected, hasName }: TabProps) {
  const theme = useTheme()
  const { view } = useServices()
  const ref = useRef<DOMElement>(null)
  const select = useCallback(
    (event: MouseEvent, place: Parameters<typeof isInside>[1]) => {
      if (event.kind === 'press' && isInside(event, place))
        view.dispatch((view) => ({ ...view, screen: name, help: false }))
    },
    [view, name],
  )
  useMouse(ref, select)
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  return (
    <Box ref={ref} flexShrink={0}>
      <Text
        bold={isSelected}
        underline={isSelected}
        dimColor={!isSelected}
        {...(isSelected && colored(theme, 'accent'))}
      >
        {hasName ? `${number} ${title}` : `${number}`}
      </Text>
    </Box>
  )
}
