// Validation: placeholder so that the package builds.
