/* Functions that do less here than in an ordinary C library, and what is left of each. Descriptors as in
   paths.c; `degraded inside` runs under the runtime, and must print the same. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#include "check.h"

#define E ENOTCAPABLE
#define D "/dev/fd/3"

static void sockets(void) {
  struct sockaddr_un path = {.sun_family = AF_UNIX, .sun_path = "/nonexistent.fdport"};
  const struct sockaddr *address = (const struct sockaddr *)&path;
  int pair[2] = {-1, -1};
  char text[4] = "";
  check("socket", E, failed(socket(AF_INET, SOCK_STREAM, 0)));
  check("socket of paths", E, failed(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)));
  check("syscall socket", E, failed(syscall(SYS_socket, AF_INET, SOCK_STREAM, 0)));
  check("socketpair", 0, failed(socketpair(AF_UNIX, SOCK_STREAM, 0, pair)));
  check("bind", E, failed(bind(pair[0], address, sizeof path)));
  check("connect", E, failed(connect(pair[0], address, sizeof path)));
  check("sendto an address", E, failed(sendto(pair[0], "x", 1, 0, address, sizeof path)));
  check("send", 1, (int)send(pair[0], "x", 1, 0));
  check("recv", 1, (int)recv(pair[1], text, sizeof text, 0));
  close(pair[0]);
  close(pair[1]);
}

static int look_up(const char *host, const char *service, int flags, char *text) {
  struct addrinfo *list = 0, hints = {.ai_flags = flags, .ai_socktype = SOCK_STREAM};
  int code = getaddrinfo(host, service, &hints, &list);
  *text = 0;
  if (code) return code;
  getnameinfo(list->ai_addr, list->ai_addrlen, text, NI_MAXHOST, 0, 0, 0);
  freeaddrinfo(list);
  return 0;
}

static void names_of_hosts(void) {
  char text[NI_MAXHOST];
  check("getaddrinfo number", 0, look_up("192.0.2.7", "80", 0, text));
  check_text("getnameinfo gives the number", "192.0.2.7", text);
  check("getaddrinfo IPv6 number", 0, look_up("2001:db8::7", "80", 0, text));
  check_text("getnameinfo gives the IPv6 number", "2001:db8::7", text);
  check("getaddrinfo AI_ADDRCONFIG", 0, look_up("192.0.2.7", "80", AI_ADDRCONFIG, text));
  check("getaddrinfo passive", 0, look_up(0, "80", AI_PASSIVE, text));
  errno = 0;
  check("getaddrinfo name", EAI_SYSTEM, look_up("host.invalid", "80", 0, text));
  check("getaddrinfo name says why", E, errno);
  check("getaddrinfo localhost", EAI_SYSTEM, look_up("localhost", "80", 0, text));
  check("getaddrinfo service", EAI_SYSTEM, look_up("192.0.2.7", "http", 0, text));
  check("gethostbyname number", 1, gethostbyname("192.0.2.7") != 0);
  check("gethostbyname name", 1, gethostbyname("host.invalid") == 0);
  check("getservbyname", 1, getservbyname("http", "tcp") == 0);
  struct protoent *protocol = getprotobyname("tcp");
  check("getprotobyname has a table", 6, protocol ? protocol->p_proto : -1);
}

static int hour(const char *zone) {
  time_t t = 0;
  if (zone) setenv("TZ", zone, 1);
  else unsetenv("TZ");
  return localtime(&t)->tm_hour;
}

static void zones_and_locales(void) {
  struct tm june = {.tm_year = 70, .tm_mon = 5, .tm_mday = 1};
  char text[32];
  check("localtime without TZ is UTC", 0, hour(0));
  check("localtime by a rule", 3, hour("XST-3"));
  check("localtime by a zone's name is UTC", 0, hour("Europe/Berlin"));
  check("localtime by a foreign file is UTC", 0, hour("/etc/localtime"));
  check("localtime by a file beneath a descriptor", 5, hour(":" D "/zone"));
  hour("UTC0");
  check("setlocale from the environment", 1, setlocale(LC_ALL, "") != 0);
  check("setlocale of a name takes it", 1, setlocale(LC_ALL, "de_DE.UTF-8") != 0);
  strftime(text, sizeof text, "%B", &june);
  check_text("and stays English", "June", text);
  check_text("and has C's point", ".", localeconv()->decimal_point);
  check_text("encoding is UTF-8", "UTF-8", nl_langinfo(CODESET));
  setlocale(LC_ALL, "C");
  check("newlocale", 1, newlocale(LC_ALL_MASK, "C", 0) != 0);
  check_text("gettext returns its argument", "word", gettext("word"));
  bindtextdomain("x", "/usr/share/locale");
  check_text("dgettext too", "word", dgettext("x", "word"));
}

static void users(void) {
  errno = 0;
  check("getpwnam", E, getpwnam("root") ? 0 : errno);
  errno = 0;
  check("getpwuid", E, getpwuid(0) ? 0 : errno);
  errno = 0;
  check("getgrgid", E, getgrgid(0) ? 0 : errno);
  struct passwd entry, *found;
  char text[256];
  check("getpwuid_r", E, getpwuid_r(0, &entry, text, sizeof text, &found));
}

/* What syslog() writes to descriptor 2, where a pipe stands meanwhile. */
static int logged(int options, char *text, int size) {
  int ends[2], kept = dup(2), length;
  if (pipe(ends)) return -1;
  dup2(ends[1], 2);
  close(ends[1]);
  openlog("fdport", options, LOG_USER);
  syslog(LOG_NOTICE, "told %d", 7);
  closelog();
  dup2(kept, 2);
  close(kept);
  length = (int)read(ends[0], text, (size_t)size - 1);
  close(ends[0]);
  text[length < 0 ? 0 : length] = 0;
  return length;
}

static void logs(void) {
  char text[128];
  check("syslog reaches nobody", 0, logged(LOG_CONS | LOG_NDELAY, text, sizeof text));
  logged(LOG_PERROR, text, sizeof text);
  check_text("syslog with LOG_PERROR", "fdport: told 7\n", text);
}

static void *wait_for_reading(void *descriptor) {
  char byte;
  return (void *)(long)read(*(int *)descriptor, &byte, 1);
}

static void names_of_threads(void) {
  pthread_t other;
  char name[16] = "";
  int ends[2];
  if (pipe(ends)) return;
  pthread_create(&other, 0, wait_for_reading, &ends[0]);
  check("pthread_setname_np of oneself", 0, pthread_setname_np(pthread_self(), "worker"));
  pthread_getname_np(pthread_self(), name, sizeof name);
  check_text("pthread_getname_np of oneself", "worker", name);
  check("pthread_setname_np of another", E, pthread_setname_np(other, "worker"));
  close(ends[1]);
  pthread_join(other, 0);
}

static void others(void) {
  FILE *f = tmpfile();
  char line[8] = "";
  if (f) fputs("kept\n", f), rewind(f);
  check_text("tmpfile is memory", "kept\n", f ? fgets(line, sizeof line, f) : 0);
  if (f) fclose(f);
  char template[] = D "/name-XXXXXX";
  check("tmpnam", 1, tmpnam(0) == 0);
  check_text("mktemp keeps to its directory", D "/name-",
             mktemp(template) ? (template[sizeof D "/name-" - 1] = 0, template) : 0);
  check("system has no shell", 0, system(0));
  check("system", -1, system("exit 0"));
  check("popen", 1, popen("exit 0", "r") == 0);
  check("ttyname", 1, ttyname(3) == 0);
  check("shm_open", E, failed(shm_open("/fdport", O_RDWR | O_CREAT, 0600)));
}

int main(void) {
  setvbuf(stdout, 0, _IOLBF, BUFSIZ);
  sockets();
  names_of_hosts();
  zones_and_locales();
  users();
  logs();
  names_of_threads();
  others();
  printf("%d failed\n", failures);
  return failures > 0;
}
