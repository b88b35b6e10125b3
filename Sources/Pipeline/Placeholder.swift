// Pipeline: placeholder so that the package builds.
