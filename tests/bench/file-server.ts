import { serveFolders } from '../support/file-server.ts';

/** The yardstick of the serving bench, in a process of its own: files from a folder, nothing else. */
const [folder = ''] = process.argv.slice(2);
const { url } = await serveFolders([folder]);
process.send?.({ url });
process.once('disconnect', () => process.exit(0));
