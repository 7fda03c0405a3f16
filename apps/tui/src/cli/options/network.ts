import type { Option } from 'commander'
import { pathOf } from '../values'
import { groups, option, parsedBy } from './option'

/** The saved network that a command works with. */
export const savedModel = (): Option =>
  parsedBy(
    option(
      groups.network,
      '--model <path>',
      'a folder of train --save, or a .safetensors file',
    ).makeOptionMandatory(),
    pathOf('folder or file'),
  )
