// Source: placeholder so that the package builds.
