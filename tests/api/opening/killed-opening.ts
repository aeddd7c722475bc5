import { sign } from 'node:crypto';
import { privateKeyOf } from '../../../api/windows/hpke.ts';
import { decrypter } from '../../../api/windows/opening/decrypt.ts';
import { runOpening } from '../../../api/windows/opening/run.ts';
import { connect } from '../../../db/client.ts';
import { fromBase64url } from '../../../proof/bytes.ts';

/** A process that opens a window and kills itself when the named step begins, or the named one is half done. */
const [url = '', window = '', last = '', at = '', proposedBy = '', confirmedBy = ''] = process.argv.slice(2);

process.once('message', async (privateKey: string) => {
  const { db } = connect(url, { max: 2 });
  const key = privateKeyOf(fromBase64url(privateKey));
  await runOpening(
    {
      db,
      decrypt: async (manifest, rows) => decrypter(key, manifest)(rows),
      width: 1,
      sign: () => sign(null, Buffer.from('never'), key).toString('base64url'),
      progress: (step, done) => {
        if (last === (done > 0 ? `within ${step}` : step)) process.kill(process.pid, 'SIGKILL');
      },
    },
    { window, actors: { proposedBy, confirmedBy }, at: new Date(at) },
  );
  process.exit(3);
});
