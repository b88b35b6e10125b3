// Git: placeholder so that the package builds.
