'use strict';

// For node --require: requests to names of Tencent Cloud are led to programs on loopback, and
// nothing else gets out. What a client does is not changed by it: it signs for the host that it
// knows, believes that it speaks TLS, and its code is as npm has brought it.
//
// LEADS is a JSON object of patterns of whole host names, each with a port of 127.0.0.1.

const dgram = require('dgram');
const dns = require('dns');
const http = require('http');
const https = require('https');
const net = require('net');

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

const leads = Object.entries(JSON.parse(process.env.LEADS || '{}')).map(([pattern, port]) => ({
  pattern: new RegExp(`^(?:${pattern})$`),
  port,
}));

/** Hosts that were asked for: those that were led, and those that were refused. */
const seen = { led: [], refused: [] };

function refusal(host) {
  seen.refused.push(String(host));
  return new Error(`${host} is not on this machine, and nothing may leave it`);
}

// Requests.

const plainRequest = http.request;

function leading(original) {
  return function request(...given) {
    const parts = [...given];
    const callback = typeof parts[parts.length - 1] === 'function' ? parts.pop() : undefined;
    const options = {};
    for (const part of parts) {
      const url = typeof part === 'string' ? new URL(part) : part;
      Object.assign(options, url instanceof URL ? fromUrl(url) : url);
    }
    const name = options.hostname || String(options.host || '').replace(/:\d+$/, '');
    const lead = leads.find(({ pattern }) => pattern.test(name));
    if (!lead) {
      return original.apply(this, given);
    }
    seen.led.push(name);
    const headers = { ...options.headers };
    if (!Object.keys(headers).some((header) => header.toLowerCase() === 'host')) {
      headers.Host = name;
    }
    const led = plainRequest(
      {
        ...options,
        headers,
        protocol: 'http:',
        host: '127.0.0.1',
        hostname: '127.0.0.1',
        port: lead.port,
        agent: http.globalAgent,
      },
      callback,
    );
    // As a TLS socket says of a certificate that is in order.
    led.once('socket', (socket) => Object.assign(socket, { authorized: true }));
    return led;
  };
}

function fromUrl(url) {
  const { protocol, hostname, port, pathname, search } = url;
  return { protocol, hostname, port: port || undefined, path: pathname + search };
}

for (const module of [http, https]) {
  const request = leading(module.request);
  module.request = request;
  module.get = (...given) => {
    const sent = request(...given);
    sent.end();
    return sent;
  };
}

// Everything else.

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function guarded(...given) {
  const [first, second] = Array.isArray(given[0]) ? given[0] : given;
  const to =
    first !== null && typeof first === 'object'
      ? first
      : { port: first, host: typeof second === 'string' ? second : undefined };
  const staysHere = to.path || LOOPBACK.has(to.host || 'localhost');
  if (!staysHere) {
    const error = refusal(to.host);
    process.nextTick(() => this.destroy(error));
    return this;
  }
  return connect.apply(this, given);
};

for (const resolver of [dns, dns.promises]) {
  const { lookup } = resolver;
  resolver.lookup = (name, ...rest) => {
    if (LOOPBACK.has(name)) {
      return lookup.call(resolver, name, ...rest);
    }
    const error = refusal(name);
    const callback = rest[rest.length - 1];
    return typeof callback === 'function'
      ? process.nextTick(callback, error)
      : Promise.reject(error);
  };
}

dgram.Socket.prototype.send = () => {
  throw refusal('a datagram');
};

module.exports = { seen };
