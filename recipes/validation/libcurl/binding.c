// The module curl: transfers over connections that the program holds, by libcurl's easy interface.
// libcurl asks for a socket by CURLOPT_OPENSOCKETFUNCTION, and is told that it is connected already by
// CURLOPT_SOCKOPTFUNCTION.
#include <Python.h>
#include <string.h>
#include <unistd.h>

#include "include/curl/curl.h"

const char fdport_binding_name[] = "curl";
PyObject *fdport_binding(void);

// What a transfer uses, and what came of it.
struct transfer {
  int descriptor;
  PyObject *body;
};

static curl_socket_t hand_over(void *given, curlsocktype purpose, struct curl_sockaddr *address) {
  const struct transfer *transfer = given;
  if (transfer->descriptor < 0) return CURL_SOCKET_BAD;
  return dup(transfer->descriptor);
}

static int is_connected(void *given, curl_socket_t socket, curlsocktype purpose) {
  return CURL_SOCKOPT_ALREADY_CONNECTED;
}

static size_t keep(char *bytes, size_t size, size_t count, void *given) {
  struct transfer *transfer = given;
  PyObject *part = PyBytes_FromStringAndSize(bytes, (Py_ssize_t)(size * count));
  if (part == NULL) return 0;
  PyBytes_ConcatAndDel(&transfer->body, part);
  return transfer->body == NULL ? 0 : size * count;
}

static void set_up(CURL *curl, const char *url, struct transfer *transfer, const char *jar) {
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, 10L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, transfer);
  curl_easy_setopt(curl, CURLOPT_COOKIEJAR, jar);
  if (transfer->descriptor == -1) return;
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, hand_over);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, transfer);
  curl_easy_setopt(curl, CURLOPT_SOCKOPTFUNCTION, is_connected);
  // The connection leads where it leads: whatever the URL names needs no looking up.
  static struct curl_slist anywhere = {.data = "::127.0.0.1:"};
  curl_easy_setopt(curl, CURLOPT_CONNECT_TO, &anywhere);
}

// fetch(urls, descriptor, jar) -> [(status, body)], connections. With descriptor -1 libcurl is to find a
// connection itself; jar is the name of a file for cookies, or None.
static PyObject *fetch(PyObject *module, PyObject *arguments) {
  PyObject *urls;
  const char *jar;
  struct transfer transfer = {.descriptor = -1};
  if (!PyArg_ParseTuple(arguments, "O!iz", &PyList_Type, &urls, &transfer.descriptor, &jar))
    return NULL;
  CURL *curl = curl_easy_init();
  PyObject *pages = PyList_New(0);
  if (curl == NULL || pages == NULL) return PyErr_NoMemory();
  long connections = 0;
  for (Py_ssize_t index = 0; pages != NULL && index < PyList_GET_SIZE(urls); ++index) {
    const char *url = PyUnicode_AsUTF8(PyList_GET_ITEM(urls, index));
    transfer.body = PyBytes_FromString("");
    if (url == NULL || transfer.body == NULL) {
      Py_CLEAR(pages);
      break;
    }
    set_up(curl, url, &transfer, jar);
    const CURLcode code = curl_easy_perform(curl);
    long status = 0, made = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl, CURLINFO_NUM_CONNECTS, &made);
    connections += made;
    PyObject *page = NULL;
    if (code == CURLE_OK)
      page = Py_BuildValue("lO", status, transfer.body);
    else
      PyErr_SetString(PyExc_OSError, curl_easy_strerror(code));
    Py_XDECREF(transfer.body);
    if (page == NULL || PyList_Append(pages, page) != 0) Py_CLEAR(pages);
    Py_XDECREF(page);
  }
  curl_easy_cleanup(curl);
  return pages == NULL ? NULL : Py_BuildValue("Nl", pages, connections);
}

static PyMethodDef functions[] = {
    {"fetch", fetch, METH_VARARGS, "Fetches pages over a connection."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "curl", .m_size = 0, .m_methods = functions};

PyObject *fdport_binding(void) {
  PyObject *module = PyModule_Create(&definition);
  if (module != NULL) PyModule_AddStringConstant(module, "version", curl_version());
  return module;
}
