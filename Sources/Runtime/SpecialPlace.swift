import CLinux
import Glibc

/// Where every name leads to something of the system's: processes, devices, settings.
enum SpecialPlace {
  static func refuse(_ opened: HeldDescriptor) throws(GrantOpener.Failure) {
    let type = linux_file_system_type(opened.number)
    guard type >= 0 else { throw .other("cannot be examined") }
    if let name = SpecialFileSystem.name(ofType: UInt32(truncatingIfNeeded: type)) {
      throw .other("lies in \(name), which is authority over the whole system")
    }
    let devices = open("/dev", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard devices >= 0 else { return }
    let held = HeldDescriptor(devices)
    let root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else { return }
    let heldRoot = HeldDescriptor(root)
    guard let device = held.status?.identity.device, device != heldRoot.status?.identity.device,
      let status = opened.status, status.identity.device == device, !status.isHarmlessDevice
    else { return }
    throw .other("lies in /dev, which is authority over the whole system")
  }
}
