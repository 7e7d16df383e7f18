// The board: which runs are chosen and which page is shown; the pages themselves are in files of their own.
import { Overlay } from './overlay.js';
import { Distributions, Images, Options, Texts } from './exhibits.js';
import { Playback } from './playback.js';
import { number } from './panels.js';

const $ = id => document.getElementById(id);
const every = 3000;
const chosenAtFirst = 4;

// Apart from each other also for those who see few colours (Okabe and Ito, 2008), and on light and dark grounds.
const colours = ['#2f7d6b', '#d9772b', '#4a74c9', '#b4477f', '#c2a021', '#7a5cc0', '#2fa0b8', '#c8513f', '#6b8f2f', '#8a8277'];

const pages = { Curves: Overlay, Options, Distributions, Images, Texts, Replays: Playback };
const state = {
  runs: [], chosen: new Map(), details: new Map(), page: 'Curves', axis: 'step', smoothing: Number($('smooth').value), filter: '',
};

/** Asks the server; throws with its reason. */
export async function ask(what, query = {}) {
  const text = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) for (const v of [value].flat()) text.append(key, v);
  const response = await fetch(`api/${what}?${text}`);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

/** The address of a download. */
export const link = (what, query) => `api/${what}?${new URLSearchParams(query)}`;

let view = null;

function show(page) {
  state.page = page;
  history.replaceState(null, '', `#${page.toLowerCase()}`);
  view?.leave?.();
  $('content').replaceChildren();
  $('curve-controls').hidden = page !== 'Curves';
  view = new pages[page]($('content'), state);
  drawPages();
  view.update();
}

function drawPages() {
  const kinds = new Set([...chosen()].flatMap(run => state.details.get(run)?.tags.map(t => t.kind) ?? []));
  const replays = chosen().some(run => state.details.get(run)?.replays.length);
  const some = { Curves: true, Options: true, Distributions: kinds.has('histogram'), Images: kinds.has('image'), Texts: kinds.has('text'), Replays: replays };
  $('pages').replaceChildren(...Object.keys(pages).map(name => {
    const button = document.createElement('button');
    button.textContent = name;
    button.disabled = !some[name] && name !== state.page;
    if (name === state.page) button.setAttribute('aria-current', 'page');
    button.onclick = () => show(name);
    return button;
  }));
}

const chosen = () => state.runs.map(r => r.name).filter(name => state.chosen.has(name));

function colour() {
  const used = new Set(state.chosen.values());
  return colours.find(c => !used.has(c)) ?? colours[state.chosen.size % colours.length];
}

function drawRuns() {
  const wanted = $('find').value.toLowerCase();
  const found = state.runs.filter(run => run.name.toLowerCase().includes(wanted) || run.state.includes(wanted));
  if (!found.length) {
    $('runs').innerHTML = '<p class="empty"></p>';
    $('runs').firstChild.textContent = state.runs.length ? 'No run has that name.' : 'There are no runs yet: hamlet train CONFIG makes one.';
    return;
  }

  const rows = [];
  let group = null;
  for (const run of found.toSorted((a, b) => a.experiment.localeCompare(b.experiment))) {
    if (run.experiment !== group) {
      group = run.experiment;
      const head = document.createElement('h3');
      head.textContent = group || 'Other logs';
      rows.push(head);
    }
    rows.push(row(run));
  }
  $('runs').replaceChildren(...rows);
}

function row(run) {
  const label = document.createElement('label');
  label.title = [run.name, run.reason].filter(Boolean).join('\n');
  label.innerHTML = '<input type="checkbox"><b></b><em></em><small></small>';
  const [box, name, how, note] = label.children;
  box.checked = state.chosen.has(run.name);
  if (box.checked) label.style.setProperty('--run', state.chosen.get(run.name));
  name.textContent = run.name.split('/').pop();
  how.textContent = how.dataset.state = run.state;
  const best = run.best_return ?? run.last_return;
  note.textContent = [run.steps && `${number(run.steps)} steps`, run.seconds && duration(run.seconds), best !== null && `return ${number(best)}`]
    .filter(Boolean).join(' · ');
  box.onchange = () => choose(run.name, box.checked);
  return label;
}

function duration(seconds) {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

async function choose(name, on) {
  if (on) state.chosen.set(name, colour());
  else state.chosen.delete(name);
  drawRuns();
  await learn();
  view.update();
}

// What the chosen runs have. A run that vanished meanwhile is no longer chosen.
async function learn() {
  await Promise.all(chosen().map(async name => {
    try {
      state.details.set(name, await ask('run', { run: name }));
    } catch {
      state.chosen.delete(name);
    }
  }));
  drawPages();
}

async function refresh(first) {
  const message = await ask('runs');
  $('directory').textContent = message.directory;
  state.runs = message.runs;
  if (first) for (const run of state.runs.slice(0, chosenAtFirst)) state.chosen.set(run.name, colour());
  drawRuns();
  const changes = first || chosen().some(name => state.runs.find(r => r.name === name)?.state === 'running');
  if (changes) {
    await learn();
    view?.update();
  }
}

async function loop(first) {
  try {
    if (!document.hidden) await refresh(first);
    $('toast').hidden = true;
    first = first && document.hidden;
  } catch (e) {
    $('toast').textContent = e instanceof TypeError ? 'The board does not answer: is hamlet board still there?' : e.message;
    $('toast').hidden = false;
  }
  setTimeout(() => loop(first), every);
}

$('find').oninput = drawRuns;
$('axis').onchange = () => { state.axis = $('axis').value; view.update(); };
$('smooth').oninput = () => { state.smoothing = Number($('smooth').value); view.draw?.(); };
$('tags').oninput = () => { state.filter = $('tags').value; view.update(); };

const named = Object.keys(pages).find(p => `#${p.toLowerCase()}` === location.hash);
loop(true).then(() => show(named ?? 'Curves'));
