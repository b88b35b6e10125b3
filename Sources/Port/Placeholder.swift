// Port: placeholder so that the package builds.
