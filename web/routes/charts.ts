import { Router } from 'express';
import type { ChartStore } from '../chart-store.ts';
import type { WebDeps } from '../deps.ts';
import { textsOf } from '../views/texts.ts';

/** Tells the picture for dark pages from the one for light ones. An id has 22 characters, so none is taken for it. */
const darkEnding = '-dark';

/** `/charts/<id>.png` and `/charts/<id>-dark.png`: the picture of an answer, or a sentence why there is none. */
export function chartRoutes(deps: WebDeps, store: ChartStore): Router {
  const texts = textsOf(deps.locale);
  const router = Router();
  router.get('/charts/:name.png', async (request, response) => {
    const refuse = (status: number, code: string, message: string) =>
      response.status(status).set('Cache-Control', 'no-store').json({ error: { code, message } });
    const { name } = request.params;
    const dark = name.endsWith(darkEnding);
    const id = dark ? name.slice(0, -darkEnding.length) : name;
    const picture = store.find(id, dark ? 'dark' : 'light');
    if (!picture) {
      refuse(404, 'chart_gone', texts.chartGone);
      return;
    }
    const png = await picture.catch(() => null);
    if (!png) {
      refuse(500, 'chart_failed', texts.chartFailed);
      return;
    }
    response.set({ 'Content-Type': 'image/png', 'Cache-Control': 'private, max-age=3600, immutable' });
    response.send(Buffer.from(png.buffer, png.byteOffset, png.byteLength));
  });
  return router;
}
