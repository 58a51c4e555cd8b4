'use strict';

// How a test and a client talk: the test writes lines of JSON to stdin, {"ask": what, …}; each gets
// one line on stdout, {"answer": …} or {"error": {"code", "message"}}. Whatever else the client
// prints goes to stderr.

const dns = require('dns');
const https = require('https');
const net = require('net');
const readline = require('readline');
const { seen } = require('./loopback.js');

const say = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

/** Ways out, for the test that they are closed. */
const ways = {
  request: (host) =>
    new Promise((resolve, reject) => https.get(`https://${host}/`, resolve).on('error', reject)),
  socket: (host) =>
    new Promise((resolve, reject) => net.connect(443, host, resolve).on('error', reject)),
  fetch: (host) => fetch(`https://${host}/`).catch((error) => Promise.reject(error.cause)),
  name: (host) => dns.promises.lookup(host),
};

/** Answers until the test has no more questions. */
async function converse(answers) {
  const reach = ({ host, by }) => ways[by](host);
  const known = { ...answers, hosts: () => seen, reach };
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { ask, ...rest } = JSON.parse(line);
    let said;
    try {
      said = { answer: (await known[ask](rest)) ?? null };
    } catch (error) {
      said = { error: { code: error.code || '', message: String(error.message || error) } };
    }
    say(`${JSON.stringify(said)}\n`);
  }
}

module.exports = { converse };
