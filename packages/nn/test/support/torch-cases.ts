import {
  Adagrad,
  Adam,
  AdamW,
  AdaptiveAvgPool2d,
  AvgPool2d,
  BatchNorm1d,
  BatchNorm2d,
  BCEWithLogitsLoss,
  Conv2d,
  ConvTranspose2d,
  CrossEntropyLoss,
  cosineSchedule,
  ELU,
  exponentialSchedule,
  Flatten,
  GELU,
  GroupNorm,
  KLDivLoss,
  L1Loss,
  LayerNorm,
  LeakyReLU,
  Linear,
  LogSoftmax,
  type Loss,
  linearSchedule,
  MaxPool2d,
  type Module,
  MSELoss,
  multiStepSchedule,
  NAdam,
  NLLLoss,
  type Optimizer,
  oneCycleSchedule,
  type ParameterGroup,
  ReLU,
  RMSprop,
  type Schedule,
  SELU,
  Sequential,
  SGD,
  Sigmoid,
  SiLU,
  SmoothL1Loss,
  Softmax,
  Softplus,
  stepSchedule,
  Tanh,
} from '../../src/index'
import { float64, type Nested } from './golden'

/** What a case was made with, by the names of this package. */
// biome-ignore lint/suspicious/noExplicitAny: the arguments of every layer, as they come from JSON
type Arguments = any

/** What PyTorch makes of a layer. */
export interface LayerCase {
  name: string
  args: Arguments
  training: boolean
  x: Nested
  y: Nested
  grad_y: Nested
  grad_x: Nested
  state: Record<string, Nested>
  state_after: Record<string, Nested>
  gradients: Record<string, Nested>
}

/** What PyTorch makes of a loss; `grad_value` is what flows back into it. */
export interface LossCase {
  name: string
  args: Arguments
  input: Nested
  target: Nested
  /** Whether the target is class numbers. */
  labels: boolean
  value: Nested
  grad_value: Nested
  grad_input: Nested
}

/** Six steps of an optimizer on two parameters; `group` holds the settings of the second, if its own. */
export interface OptimizerCase {
  name: string
  args: Arguments
  group: Arguments | null
  clip: { norm?: number; value?: number } | null
  start: [Nested, Nested]
  steps: { gradients: [Nested, Nested]; after: [Nested, Nested] }[]
}

/** The rates of a schedule, step by step. */
export interface ScheduleCase {
  name: string
  args: Arguments
  rate: number
  rates: number[]
}

/** A file of make-cases.py. */
export interface TorchCases {
  made_with: string
  layers: LayerCase[]
  losses: LossCase[]
  optimizers: OptimizerCase[]
  schedules: ScheduleCase[]
}

const dtype = 'float64'

const layers: Record<string, (args: Arguments) => Module> = {
  Linear: ({ in: into, out, bias }) => new Linear(into, out, { bias, dtype }),
  ReLU: () => new ReLU(),
  LeakyReLU: (args) => new LeakyReLU(args),
  ELU: (args) => new ELU(args),
  SELU: () => new SELU(),
  GELU: (args) => new GELU(args),
  SiLU: () => new SiLU(),
  Sigmoid: () => new Sigmoid(),
  Tanh: () => new Tanh(),
  Softplus: (args) => new Softplus(args),
  Softmax: (args) => new Softmax(args),
  LogSoftmax: (args) => new LogSoftmax(args),
  LayerNorm: ({ shape, ...args }) => new LayerNorm(shape, { ...args, dtype }),
  BatchNorm1d: ({ features, ...args }) => new BatchNorm1d(features, { ...args, dtype }),
  Flatten: () => new Flatten(),
  Conv2d: ({ in: into, out, kernel, ...args }) => new Conv2d(into, out, kernel, { ...args, dtype }),
  ConvTranspose2d: ({ in: into, out, kernel, ...args }) =>
    new ConvTranspose2d(into, out, kernel, { ...args, dtype }),
  BatchNorm2d: ({ features, ...args }) => new BatchNorm2d(features, { ...args, dtype }),
  GroupNorm: ({ groups, channels, ...args }) => new GroupNorm(groups, channels, { ...args, dtype }),
  AdaptiveAvgPool2d: ({ size }) => new AdaptiveAvgPool2d(size),
  MaxPool2d: ({ kernel, ...args }) => new MaxPool2d(kernel, args),
  AvgPool2d: ({ kernel, ...args }) => new AvgPool2d(kernel, args),
  Sequential: ({ sizes: [a, b, c] }) =>
    new Sequential(
      new Linear(a, b, { dtype }),
      new Tanh(),
      new Sequential(new Linear(b, c, { dtype }), new Sigmoid()),
    ),
}

const losses: Record<string, (args: Arguments) => Loss> = {
  CrossEntropyLoss: (args) => new CrossEntropyLoss(args),
  NLLLoss: (args) => new NLLLoss(args),
  MSELoss: (args) => new MSELoss(args),
  L1Loss: (args) => new L1Loss(args),
  SmoothL1Loss: (args) => new SmoothL1Loss(args),
  BCEWithLogitsLoss: (args) => new BCEWithLogitsLoss(args),
  KLDivLoss: (args) => new KLDivLoss(args),
}

const optimizers: Record<
  string,
  (groups: readonly ParameterGroup<Arguments>[], args: Arguments) => Optimizer
> = {
  SGD: (groups, args) => new SGD(groups, args),
  Adam: (groups, args) => new Adam(groups, args),
  AdamW: (groups, args) => new AdamW(groups, args),
  RMSprop: (groups, args) => new RMSprop(groups, args),
  Adagrad: (groups, args) => new Adagrad(groups, args),
  NAdam: (groups, args) => new NAdam(groups, args),
}

const schedules: Record<string, (rate: number, args: Arguments) => Schedule> = {
  stepSchedule,
  multiStepSchedule,
  exponentialSchedule,
  cosineSchedule,
  linearSchedule,
  oneCycleSchedule,
}

/** The layer of a case, with its weights and what it has tracked, in its mode. */
export function makeLayer({ name, args, state, training }: LayerCase): Module {
  const layer = layers[name](args)
  const given = Object.entries(state).map(([key, value]) => [key, float64(value)])
  layer.loadStateDict(Object.fromEntries(given))
  return training ? layer.train() : layer.eval()
}

export function makeLoss({ name, args }: LossCase): Loss {
  const { weight, ...rest } = args
  return losses[name](weight ? { ...rest, weight: float64(weight) } : rest)
}

export function makeOptimizer(
  { name, args, group }: OptimizerCase,
  [first, second]: Parameters<typeof optimizers.SGD>[0][number]['parameters'],
): Optimizer {
  const groups = group
    ? [{ parameters: [first] }, { parameters: [second], ...group }]
    : [{ parameters: [first, second] }]
  return optimizers[name](groups, args)
}

export function makeSchedule({ name, args, rate }: ScheduleCase): Schedule {
  return schedules[name](rate, args)
}
