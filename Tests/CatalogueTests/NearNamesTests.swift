import Catalogue
import Testing

@Suite struct NearNamesTests {
  @Test(arguments: [
    ("fopne", "fopen"), ("opendirr", "opendir"), ("GETENV", "getenv"), ("stta", "stat"),
    ("__open3", "open"), ("getpwnm_r", "getpwnam_r"),
  ])
  func misspeltNamesAreFound(typed: String, meant: String) {
    #expect(Catalogue.bundled.names(near: typed).first == meant)
  }

  @Test func nothingIsNearToNonsense() {
    #expect(Catalogue.bundled.names(near: "zzzzqqqq").isEmpty)
    #expect(Catalogue.bundled.names(near: "").isEmpty)
  }

  @Test func theListIsShortAndInOrder() {
    #expect(Catalogue.bundled.names(near: "exec", limit: 3) == ["execl", "execv", "rexec"])
  }
}
