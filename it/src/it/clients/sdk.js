'use strict';

// The official SDK, one action a question.

const http = require('http');
const { scf } = require('tencentcloud-sdk-nodejs-scf');
const { converse } = require('./conversation.js');

const ScfClient = scf.v20180416.Client;

function client({ endpoint, region, secretId, secretKey, signMethod, reqMethod }) {
  const httpProfile = { protocol: 'http://', endpoint, reqMethod };
  return new ScfClient({
    credential: { secretId, secretKey },
    region,
    profile: { signMethod, httpProfile },
  });
}

/** While it runs, bodies are changed after they were signed. */
async function tamperingWith({ text, other }, call) {
  const { prototype } = http.ClientRequest;
  const { write } = prototype;
  prototype.write = function tampered(chunk, ...rest) {
    return write.call(this, String(chunk).replace(text, other), ...rest);
  };
  try {
    return await call();
  } finally {
    prototype.write = write;
  }
}

converse({
  async call({ profile, action, parameters, tampering }) {
    const call = () => client(profile)[action](parameters);
    return tampering ? tamperingWith(tampering, call) : call();
  },
});
