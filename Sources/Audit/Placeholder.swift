// Audit: placeholder so that the package builds.
