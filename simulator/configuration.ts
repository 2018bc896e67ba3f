import * as z from 'zod';
import { parseMoney } from '../shared/money.ts';
import { effectsNamedBy } from './scenarios.ts';

const amount = z.string().transform((text, context) => {
  const cents = parseMoney(text);
  if (cents !== undefined && cents >= 0) return cents;
  context.addIssue('an amount such as "125.00"');
  return z.NEVER;
});

const percent = z.number().min(0).max(100);

const days = z
  .strictObject({ from: z.int().min(1).max(365), to: z.int().min(1).max(365) })
  .refine(({ from, to }) => from <= to, '`from` is at most `to`');

/** What the patient pays for a visit: the first copay whose lists (where given) hold the claim's codes. */
const copay = z.strictObject({
  amount,
  placeOfServiceCodes: z.array(z.string()).optional(),
  procedureCodes: z.array(z.string()).optional(),
});

const benefits = z.strictObject({
  /** A member's, each calendar year. */
  deductible: amount.prefault('0.00'),
  coinsurancePercent: percent.default(0),
  copays: z.array(copay).default([]),
});

/** How a payer behaves. An entry of a payer says what differs; the defaults say the rest. */
const feeSchedule = z.record(z.string(), amount);
const scenario = z.string().refine((code) => effectsNamedBy(code) !== undefined, 'the code of a scenario');
const timelyFilingDays = z.int().min(1);

const defaults = z.strictObject({
  /** Procedure code to the amount allowed for one unit. */
  feeSchedule: feeSchedule.default({}),
  /** What is allowed of the charge for a procedure that the fee schedule does not name. */
  otherProceduresPercent: percent.default(80),
  benefits: benefits.prefault({}),
  daysToAcknowledge: days.default({ from: 1, to: 2 }),
  daysToPay: days.default({ from: 10, to: 20 }),
  /** Days from the service to the last day on which a claim may arrive; no limit when absent. */
  timelyFilingDays: timelyFilingDays.optional(),
  /** What happens to claims whose member asks for no scenario: a scenario's code as in a member's identifier. */
  scenario: scenario.optional(),
});

const payer = z.strictObject({
  payerId: z.string().min(2),
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 .,'&()-]{0,49}$/, 'letters, digits and spaces, at most 50')
    .optional(),
  feeSchedule: feeSchedule.optional(),
  otherProceduresPercent: percent.optional(),
  benefits: benefits.optional(),
  daysToAcknowledge: days.optional(),
  daysToPay: days.optional(),
  timelyFilingDays: timelyFilingDays.optional(),
  scenario: scenario.optional(),
});

/** `simulation.json`: how the payers behave. */
export const Simulation = z.strictObject({
  /** Of every payer and everything that its own entry does not say. */
  defaults: defaults.prefault({}),
  payers: z
    .array(payer)
    .refine((all) => new Set(all.map(({ payerId }) => payerId)).size === all.length, 'each payer once')
    .default([]),
});

export type SimulationInput = z.input<typeof Simulation>;
export type Simulation = z.output<typeof Simulation>;
export type Benefits = z.output<typeof benefits>;
/** A payer's behaviour; its name is the one that it has in a claim when the configuration gives none. */
export type Behaviour = z.output<typeof defaults> & { readonly name?: string | undefined };

/** How each payer behaves, by its identifier. */
export function behaviours(simulation: Simulation): (payerId: string) => Behaviour {
  const byId = new Map(
    simulation.payers.map((own): [string, Behaviour] => {
      const { defaults: other } = simulation;
      return [
        own.payerId,
        {
          name: own.name,
          feeSchedule: own.feeSchedule ?? other.feeSchedule,
          otherProceduresPercent: own.otherProceduresPercent ?? other.otherProceduresPercent,
          benefits: own.benefits ?? other.benefits,
          daysToAcknowledge: own.daysToAcknowledge ?? other.daysToAcknowledge,
          daysToPay: own.daysToPay ?? other.daysToPay,
          timelyFilingDays: own.timelyFilingDays ?? other.timelyFilingDays,
          scenario: own.scenario ?? other.scenario,
        },
      ];
    }),
  );
  return (payerId) => byId.get(payerId) ?? simulation.defaults;
}
