/*
 * The runtime API of SCF Custom Runtime or of AWS Lambda as a stopwatch. It starts one peer (the
 * process that asks for events), hands it the same event again and again, checks every response
 * byte for byte, and prints what it measured as one JSON object.
 *
 * It is C and a single thread on epoll, because whatever the stub itself needs is added to every
 * figure; and it starts the peer itself, because a cold start begins with exec and nowhere else.
 * All times come from CLOCK_MONOTONIC:
 *
 *   ready           exec -> POST /runtime/init/ready arrived (Lambda has none: the first GET next)
 *   turn            GET next arrived -> the whole response POST arrived, of one event
 *   first_response  exec -> the first response arrived
 *   exit            exec -> the process ended (api "exit": nothing is served)
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char USAGE[] =
    "usage: stub [option...] -- peer [argument...]\n"
    "  --api scf|lambda|exit  what to serve; exit: only wait for the end of the peer (scf)\n"
    "  --event FILE           the event\n"
    "  --expect FILE          the response it calls for (the event itself)\n"
    "  --warmup N             events that are served and checked but not counted (0)\n"
    "  --events N             events that are counted (1)\n"
    "  --pin none|same|split  stub and peer on one CPU, or on one each (none)\n"
    "  --handler NAME         _HANDLER of the peer\n"
    "  --dir DIRECTORY        where the peer runs (here)\n"
    "  --read-only yes|no     whether that directory is mounted read-only for it (no)\n"
    "  --env NAME=VALUE       a variable of the peer, besides or instead of the usual; repeatable\n"
    "  --log FILE             takes what the peer prints (/dev/null)\n"
    "  --idle-ms N            how long to leave the peer alone before its memory is read (100)\n"
    "  --timeout-s N          how long to wait for the peer to do anything (60)\n";

enum { MAX_VARIABLES = 64, MAX_CONNECTIONS = 64, HEAD_BYTES = 1024, FIRST_BUFFER_BYTES = 64 * 1024 };

/* One request at a time; what came beyond it stays in the buffer until its answer is out. */
struct connection {
  int fd;
  char *in;
  size_t in_length, in_capacity;
  size_t head_length, body_length;
  int continued; /* the client was told to go on: curl asks first when a body is large */
  char out_head[HEAD_BYTES];
  size_t out_head_length;
  const char *out_body;
  size_t out_body_length, out_sent;
  int out_waits;
};

struct bytes {
  char *data;
  size_t length;
};

static struct {
  enum { SCF, LAMBDA, EXIT } api;
  struct bytes event, expected;
  long warmup, events, idle_ms, timeout_s;
  enum { NONE, SAME, SPLIT } pin;
  const char *handler, *directory, *log;
  enum { NO, YES } read_only;
  char *variables[MAX_VARIABLES];
  int variable_count;
  char **command;
} option = {.events = 1, .idle_ms = 100, .timeout_s = 60, .handler = "", .log = "/dev/null"};

/* Written by the child, between fork and exec. */
struct start {
  int64_t exec_ns;
  const char *failed; /* the directory or the program that could not be used */
  int why;
  int read_only; /* whether the directory is */
};

static struct start *start;
static pid_t peer;
static int port, epoll_fd;
static int peer_cpu = -1;
static struct connection *connections[MAX_CONNECTIONS];

static long served;                   /* events answered, warm-up included */
static int64_t next_ns;               /* when the running event was asked for */
static int64_t ready_ns, first_ns;    /* absolute */
static int64_t ready_cpu_ns;
static int64_t window_ns, window_cpu_ns; /* absolute, from the first counted event */
static int64_t window_end_ns, window_end_cpu_ns;
static int64_t *turns;
static int64_t first_turn_ns;
static int idle; /* all events are answered and the peer waits for another */
static char failure[1024];

static int64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* User and system time of the peer, all its threads; not of the processes it starts. */
static int64_t peer_cpu_ns(void) {
  clockid_t clock;
  struct timespec t;
  if (clock_getcpuclockid(peer, &clock) != 0 || clock_gettime(clock, &t) != 0) return 0;
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static long peer_rss_kb(void) {
  char path[64], line[256];
  long kb = 0;
  snprintf(path, sizeof path, "/proc/%d/status", peer);
  FILE *status = fopen(path, "r");
  while (status && fgets(line, sizeof line, status)) sscanf(line, "VmRSS: %ld", &kb);
  if (status) fclose(status);
  return kb;
}

/* The first failure is the one that explains the others. */
__attribute__((format(printf, 1, 2))) static void fail(const char *format, ...) {
  if (failure[0]) return;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(failure, sizeof failure, format, arguments);
  va_end(arguments);
}

static void die(const char *what) {
  fprintf(stderr, "stub: %s: %s\n", what, strerror(errno));
  exit(2);
}

/* ---- connections ---------------------------------------------------------------------------- */

static void watch(int fd, uint32_t events, void *tag, int operation) {
  struct epoll_event event = {.events = events, .data.ptr = tag};
  if (epoll_ctl(epoll_fd, operation, fd, &event) != 0) die("epoll_ctl");
}

static void accept_connection(int listener) {
  int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (fd < 0) return;
  int slot = 0;
  while (slot < MAX_CONNECTIONS && connections[slot]) slot++;
  if (slot == MAX_CONNECTIONS) {
    fail("more than %d connections are open", MAX_CONNECTIONS);
    close(fd);
    return;
  }
  int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  struct connection *c = calloc(1, sizeof *c);
  c->fd = fd;
  c->in_capacity = FIRST_BUFFER_BYTES;
  c->in = malloc(c->in_capacity);
  connections[slot] = c;
  watch(fd, EPOLLIN, c, EPOLL_CTL_ADD);
}

static void close_connection(struct connection *c) {
  for (int slot = 0; slot < MAX_CONNECTIONS; slot++)
    if (connections[slot] == c) connections[slot] = NULL;
  close(c->fd);
  free(c->in);
  free(c);
}

/* Sends what is due; what the socket does not take now goes when it is writable. */
static int flush_connection(struct connection *c) {
  size_t total = c->out_head_length + c->out_body_length;
  while (c->out_sent < total) {
    struct iovec parts[2];
    int count = 0;
    if (c->out_sent < c->out_head_length)
      parts[count++] = (struct iovec){c->out_head + c->out_sent, c->out_head_length - c->out_sent};
    size_t of_body = c->out_sent > c->out_head_length ? c->out_sent - c->out_head_length : 0;
    if (c->out_body_length > of_body)
      parts[count++] =
          (struct iovec){(char *)c->out_body + of_body, c->out_body_length - of_body};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = count};
    ssize_t sent = sendmsg(c->fd, &message, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0 && errno == EAGAIN) {
      if (!c->out_waits) watch(c->fd, EPOLLIN | EPOLLOUT, c, EPOLL_CTL_MOD);
      c->out_waits = 1;
      return 1;
    }
    if (sent < 0) return 0;
    c->out_sent += sent;
  }
  if (c->out_waits) watch(c->fd, EPOLLIN, c, EPOLL_CTL_MOD);
  c->out_waits = 0;
  c->out_head_length = c->out_body_length = c->out_sent = 0;
  return 1;
}

static void answer(struct connection *c, const char *status) {
  c->out_head_length =
      snprintf(c->out_head, HEAD_BYTES, "HTTP/1.1 %s\r\nContent-Length: 0\r\n\r\n", status);
}

/* ---- the two APIs --------------------------------------------------------------------------- */

static void send_event(struct connection *c) {
  /* Both services use UUIDs; clients may copy them, so their length counts. */
  long id = served + 1;
  if (option.api == SCF) {
    c->out_head_length = snprintf(c->out_head, HEAD_BYTES,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        "Request_Id: 5c1e4f0a-7d2b-4e6f-9a3c-%012lx\r\n"
        "Memory_Limit_In_Mb: 256\r\nTime_Limit_In_Ms: 60000\r\nContent-Length: %zu\r\n\r\n",
        id, option.event.length);
  } else {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    c->out_head_length = snprintf(c->out_head, HEAD_BYTES,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        "Lambda-Runtime-Aws-Request-Id: 5c1e4f0a-7d2b-4e6f-9a3c-%012lx\r\n"
        "Lambda-Runtime-Deadline-Ms: %lld\r\n"
        "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:bench\r\n"
        "Lambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0\r\n"
        "Content-Length: %zu\r\n\r\n",
        id, t.tv_sec * 1000LL + 60000, option.event.length);
  }
  c->out_body = option.event.data;
  c->out_body_length = option.event.length;
}

static void on_ready(int64_t at) {
  if (ready_ns) return;
  ready_ns = at;
  ready_cpu_ns = peer_cpu_ns();
}

static void on_next(struct connection *c, int64_t at) {
  if (option.api == LAMBDA) on_ready(at);
  if (!ready_ns) {
    fail("the peer asked for an event before it said ready");
    return;
  }
  if (served == option.warmup + option.events) {
    idle = 1;
    return; /* the poll stays open, as it does on the platform */
  }
  if (served == option.warmup) {
    window_ns = at;
    window_cpu_ns = peer_cpu_ns();
  }
  next_ns = at;
  send_event(c);
}

static void on_response(struct connection *c, const char *body, size_t length, int64_t at) {
  if (!next_ns) {
    fail("a response came although no event is open");
    return;
  }
  if (length != option.expected.length || memcmp(body, option.expected.data, length) != 0) {
    size_t same = 0;
    while (same < length && same < option.expected.length && body[same] == option.expected.data[same])
      same++;
    fail("event %ld: the response of %zu bytes differs from the %zu expected at byte %zu",
         served + 1, length, option.expected.length, same);
    return;
  }
  int64_t turn = at - next_ns;
  if (served == 0) {
    first_ns = at;
    first_turn_ns = turn;
  }
  if (served >= option.warmup) turns[served - option.warmup] = turn;
  served++;
  next_ns = 0;
  if (served == option.warmup + option.events) {
    window_end_ns = at;
    window_end_cpu_ns = peer_cpu_ns();
  }
  answer(c, option.api == SCF ? "200 OK" : "202 Accepted");
}

static int ends_with(const char *text, size_t length, const char *end) {
  size_t wanted = strlen(end);
  return length >= wanted && memcmp(text + length - wanted, end, wanted) == 0;
}

static void serve(struct connection *c, int64_t at) {
  const char *space = memchr(c->in, ' ', c->head_length);
  const char *path = space + 1;
  const char *path_end = space ? memchr(path, ' ', c->head_length - (path - c->in)) : NULL;
  if (!path_end) {
    fail("the peer does not speak HTTP");
    return;
  }
  size_t length = path_end - path;
  const char *body = c->in + c->head_length;
  if (ends_with(path, length, "/runtime/invocation/next")) {
    on_next(c, at);
  } else if (ends_with(path, length, "/response")) {
    on_response(c, body, c->body_length, at);
  } else if (ends_with(path, length, "/runtime/init/ready")) {
    on_ready(at);
    answer(c, "200 OK");
  } else if (ends_with(path, length, "/error")) {
    int shown = c->body_length < 400 ? (int)c->body_length : 400;
    fail("the peer answered with an error: %.*s", shown, body);
  } else {
    fail("the peer asked for %.*s", length < 200 ? (int)length : 200, path);
  }
}

/* The value of a header, as far as the two this stub needs go; names in any case. */
static const char *header(struct connection *c, const char *name) {
  size_t length = strlen(name);
  const char *line = c->in, *end = c->in + c->head_length;
  while ((line = memchr(line, '\n', end - line)) && ++line < end)
    if ((size_t)(end - line) > length && strncasecmp(line, name, length) == 0) {
      for (line += length; *line == ' '; line++) {
      }
      return line;
    }
  return NULL;
}

/* Whether a whole request is in the buffer, which is made large enough for it. */
static int request_is_whole(struct connection *c) {
  if (c->head_length == 0) {
    char *end = memmem(c->in, c->in_length, "\r\n\r\n", 4);
    if (!end) return 0;
    c->head_length = end + 4 - c->in;
    const char *length = header(c, "Content-Length:");
    c->body_length = length ? strtoul(length, NULL, 10) : 0;
    if (header(c, "Transfer-Encoding:")) fail("the peer sends chunks, which this stub cannot read");
    if (c->head_length + c->body_length > c->in_capacity) {
      c->in_capacity = c->head_length + c->body_length;
      c->in = realloc(c->in, c->in_capacity);
    }
    const char *expect = header(c, "Expect:");
    if (expect && strncasecmp(expect, "100-continue", 12) == 0 && !c->continued) {
      static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";
      c->continued = send(c->fd, go_on, sizeof go_on - 1, MSG_NOSIGNAL) > 0;
    }
  }
  return c->in_length >= c->head_length + c->body_length;
}

/* Reads until there is nothing more; false when the connection is of no further use. */
static int read_connection(struct connection *c) {
  while (!failure[0]) {
    if (c->in_length == c->in_capacity) {
      fail("the head of a request is longer than %zu bytes", c->in_capacity);
      return 0;
    }
    ssize_t count = read(c->fd, c->in + c->in_length, c->in_capacity - c->in_length);
    int64_t at = now_ns();
    if (count < 0) return errno == EAGAIN || errno == EINTR;
    if (count == 0) return 0;
    c->in_length += count;
    if (!request_is_whole(c)) continue;
    serve(c, at);
    size_t used = c->head_length + c->body_length;
    memmove(c->in, c->in + used, c->in_length - used);
    c->in_length -= used;
    c->head_length = c->body_length = c->continued = 0;
    return flush_connection(c);
  }
  return 1;
}

/* ---- the peer ------------------------------------------------------------------------------- */

static void pin(int cpu) {
  if (cpu < 0) return;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(cpu, &set);
  if (sched_setaffinity(0, sizeof set, &set) != 0) die("sched_setaffinity");
}

/* Of the CPUs this process may use, the first is the stub's, and the second the peer's on split. */
static void choose_cpus(void) {
  if (option.pin == NONE) return;
  cpu_set_t allowed;
  int found[2], count = 0;
  sched_getaffinity(0, sizeof allowed, &allowed);
  for (int cpu = 0; cpu < CPU_SETSIZE && count < 2; cpu++)
    if (CPU_ISSET(cpu, &allowed)) found[count++] = cpu;
  if (option.pin == SPLIT && count < 2) {
    fputs("stub: --pin split needs two CPUs\n", stderr);
    exit(2);
  }
  peer_cpu = option.pin == SPLIT ? found[1] : found[0];
  pin(found[0]);
}

/* A variable that is there already gets the new value. */
static int set_variable(char **environment, int count, char *variable) {
  size_t name = strcspn(variable, "=") + 1;
  for (int i = 0; i < count; i++)
    if (strncmp(environment[i], variable, name) == 0) {
      environment[i] = variable;
      return count;
    }
  environment[count] = variable;
  return count + 1;
}

/* Nothing is inherited. */
static char **peer_environment(void) {
  static char *environment[2 * MAX_VARIABLES];
  int count = 0;
#define SET(...)                                        \
  do {                                                  \
    if (asprintf(&environment[count++], __VA_ARGS__) < 0) die("asprintf"); \
  } while (0)
  SET("PATH=/usr/local/bin:/usr/bin:/bin");
  SET("HOME=/tmp");
  SET("LANG=C.UTF-8");
  SET("_HANDLER=%s", option.handler);
  if (option.api == SCF) {
    SET("SCF_RUNTIME_API=127.0.0.1");
    SET("SCF_RUNTIME_API_PORT=%d", port);
    SET("SCF_FUNCTIONNAME=bench");
    SET("SCF_FUNCTIONVERSION=$LATEST");
    SET("SCF_NAMESPACE=default");
    SET("TENCENTCLOUD_REGION=ap-guangzhou");
  } else if (option.api == LAMBDA) {
    SET("AWS_LAMBDA_RUNTIME_API=127.0.0.1:%d", port);
    SET("AWS_LAMBDA_FUNCTION_NAME=bench");
    SET("AWS_LAMBDA_FUNCTION_VERSION=$LATEST");
    SET("AWS_LAMBDA_FUNCTION_MEMORY_SIZE=256");
    SET("AWS_LAMBDA_LOG_GROUP_NAME=/aws/lambda/bench");
    SET("AWS_LAMBDA_LOG_STREAM_NAME=bench");
    SET("AWS_REGION=us-east-1");
    SET("LAMBDA_TASK_ROOT=%s", option.directory ? option.directory : ".");
  }
#undef SET
  for (int i = 0; i < option.variable_count; i++)
    count = set_variable(environment, count, option.variables[i]);
  return environment;
}

/* For the peer alone, in a mount namespace of its own; permissions would not hold back root. */
static int make_read_only(const char *directory) {
  if (unshare(CLONE_NEWNS) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return 0;
  return mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
         mount(directory, directory, NULL, MS_BIND, NULL) == 0 &&
         mount(NULL, directory, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL) == 0;
}

static void start_peer(void) {
  char **environment = peer_environment();
  int log = open(option.log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (log < 0) die(option.log);
  start = mmap(NULL, sizeof *start, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) die("mmap");
  pid_t self = getpid();
  peer = fork();
  if (peer < 0) die("fork");
  if (peer > 0) return;

  setpgid(0, 0); /* with what it starts itself, so that all of it can be ended */
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != self) _exit(127);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, 0);
  dup2(log, 1);
  dup2(log, 2);
  if (option.directory && option.read_only) start->read_only = make_read_only(option.directory);
  if (option.directory && chdir(option.directory) != 0) {
    start->failed = option.directory;
    start->why = errno;
    _exit(127);
  }
  pin(peer_cpu);
  start->exec_ns = now_ns();
  execve(option.command[0], option.command, environment);
  start->failed = option.command[0];
  start->why = errno;
  _exit(127);
}

static void describe_end(int status) {
  if (start->failed)
    fail("%s: %s", start->failed, strerror(start->why));
  else if (WIFSIGNALED(status))
    fail("the peer was ended by signal %d after %ld events", WTERMSIG(status), served);
  else
    fail("the peer ended with exit status %d after %ld events", WEXITSTATUS(status), served);
}

/* ---- what is printed ------------------------------------------------------------------------ */

static int ascending(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

/* Nearest rank: the smallest value that p percent of all do not exceed. */
static double percentile_us(int p) {
  long rank = (option.events * p + 99) / 100;
  return turns[rank > 0 ? rank - 1 : 0] / 1e3;
}

static void print_text(const char *text) {
  putchar('"');
  for (; *text; text++) {
    unsigned char c = *text;
    if (c == '"' || c == '\\')
      printf("\\%c", c);
    else if (c < 0x20 || c == 0x7f)
      printf("\\u%04x", c);
    else
      putchar(c);
  }
  putchar('"');
}

static void print_results(long rss_kb, int64_t end_cpu_ns) {
  printf("{\"ok\": %s", failure[0] ? "false" : "true");
  if (failure[0]) {
    printf(", \"failure\": ");
    print_text(failure);
  }
  if (ready_ns)
    printf(", \"ready_us\": %.1f, \"cpu_ready_us\": %.1f", (ready_ns - start->exec_ns) / 1e3,
           ready_cpu_ns / 1e3);
  if (first_ns)
    printf(", \"first_turn_us\": %.1f, \"first_response_us\": %.1f", first_turn_ns / 1e3,
           (first_ns - start->exec_ns) / 1e3);
  if (window_end_ns) {
    qsort(turns, option.events, sizeof *turns, ascending);
    printf(", \"events\": %ld, \"turn_min_us\": %.2f, \"turn_p50_us\": %.2f, \"turn_p90_us\": %.2f"
           ", \"turn_p99_us\": %.2f, \"turn_max_us\": %.2f",
           option.events, turns[0] / 1e3, percentile_us(50), percentile_us(90), percentile_us(99),
           turns[option.events - 1] / 1e3);
    printf(", \"events_per_s\": %.0f, \"cpu_per_event_us\": %.2f",
           option.events * 1e9 / (window_end_ns - window_ns),
           (window_end_cpu_ns - window_cpu_ns) / 1e3 / option.events);
  }
  if (option.read_only) printf(", \"read_only\": %s", start->read_only ? "true" : "false");
  if (rss_kb) printf(", \"rss_idle_kb\": %ld", rss_kb);
  printf(", \"cpu_end_us\": %.1f}\n", end_cpu_ns / 1e3);
}

/* ---- main ----------------------------------------------------------------------------------- */

static struct bytes read_file(const char *path) {
  struct stat status;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0 || fstat(fd, &status) != 0) die(path);
  struct bytes content = {malloc(status.st_size + 1), 0};
  ssize_t count;
  while ((count = read(fd, content.data + content.length, status.st_size - content.length)) > 0)
    content.length += count;
  close(fd);
  return content;
}

static int choice(const char *value, const char *const *choices) {
  for (int i = 0; choices[i]; i++)
    if (strcmp(value, choices[i]) == 0) return i;
  fprintf(stderr, "stub: '%s' is no choice\n%s", value, USAGE);
  exit(2);
}

static void add_variable(char *variable) {
  if (!strchr(variable, '=') || option.variable_count == MAX_VARIABLES) {
    fprintf(stderr, "stub: --env %s: no NAME=VALUE, or one too many\n", variable);
    exit(2);
  }
  option.variables[option.variable_count++] = variable;
}

static void parse(int argc, char **argv) {
  static const char *const apis[] = {"scf", "lambda", "exit", NULL};
  static const char *const answers[] = {"no", "yes", NULL};
  static const char *const pins[] = {"none", "same", "split", NULL};
  int i = 1;
  for (; i + 1 < argc && strcmp(argv[i], "--") != 0; i += 2) {
    const char *name = argv[i], *value = argv[i + 1];
    if (!strcmp(name, "--api")) option.api = choice(value, apis);
    else if (!strcmp(name, "--event")) option.event = read_file(value);
    else if (!strcmp(name, "--expect")) option.expected = read_file(value);
    else if (!strcmp(name, "--warmup")) option.warmup = atol(value);
    else if (!strcmp(name, "--events")) option.events = atol(value);
    else if (!strcmp(name, "--pin")) option.pin = choice(value, pins);
    else if (!strcmp(name, "--handler")) option.handler = value;
    else if (!strcmp(name, "--dir")) option.directory = value;
    else if (!strcmp(name, "--read-only")) option.read_only = choice(value, answers);
    else if (!strcmp(name, "--env")) add_variable(argv[i + 1]);
    else if (!strcmp(name, "--log")) option.log = value;
    else if (!strcmp(name, "--idle-ms")) option.idle_ms = atol(value);
    else if (!strcmp(name, "--timeout-s")) option.timeout_s = atol(value);
    else break;
  }
  if (i + 1 >= argc || strcmp(argv[i], "--") != 0 || option.events < 1 || option.warmup < 0) {
    fputs(USAGE, stderr);
    exit(2);
  }
  option.command = argv + i + 1;
  if (option.api != EXIT && !option.event.data) {
    fputs("stub: --event is missing\n", stderr);
    exit(2);
  }
  if (!option.expected.data) option.expected = option.event;
}

static int listen_on_loopback(void) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  if (fd < 0 || bind(fd, (struct sockaddr *)&address, length) != 0 || listen(fd, 64) != 0)
    die("listen");
  getsockname(fd, (struct sockaddr *)&address, &length);
  port = ntohs(address.sin_port);
  return fd;
}

/* Serves until all events are answered and the peer was idle for a while, or something failed. */
static void serve_until_idle(int listener, int signals) {
  static int listener_tag, signal_tag, leash_tag;
  epoll_fd = epoll_create1(EPOLL_CLOEXEC);
  watch(listener, EPOLLIN, &listener_tag, EPOLL_CTL_ADD);
  watch(signals, EPOLLIN, &signal_tag, EPOLL_CTL_ADD);
  struct stat input;
  if (fstat(0, &input) == 0 && S_ISFIFO(input.st_mode)) /* whoever started this holds its end */
    watch(0, EPOLLIN, &leash_tag, EPOLL_CTL_ADD);
  while (!failure[0]) {
    struct epoll_event ready[16];
    int count = epoll_wait(epoll_fd, ready, 16, idle ? option.idle_ms : option.timeout_s * 1000);
    if (count == 0 && idle) return;
    if (count == 0)
      fail("nothing from the peer for %ld s, after %ld events", option.timeout_s, served);
    for (int i = 0; i < count && !failure[0]; i++) {
      void *tag = ready[i].data.ptr;
      if (tag == &listener_tag) {
        accept_connection(listener);
      } else if (tag == &leash_tag) {
        fail("the program that started this stub is gone");
      } else if (tag == &signal_tag) {
        struct signalfd_siginfo info;
        if (read(signals, &info, sizeof info) < 0) continue;
        int status = 0;
        if (info.ssi_signo != SIGCHLD) fail("stopped by signal %u", info.ssi_signo);
        else if (waitpid(peer, &status, WNOHANG) == peer) describe_end(status);
      } else {
        struct connection *c = tag;
        int usable = 1;
        if (ready[i].events & EPOLLOUT) usable = flush_connection(c);
        if (usable && !c->out_waits && (ready[i].events & ~EPOLLOUT)) usable = read_connection(c);
        if (!usable) close_connection(c);
      }
    }
  }
}

/* Exec to exit of a program that serves nothing: the floor every other figure stands on. */
static void wait_for_exit(void) {
  struct rusage usage;
  int status;
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  alarm(option.timeout_s); /* its default action ends the stub, and that ends the peer */
  wait4(peer, &status, 0, &usage);
  int64_t end = now_ns();
  if (status != 0) describe_end(status);
  printf("{\"ok\": %s", failure[0] ? "false" : "true");
  if (failure[0]) {
    printf(", \"failure\": ");
    print_text(failure);
  }
  printf(", \"exit_us\": %.1f, \"cpu_end_us\": %.1f}\n", (end - start->exec_ns) / 1e3,
         (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 + usage.ru_utime.tv_usec +
             usage.ru_stime.tv_usec);
}

int main(int argc, char **argv) {
  parse(argc, argv);
  turns = calloc(option.events, sizeof *turns);
  sigset_t handled;
  sigemptyset(&handled);
  sigaddset(&handled, SIGCHLD);
  sigaddset(&handled, SIGTERM);
  sigaddset(&handled, SIGINT);
  sigprocmask(SIG_BLOCK, &handled, NULL);
  int signals = signalfd(-1, &handled, SFD_CLOEXEC | SFD_NONBLOCK);
  int listener = listen_on_loopback();
  choose_cpus();
  start_peer();
  if (option.api == EXIT) {
    wait_for_exit();
    return failure[0] != 0;
  }
  serve_until_idle(listener, signals);
  long rss_kb = failure[0] ? 0 : peer_rss_kb();
  int64_t end_cpu_ns = peer_cpu_ns();
  kill(-peer, SIGKILL);
  waitpid(peer, NULL, 0);
  print_results(rss_kb, end_cpu_ns);
  return failure[0] != 0;
}
