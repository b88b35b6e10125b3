// The module png: images as rows of grey bytes, to and from descriptors, by libpng's simplified
// interface (libpng-manual.txt, "Simplified API").
#include <Python.h>
#include <stdio.h>
#include <unistd.h>

#include "png.h"

const char fdport_binding_name[] = "png";
PyObject *fdport_binding(void);

// libpng takes a stream; its own copy of the descriptor is closed with it.
static FILE *stream(int descriptor, const char *mode) {
  const int copy = dup(descriptor);
  FILE *file = copy < 0 ? NULL : fdopen(copy, mode);
  if (file == NULL) {
    PyErr_SetFromErrno(PyExc_OSError);
    if (copy >= 0) close(copy);
  }
  return file;
}

static PyObject *failure(png_image *image) {
  PyErr_SetString(PyExc_ValueError, image->message);
  png_image_free(image);
  return NULL;
}

// write(descriptor, width, height, bytes)
static PyObject *write_image(PyObject *module, PyObject *arguments) {
  int descriptor;
  unsigned width, height;
  Py_buffer bytes;
  if (!PyArg_ParseTuple(arguments, "iIIy*", &descriptor, &width, &height, &bytes)) return NULL;
  png_image image = {.version = PNG_IMAGE_VERSION, .width = width, .height = height,
                     .format = PNG_FORMAT_GRAY};
  PyObject *result = NULL;
  FILE *file = NULL;
  if (height == 0 || (size_t)bytes.len / height != width || (size_t)bytes.len % height != 0)
    PyErr_SetString(PyExc_ValueError, "width times height is not the number of bytes");
  else if ((file = stream(descriptor, "wb")) != NULL) {
    const int written = png_image_write_to_stdio(&image, file, 0, bytes.buf, 0, NULL);
    if (fclose(file) != 0 && written)
      PyErr_SetFromErrno(PyExc_OSError);
    else
      result = written ? Py_NewRef(Py_None) : failure(&image);
  }
  PyBuffer_Release(&bytes);
  return result;
}

// read(descriptor) -> (width, height, bytes)
static PyObject *read_image(PyObject *module, PyObject *argument) {
  const int descriptor = PyLong_AsLong(argument);
  if (descriptor == -1 && PyErr_Occurred()) return NULL;
  FILE *file = stream(descriptor, "rb");
  if (file == NULL) return NULL;
  png_image image = {.version = PNG_IMAGE_VERSION};
  PyObject *bytes = NULL;
  if (!png_image_begin_read_from_stdio(&image, file)) {
    failure(&image);
  } else {
    image.format = PNG_FORMAT_GRAY;
    bytes = PyBytes_FromStringAndSize(NULL, PNG_IMAGE_SIZE(image));
    if (bytes == NULL)
      png_image_free(&image);
    else if (!png_image_finish_read(&image, NULL, PyBytes_AS_STRING(bytes), 0, NULL)) {
      Py_CLEAR(bytes);
      failure(&image);
    }
  }
  fclose(file);
  return bytes == NULL ? NULL : Py_BuildValue("IIN", image.width, image.height, bytes);
}

static PyMethodDef functions[] = {
    {"write", write_image, METH_VARARGS, "Writes an image to a descriptor."},
    {"read", read_image, METH_O, "Reads an image from a descriptor."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "png", .m_size = 0, .m_methods = functions};

PyObject *fdport_binding(void) {
  PyObject *module = PyModule_Create(&definition);
  if (module != NULL) PyModule_AddStringConstant(module, "version", png_libpng_ver);
  return module;
}
