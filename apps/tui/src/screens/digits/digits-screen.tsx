import { Box, Text } from 'ink'
import { Clipped } from '../../components/clipped'
import { Panel } from '../../components/panel'
import { PixelImage } from '../../components/pixel-image'
import { ProbabilityBars } from '../../components/probability-bars'
import { Waiting } from '../../components/waiting'
import { useContentSize } from '../../hooks/use-content-size'
import { useRun } from '../../hooks/use-run'
import { useView } from '../../hooks/use-view'
import { formatCount } from '../../text/format'
import type { TestDataEvent } from '../../training/inspection/events'
import { Gallery, galleryTitle } from './gallery'
import { galleryOf } from './gallery-images'
import { imagePixels } from './image-pixels'
import { digitsLayout } from './layout'

/** A test image with the probability of each class, and the gallery of mistakes. */
export function DigitsScreen() {
  const { inspection } = useRun()
  const { testData } = inspection
  return testData ? <Digits data={testData} /> : <Waiting for="the test images" />
}

function Digits({ data }: { readonly data: TestDataEvent }) {
  const size = useContentSize()
  const { inspection } = useRun()
  const { digits } = useView()
  const layout = digitsLayout(size, data)
  const { gallery } = layout
  if (gallery.width === 0)
    return (
      <Box flexDirection="column">
        <Chosen data={data} layout={layout} />
        <Clipped width={size.columns} dimColor>
          {galleryTitle(inspection, data, digits.cell, galleryOf(inspection, digits.cell).length)}
        </Clipped>
      </Box>
    )
  return (
    <Box columnGap={1}>
      <Chosen data={data} layout={layout} />
      <Gallery data={data} {...gallery} />
    </Box>
  )
}

interface ChosenProps {
  readonly data: TestDataEvent
  readonly layout: ReturnType<typeof digitsLayout>
}

function Chosen({ data, layout }: ChosenProps) {
  const { inspection } = useRun()
  const { digits } = useView()
  const { probabilities, predictions } = inspection
  const { chosen, image, bars } = layout
  const label = data.labels[digits.image]!
  const isCurrent = probabilities?.image === digits.image
  const step = isCurrent ? probabilities.step : predictions?.step
  return (
    <Panel
      title={`Image ${digits.image}`}
      note={step !== undefined && <Text dimColor>{`step ${formatCount(step)}`}</Text>}
      {...chosen}
    >
      <Box flexDirection={bars.areBeside ? 'row' : 'column'} columnGap={2} rowGap={1}>
        <Box justifyContent="center" flexShrink={0}>
          <PixelImage pixels={imagePixels(data, digits.image)} {...image} />
        </Box>
        <ProbabilityBars
          values={isCurrent ? probabilities.values : []}
          classes={data.classes}
          label={label}
          width={bars.width}
          height={bars.height}
        />
      </Box>
    </Panel>
  )
}
