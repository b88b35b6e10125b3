// The module png: images as rows of grey bytes, to and from descriptors, by libpng's simplified
// interface (libpng-manual.txt, "Simplified API"). In memory: a libpng without streams has that, too.
#include <Python.h>
#include <unistd.h>

#include "png.h"

const char fdport_binding_name[] = "png";
PyObject *fdport_binding(void);

static PyObject *failure(png_image *image) {
  PyErr_SetString(PyExc_ValueError, image->message);
  png_image_free(image);
  return NULL;
}

// What `image` is as a file; NULL with an exception set.
static PyObject *packed(png_image *image, const void *rows) {
  png_alloc_size_t size = 0;
  if (!png_image_write_to_memory(image, NULL, &size, 0, rows, 0, NULL)) return failure(image);
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)size);
  if (bytes == NULL) return NULL;
  if (png_image_write_to_memory(image, PyBytes_AS_STRING(bytes), &size, 0, rows, 0, NULL))
    return bytes;
  Py_DECREF(bytes);
  return failure(image);
}

// write(descriptor, width, height, bytes)
static PyObject *write_image(PyObject *module, PyObject *arguments) {
  int descriptor;
  unsigned width, height;
  Py_buffer bytes;
  if (!PyArg_ParseTuple(arguments, "iIIy*", &descriptor, &width, &height, &bytes)) return NULL;
  png_image image = {.version = PNG_IMAGE_VERSION, .width = width, .height = height,
                     .format = PNG_FORMAT_GRAY};
  PyObject *file = NULL;
  if (height == 0 || (size_t)bytes.len / height != width || (size_t)bytes.len % height != 0)
    PyErr_SetString(PyExc_ValueError, "width times height is not the number of bytes");
  else
    file = packed(&image, bytes.buf);
  PyBuffer_Release(&bytes);
  if (file == NULL) return NULL;
  const char *at = PyBytes_AS_STRING(file);
  size_t left = (size_t)PyBytes_GET_SIZE(file);
  while (left > 0) {
    const ssize_t count = write(descriptor, at, left);
    if (count < 0) {
      Py_DECREF(file);
      return PyErr_SetFromErrno(PyExc_OSError);
    }
    at += count;
    left -= (size_t)count;
  }
  Py_DECREF(file);
  Py_RETURN_NONE;
}

// read(bytes) -> (width, height, bytes)
static PyObject *read_image(PyObject *module, PyObject *argument) {
  char *file;
  Py_ssize_t size;
  if (PyBytes_AsStringAndSize(argument, &file, &size) < 0) return NULL;
  png_image image = {.version = PNG_IMAGE_VERSION};
  if (!png_image_begin_read_from_memory(&image, file, (size_t)size)) return failure(&image);
  image.format = PNG_FORMAT_GRAY;
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, PNG_IMAGE_SIZE(image));
  if (bytes == NULL) {
    png_image_free(&image);
  } else if (!png_image_finish_read(&image, NULL, PyBytes_AS_STRING(bytes), 0, NULL)) {
    Py_CLEAR(bytes);
    failure(&image);
  }
  return bytes == NULL ? NULL : Py_BuildValue("IIN", image.width, image.height, bytes);
}

static PyMethodDef functions[] = {
    {"write", write_image, METH_VARARGS, "Writes an image to a descriptor."},
    {"read", read_image, METH_O, "Reads an image from bytes."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "png", .m_size = 0, .m_methods = functions};

PyObject *fdport_binding(void) {
  PyObject *module = PyModule_Create(&definition);
  if (module != NULL) PyModule_AddStringConstant(module, "version", png_libpng_ver);
  return module;
}
