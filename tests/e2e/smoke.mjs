// The main job once, headless: prints the receipt and the case number.
import { open, launch } from './browser.mjs';
import { TITLE, foodLicence } from './food.mjs';
import { draw, receipt, review, send, signIn } from './steps.mjs';

const url = process.argv[2];
const browser = await launch();
try {
  const { page } = await open(browser, url);
  await signIn(page);
  await foodLicence(page, '开饭馆');
  await review(page);
  await draw(page);
  await send(page);
  const jws = await receipt(page);
  const claims = JSON.parse(Buffer.from(jws.split('.')[1], 'base64url').toString());
  console.log(`receipt ${claims.receipt_no} for ${TITLE}, received ${claims.received_at}`);
  await page.getByRole('link', { name: '看办件进度' }).click();
  // The demo's clerk accepts within seconds; one case in five is returned first and has its number later.
  const number = page.getByText(/^990101-\d{2}-\d{6}$/);
  const asked = page.getByRole('link', { name: '去补正' });
  await number.or(asked).first().waitFor({ timeout: 30_000 });
  console.log(await number.isVisible() ? `case ${await number.first().innerText()}` : 'case returned for correction by the clerk');
} finally {
  await browser.close();
}
