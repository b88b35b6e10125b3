// Clang: placeholder so that the package builds.
