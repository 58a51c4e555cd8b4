'use strict';

// The component toolkit of Serverless Framework, one method of one of its components a question.

const toolkit = require('tencent-component-toolkit');
const { converse } = require('./conversation.js');

const credentials = {
  SecretId: process.env.SECRET_ID,
  SecretKey: process.env.SECRET_KEY,
};

converse({
  async perform({ component, method, inputs }) {
    const tool = new toolkit[component](credentials, process.env.REGION);
    return tool[method](inputs);
  },
});
