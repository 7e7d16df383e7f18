// All runs of a directory: which are looked at, their curves side by side, their hyperparameters, their replays.
import { number, words } from './panels.js';
import { RunCharts } from './runcharts.js';
import { Player } from './player.js';

const lookEvery = 3000;
const colors = ['#2f8f76', '#d9772b', '#4a7fd0', '#c2517f', '#8a63c9', '#a58a1c', '#3a9fb5', '#7d9440', '#c4604a', '#7a7f87'];

const $ = id => document.getElementById(id);
const charts = new RunCharts($('charts'), $('groups'));
const player = new Player();
let runs = [], shown = null, before = '';

async function look() {
  const answer = await fetch('api/runs').then(r => r.json()).catch(() => null);
  if (!answer) return;
  $('directory').textContent = answer.directory;
  const known = new Map(runs.map(r => [r.name, r.color]));
  let next = known.size;
  runs = answer.runs.map(r => ({ ...r, color: known.get(r.name) ?? colors[next++ % colors.length] }));
  // The newest few at first; what a person has chosen stays.
  shown ??= new Set([...runs].sort((a, b) => b.last_time - a.last_time).slice(0, 6).map(r => r.name));
  $('count').textContent = `${runs.length}`;
  // What has not changed is left alone, and so is where a person is in it.
  const now = JSON.stringify(runs);
  if (now !== before) {
    before = now;
    showRuns();
    showParameters();
    showReplayRuns();
  }
  await charts.show(chosen());
}

const chosen = () => runs.filter(r => shown.has(r.name));

function showRuns() {
  const wanted = $('filter').value.toLowerCase();
  $('runs').replaceChildren(...runs.filter(r => r.name.toLowerCase().includes(wanted)).map(run => {
    const item = document.createElement('li');
    item.innerHTML = '<label><input type="checkbox"><i></i><span></span></label><a>CSV</a>';
    const box = item.querySelector('input');
    box.checked = shown.has(run.name);
    box.onchange = () => {
      if (box.checked) shown.add(run.name);
      else shown.delete(run.name);
      showParameters();
      charts.show(chosen());
    };
    item.querySelector('i').style.background = run.color;
    const parts = run.name.split(/[\\/]/);
    item.querySelector('span').innerHTML = '<b></b><small></small>';
    item.querySelector('b').textContent = parts[0];
    item.querySelector('small').textContent = [...parts.slice(1), `${number(run.steps)} steps`, run.state === 'running' ? 'running' : ''].filter(Boolean).join(' · ');
    item.querySelector('a').href = `api/csv?run=${encodeURIComponent(run.name)}`;
    item.querySelector('a').title = 'Every point of every curve';
    return item;
  }));
}

function showParameters() {
  const some = chosen().filter(r => Object.keys(r.hyperparameters).length);
  $('parameters-card').hidden = !some.length;
  const names = [...new Set(some.flatMap(r => Object.keys(r.hyperparameters)))].sort();
  const differ = name => new Set(some.map(r => r.hyperparameters[name] ?? '')).size > 1;
  const rows = names.filter(n => !$('differing').checked || some.length < 2 || differ(n));
  const row = (tag, cells) => {
    const tr = document.createElement('tr');
    for (const cell of cells) tr.append(Object.assign(document.createElement(tag), { textContent: cell }));
    return tr;
  };
  $('parameters').replaceChildren(
    row('th', ['', ...some.map(r => r.name.split(/[\\/]/).pop())]),
    ...rows.map(n => row('td', [n, ...some.map(r => r.hyperparameters[n] ?? '–')])));
  $('parameters').querySelectorAll('th').forEach((th, i) => { if (i) th.style.color = some[i - 1].color; });
}

function showReplayRuns() {
  const before = $('replay-run').value;
  const names = runs.filter(r => r.replays > 0).map(r => r.name);
  $('replay-card').hidden = !names.length;
  if (names.join() === [...$('replay-run').options].map(o => o.value).join()) return;
  $('replay-run').replaceChildren(...names.map(n => new Option(n, n, false, n === before)));
  showReplays();
}

async function showReplays() {
  const answer = await fetch(`api/replays?run=${encodeURIComponent($('replay-run').value)}`).then(r => r.json());
  $('replay-file').replaceChildren(...answer.replays.map(n => new Option(words(n.replace(/\.json(\.gz)?$/, '')), n)));
  player.stop();
  $('replay').hidden = true;
}

$('filter').oninput = showRuns;
$('differing').onchange = showParameters;
$('axis').onchange = () => charts.along($('axis').value);
$('smooth').oninput = () => charts.smooth(Number($('smooth').value));
$('replay-run').onchange = showReplays;
$('replay-file').onchange = () => player.stop();
$('replay-play').onclick = () => player.toggle($('replay-run').value, $('replay-file').value);

await look();
setInterval(look, lookEvery);
