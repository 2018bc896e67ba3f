import * as z from 'zod';
import { mayTouch } from '../../../shared/access/index.ts';
import { payerSchema, practiceSchema, providerSchema } from '../../../shared/claims/configuration-schema.ts';
import { isPerson, type Practice } from '../../../shared/claims/index.ts';
import { configure, identifiersOfOthers, unconfigure } from '../../../shared/use-cases/index.ts';
import { bodyInvalid } from '../conventions/read-request.ts';
import { type Problem, problem } from '../problem.ts';
import { type Route, route } from '../route.ts';

/** As it is written: an organization has a name of its own, a person two. */
const { practiceId } = practiceSchema.shape;
const practiceBody = practiceSchema.omit({ practiceId: true }).meta({ id: 'PracticeSettings' });
const payerBody = payerSchema.omit({ payerId: true }).meta({ id: 'PayerSettings' });
const providerBody = providerSchema.omit({ npi: true }).meta({ id: 'ProviderSettings' });
const looksLikeInput = (id: string, name: string) =>
  z.looseObject({ [name]: z.string() }).meta({ id, description: `As ${id}Settings, with its ${name}` });
const shownPractice = looksLikeInput('Practice', 'practiceId');
const shownPayer = looksLikeInput('Payer', 'payerId');
const shownProvider = looksLikeInput('Provider', 'npi');

function writtenAs({ billingProvider, ...practice }: Practice) {
  const { lastNameOrOrganization, firstName, middleName: _, entityType: _type, ...rest } = billingProvider;
  const name = isPerson(billingProvider)
    ? { lastName: lastNameOrOrganization, ...(firstName && { firstName }) }
    : { organizationName: lastNameOrOrganization };
  return { ...practice, billingProvider: { ...name, ...rest } };
}

/** Payers and providers are those of every practice. */
const notForAll = problem('not-allowed', 'Only who may act for all practices changes what all of them share.');
const noSuchPractice = problem('not-found', 'Give the id of a practice of yours.');
const kept = 'Kept, and used from now on; on AWS within a minute.';
const nothingKept = problem(
  'not-found',
  'Nothing of this name was changed or added: what the configuration file says is taken out there.',
);
const removing = {
  method: 'DELETE',
  tag: 'Configuration',
  scope: 'configuration:write',
  touchesPhi: false,
  description: 'What the configuration file says of it holds again. Claims that were taken before go on.',
  success: { status: 204, says: 'Taken back; on AWS within a minute.' },
} as const;
const list = (name: string, entry: z.ZodType, id: string) => z.object({ [name]: z.array(entry) }).meta({ id });

const reading = { method: 'GET', tag: 'Configuration', scope: 'configuration:read', touchesPhi: false } as const;
const writing = { method: 'PUT', tag: 'Configuration', scope: 'configuration:write', touchesPhi: false } as const;

export const configurationRoutes: readonly Route[] = [
  route({
    ...reading,
    path: '/practices',
    name: 'listPractices',
    summary: 'The practices that are billed for',
    success: { status: 200, says: 'The practices.', body: list('practices', shownPractice, 'Practices') },
    async handle({ caller, services }) {
      const visible = services.configuration.practices.filter((each) => mayTouch(caller.practices, each.practiceId));
      return { status: 200, body: { practices: visible.map(writtenAs) } };
    },
  }),
  route({
    ...writing,
    path: '/practices/{practiceId}',
    name: 'putPractice',
    summary: 'Change or add a practice',
    params: z.object({ practiceId }),
    body: practiceBody,
    success: { status: 200, says: kept, body: shownPractice },
    async handle({ caller, services, home, params, body }): Promise<{ status: 200; body: object } | Problem> {
      if (!mayTouch(caller.practices, params.practiceId)) return noSuchPractice;
      const practice = { ...body, ...params };
      await services.configuration.refresh?.();
      const ofOthers = await identifiersOfOthers(services, home.items, caller.practices, practice);
      if (ofOthers.length > 0) return bodyInvalid(ofOthers);
      await configure(services, { kind: 'practice', value: practice });
      return { status: 200, body: writtenAs(practice) };
    },
  }),
  route({
    ...removing,
    path: '/practices/{practiceId}',
    name: 'deletePractice',
    summary: 'Take back what was changed of a practice, or one that was added',
    params: z.object({ practiceId }),
    async handle({ caller, services, params }) {
      if (!mayTouch(caller.practices, params.practiceId)) return noSuchPractice;
      return (await unconfigure(services, 'practice', params.practiceId)) ? { status: 204 } : nothingKept;
    },
  }),
  route({
    ...reading,
    path: '/payers',
    name: 'listPayers',
    summary: 'The payers that are known, and how each behaves',
    success: { status: 200, says: 'The payers.', body: list('payers', shownPayer, 'Payers') },
    async handle({ services }) {
      return { status: 200, body: { payers: services.configuration.payers } };
    },
  }),
  route({
    ...writing,
    path: '/payers/{payerId}',
    name: 'putPayer',
    summary: 'Change or add a payer',
    params: z.object({ payerId: payerSchema.shape.payerId }),
    body: payerBody,
    success: { status: 200, says: kept, body: shownPayer },
    async handle({ caller, services, params, body }) {
      if (caller.practices !== 'all') return notForAll;
      const payer = { ...body, ...params };
      await configure(services, { kind: 'payer', value: payer });
      return { status: 200, body: payer };
    },
  }),
  route({
    ...removing,
    path: '/payers/{payerId}',
    name: 'deletePayer',
    summary: 'Take back what was changed of a payer, or one that was added',
    params: z.object({ payerId: payerSchema.shape.payerId }),
    async handle({ caller, services, params }) {
      if (caller.practices !== 'all') return notForAll;
      return (await unconfigure(services, 'payer', params.payerId)) ? { status: 204 } : nothingKept;
    },
  }),
  route({
    ...reading,
    path: '/providers',
    name: 'listProviders',
    summary: 'The providers whom encounters may name by NPI alone',
    success: { status: 200, says: 'The providers.', body: list('providers', shownProvider, 'Providers') },
    async handle({ services }) {
      return { status: 200, body: { providers: services.configuration.providers } };
    },
  }),
  route({
    ...writing,
    path: '/providers/{npi}',
    name: 'putProvider',
    summary: 'Change or add a provider',
    params: z.object({ npi: providerSchema.shape.npi }),
    body: providerBody,
    success: { status: 200, says: kept, body: shownProvider },
    async handle({ caller, services, params, body }) {
      if (caller.practices !== 'all') return notForAll;
      const provider = { ...body, ...params };
      await configure(services, { kind: 'provider', value: provider });
      return { status: 200, body: provider };
    },
  }),
  route({
    ...removing,
    path: '/providers/{npi}',
    name: 'deleteProvider',
    summary: 'Take back what was changed of a provider, or one who was added',
    params: z.object({ npi: providerSchema.shape.npi }),
    async handle({ caller, services, params }) {
      if (caller.practices !== 'all') return notForAll;
      return (await unconfigure(services, 'provider', params.npi)) ? { status: 204 } : nothingKept;
    },
  }),
];
