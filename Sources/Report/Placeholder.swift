// Report: placeholder so that the package builds.
