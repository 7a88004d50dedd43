// usage: dialogue.js DIALOGUE COMMAND... (see ../coprocess_test.sh)
const { execFileSync, spawn } = require('node:child_process');
const { once } = require('node:events');
const { readFileSync } = require('node:fs');
const readline = require('node:readline');

const [dialogue, program, ...options] = process.argv.slice(2);

function fail(message) {
  console.log(`node: ${message}`);
  process.exit(1);
}

async function within(promise, what) {
  const timer = setTimeout(() => fail(`no ${what} after a minute`), 60000);
  const value = await promise;
  clearTimeout(timer);
  return value;
}

async function main() {
  const searcher = spawn(program, options, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exit = once(searcher, 'exit');
  const answers = readline.createInterface({ input: searcher.stdout })[Symbol.asyncIterator]();
  for (const line of readFileSync(dialogue, 'utf8').split('\n').slice(0, -1)) {
    const [request, ...parts] = line.split('\t');
    if (parts.length === 0) {
      execFileSync('sh', ['between.sh', ...request.split(' ')]);
      continue;
    }
    searcher.stdin.write(request + '\n');
    const { value: answer, done } = await within(answers.next(), `answer to ${request}`);
    if (done) fail(`the end in place of an answer to ${request}`);
    for (const part of parts) {
      if (!answer.includes(part)) fail(`to ${request} the answer is without ${part}: ${answer}`);
    }
  }
  searcher.stdin.end();
  const [status, signal] = await within(exit, 'end');
  if (status !== 0) fail(`exit status ${status}, signal ${signal}`);
  if (!(await within(answers.next(), 'end of the answers')).done) fail('an answer too many');
}

main();
