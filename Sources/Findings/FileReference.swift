/// Which file of this machine is meant: by stat(2)'s `st_dev` and `st_ino`, whatever other names it has, and by a name,
/// whatever file is put there.
package struct FileReference: Codable, Hashable, Sendable {
  /// Absolute.
  package let path: String
  package let device: UInt64
  package let inode: UInt64

  package init(path: String, device: UInt64, inode: UInt64) {
    self.path = path
    self.device = device
    self.inode = inode
  }
}
