// Cache: placeholder so that the package builds.
