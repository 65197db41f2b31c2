// A reverse proxy in front of a gateway, with the faults that such proxies have.
import { request as ask, createServer } from 'node:http';

export class FaultyProxy {
  /**
   *   strip           a prefix of the path that is taken off
   *   drop, add       request headers
   *   answerHeaders   headers of answers, in place of the gateway’s
   *   body, query     functions from the text that came to the one that goes on
   *   redirect        a function from the URL that was asked to another
   *   answer          [status, text] instead of the gateway's
   *   swallowOptions  answers preflights itself, with nothing
   */
  #fault = {};

  static async start(port, gatewayPort, fault) {
    const proxy = new FaultyProxy();
    proxy.put(fault);
    proxy.gatewayPort = gatewayPort;
    proxy.port = port;
    proxy.server = createServer((request, response) => proxy.#serve(request, response));
    await new Promise((done) => proxy.server.listen(port, '127.0.0.1', done));
    return proxy;
  }
  put(fault) {
    this.#fault = fault;
  }
  stop() {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(done));
  }

  async #serve(request, response) {
    const {
      strip = '',
      drop = [],
      add = {},
      answerHeaders = {},
      body,
      query,
      redirect,
      answer,
      swallowOptions,
    } = this.#fault;
    let text = '';
    for await (const part of request) text += part;
    if (redirect) {
      response.writeHead(301, { location: redirect(`http://127.0.0.1:${this.port}${request.url}`) }).end();
      return;
    }
    if (answer || (swallowOptions && request.method === 'OPTIONS')) {
      const [status, page] = answer ?? [204];
      response.writeHead(status, { 'content-type': 'text/html' }).end(page);
      return;
    }
    let [path, search] = request.url.split('?');
    if (path.startsWith(strip)) path = path.slice(strip.length) || '/';
    if (search !== undefined && query) search = query(search);
    if (body) text = body(text);
    const headers = { ...request.headers, ...add, 'content-length': Buffer.byteLength(text) };
    for (const name of drop) delete headers[name];
    const onward = ask(
      {
        port: this.gatewayPort,
        host: '127.0.0.1',
        method: request.method,
        path: search === undefined ? path : `${path}?${search}`,
        headers,
      },
      (back) => {
        response.writeHead(back.statusCode, { ...back.headers, ...answerHeaders });
        back.pipe(response);
      },
    );
    onward.on('error', () => response.writeHead(502).end());
    onward.end(text);
  }
}
