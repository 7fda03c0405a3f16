import * as metrics from '@handwritten/metrics'
import * as data from '@handwritten/mnist-data'
import * as nn from '@handwritten/nn'
import * as tensor from '@handwritten/tensor'
import { study } from './study.mjs'

const threads = Number(process.argv[2])
console.log(JSON.stringify(await study({ metrics, data, nn, tensor }, threads)))
