/** Sends what is due in the home of the folder, and is killed meanwhile. `node killed-sender.ts FOLDER` */
import { httpPost } from '../../functions/deliver-webhooks/http-post.ts';
import { webhooks } from '../../local/home/webhooks.ts';
import { reopened } from './reopened-home.ts';

const [folder = ''] = process.argv.slice(2);
const home = await reopened(folder);
webhooks(home.services, httpPost({ allowLoopback: true }), (problem) => {
  throw problem;
}).begin();
