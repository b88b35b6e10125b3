/// What the platform's own patch says where a recipe says nothing else.
extension PortPlan.Descend {
  static let usualSubject = "Reach names beneath descriptors with <descend.h>"

  static let usualBody = """
    On a platform where programs reach nothing but the descriptors that they were handed, <descend.h> \
    has variants of the functions that take names. These accept /dev/fd/N/name for a file beneath the \
    directory that is open as descriptor N, and /dev/fd/N for N itself, and refuse every other name.

    Let the build look for them, and use them where the usual functions do not exist.
    """
}
