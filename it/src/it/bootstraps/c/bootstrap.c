/* The scenarios' function in C: raw sockets, one kept connection, results in chunks. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST = 6 * 1024 * 1024, CHUNK = 100 * 1000 };

static int api;
static char event[MOST + 4096], other[MOST + 4096];

static int connected(void) {
  struct sockaddr_in address = {
      .sin_family = AF_INET,
      .sin_port = htons(atoi(getenv("SCF_RUNTIME_API_PORT"))),
      .sin_addr.s_addr = inet_addr(getenv("SCF_RUNTIME_API")),
  };
  int connection = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (connect(connection, (struct sockaddr *)&address, sizeof address) != 0) exit(10);
  return connection;
}

static void send_all(int connection, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t sent = write(connection, bytes, length);
    if (sent < 0) exit(11);
    bytes += sent;
    length -= sent;
  }
}

static void send_text(int connection, const char *text) {
  send_all(connection, text, strlen(text));
}

/* Reads one answer and moves its body to the buffer's begin; returns the body's length. */
static size_t receive(int connection, char *buffer) {
  size_t length = 0, head = 0, body = 0;
  while (head == 0 || length < head + body) {
    ssize_t count = read(connection, buffer + length, MOST + 4095 - length);
    if (count <= 0) exit(12);
    length += count;
    buffer[length] = 0;
    char *end = head == 0 ? strstr(buffer, "\r\n\r\n") : NULL;
    if (end) {
      if (strncmp(buffer, "HTTP/1.1 200 OK\r\n", 17) != 0) exit(13);
      head = end + 4 - buffer;
      body = strtoul(strstr(buffer, "Content-Length: ") + 16, NULL, 10);
    }
  }
  memmove(buffer, buffer + head, body);
  buffer[body] = 0;
  return body;
}

static void ask(int connection) {
  send_text(connection, "GET /runtime/invocation/next HTTP/1.1\r\nHost: scf\r\n\r\n");
}

/* In chunks, so that an answer does not need its length first. */
static void post_on(int api, const char *path, const char *body, size_t length) {
  char text[200], answer[4096 + 1];
  snprintf(text, sizeof text,
           "POST /runtime/%s HTTP/1.1\r\nHost: scf\r\nTransfer-Encoding: chunked\r\n\r\n", path);
  send_text(api, text);
  while (length > 0) {
    size_t part = length < CHUNK ? length : CHUNK;
    snprintf(text, sizeof text, "%zx;of=%zu\r\n", part, length);
    send_text(api, text);
    send_all(api, body, part);
    send_text(api, "\r\n");
    body += part;
    length -= part;
  }
  send_text(api, "0\r\nEnd: of it\r\n\r\n");
  size_t got = 0;
  while (got < sizeof answer - 1) {
    ssize_t count = read(api, answer + got, 1);
    if (count <= 0) exit(14);
    got += count;
    answer[got] = 0;
    char *end = strstr(answer, "\r\n\r\n");
    if (end && got == end + 4 - answer + strtoul(strstr(answer, "Content-Length: ") + 16, NULL, 10))
      break;
  }
  if (strncmp(answer, "HTTP/1.1 200 OK\r\n", 17) != 0) exit(15);
}

static void post(const char *path, const char *body, size_t length) {
  post_on(api, path, body, length);
}

static void respond(const char *text) { post("invocation/response", text, strlen(text)); }

static void end(int signal) {
  respond("asked to end");
  _exit(0);
}

static int is(const char *text, const char *expected) { return strcmp(text, expected) == 0; }

static void handle(size_t length) {
  char text[64];
  if (is(event, "\"do:error\"")) {
    post("invocation/error", "failed on purpose", 17);
  } else if (is(event, "\"do:exit\"")) {
    puts("leaving");
    exit(4);
  } else if (is(event, "\"do:signal\"")) {
    puts("leaving");
    fflush(stdout);
    raise(SIGKILL);
  } else if (is(event, "\"do:sleep\"")) {
    puts("sleeping");
    fflush(stdout);
    sleep(600);
  } else if (is(event, "\"do:print\"")) {
    puts("to stdout");
    fflush(stdout);
    fputs("to stderr\n", stderr);
    respond("printed");
  } else if (is(event, "\"do:large\"")) {
    post("invocation/response", other, MOST + 1);
  } else if (is(event, "\"do:empty\"")) {
    respond("");
  } else if (is(event, "\"do:pid\"")) {
    snprintf(text, sizeof text, "%d", getpid());
    respond(text);
  } else if (is(event, "\"do:write-code\"")) {
    respond(open("written", O_CREAT | O_WRONLY, 0644) < 0 ? strerror(errno) : "written");
  } else if (is(event, "\"do:write-tmp\"")) {
    const char *tmp = getenv("TMPDIR");
    char path[4096];
    snprintf(path, sizeof path, "%s/lines", tmp ? tmp : "/tmp");
    FILE *lines = fopen(path, "a");
    fputs("line\n", lines);
    fflush(lines);
    snprintf(text, sizeof text, "%ld", ftell(lines) / 5);
    fclose(lines);
    respond(text);
  } else if (is(event, "\"do:environment\"")) {
    FILE *environment = fopen("/proc/self/environ", "r");
    size_t read = fread(other, 1, MOST, environment);
    fclose(environment);
    for (size_t i = 0; i < read; i++)
      if (other[i] == 0) other[i] = '\n';
    post("invocation/response", other, read);
  } else if (is(event, "\"do:twice\"")) {
    respond("first");
    respond("second");
    post("invocation/error", "third", 5);
  } else if (is(event, "\"do:fetch-again\"")) {
    int second = connected();
    ask(second);
    size_t again = receive(second, other);
    respond(again == length && memcmp(event, other, length) == 0 ? "same" : "another");
    close(second);
  } else if (is(event, "\"do:answer-late\"")) {
    int slow = connected();
    ask(slow);
    receive(slow, other);
    respond("in time");
    ask(api);
    length = receive(api, event);
    post_on(slow, "invocation/response", "late", 4);
    close(slow);
    handle(length);
  } else if (is(event, "\"do:fill\"")) {
    puts("filling");
    fflush(stdout);
    volatile char *full = malloc(400 * 1000 * 1000); /* or the compiler would leave the writes out */
    for (int i = 0; i < 400 * 1000 * 1000; i += 1000) full[i] = 1;
    sleep(600);
  } else if (is(event, "\"do:until-term\"")) {
    signal(SIGTERM, end); /* which comes while it sleeps, and nothing else is going on */
    sleep(600);
  } else if (is(event, "\"do:leave\"")) {
    respond("no more");
    sleep(600);
  } else {
    post("invocation/response", event, length);
  }
}

int main(void) {
  const char *init = getenv("INIT") ? getenv("INIT") : "";
  api = connected();
  int early = 0;
  if (is(init, "exit") || is(init, "signal")) {
    puts("no database");
    fflush(stdout);
    if (is(init, "signal")) raise(SIGKILL);
    return 3;
  } else if (is(init, "slow")) {
    puts("loading");
    fflush(stdout);
    sleep(600);
  } else if (is(init, "print")) {
    puts("init to stdout");
    fflush(stdout);
    fputs("init to stderr\n", stderr);
  } else if (is(init, "result-first")) {
    respond("nobody asked");
  } else if (is(init, "next-first")) {
    early = connected();
    ask(early);
    usleep(300 * 1000);
  }
  post("init/ready", " ", 1);
  if (is(init, "ready-twice")) post("init/ready", " ", 1);
  if (early) {
    handle(receive(early, event));
    close(early);
  }
  while (1) {
    ask(api);
    handle(receive(api, event));
    fflush(stdout);
  }
}
