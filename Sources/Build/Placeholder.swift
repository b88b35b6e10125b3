// Build: placeholder so that the package builds.
