import type { Option } from 'commander'
import { charsetNames } from '../../text/charset'
import { pathOf } from '../values'
import { groups, option, parsedBy } from './option'

const { saving, output } = groups

export const save = (): Option =>
  parsedBy(
    option(saving, '--save <dir>', 'save checkpoint and log of the run in this folder'),
    pathOf('folder'),
  )

export const resume = (): Option =>
  option(saving, '--resume', 'resume the run saved in the folder of --save')

export const log = (): Option =>
  parsedBy(
    option(saving, '--log <file>', 'append the events to this file, one JSON object per line'),
    pathOf('file'),
  )

export const plain = (text = 'one line per epoch, no dashboard'): Option =>
  option(output, '--plain', text).conflicts('json')

export const json = (text = 'one JSON object per line'): Option => option(output, '--json', text)

export const charset = (): Option =>
  option(output, '--charset <name>', "characters for drawing (default: the terminal's)").choices(
    charsetNames,
  )
