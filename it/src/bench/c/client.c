/*
 * The least an SCF custom runtime can be: one keep-alive connection, every event answered with its
 * own bytes. What it needs is the floor of the platform's protocol on this machine, so the runtimes
 * are compared with it. It trusts the stub: no retries, no error path.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

enum { HEAD_BYTES = 4096, BUFFER_BYTES = HEAD_BYTES + 6 * 1024 * 1024 };

static int server;
static char buffer[BUFFER_BYTES];

static void send_all(struct iovec *parts, int count) {
  while (count > 0) {
    ssize_t sent = writev(server, parts, count);
    if (sent < 0) exit(1);
    while (count > 0 && (size_t)sent >= parts->iov_len) {
      sent -= parts->iov_len;
      parts++;
      count--;
    }
    if (count > 0) {
      parts->iov_base = (char *)parts->iov_base + sent;
      parts->iov_len -= sent;
    }
  }
}

/* Reads one response into the buffer; returns where its body starts. */
static char *receive(size_t *body_length) {
  size_t length = 0, wanted = 0;
  char *body = NULL;
  while (!body || length < wanted) {
    ssize_t count = read(server, buffer + length, BUFFER_BYTES - length);
    if (count <= 0) exit(1);
    length += count;
    if (!body && (body = memmem(buffer, length, "\r\n\r\n", 4))) {
      body += 4;
      char *header = memmem(buffer, body - buffer, "Content-Length: ", 16);
      *body_length = header ? strtoul(header + 16, NULL, 10) : 0;
      wanted = body - buffer + *body_length;
      if (wanted > BUFFER_BYTES) exit(1);
    }
  }
  return body;
}

static void post(const char *path, char *body, size_t length) {
  char head[256];
  int head_length = snprintf(head, sizeof head,
                             "POST %s HTTP/1.1\r\nHost: scf\r\n"
                             "Content-Type: application/octet-stream\r\nContent-Length: %zu\r\n\r\n",
                             path, length);
  struct iovec parts[2] = {{head, head_length}, {body, length}};
  send_all(parts, 2);
  size_t ignored;
  receive(&ignored);
}

int main(void) {
  struct sockaddr_in address = {
      .sin_family = AF_INET,
      .sin_port = htons(atoi(getenv("SCF_RUNTIME_API_PORT"))),
      .sin_addr.s_addr = inet_addr(getenv("SCF_RUNTIME_API")),
  };
  server = socket(AF_INET, SOCK_STREAM, 0);
  int on = 1;
  setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (connect(server, (struct sockaddr *)&address, sizeof address) != 0) return 1;
  post("/runtime/init/ready", " ", 1);
  while (1) {
    static char next[] = "GET /runtime/invocation/next HTTP/1.1\r\nHost: scf\r\n\r\n";
    struct iovec request = {next, sizeof next - 1};
    send_all(&request, 1);
    size_t length;
    char *event = receive(&length);
    post("/runtime/invocation/response", event, length);
  }
}
