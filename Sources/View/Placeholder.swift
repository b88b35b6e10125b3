// View: placeholder so that the package builds.
