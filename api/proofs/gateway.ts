import type { City } from '../../content/load.ts';
import type { Sentence } from '../errors.ts';
import { noGateway } from './proofs.errors.ts';

/** Sends a text message. `shown` is set by the demonstration's own gateway only: the page shows it in place of a phone. */
export interface MessageGateway {
  readonly send: (number: string, text: Sentence) => Promise<{ readonly shown: Sentence | null }>;
}

/** Sends nothing and hands the message back. */
const demonstration: MessageGateway = { send: async (_number, text) => ({ shown: text }) };

const none: MessageGateway = {
  send: async () => {
    throw noGateway();
  },
};

/** A demonstration city shows its messages; any other needs a gateway of its own, which is not there yet. */
export const gatewayOf = (city: Pick<City, 'demonstration'>): MessageGateway => (city.demonstration ? demonstration : none);
